"""`make score`: one table of how well reading reads, and where it reads worst.

Set a holds sentences of real reports; b and on were written by people who had not seen the rules.
Reading was developed on them after each had been scored once. Generated reports come from
tests/generator, whose phrases in banks a and b are for development. `-v` lists every miss.
"""

from __future__ import annotations

import sys

from rich.console import Console
from rich.table import Table

from tests.score import generated, real_report, sentences
from tests.score.matching import Tally

_SETS = {
    "sentences-a": "sentences a, real",
    **{f"sentences-{letter}": f"sentences {letter}" for letter in "bcdefghijklmnopqrstuvwx"},
}
_SHOWN = 12


def main(arguments: list[str]) -> int:
    """Print the table; returns the exit status."""
    console = Console()
    table = Table(title="kaohe score", caption="P precision, R recall; figures in per cent")
    for column in ("what", "of", "P", "R", "right", "wrong", "missed"):
        table.add_column(column, justify="left" if column in ("what", "of") else "right")
    misses: list[str] = []
    for name, one in _rows():
        for kind, tally in one.items():
            table.add_row(name, kind, *_cells(kind, tally))
            misses += [f"{name}: {miss}" for miss in tally.misses]
        table.add_section()
    console.print(table)
    shown = misses if "-v" in arguments else misses[:_SHOWN]
    for miss in shown:
        console.print(f"  {miss}", markup=False, highlight=False, soft_wrap=True)
    if len(shown) < len(misses):
        console.print(f"  … and {len(misses) - len(shown)} more: make score ARGS=-v")
    return 0


def _rows() -> list[tuple[str, dict[str, Tally]]]:
    """Every scored set with its tallies."""
    targets, rates = real_report.score()
    rows = [("the real report", {"numeric targets": targets, "stated rates": rates})]
    rows += [
        (title, sentences.score(cases))
        for name, title in _SETS.items()
        if (cases := sentences.labelled(name))
    ]
    rows += [
        ("generated reports", generated.score(bank="a")),
        ("generated, bank b", generated.score(bank="b")),
        ("generated, held out", generated.score(bank="held_out")),
    ]
    return rows


def _cells(kind: str, tally: Tally) -> tuple[str, ...]:
    """Precision, recall and counts as text; of traps only how many were walked into."""
    shares = (None, None) if kind == "traps" else (tally.precision, tally.recall)
    return (
        *("–" if share is None else f"{100 * share:.1f}" for share in shares),
        *(str(count) for count in (tally.right, tally.wrong, tally.missed)),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
