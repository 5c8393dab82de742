"""`kaohe alerts`: tell what is new and send what waits, how it stands, a sample to try an address."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import click

from orchestration.commands.shared import (
    home_option,
    json_option,
    print_json,
    settings,
    stop,
    warehouse,
)


@click.group()
def alerts() -> None:
    """Who is told of what: messages to coordinators, on their way and arrived."""


@alerts.command()
@click.option(
    "--wait",
    "patience_seconds",
    type=click.IntRange(min=0),
    default=0,
    help="Seconds to stay for what falls due a little later.",
)
@click.option("--again", is_flag=True, help="Try what was given up once more, first.")
@home_option
@json_option
def send(patience_seconds: int, again: bool, home: Path | None, as_json: bool) -> None:
    """Tell what is new and send what waits, as every run does at its end."""
    from orchestration.alerting import outbox, screen
    from orchestration.alerting.telling import tell
    from orchestration.storing import home as places
    from orchestration.watching import watching

    chosen = settings(home=home)
    place = places.Home(chosen.home)
    if not place.warehouse.is_file():
        raise places.NoWarehouse(f"no warehouse in {place.root} yet: `kaohe run` builds it")
    if again:
        with places.warehouse(place, wait_seconds=chosen.lock_wait_seconds) as connection:
            outbox.revive(connection, chosen.now())
    with watching() as watcher:
        attempts = 0

        def saw(message: outbox.Message, answer: object) -> None:
            nonlocal attempts
            attempts += 1
            watcher("tell", message.part.title, attempts, 0)

        told = tell(chosen, patience_seconds=patience_seconds, on_attempt=saw)
    if as_json:
        print_json([dataclasses.asdict(told)])
    else:
        screen.show_told(told)


@alerts.command()
@home_option
@json_option
def status(home: Path | None, as_json: bool) -> None:
    """Print what each coordinator was sent, what waits, and what was given up, and why."""
    from orchestration.alerting import reckoning, screen

    chosen = settings(home=home)
    with warehouse(home) as connection:
        standing = reckoning.standing(connection, chosen.seeds, os.environ)
    if as_json:
        print_json([dataclasses.asdict(standing)])
    else:
        screen.show_standing(standing)


@alerts.command()
@click.option("--to", "name", required=True, help="A coordinator of coordinators.csv.")
@home_option
@json_option
def test(name: str, home: Path | None, as_json: bool) -> None:
    """Send one coordinator a sample, and say what the service answered."""
    from orchestration.alerting import screen
    from orchestration.alerting.channels.opening import BadAddress
    from orchestration.alerting.sample import NoSuchCoordinator, send_sample

    chosen = settings(home=home)
    try:
        answers = send_sample(chosen, name, os.environ)
    except (NoSuchCoordinator, BadAddress) as error:
        stop(str(error), 2)
    if as_json:
        print_json(dataclasses.asdict(answer) for answer in answers)
    else:
        screen.show_answers(answers)
    if any(answer.outcome != "sent" for answer in answers):
        stop(f"the sample to {name} has not arrived", 1)
