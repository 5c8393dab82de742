"""A raw folder and a warehouse to receive it, without Dagster or dbt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from orchestration.storing.bronze import Receipt, receive
from orchestration.storing.home import Home, warehouse

DAY = datetime(2020, 12, 1)
LIMIT = 1 << 20

Receive = Callable[..., Receipt]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    put(folder, "甲局/2020.txt", "道路 | 完成新建道路75公里 | 新建道路88公里,完成率117.3%。")
    put(folder, "乙局/2020-Q3.txt", "绿化 | 完成新增绿地300亩 | 新增绿地310亩。")
    return folder


def put(raw: Path, name: str, content: str | bytes) -> Path:
    """A file of this content below the raw folder."""
    path = raw / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with warehouse(Home(tmp_path / "home")) as opened:
        yield opened


@pytest.fixture
def take(connection: duckdb.DuckDBPyConnection, raw: Path) -> Receive:
    """Receives the raw folder; each call a day after the one before."""
    days = iter(range(100))

    def once(**options: object) -> Receipt:
        moment = DAY + timedelta(days=next(days))
        return receive(connection, raw, **{"received_at": moment, "max_bytes": LIMIT, **options})

    return once


DETAILS = ("block", "statement", "claim", "relation", "relation_part", "unread")


def outcomes(receipt: Receipt) -> dict[str, int]:
    """How many files came to what, in one load."""
    return {outcome: count for outcome, count in receipt.counts().items() if count}


def dump(connection: duckdb.DuckDBPyConnection) -> list[object]:
    """All rows of bronze."""
    return [
        connection.execute(f"select * from bronze.{table} order by all").fetchall()
        for table in ("document", *DETAILS)
    ]


def documents(connection: duckdb.DuckDBPyConnection, columns: str) -> list[tuple[object, ...]]:
    """Columns of all documents, by path and version."""
    return connection.execute(
        f"select {columns} from bronze.document order by path, version"
    ).fetchall()
