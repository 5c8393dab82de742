"""The tables that people keep by hand, as CSV files in one folder: what is wrong in them is told.

`check` names every bad row with file, line and value before anything is built. What the rows mean
for the figures is decided in dbt, which reads the same files (dbt_project/macros/kept.sql).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from orchestration.reading.period import period_of

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "units": ("unit", "parent", "office"),
    "report_calendar": (
        *("unit", "frequency", "due_days", "grace_days", "from_period", "to_period"),
    ),
    "holidays": ("day", "kind", "name"),
    "indicator_aliases": ("alias", "indicator", "unit"),
}
# A row of the calendar for every unit in units.csv that has no row of its own.
EVERY_UNIT = "*"
# How often a unit reports, and the kind of period it then reports for.
FREQUENCIES = {"monthly": "month", "quarterly": "quarter", "half_yearly": "half", "yearly": "year"}
_MOST_DAYS = {"due_days": 366, "grace_days": 60}

Row = dict[str, str]
Rows = list[tuple[int, Row]]


class WrongSeeds(RuntimeError):
    """The tables kept by hand cannot be used; the message names each bad row."""


def check(seeds: Path) -> None:
    """Raises `WrongSeeds` when a file is missing, or a row in one makes no sense."""
    if found := list(problems(seeds)):
        raise WrongSeeds("\n".join((f"the tables in {seeds} have faults:", *found)))


def problems(seeds: Path) -> Iterator[str]:
    """One line for each fault: file, line, and what is wrong with it."""
    tables: dict[str, Rows] = {}
    for name, columns in COLUMNS.items():
        try:
            tables[name] = rows(seeds / f"{name}.csv", columns)
        except WrongSeeds as fault:
            yield str(fault)
    units = {row["unit"] for _, row in tables.get("units", [])}
    of_rows = {
        "units": _of_units(tables.get("units", [])),
        "report_calendar": _of_calendar(tables.get("report_calendar", []), units),
        "holidays": _of_holidays(tables.get("holidays", [])),
        "indicator_aliases": _given(tables.get("indicator_aliases", []), "alias", "indicator"),
    }
    for name, found in of_rows.items():
        yield from (f"{name}.csv:{line}: {fault}" for line, fault in found)
    for name, key in (
        *(("units", ("unit",)), ("holidays", ("day",))),
        ("indicator_aliases", ("alias", "unit")),
    ):
        for line, fault in _once(tables.get(name, []), key):
            yield f"{name}.csv:{line}: {fault}"


def rows(file: Path, columns: tuple[str, ...]) -> Rows:
    """The rows of a file with their lines. Raises `WrongSeeds` where it is no table of these columns."""
    try:
        lines = csv.reader(file.read_text(encoding="utf-8-sig").splitlines(), strict=True)
        found = [(lines.line_num, cells) for cells in lines if cells]
    except FileNotFoundError as error:
        raise WrongSeeds(f"{file.name} is missing") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WrongSeeds(f"{file.name}: {error}") from error
    _, head = found[0] if found else (1, [])
    if tuple(head) != columns:
        raise WrongSeeds(f"{file.name}:1: the header is {','.join(head)}, not {','.join(columns)}")
    for line, cells in found[1:]:
        if len(cells) != len(columns):
            raise WrongSeeds(
                f"{file.name}:{line}: {len(cells)} cells, {len(columns)} wanted: {','.join(cells)}"
            )
        if odd := [cell for cell in cells if cell != cell.strip()]:
            raise WrongSeeds(f"{file.name}:{line}: spaces around {odd[0]!r}")
    return [(line, dict(zip(columns, cells, strict=True))) for line, cells in found[1:]]


Faults = Iterator[tuple[int, str]]


def _given(table: Rows, *columns: str) -> Faults:
    for line, row in table:
        yield from ((line, f"{column} is empty") for column in columns if not row[column])


def _once(table: Rows, key: tuple[str, ...]) -> Faults:
    seen: dict[tuple[str, ...], int] = {}
    for line, row in table:
        told = tuple(row[column] for column in key)
        if told in seen:
            yield line, f"{' '.join(filter(None, told))!r} stands in line {seen[told]} too"
        seen.setdefault(told, line)


def _of_units(table: Rows) -> Faults:
    yield from _given(table, "unit")
    parents = {row["unit"]: row["parent"] for _, row in table}
    for line, row in table:
        if row["unit"] == EVERY_UNIT:
            yield line, f"{EVERY_UNIT!r} is no unit"
        above, seen = row["parent"], set()
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above, "")
        if row["unit"] in seen:
            yield line, f"{row['unit']!r} stands above itself"


def _of_calendar(table: Rows, units: Iterable[str]) -> Faults:
    known = {*units, EVERY_UNIT}
    sound: Rows = []
    for line, row in table:
        faults = list(_of_expected(row, known))
        yield from ((line, fault) for fault in faults)
        sound += [] if faults else [(line, row)]
    for place, (line, row) in enumerate(sound):
        for other_line, other in sound[:place]:
            if _overlap(row, other):
                yield line, f"{row['unit']!r} is asked for these periods in line {other_line} too"


def _of_expected(row: Row, units: set[str]) -> Iterator[str]:
    """What is wrong with one row of the calendar."""
    if row["unit"] not in units:
        yield f"unit {row['unit']!r} is not in units.csv"
    for column, most in _MOST_DAYS.items():
        days = row[column]
        if not (days.isascii() and days.isdecimal() and int(days) <= most):
            yield f"{column} {days!r} is no whole number from 0 to {most}"
    if row["frequency"] not in FREQUENCIES:
        yield f"frequency {row['frequency']!r} is none of {', '.join(FREQUENCIES)}"
        return
    kind = FREQUENCIES[row["frequency"]]
    for column in ("from_period", "to_period"):
        period = period_of(row[column])
        if (row[column] or column == "from_period") and (period is None or period.kind != kind):
            yield f"{column} {row[column]!r} is no {kind}, as a {row['frequency']} report has"
    if row["to_period"] and row["to_period"] < row["from_period"]:
        yield f"to_period {row['to_period']!r} is before from_period {row['from_period']!r}"


def _overlap(one: Row, other: Row) -> bool:
    """Two rows ask the same unit for the same period; keys of one kind of period sort by time."""
    if any(one[column] != other[column] for column in ("unit", "frequency")):
        return False
    ends = [row["to_period"] or "9999" for row in (one, other)]
    return one["from_period"] <= ends[1] and other["from_period"] <= ends[0]


def _of_holidays(table: Rows) -> Faults:
    for line, row in table:
        if row["kind"] not in ("holiday", "workday"):
            yield line, f"kind {row['kind']!r} is neither holiday nor workday"
        try:
            is_iso = date.fromisoformat(row["day"]).isoformat() == row["day"]
        except ValueError:
            is_iso = False
        if not is_iso:
            yield line, f"day {row['day']!r} is no day such as 2026-10-01"
