"""One warehouse of shorthand reports, built once: every case file is in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse import cases
from tests.warehouse.build import build


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The built warehouse, open for reading."""
    file: Path = tmp_path_factory.mktemp("warehouse") / "warehouse.duckdb"
    build(file, cases.everything())
    with duckdb.connect(str(file), read_only=True) as connection:
        yield connection
