"""Questions nobody answered go to the parent's coordinator after so many working days.

How many stands in coordinators.csv, which days are worked in seeds/holidays.csv. The event is the
ledger's; whom it reaches, and in which words, is composing.py's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import duckdb

from orchestration.alerting.coordinators import Coordinator
from orchestration.alerting.untold import parents
from orchestration.settings import in_china
from orchestration.storing.answering import escalate
from orchestration.workdays import Calendar, workdays_between


def escalate_unanswered(
    connection: duckdb.DuckDBPyConnection,
    coordinators: Iterable[Coordinator],
    now: datetime,
    today: date,
    worked: Calendar,
) -> int:
    """Escalate what was told long enough ago and not answered; returns how many questions.

    `now` is UTC without zone, `today` the day in China. A question whose unit has no parent, or
    whose parent has no coordinator, stays where it is.
    """
    known = tuple(coordinators)
    if not worked:
        return 0
    above = parents(connection)
    done: set[str] = set()
    for coordinator in known:
        if coordinator.escalate_workdays is None:
            continue
        for finding_id, unit, told_at in _unanswered(connection, coordinator.name):
            parent = above.get(unit)
            heads = [one.name for one in known if parent in one.units]
            days = workdays_between(in_china(told_at).date(), today, worked)
            if finding_id in done or not heads or days < coordinator.escalate_workdays:
                continue
            to = f"{days} 个工作日未答复，上报{parent}（{'、'.join(heads)}）"
            escalate(connection, finding_id, to, at=now)
            done.add(finding_id)
    return len(done)


def _unanswered(
    connection: duckdb.DuckDBPyConnection, coordinator: str
) -> list[tuple[str, str, datetime]]:
    """Open questions told to a coordinator, with their unit and when they were first told.

    Told anew after it was reopened counts from then. Answered ones are left alone, even where the
    answer settled nothing: somebody is on it.
    """
    return connection.execute(
        """
        with
        since as (
            select
                finding_id,
                max(event_no) filter (event in ('opened', 'reopened')) as asked_no,
                max(event_no) filter (
                    event in ('answered', 'acknowledged', 'corrected', 'escalated')
                ) as moved_no,
            from quality.finding_event
            group by finding_id
        )

        select finding.finding_id, finding.unit, min(told.told_at)
        from quality.finding
        inner join since on finding.finding_id = since.finding_id
        inner join alerts.told
            on
                finding.finding_id = told.subject
                and told.event_no >= since.asked_no
        where
            told.coordinator = ? and finding.state = 'open' and finding.unit is not null
            and coalesce(since.moved_no, 0) < since.asked_no
        group by finding.finding_id, finding.unit
        order by finding.finding_id
        """,
        [coordinator],
    ).fetchall()
