"""`make audit`: plant known errors, take the reports the whole way, print what each rule met.

`--clean` claims are made without any error, `--errors` errors are planted in others; `--years` cities and
their districts report month by month with a mistake that only another report gives away, and half
as many without. `-v` lists the false accusations and the errors that were missed.
"""

from __future__ import annotations

import logging
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console
from rich.table import Table

from expectations import Judgement
from tests.audit.counting import RIGHT_CAUSES, Count, count
from tests.audit.world import erring, honest, judged
from tests.audit.years import years as told_years
from tests.generator.bank import BANKS, Bank


@click.command()
@click.option("--clean", default=10_000, show_default=True, help="Claims without an error.")
@click.option("--errors", default=10_000, show_default=True, help="Errors planted.")
@click.option("--years", default=100, show_default=True, help="Cities' years with an error.")
@click.option("--seed", default=0, show_default=True, help="Seed of the first report.")
@click.option("--bank", type=click.Choice(BANKS), default="a", show_default=True, help="Phrases.")
@click.option("-v", "--verbose", is_flag=True, help="List what went wrong.")
def main(clean: int, errors: int, years: int, seed: int, bank: Bank, verbose: bool) -> None:
    """Audit the rules on generated reports."""
    logging.disable(logging.INFO)
    console = Console(width=110)
    with TemporaryDirectory() as folder:
        cities = [
            *told_years(years // 2, seed, errors=False),
            *told_years(years, seed, errors=True),
        ]
        reports = [
            *honest(clean, seed, bank=bank),
            *erring(errors, seed, bank=bank),
            *(report for city in cities for report in city.reports),
        ]
        parents = {unit: above for city in cities for unit, above in city.parents.items()}
        by_path, judgements, asked = judged(reports, Path(folder), parents)
    counted = count(by_path, asked)
    claims = sum(len(r.truth) for r in reports if not r.errors)
    planted = sum(len(r.errors) for r in reports)
    console.print(f"{claims} honest claims, {planted} errors in {len(reports)} reports")
    console.print(_rules(judgements, counted))
    console.print(_kinds(counted))
    grave = [one.rule.name for one in judgements if one.rule.severity != "note"]
    console.print(
        "rules of warning or above that met no planted error: "
        + "、".join(name for name in grave if not counted.right[name])
    )
    if verbose:
        for one in counted.accusations:
            console.print(f"false: {one.rule} {one.path}: {one.message}", markup=False)
        for path, error in counted.missed:
            console.print(f"missed: {path}: {error}", markup=False)


def _rules(judgements: list[Judgement], counted: Count) -> Table:
    """What each rule checked and asked; precision of those that accuse."""
    table = Table(
        title="rules", caption="precision: questions of warning or above that met an error"
    )
    for column in ("rule", "severity", "checked", "right", "false", "precision", "state"):
        table.add_column(column, justify="left" if column in ("rule", "severity") else "right")
    for judgement in judgements:
        name = judgement.rule.name
        right, false = counted.right[name], counted.false[name]
        asked = str(right) if judgement.rule.severity != "note" else str(counted.notes[name])
        table.add_row(
            name,
            judgement.rule.severity,
            str(judgement.checked),
            asked,
            "–" if judgement.rule.severity == "note" else str(false),
            _share(right, right + false),
            judgement.state,
        )
    return table


def _kinds(counted: Count) -> Table:
    """What became of each kind of error."""
    table = Table(title="errors", caption="met: a question of warning or above points at it")
    for column in ("error", "planted", "met", "recall", "right rule", "right cause"):
        table.add_column(column, justify="left" if column == "error" else "right")
    for kind, tally in sorted(counted.kinds.items()):
        table.add_row(
            kind,
            str(tally.planted),
            str(tally.met),
            _share(tally.met, tally.planted),
            _share(tally.right_rule, tally.met),
            _share(tally.right_cause, tally.met) if kind in RIGHT_CAUSES else "–",
        )
    return table


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


if __name__ == "__main__":
    main()
