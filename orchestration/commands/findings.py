"""`kaohe findings` and `kaohe explain`: the questions a coordinator should ask, and what is behind."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from orchestration.commands.shared import home_option, json_option, print_json, stop, warehouse


@click.command()
@click.option("--unit", help="Only the questions to this unit (责任单位).")
@home_option
@json_option
def findings(unit: str | None, home: Path | None, as_json: bool) -> None:
    """Print the questions a coordinator should ask."""
    from orchestration import rendering
    from orchestration.storing import questions

    with warehouse(home) as connection:
        found = questions.findings(connection, unit)
    if as_json:
        print_json(found)
    else:
        rendering.show_findings(found)


@click.command()
@click.argument("finding")
@home_option
@json_option
def explain(finding: str, home: Path | None, as_json: bool) -> None:
    """Print what stands behind one finding: its sentence, the arithmetic, the rule, its history."""
    from orchestration import rendering
    from orchestration.storing import questions

    with warehouse(home) as connection:
        try:
            explanation = questions.explain(connection, finding)
        except questions.UnknownFinding as error:
            stop(f"{error.args[0]}; `kaohe findings` lists them", 2)
    if as_json:
        print_json([dataclasses.asdict(explanation)])
    else:
        rendering.show_explanation(explanation)
