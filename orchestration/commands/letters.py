"""`kaohe letters`: the letters (核实函) to units with open questions, and their reply sheets."""

from __future__ import annotations

from pathlib import Path

import click

from orchestration.commands.shared import home_option, json_option, print_json, settings


@click.command()
@click.option("--unit", help="Only the letter to this unit (责任单位).")
@home_option
@json_option
def letters(unit: str | None, home: Path | None, as_json: bool) -> None:
    """Write a letter and a reply sheet for each unit with open questions."""
    from orchestration import rendering
    from orchestration.alerting.letters.writing import answer_by, write_letters
    from orchestration.storing.calendar import workdays
    from orchestration.storing.home import Home, warehouse_to_read

    chosen = settings(home=home)
    place = Home(chosen.home)
    with warehouse_to_read(place, wait_seconds=chosen.lock_wait_seconds) as connection:
        written = write_letters(
            connection, place, chosen.today, unit=unit, due=answer_by(workdays(connection))
        )
    if as_json:
        print_json(
            {
                "unit": letter.unit,
                "number": letter.number,
                "day": letter.day,
                "due": letter.due,
                "questions": len(letter.questions),
                "hints": len(letter.hints),
                "files": [str(file) for file in letter.files],
            }
            for letter in written
        )
    else:
        rendering.show_letters(written)
