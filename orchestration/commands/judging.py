"""`kaohe rules`, `kaohe answer`, `kaohe aliases`, and the earlier beliefs of `kaohe run --as-of`."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from orchestration.commands.shared import (
    home_option,
    json_option,
    print_json,
    settings,
    stop,
    warehouse,
)


@click.command()
@click.argument("rule", required=False)
@json_option
def rules(rule: str | None, as_json: bool) -> None:
    """List the rules, or show one: what it expects, why, examples, what to do."""
    from expectations import RULES
    from expectations.pages import pages
    from orchestration import rendering

    chosen = [one for one in RULES if rule in (None, one.name)]
    if not chosen:
        stop(f"there is no rule {rule}; `kaohe rules` lists them", 2)
    written = pages(chosen)
    if as_json:
        print_json(dataclasses.asdict(page) for page in written)
    elif rule:
        rendering.show_rule(written[0])
    else:
        rendering.show_rules(written)


@click.command()
@click.argument("finding")
@click.argument("said", required=False)
@click.option("--by", required=True, help="Who answers.")
@click.option(
    "--settles/--open",
    default=False,
    help="Whether the answer closes the finding, as long as the report says the same.",
)
@click.option("--acknowledge", is_flag=True, help="The question is right; it stays open.")
@click.option("--dismiss", is_flag=True, help="The question need not be asked; SAID is the reason.")
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The last day a dismissal holds; without it, as long as the report says the same.",
)
@home_option
def answer(
    finding: str,
    said: str | None,
    by: str,
    settles: bool,
    acknowledge: bool,
    dismiss: bool,
    until: datetime | None,
    home: Path | None,
) -> None:
    """Write down what was answered to a finding."""
    from orchestration.storing import answering, questions
    from orchestration.storing import home as places

    if settles + acknowledge + dismiss > 1:
        raise click.UsageError("--settles, --acknowledge and --dismiss are three different answers")
    if until and not dismiss:
        raise click.UsageError("--until is the last day of a dismissal: it wants --dismiss")
    if not said and not acknowledge:
        raise click.UsageError("SAID is missing: only --acknowledge needs no words")
    chosen = settings(home=home)
    place = places.Home(chosen.home)
    if not place.warehouse.is_file():
        raise places.NoWarehouse(f"no warehouse in {place.root} yet: `kaohe run` builds it")
    now = chosen.now().replace(microsecond=0)
    with places.warehouse(place, wait_seconds=chosen.lock_wait_seconds) as connection:
        try:
            if acknowledge:
                answering.acknowledge(connection, finding, by=by, at=now, said=said)
            elif dismiss:
                last = until.date() if until else None
                answering.dismiss(connection, finding, said or "", by=by, at=now, until=last)
            else:
                answering.answer(connection, finding, said or "", by=by, at=now, settles=settles)
        except questions.UnknownFinding as error:
            stop(f"{error.args[0]}; `kaohe findings` lists them", 2)


@click.command()
@click.option("--accept", "accepted", help="ALIAS=INDICATOR: one name for the two from now on.")
@click.option("--unit", default="", help="Only in the reports of this unit (责任单位).")
@home_option
@json_option
def aliases(accepted: str | None, unit: str, home: Path | None, as_json: bool) -> None:
    """Suggest names that may mean one indicator; accept one of them."""
    from orchestration import rendering
    from orchestration.storing import naming

    if accepted is not None:
        alias, equals, indicator = accepted.partition("=")
        if not (equals and alias.strip() and indicator.strip()):
            raise click.UsageError(f"--accept wants ALIAS=INDICATOR, not {accepted!r}")
        try:
            naming.accept(alias.strip(), indicator.strip(), unit, settings().seeds)
        except naming.AliasTaken as error:
            stop(str(error), 2)
        return
    with warehouse(home) as connection:
        found = naming.suggestions(connection, unit or None)
    if as_json:
        print_json(found)
    else:
        rendering.show_aliases(found)


def believe(chosen: Any, day: date, as_json: bool) -> None:
    """`kaohe run --as-of`: the marts of that day, and where they are."""
    from orchestration import believing, rendering
    from orchestration.watching import watching

    with watching() as watcher:
        try:
            believed = believing.believe(chosen, day, watcher)
        except believing.BuildFailed as error:
            stop(str(error), 1)
    if as_json:
        print_json([dataclasses.asdict(believed)])
        return
    screen = rendering.console()
    screen.print(
        Text(f"{believed.day} 所信：报告 {believed.documents} 份，疑问 {believed.findings} 个")
    )
    screen.print(Text(f"{believed.warehouse}\n{believed.published}"))
