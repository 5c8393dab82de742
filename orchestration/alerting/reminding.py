"""A reminder of reports that fall due soon, once for each report, to who has its unit.

What is due when is the calendar's (storing/calendar.py); nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import duckdb

from orchestration.alerting.composing import Desk, put
from orchestration.alerting.coordinators import Coordinator
from orchestration.alerting.notice import Notice
from orchestration.alerting.untold import parents
from orchestration.storing.calendar import Due, due_soon
from orchestration.words import period_words

# How long before the day it is due, so that a weekend or a holiday does not swallow it.
_WORKDAYS_BEFORE = 3


def remind(
    connection: duckdb.DuckDBPyConnection,
    coordinators: Iterable[Coordinator],
    desk: Desk,
    now: datetime,
    today: date,
) -> int:
    """Put reminders into the outbox; returns how many. `now` is UTC without zone."""
    soon = due_soon(connection, today, _WORKDAYS_BEFORE)
    above = parents(connection) if soon else {}
    done = 0
    for coordinator in coordinators:
        told = _told(connection, coordinator.name)
        due = [
            one for one in soon if coordinator.covers(one.unit, above) and _subject(one) not in told
        ]
        channel = desk.addresses.channel(coordinator) if due else None
        if channel is None:
            continue
        tells = {_subject(one): 0 for one in due}
        done += put(connection, coordinator, channel, _notice(due), tells, now)
    return done


def _notice(due: list[Due]) -> Notice:
    return Notice(
        kind="reminder",
        title=f"报送提醒：{len(due)} 份报告即将到期",
        lead=tuple(
            f"{one.unit}：{period_words(one.period)}报告，{one.due_on:%Y-%m-%d} 前报送"
            for one in due
        ),
        closing=("已经报送的请忽略。",),
    )


def _subject(one: Due) -> str:
    return f"report {one.unit} {one.period} {one.due_on}"


def _told(connection: duckdb.DuckDBPyConnection, coordinator: str) -> set[str]:
    rows = connection.execute(
        "select subject from alerts.told where coordinator = ?", [coordinator]
    ).fetchall()
    return {subject for (subject,) in rows}
