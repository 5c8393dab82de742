"""The warehouse as a whole: rebuilt, empty, and met by all expectations at once."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import duckdb

from expectations import TABLES, Judgement, judge
from orchestration.storing import questions
from orchestration.storing.ledger import record
from tests.warehouse.build import build, run_dbt

Connection = duckdb.DuckDBPyConnection


def _tables(connection: Connection) -> list[str]:
    found = connection.execute(
        """
        select schema_name || '.' || table_name from duckdb_tables()
        where schema_name in ('facts', 'marts') order by 1
        """
    ).fetchall()
    return [table for (table,) in found]


def _judged(connection: Connection) -> list[Judgement]:
    schemas = {table.split(".")[1]: table for table in _tables(connection)}
    return judge({name: connection.execute(f"from {schemas[name]}").df() for name in TABLES})


def test_the_same_bronze_gives_the_same_rows_in_the_same_order(
    warehouse: Connection, tmp_path: Path
) -> None:
    [(file,)] = warehouse.execute("select path from duckdb_databases() where path <> ''").fetchall()
    copy = tmp_path / "warehouse.duckdb"
    shutil.copy(file, copy)
    run_dbt(copy, "run")
    with duckdb.connect(str(copy), read_only=True) as again:
        assert _tables(again) == _tables(warehouse)
        for table in _tables(warehouse):
            first, second = (c.execute(f"from {table}").fetchall() for c in (warehouse, again))
            assert first == second, table


def test_an_empty_warehouse_is_built_and_has_nothing_to_check(tmp_path: Path) -> None:
    build(tmp_path / "warehouse.duckdb", [])
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        judged = _judged(connection)
        assert {judgement.state for judgement in judged} == {"nothing to check"}
        assert record(connection, judged, datetime(2026, 5, 1)).opened == ()
        assert questions.findings(connection) == []


def test_expectations_ask_what_the_facts_call_for(warehouse: Connection) -> None:
    judged = _judged(warehouse)
    assert [judgement.error for judgement in judged if judgement.error] == []
    asked = {
        (judgement.rule.name, row.indicator or row.path)
        for judgement in judged
        for row in judgement.failed.itertuples()
        if row.unit != "核对单位"
    }
    assert asked == {
        ("all_finished_agrees", "新扩建城镇污水处理厂"),
        ("average_only_when_rounded", "平均完成率"),
        ("cumulative_fell", "泊位"),
        ("figure_impossible", "合格率"),
        ("file_misfiled", "林业局/年终总结.txt"),
        ("file_partly_read", "商务局/2020.txt"),
        ("file_reader_failed", "牧业局/2020.doc"),
        ("file_removed", "林业局/2020.txt"),
        ("file_unreadable", "农业局/2020.txt"),
        ("overrun_large", "三改"),
        ("overrun_large", "回迁安置"),
        ("overrun_large", "安置房项目开工"),
        ("overrun_large", "安置房项目竣工"),
        ("overrun_large", "配套设施项目开工"),
        ("rate_of_other_base", "新增床位"),
        ("rate_truncated", "三改"),
        ("result_without_number", "事故死亡人数"),
        ("result_says_more_than_target", "“两书一牌”覆盖率"),
        ("result_without_number", "旧改"),
    }
