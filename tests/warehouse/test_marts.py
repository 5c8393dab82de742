"""What the readers of the marts are promised."""

from __future__ import annotations

import duckdb
import pytest


@pytest.mark.parametrize(
    ("period", "indicator", "colour"),
    [
        ("2020-Q2", "绿道", "green"),  # 52 % at half of the year
        ("2020-Q2", "泊位", "yellow"),  # 42.5 %, less than ten points behind
        ("2020-Q2", "充电桩", "red"),  # 13 %
        ("2020-Q2", "旧改", "grey"),  # 正常推进 is no number
        ("2020-Q2", "事故", "yellow"),  # 6 of 10 accidents used up by June
        ("2020-Q2", "合格率", "yellow"),  # a level not reached yet
        ("2020-Q2", "站台", "grey"),  # not sure what belongs together
        ("2020-Q2", "季度任务", "red"),  # a quarter's target is due in full
        ("2020-Q3", "绿道", "green"),  # 76 % against 75 %
        ("2020-Q3", "泊位", "red"),
        ("2020-Q3", "事故", "red"),  # past the limit
        ("2020-Q3", "合格率", "green"),
    ],
)
def test_an_interim_report_is_held_against_the_schedule(
    warehouse: duckdb.DuckDBPyConnection, period: str, indicator: str, colour: str
) -> None:
    found = warehouse.execute(
        """
        select status_colour from marts.scorecard
        where unit = '区政府' and period = ? and indicator = ?
        """,
        [period, indicator],
    ).fetchall()
    assert found == [(colour,)]


def test_a_limit_of_zero_that_was_kept_is_green(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.execute(
        "select status_colour, verdict_label, verdict_reason_label from marts.scorecard "
        "where indicator = '较大事故起数'"
    ).fetchall()
    assert found == [("green", "无法核对", "目标值为零")]


def test_the_scorecard_points_to_the_characters(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.execute(
        "select evidence from marts.scorecard where unit = '水利局' and indicator = '整治河道'"
    ).fetchall()
    assert found == [("水利局/2020.txt#0:12-16",)]


def test_of_several_days_the_last_stands_for_the_period(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    shown = warehouse.execute(
        "select actual_text, status_colour from marts.scorecard where unit = '交通局'"
    ).fetchall()
    assert shown == [("104公里", "green")]
    older = warehouse.execute(
        "select older_as_of_text from facts.fct_substance where unit = '交通局'"
    ).fetchall()
    assert older == [(None,)] * 3


def test_a_trend_compares_like_with_like(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.execute(
        """
        select indicator, previous_period, change_amount::varchar, change_pct::varchar
        from marts.indicator_trend where unit = '区政府' and period = '2020-Q3'
        and indicator in ('绿道', '泊位') order by indicator
        """
    ).fetchall()
    assert found == [
        ("泊位", "2020-Q2", "-100.000000000", "-5.88"),
        ("绿道", "2020-Q2", "120.000000000", "46.15"),
    ]


def test_derived_totals_can_be_left_out_of_sums(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.execute(
        """
        select sum(planned_yuan)::bigint, count(*) from marts.investment_progress
        where unit = '市建委' and not is_derived
        """
    ).fetchall()
    assert found == [(850_000_000, 2)]


def test_coverage_counts_what_was_skipped_and_why(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = warehouse.execute(
        """
        select found_count, understood_count, unread_count, unread_because,
            claims_count, checked_count, skipped_count, skipped_because
        from marts.coverage where path in ('商务局/2020.txt', '市建委/2020.txt') order by path
        """
    ).fetchall()
    assert found == [
        (4, 3, 1, "数字没有单位", 1, 0, 1, "未写完成率1"),
        (32, 32, 0, "", 13, 6, 7, "未写完成率5、目标值为零1、缺完成值1"),
    ]


def test_an_unreadable_and_a_misfiled_report_are_covered_too(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = warehouse.execute(
        "select status, found_count from marts.coverage where status in ('unreadable', 'misfiled')"
        " order by status"
    ).fetchall()
    assert found == [("misfiled", 1), ("unreadable", 1), ("unreadable", 1)]


def test_columns_of_the_marts_are_commented_in_chinese(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    silent = warehouse.execute(
        r"""
        select table_name, column_name from duckdb_columns()
        where schema_name = 'marts'
            and not regexp_matches(coalesce(comment, ''), '[\x{4e00}-\x{9fff}]')
        """
    ).fetchall()
    assert silent == []
