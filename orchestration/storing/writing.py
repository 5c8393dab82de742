"""How the warehouse is written: all or nothing, and many rows at once.

Row by row DuckDB takes thirty times as long as one statement with a list for each column. What is
written, and when, is decided elsewhere. A table's name is `schema.name`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All that is written within, or nothing where an error or a stop ends it."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def insert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]]
) -> None:
    """Write rows that have a value for each column of the table, in its order."""
    if rows:
        _write(connection, "insert", table, _types(connection, table), rows)


def upsert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Write rows, all with the same columns, over those that have the same primary key."""
    if rows:
        types = _types(connection, table)
        columns = {column: types[column] for column in rows[0]}
        values = [[row[column] for column in columns] for row in rows]
        _write(connection, "insert or replace", table, columns, values)


def _write(
    connection: duckdb.DuckDBPyConnection,
    verb: str,
    table: str,
    columns: Mapping[str, str],
    rows: Sequence[Sequence[Any]],
) -> None:
    """One statement for all rows; `columns` are types by name, in the order of a row's values."""
    values = ", ".join(f"unnest(?::{data_type}[])" for data_type in columns.values())
    connection.execute(
        f"{verb} into {table} ({', '.join(columns)}) select {values}",
        [list(column) for column in zip(*rows, strict=True)],
    )


def _types(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Types by column, in the table's order."""
    return dict(
        connection.execute(
            """
            select column_name, data_type from duckdb_columns()
            where schema_name || '.' || table_name = ?
            order by column_index
            """,
            [table],
        ).fetchall()
    )
