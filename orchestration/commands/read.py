"""`kaohe read`: what a report, or a folder of them, says. Nothing is stored."""

from __future__ import annotations

import os
from pathlib import Path

import click

from orchestration.commands.shared import (
    home_option,
    json_option,
    print_json,
    raw_option,
    report_files,
    settings,
    stop_on_a_bad_vocabulary,
    stop_when_reading_broke,
)


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH…"
)
@click.option(
    "--quantities", "part", flag_value="quantities", help="Every quantity, with its role."
)
@click.option("--blocks", "part", flag_value="blocks", help="The cells and paragraphs.")
@click.option("--unread", "part", flag_value="unread", help="What was not understood, and why.")
@raw_option
@home_option
@json_option
def read(
    paths: tuple[Path, ...], part: str | None, raw: Path | None, home: Path | None, as_json: bool
) -> None:
    """Read reports, or folders of them, and print their claims. Nothing is stored.

    A file under the raw folder has its unit and period from its path; any other has none.
    """
    from orchestration import contract, rendering
    from orchestration.reading.limits import ReaderFailed, read_within

    chosen = settings(raw=raw, home=home)
    stop_on_a_bad_vocabulary()
    objects = {
        "quantities": contract.quantities,
        "blocks": contract.blocks,
        "unread": contract.unread,
    }.get(part or "", contract.claims)
    broken = []
    for path in report_files(paths):
        if not path.is_file():
            click.echo(f"{path}: not_a_file", err=True)
            continue
        if path.stat().st_size > chosen.max_file_bytes:
            click.echo(f"{path}: too_large, {chosen.max_file_mb} MB allowed", err=True)
            continue
        absolute = Path(os.path.abspath(path))
        filed = absolute.is_relative_to(chosen.raw)
        try:
            report = read_within(
                absolute if filed else path,
                raw=chosen.raw,
                seconds=chosen.read_seconds,
                memory_bytes=chosen.read_memory_bytes,
            )
        except ReaderFailed as fault:
            broken.append(f"{path}: {fault}")
            continue
        if report.status == "unreadable":
            for unread in report.unread:
                click.echo(f"{path}: {unread.reason} {unread.detail}".rstrip(), err=True)
        if as_json:
            print_json(objects(report))
        else:
            rendering.show_report(report, list(objects(report)), part or "claims")
    stop_when_reading_broke(broken)
