"""Writing many rows at once: one statement, a list for each column.

Row by row DuckDB takes thirty times as long. What is written, and when, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb


def upsert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Write rows, all with the same columns, over those that have the same primary key.

    `table` is `schema.name`.
    """
    if not rows:
        return
    types = dict(
        connection.execute(
            """
            select column_name, data_type from duckdb_columns()
            where schema_name || '.' || table_name = ?
            """,
            [table],
        ).fetchall()
    )
    columns = list(rows[0])
    values = ", ".join(f"unnest(?::{types[column]}[])" for column in columns)
    connection.execute(
        f"insert or replace into {table} ({', '.join(columns)}) select {values}",
        [[row[column] for row in rows] for column in columns],
    )
