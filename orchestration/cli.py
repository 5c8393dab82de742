"""The `kaohe` command: it calls the other rooms and shows what they answer. Nothing is done here.

Exit status: 0 done, whatever was found; 1 something of ours broke; 2 wrong use; 3 `--fail-on` met
a finding of at least that severity. Answers go to stdout, all else to stderr. What a command needs
is imported when it runs, so that reading a file does not wait for Dagster.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

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


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kaohe")
def main() -> None:
    """考核: read performance reports, recompute their claims, ask about what does not fit."""
    if Path(".env").is_file():
        from dotenv import load_dotenv

        load_dotenv(".env")


@main.command()
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH…"
)
@click.option(
    "--quantities", "part", flag_value="quantities", help="Every quantity, with its role."
)
@click.option("--blocks", "part", flag_value="blocks", help="The cells and paragraphs.")
@raw_option
@home_option
@json_option
def read(
    paths: tuple[Path, ...], part: str | None, raw: Path | None, home: Path | None, as_json: bool
) -> None:
    """Read reports, or folders of them, and print their claims. Nothing is stored.

    A file under the raw folder has its unit and period from its path; any other has none.
    """
    from orchestration import contract
    from orchestration.reading import read as read_report

    chosen = _settings(raw=raw, home=home)
    objects = {"quantities": contract.quantities, "blocks": contract.blocks}.get(
        part or "", contract.claims
    )
    for path in _report_files(paths):
        if path.stat().st_size > chosen.max_file_bytes:
            click.echo(f"{path}: too_large, {chosen.max_file_mb} MB allowed", err=True)
            continue
        report = read_report(path, raw=chosen.raw)
        if report.status == "unreadable":
            for unread in report.unread:
                click.echo(f"{path}: {unread.reason} {unread.detail}".rstrip(), err=True)
        if as_json:
            _print_json(objects(report))
        else:
            from orchestration import rendering

            rendering.show_report(report, list(objects(report)), part or "claims")


def _report_files(paths: Iterable[Path]) -> Iterable[Path]:
    from orchestration.storing.incoming import files

    for path in paths:
        yield from files(path) if path.is_dir() else [path]


def _print_json(objects: Iterable[object]) -> None:
    for item in objects:
        click.echo(json.dumps(item, ensure_ascii=False))


def _settings(*, raw: Path | None = None, home: Path | None = None) -> Any:
    """The settings, with what the command line said put above the environment."""
    from orchestration.settings import WrongSetting, settings

    for name, value in (("KAOHE_RAW", raw), ("KAOHE_HOME", home)):
        if value is not None:
            os.environ[name] = str(value.absolute())
    try:
        return settings()
    except WrongSetting as error:
        raise click.UsageError(str(error)) from error
