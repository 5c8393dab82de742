"""The home folder and its one writer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.storing.home import (
    Home,
    NoWarehouse,
    WarehouseBusy,
    warehouse,
    warehouse_to_read,
)

HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); input()"


def test_all_that_is_produced_lies_under_home(tmp_path: Path) -> None:
    home = Home(tmp_path / "家 folder")
    places = (home.warehouse, home.dagster, home.dbt, home.published)
    assert {place.parent for place in places} == {home.root}
    with warehouse(home) as connection:
        tables = connection.execute("select distinct table_schema from information_schema.tables")
        assert {schema for (schema,) in tables.fetchall()} == {"alerts", "bronze", "quality"}


def test_opening_again_keeps_what_is_there(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with warehouse(home) as connection:
        connection.execute("insert into bronze.relation_part values ('d', 1, 2, 3)")
    with warehouse(home), pytest.raises(Exception, match="different configuration"):
        warehouse_to_read(home).__enter__()
    with warehouse_to_read(home) as connection:
        assert connection.execute("select * from bronze.relation_part").fetchall() == [
            ("d", 1, 2, 3)
        ]


def test_a_warehouse_held_by_another_process_is_waited_for_and_then_named(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with warehouse(home):
        pass
    command = [sys.executable, "-c", HOLD, str(home.warehouse)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin and other.stdout
        other.stdout.readline()
        with (
            pytest.raises(WarehouseBusy, match="another process"),
            warehouse(home, wait_seconds=0.3),
        ):
            pass
        other.stdin.write(b"\n")
        other.stdin.flush()
        with warehouse(home, wait_seconds=10):
            pass


def test_reading_needs_a_warehouse(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouse, match="kaohe run"), warehouse_to_read(Home(tmp_path)):
        pass
