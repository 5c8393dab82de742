"""What people say to findings, and what it does to them: answered, acknowledged, dismissed, escalated.

A finding that a person closed stays closed as long as the report says the same (ledger.py keeps it
so), and a dismissal no longer than its last day. Nothing here judges.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import duckdb

from orchestration.storing.ledger import ACKNOWLEDGED, ANSWERED, CORRECTED, DISMISSED, LIFE
from orchestration.storing.questions import UnknownFinding
from orchestration.storing.writing import transaction, upsert

# Why a dismissed finding is asked again.
EXPIRED = "expired"
_MIDNIGHT_IN_CHINA = time(16)  # in UTC, as all times of the ledger


@dataclass(frozen=True, slots=True)
class _Said:
    """Somebody's words to a finding."""

    answer: str
    by: str
    settles: bool
    until: date | None = None


def answer(
    connection: duckdb.DuckDBPyConnection,
    finding_id: str,
    said: str,
    *,
    by: str,
    at: datetime,
    settles: bool,
) -> None:
    """Write an answer, and close the finding if it settles it. Raises `UnknownFinding`."""
    words = _Said(said, by, settles)
    if _is_open(connection, finding_id) and settles:
        closed = _closed(at, ANSWERED)
        _happen(connection, finding_id, "resolved", at, because=ANSWERED, said=words, sets=closed)
    else:
        _happen(connection, finding_id, "answered", at, said=words)


def acknowledge(
    connection: duckdb.DuckDBPyConnection,
    finding_id: str,
    *,
    by: str,
    at: datetime,
    said: str | None = None,
) -> None:
    """The question is right, says `by`, with words of their own or without; it stays open until the
    report is put right. Raises `UnknownFinding`.
    """
    is_open = _is_open(connection, finding_id)
    _happen(
        connection,
        finding_id,
        "acknowledged" if is_open else "answered",
        at,
        said=_Said(said or "属实", by, settles=False),
        sets=dict(zip(ACKNOWLEDGED, (at, by), strict=True)) if is_open else {},
    )


def dismiss(
    connection: duckdb.DuckDBPyConnection,
    finding_id: str,
    reason: str,
    *,
    by: str,
    at: datetime,
    until: date | None,
) -> None:
    """The question need not be asked, for a reason, up to and including the day `until`.

    Dismissing once more what is dismissed gives it the new reason and day. A finding that ended
    otherwise keeps its end, and the reason is an answer to it. Raises `UnknownFinding`.
    """
    state, because = _state(connection, finding_id)
    applies = state == "open" or because == DISMISSED
    _happen(
        connection,
        finding_id,
        "dismissed" if applies else "answered",
        at,
        because=reason if applies else None,
        said=_Said(reason, by, applies, until if applies else None),
        sets={**_closed(at, DISMISSED), "dismissed_until": until} if applies else {},
    )


def correct(
    connection: duckdb.DuckDBPyConnection,
    finding_id: str,
    said: str,
    *,
    by: str,
    at: datetime,
    open_because: str | None,
) -> None:
    """Figures of the report were corrected; that closes the finding unless there is a reason why it
    stays open. Raises `UnknownFinding`.
    """
    is_open = _is_open(connection, finding_id)
    closes = is_open and open_because is None
    _happen(
        connection,
        finding_id,
        "resolved" if closes else "corrected",
        at,
        because=CORRECTED if closes else open_because,
        said=_Said(said, by, settles=closes),
        sets=_closed(at, CORRECTED) if closes else {},
    )


def escalate(
    connection: duckdb.DuckDBPyConnection, finding_id: str, to: str, *, at: datetime
) -> None:
    """An open question nobody answered is now told to `to` as well. Raises `UnknownFinding`."""
    if _is_open(connection, finding_id):
        sets = {"escalated_at": at, "escalated_to": to}
        _happen(connection, finding_id, "escalated", at, because=to, sets=sets)


def reopen_expired(connection: duckdb.DuckDBPyConnection, today: date) -> tuple[str, ...]:
    """Open again what was dismissed until a day before `today`, where the report still says it.

    Finding ids, in order. The moment of reopening is the midnight that ends the last day in China,
    whenever this runs.
    """
    expired = connection.execute(
        """
        select finding_id, dismissed_until, resolved_at from quality.finding
        where
            resolved_because = ? and dismissed_until < ?
            and last_seen = (select max(seen_at) from quality.check_run)
        order by finding_id
        """,
        [DISMISSED, today],
    ).fetchall()
    for finding_id, until, dismissed_at in expired:
        ended = max(dismissed_at, datetime.combine(until, _MIDNIGHT_IN_CHINA))
        reopen(connection, finding_id, because=EXPIRED, at=ended)
    return tuple(finding_id for finding_id, _, _ in expired)


def reopen(
    connection: duckdb.DuckDBPyConnection, finding_id: str, *, because: str, at: datetime
) -> None:
    """Ask again what was closed, as if nothing had been done about it yet."""
    anew = {"state": "open", "resolved_at": None, "resolved_because": None, **dict.fromkeys(LIFE)}
    _happen(connection, finding_id, "reopened", at, because=because, sets=anew)


def _closed(at: datetime, because: str) -> dict[str, Any]:
    return {"state": "resolved", "resolved_at": at, "resolved_because": because}


def _is_open(connection: duckdb.DuckDBPyConnection, finding_id: str) -> bool:
    return _state(connection, finding_id)[0] == "open"


def _state(connection: duckdb.DuckDBPyConnection, finding_id: str) -> tuple[str, str | None]:
    found = connection.execute(
        "select state, resolved_because from quality.finding where finding_id = ?", [finding_id]
    ).fetchone()
    if found is None:
        raise UnknownFinding(f"there is no finding {finding_id}")
    return found[0], found[1]


def _happen(
    connection: duckdb.DuckDBPyConnection,
    finding_id: str,
    event: str,
    at: datetime,
    *,
    because: str | None = None,
    said: _Said | None = None,
    sets: Mapping[str, Any] | None = None,
) -> None:
    """Write an event, the words it came with, and what it changes in the finding, all or nothing."""
    with transaction(connection):
        if said is not None:
            upsert(
                connection,
                "quality.answer",
                [
                    {
                        "finding_id": finding_id,
                        "answer_no": _next(connection, "quality.answer", "answer_no", finding_id),
                        "answered_at": at,
                        "answered_by": said.by,
                        "answer": said.answer,
                        "settles": said.settles,
                        "until": said.until,
                    }
                ],
            )
        connection.execute(
            """
            insert into quality.finding_event
                (finding_id, event_no, happened_at, event, because, severity, message)
            select finding_id, ?, ?, ?, ?, severity, message
            from quality.finding where finding_id = ?
            """,
            [
                _next(connection, "quality.finding_event", "event_no", finding_id),
                *(at, event, because, finding_id),
            ],
        )
        if sets:
            columns = ", ".join(f"{column} = ?" for column in sets)
            connection.execute(
                f"update quality.finding set {columns} where finding_id = ?",
                [*sets.values(), finding_id],
            )


def _next(connection: duckdb.DuckDBPyConnection, table: str, number: str, finding_id: str) -> int:
    last = connection.execute(
        f"select coalesce(max({number}), 0) from {table} where finding_id = ?", [finding_id]
    ).fetchone()
    return (last[0] if last else 0) + 1
