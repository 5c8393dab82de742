"""`kaohe run`: build the warehouse. `kaohe dev`: the Dagster pages, which build it too."""

from __future__ import annotations

import dataclasses
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from expectations.rule import SEVERITIES
from orchestration.commands.judging import believe
from orchestration.commands.shared import (
    home_option,
    json_option,
    print_json,
    raw_option,
    settings,
    stop,
    stop_on_a_bad_vocabulary,
    stop_when_reading_broke,
)

if TYPE_CHECKING:
    from orchestration.running import RunFailed
    from orchestration.settings import Settings


@click.command()
@raw_option
@home_option
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    help="Exit with 3 when a finding of at least this severity is open.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Read nothing; build the marts as believed on that day, beside today's.",
)
@json_option
def run(
    raw: Path | None,
    home: Path | None,
    fail_on: str | None,
    as_of: datetime | None,
    as_json: bool,
) -> None:
    """Build the warehouse from all reports, and close with what was found."""
    from orchestration import rendering
    from orchestration.watching import watching

    chosen = settings(raw=raw, home=home)
    if as_of is not None:
        believe(chosen, as_of.date(), as_json)
        return
    stop_on_a_bad_vocabulary()
    with watching() as watcher:
        from orchestration import running

        try:
            finished = running.run(chosen, watcher)
        except running.RunFailed as error:
            _tell_the_data_team(chosen, error)
            stop(str(error), 1)
    if as_json:
        print_json([dataclasses.asdict(finished)])
    else:
        rendering.show_finished(finished)
    stop_when_reading_broke(finished.reader_failed)
    if fail_on and any(finished.findings.get(s) for s in SEVERITIES[SEVERITIES.index(fail_on) :]):
        sys.exit(3)


def _tell_the_data_team(chosen: Settings, error: RunFailed) -> None:
    """As the sensor of the Dagster pages does, and once for both; what hinders it hides no error."""
    from orchestration.alerting.telling import broken_steps, tell_failure

    try:
        tell_failure(chosen, error.run_id, broken_steps(error.steps))
    except RuntimeError as hindered:
        click.echo(f"kaohe: the data team could not be told: {hindered}", err=True)


@click.command()
@click.option("--port", default=3000, show_default=True, help="Port of the pages.")
@raw_option
@home_option
def dev(port: int, raw: Path | None, home: Path | None) -> None:
    """Open the Dagster pages; the sensor and the schedules run as long as they are open."""
    from orchestration.instance import prepare
    from orchestration.storing.home import Home

    chosen = settings(raw=raw, home=home)
    folder = prepare(Home(chosen.home))
    os.environ["DAGSTER_HOME"] = str(folder)
    dagster = str(Path(sys.executable).with_name("dagster"))
    os.execv(dagster, [dagster, "dev", "-w", str(folder / "workspace.yaml"), "-p", str(port)])
