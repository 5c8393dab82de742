"""Answers to findings: what a unit or a coordinator said, and whether that settles the question.

An answer that settles closes the finding; ledger.py keeps it closed as long as the report says the
same. Nothing here judges.
"""

from __future__ import annotations

from datetime import datetime

import duckdb

from orchestration.storing.ledger import ANSWERED
from orchestration.storing.questions import UnknownFinding
from orchestration.storing.writing import transaction, upsert


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
    found = connection.execute(
        "select severity, message, state from quality.finding where finding_id = ?", [finding_id]
    ).fetchone()
    if found is None:
        raise UnknownFinding(f"there is no finding {finding_id}")
    severity, message, state = found
    closes = settles and state == "open"
    with transaction(connection):
        upsert(
            connection,
            "quality.answer",
            [
                {
                    "finding_id": finding_id,
                    "answer_no": _next(connection, "quality.answer", "answer_no", finding_id),
                    "answered_at": at,
                    "answered_by": by,
                    "answer": said,
                    "settles": settles,
                }
            ],
        )
        upsert(
            connection,
            "quality.finding_event",
            [
                {
                    "finding_id": finding_id,
                    "event_no": _next(connection, "quality.finding_event", "event_no", finding_id),
                    "happened_at": at,
                    "event": "resolved" if closes else ANSWERED,
                    "because": ANSWERED if closes else None,
                    "severity": severity,
                    "message": message,
                }
            ],
        )
        if closes:
            connection.execute(
                "update quality.finding set state = 'resolved', resolved_at = ?,"
                " resolved_because = ? where finding_id = ?",
                [at, ANSWERED, finding_id],
            )


def _next(connection: duckdb.DuckDBPyConnection, table: str, number: str, finding_id: str) -> int:
    last = connection.execute(
        f"select coalesce(max({number}), 0) from {table} where finding_id = ?", [finding_id]
    ).fetchone()
    return (last[0] if last else 0) + 1
