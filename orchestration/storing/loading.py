"""The load into bronze: whole documents, many at once, in one transaction.

A stop at any moment, even a kill, leaves whole documents behind. Which documents are loaded, and
which leave, is decided in `bronze`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime

import duckdb

from orchestration.reading.report import Report
from orchestration.storing.rows import DETAIL_TABLES, Document, Row, detail_rows
from orchestration.storing.writing import insert, transaction

Loaded = tuple[Document, Report]


def load(connection: duckdb.DuckDBPyConnection, batch: Sequence[Loaded]) -> None:
    """Write these documents with all their rows.

    A document that is there already is replaced. One that supersedes a version still believed
    ends that belief as `restated`.
    """
    tables: dict[str, list[Row]] = {table: [] for table in ("document", *DETAIL_TABLES)}
    for document, report in batch:
        tables["document"].append(astuple(document))
        for table, rows in detail_rows(document.document_id, report).items():
            tables[table] += rows
    with transaction(connection):
        connection.execute(
            """
            update bronze.document
            set left_at = newer.received_at, left_because = 'restated'
            from (select unnest(?::varchar[]) as document_id, unnest(?::timestamp[]) as received_at)
                as newer
            where document.document_id = newer.document_id and document.left_at is null
            """,
            [
                [document.supersedes for document, _ in batch if document.supersedes],
                [document.received_at for document, _ in batch if document.supersedes],
            ],
        )
        for table, rows in tables.items():
            connection.execute(
                f"delete from bronze.{table} where list_contains(?::varchar[], document_id)",
                [[document.document_id for document, _ in batch]],
            )
            insert(connection, f"bronze.{table}", rows)


def leave(connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str], at: datetime) -> None:
    """End the belief in documents whose file is gone."""
    with transaction(connection):
        connection.execute(
            """
            update bronze.document set left_at = ?, left_because = 'removed'
            where list_contains(?::varchar[], document_id) and left_at is null
            """,
            [at, list(document_ids)],
        )
