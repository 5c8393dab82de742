"""What commands share: options that name folders, the settings, the warehouse, how they answer.

Answers go to stdout, all else to stderr.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    import duckdb

    from orchestration.settings import Settings

home_option = click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of all that is produced. Else KAOHE_HOME, else var/.",
)
raw_option = click.option(
    "--raw",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the reports: <unit>/<period>[ free words].<ext>. Else KAOHE_RAW, else raw/.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


def settings(*, raw: Path | None = None, home: Path | None = None) -> Settings:
    """The settings, with what the command line said put above the environment."""
    from orchestration.settings import WrongSetting
    from orchestration.settings import settings as from_environment

    for name, value in (("KAOHE_RAW", raw), ("KAOHE_HOME", home)):
        if value is not None:
            os.environ[name] = str(value.absolute())
    try:
        return from_environment()
    except WrongSetting as error:
        raise click.UsageError(str(error)) from error


@contextmanager
def warehouse(home: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse as it is, open for reading."""
    from orchestration.storing.home import Home, warehouse_to_read

    chosen = settings(home=home)
    with warehouse_to_read(Home(chosen.home), wait_seconds=chosen.lock_wait_seconds) as connection:
        yield connection


def report_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named."""
    from orchestration.storing.incoming import files

    for path in paths:
        yield from files(path) if path.is_dir() else [path]


def print_json(objects: Iterable[object]) -> None:
    """One object a line."""
    for item in objects:
        click.echo(json.dumps(item, ensure_ascii=False, default=str))


def stop_on_a_bad_vocabulary() -> None:
    """Stop with 2 before anything is read by words that cannot be understood."""
    from orchestration.reading.vocabulary.checking import problems

    if found := problems():
        stop("\n".join(("the vocabulary has bad rows:", *found)), 2)


def stop_when_reading_broke(told: Sequence[str]) -> None:
    """Stop with 1 when our own code failed on a file."""
    if told:
        stop("\n".join(("reading broke, by a fault of ours:", *told)), 1)


def stop(message: str, status: int) -> NoReturn:
    """End the command with a message and an exit status."""
    click.echo(f"kaohe: {message}", err=True)
    sys.exit(status)
