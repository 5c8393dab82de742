"""`kaohe vocabulary`: for who edits the CSV files of words that reading knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from orchestration.commands.shared import (
    json_option,
    print_json,
    raw_option,
    report_files,
    settings,
    stop_on_a_bad_vocabulary,
)

if TYPE_CHECKING:
    from orchestration.contract import Json
    from orchestration.reading.report import Report


@click.group()
def vocabulary() -> None:
    """The words that reading knows: orchestration/reading/vocabulary/*.csv."""


@vocabulary.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH…]")
@click.option(
    "--entry",
    metavar="FILE:ENTRY",
    help="Show which claims of the samples hang on this entry, such as cues:到位.",
)
@raw_option
@json_option
def check(paths: tuple[Path, ...], entry: str | None, raw: Path | None, as_json: bool) -> None:
    """Check the vocabulary files, and say what they do for samples.

    Prints every bad row with its file and line and exits with 2 when there is one; else the number
    of entries, and of the samples (PATH…) what was not understood. With --entry, reads the samples
    (PATH…, else the raw folder) with the entry and without it, and prints the claims that differ.
    """
    chosen = settings(raw=raw)
    stop_on_a_bad_vocabulary()
    if entry is None:
        _show_what_is_known(list(report_files(paths)), chosen.raw, as_json=as_json)
    else:
        samples = list(report_files(paths or [chosen.raw]))
        _show_what_hangs_on(entry, samples, chosen.raw, as_json=as_json)


def _show_what_is_known(samples: list[Path], raw: Path, *, as_json: bool) -> None:
    from orchestration import contract, rendering
    from orchestration.reading.vocabulary import checking

    counts = checking.counts()
    reports = [_read(path, raw) for path in samples]
    if as_json:
        print_json([counts])
        print_json(piece for report in reports for piece in contract.unread(report))
        return
    rendering.show_counts(counts)
    for report in reports:
        rendering.show_report(report, list(contract.unread(report)), "unread")


def _show_what_hangs_on(entry: str, samples: list[Path], raw: Path, *, as_json: bool) -> None:
    from orchestration import contract, rendering
    from orchestration.reading.vocabulary import VocabularyError, checking

    name, _, word = entry.partition(":")
    with_it = [list(contract.claims(_read(path, raw))) for path in samples]
    try:
        with checking.without(name.removesuffix(".csv"), word):
            without_it = [list(contract.claims(_read(path, raw))) for path in samples]
    except VocabularyError as problem:
        raise click.UsageError(str(problem)) from problem
    changes = [
        change
        for path, more, less in zip(samples, with_it, without_it, strict=True)
        if (change := _change(str(path), more, less))
    ]
    if as_json:
        print_json(changes)
    else:
        rendering.show_changes(changes, entry=entry, samples=len(samples))


def _read(path: Path, raw: Path) -> Report:
    """A sample, read in this process: here an entry is left out."""
    from orchestration.reading import read

    return read(path.absolute(), raw=raw)


def _change(file: str, with_it: list[Json], without_it: list[Json]) -> Json | None:
    """The claims of a file that are there only with the entry, and only without it."""
    change: Json = {
        "file": file,
        "with": list(_surplus(with_it, without_it)),
        "without": list(_surplus(without_it, with_it)),
    }
    return change if change["with"] or change["without"] else None


def _surplus(claims: list[Json], others: list[Json]) -> Iterator[Json]:
    """Claims that the others lack, each as often as it is there more."""
    held = Counter(map(repr, others))
    for claim in claims:
        if held[repr(claim)]:
            held[repr(claim)] -= 1
        else:
            yield claim
