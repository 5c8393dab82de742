"""The home folder, where all that is produced lies, and the one writer of the warehouse in it.

No table's content is known here; bronze.sql, quality.sql and alerting/alerts.sql say which tables
there are.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

_HERE = Path(__file__).parent
_TABLES = (
    _HERE / "bronze.sql",
    _HERE / "quality.sql",
    _HERE.parent / "alerting" / "alerts.sql",
)


class WarehouseBusy(RuntimeError):
    """Another process holds the warehouse file, and did not let go in time."""


class NoWarehouse(RuntimeError):
    """There is no warehouse in this home yet."""


@dataclass(frozen=True, slots=True)
class Home:
    """The places under one home folder."""

    root: Path

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse.duckdb"

    @property
    def dagster(self) -> Path:
        return self.root / "dagster"

    @property
    def dbt(self) -> Path:
        return self.root / "dbt"

    @property
    def published(self) -> Path:
        return self.root / "published"

    @property
    def letters(self) -> Path:
        return self.root / "letters"


@contextmanager
def warehouse(home: Home, *, wait_seconds: float = 60) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, open for writing, its own tables present.

    DuckDB lets one process have the file, so this waits its turn, at most `wait_seconds`.
    Raises `WarehouseBusy`.
    """
    home.root.mkdir(parents=True, exist_ok=True)
    connection = _connect(home.warehouse, wait_seconds=wait_seconds, read_only=False)
    try:
        for script in _TABLES:
            connection.execute(script.read_text(encoding="utf-8"))
        yield connection
    finally:
        connection.close()


@contextmanager
def warehouse_to_read(
    home: Home, *, wait_seconds: float = 60
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse as it is, open for reading. Raises `NoWarehouse` and `WarehouseBusy`."""
    if not home.warehouse.is_file():
        raise NoWarehouse(f"no warehouse in {home.root} yet: `kaohe run` builds it")
    connection = _connect(home.warehouse, wait_seconds=wait_seconds, read_only=True)
    try:
        yield connection
    finally:
        connection.close()


def _connect(path: Path, *, wait_seconds: float, read_only: bool) -> duckdb.DuckDBPyConnection:
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            return duckdb.connect(path, read_only=read_only)
        except duckdb.IOException as error:
            if "lock" not in str(error).lower():
                raise
            if time.monotonic() >= deadline:
                raise WarehouseBusy(
                    f"{path} is held by another process (waited {wait_seconds:g} s)"
                ) from error
            time.sleep(0.2)
