"""The files of the letters: written where something changed, removed where nothing is asked.

An unchanged letter keeps its bytes, its day and its time on disk. What a person filled into a reply
sheet that lay here is never written over.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from orchestration.alerting.letters.drafting import drafted
from orchestration.alerting.letters.guide import GUIDE, guide_page
from orchestration.alerting.letters.letter import GUIDE_NAME, Letter
from orchestration.alerting.letters.sheet import is_filled, sheet
from orchestration.alerting.letters.webpage import day_of, webpage
from orchestration.alerting.letters.word import document
from orchestration.storing.home import Home
from orchestration.workdays import Calendar, add_workdays

_OURS = ("核实函.docx", "核实函.html", "* 核实回执.xlsx")
_WRITTEN_BY = (document, webpage, sheet)


# Working days a unit has to answer a letter.
ANSWER_WORKDAYS = 5


def answer_by(worked: Calendar) -> Callable[[date], date] | None:
    """By when a letter of a day is to be answered; None where no working day is known yet."""
    return (lambda day: add_workdays(day, ANSWER_WORKDAYS, worked)) if worked else None


def write_letters(
    connection: duckdb.DuckDBPyConnection,
    home: Home,
    today: date,
    *,
    unit: str | None = None,
    due: Callable[[date], date] | None = None,
) -> tuple[Letter, ...]:
    """Write the letters of all units, or of one; returns those that stand now.

    `due` tells by when a letter of a day is to be answered. A letter whose questions are the same
    keeps the day of its first writing.
    """
    letters = tuple(
        _dated(letter, today, due) for letter in drafted(connection, home.letters, today, unit)
    )
    for letter in letters:
        letter.folder.mkdir(parents=True, exist_ok=True)
        for path, write in zip(letter.files, _WRITTEN_BY, strict=True):
            _write(path, write(letter))
    kept = {path for letter in letters for path in letter.files}
    folders = home.letters.iterdir() if home.letters.is_dir() else ()
    for folder in sorted(folders):
        if folder.is_dir() and unit in (None, folder.name):
            _clear(folder, kept)
    if letters and GUIDE.is_file():
        _write(home.letters / GUIDE_NAME, guide_page())
    return letters


def _dated(letter: Letter, today: date, due: Callable[[date], date] | None) -> Letter:
    """The letter of the day it was first written on, if it has not changed since."""

    def of(day: date) -> Letter:
        return replace(letter, day=day, due=due(day) if due else None)

    if letter.webpage.is_file():
        before = letter.webpage.read_bytes()
        day = day_of(before)
        if day is not None and webpage(of(day)) == before:
            return of(day)
    return of(today)


def _clear(folder: Path, kept: set[Path]) -> None:
    """Removes what was written here before and is no more, and the folder if it is empty."""
    for pattern in _OURS:
        for path in folder.glob(pattern):
            if path not in kept and not _set_aside(path):
                path.unlink()
    if not any(folder.iterdir()):
        folder.rmdir()


def _write(path: Path, content: bytes) -> None:
    """Puts the content there in one step, unless it is there."""
    if path.is_file():
        if path.read_bytes() == content:
            return
        _set_aside(path)
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(content)
    os.replace(draft, path)


def _set_aside(path: Path) -> bool:
    """Renames a reply sheet that a person filled in where it lay; whether there was one."""
    if path.suffix != ".xlsx" or not is_filled(path.read_bytes()):
        return False
    number = 1
    while (aside := path.with_stem(f"{path.stem}（已填{number}）")).exists():
        number += 1
    path.rename(aside)
    return True
