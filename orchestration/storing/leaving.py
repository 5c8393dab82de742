"""Why a question is no longer there: its report left or came, or nothing is known.

That it is gone is found in ledger.py.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import duckdb

Row = dict[str, Any]


def reasons(connection: duckdb.DuckDBPyConnection, gone: Iterable[Row]) -> Callable[[Row], str]:
    """What tells why a finding of these is gone: restated, removed, arrived, no longer seen."""
    left = _why_documents_left(connection)
    arrived = _arrived(connection, [row["fact_id"] for row in gone if not row["document_id"]])

    def because(row: Row) -> str:
        return "arrived" if row["fact_id"] in arrived else _why_gone(row, left)

    return because


def _arrived(connection: duckdb.DuckDBPyConnection, expected: list[str]) -> set[str]:
    """Those of the expected reports that have come."""
    if not expected:
        return set()
    rows = connection.execute(
        """
        select expected_id from facts.fct_expected_report
        where arrived_on is not null and list_contains(?::varchar[], expected_id)
        """,
        [expected],
    ).fetchall()
    return {expected_id for (expected_id,) in rows}


def _why_gone(row: Row, left: Mapping[str, str]) -> str:
    """Its own report left, or another one that it was held against."""
    pieces = json.loads(row["evidence"])
    documents = [row["document_id"], *(piece.get("document_id") for piece in pieces)]
    found = [left[document] for document in documents if document in left]
    return found[0] if found else "no longer seen"


def _why_documents_left(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Documents no longer believed: restated where a later version came, else removed."""
    return dict(
        connection.execute(
            """
            select
                document_id,
                case when version < max(version) over (partition by path) then 'restated'
                else left_because end
            from bronze.document
            where left_at is not null
            """
        ).fetchall()
    )
