"""The report calendar as the warehouse holds it: which day it is taken for, which days are worked,
which reports are due soon.

What is due when, and what came of it, is reckoned in dbt (facts.fct_expected_report).
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import duckdb

from orchestration.storing.asking import is_there
from orchestration.storing.writing import transaction
from orchestration.workdays import Calendar, add_workdays


class Due(NamedTuple):
    """A report that is expected and has not come, and the day it is due."""

    unit: str
    period: str
    due_on: date


def write_day(connection: duckdb.DuckDBPyConnection, today: date) -> None:
    """Write which day it is, for all that is reckoned from now on."""
    with transaction(connection):
        connection.execute("delete from bronze.day")
        connection.execute("insert into bronze.day values (?)", [today])


def workdays(connection: duckdb.DuckDBPyConnection) -> Calendar:
    """The working days that the warehouse knows: the years around today, and those of the calendar;
    none before its first run.
    """
    if not is_there(connection, "facts", "dim_day"):
        return []
    rows = connection.execute(
        "select day from facts.dim_day where is_workday order by day"
    ).fetchall()
    return [day for (day,) in rows]


def due_soon(connection: duckdb.DuckDBPyConnection, today: date, within_workdays: int) -> list[Due]:
    """Reports that have not come and are due today or in so many working days, the nearest first."""
    calendar = workdays(connection)
    if not calendar:
        return []
    rows = connection.execute(
        """
        select unit, period, due_on from facts.fct_expected_report
        where status = 'not_due' and due_on between ? and ?
        order by due_on, unit, period
        """,
        [today, add_workdays(today, within_workdays, calendar)],
    ).fetchall()
    return [Due(*row) for row in rows]
