"""A year of one bureau's monthly reports: the trend, the correction, the belief on any day."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations import TABLES, judge
from orchestration.storing.bronze import receive
from orchestration.storing.home import Home, warehouse
from orchestration.storing.ledger import record
from orchestration.storing.rewinding import rewind
from tests.warehouse.build import run_dbt
from tests.warehouse.cases import CASES

BOOK = tomllib.loads((CASES / "year.toml").read_text(encoding="utf-8"))
MONTHS, EXPECTED = BOOK["months"], BOOK["expected"]
# models without their tests: those are run elsewhere
BUILD = ("run",)
FIRST, CORRECTED = datetime(2021, 1, 10, 8), datetime(2021, 2, 1, 8)


@dataclass(frozen=True)
class Year:
    """A home whose reports came, were judged, and were corrected."""

    home: Home
    raw: Path
    at_first: list[tuple[Any, ...]]


def _put(raw: Path, month: dict[str, Any]) -> None:
    path = raw / "住保局" / f"2020-{month['number']:02}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(BOOK["report"].format(**month).strip(), encoding="utf-8")


def _receive(home: Home, raw: Path, at: datetime) -> None:
    with warehouse(home) as connection:
        receive(connection, raw, received_at=at, max_bytes=10**6)


def _build_and_judge(home: Home, at: datetime) -> list[tuple[Any, ...]]:
    """Build, judge, write the ledger; the open findings of warning or above."""
    run_dbt(home.warehouse, *BUILD, "--exclude", "tag:ledger")
    with warehouse(home) as connection:
        tables = {}
        for name in TABLES:
            [schema] = connection.execute(
                "select table_schema from information_schema.tables where table_name = ?", [name]
            ).fetchone() or ("",)
            tables[name] = connection.execute(f"from {schema}.{name}").df()
        record(connection, judge(tables), at)
        return connection.execute(
            "select rule, period from quality.finding where state = 'open' and severity <> 'note'"
            " order by rule, period"
        ).fetchall()


def _ask(file: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    folder = tmp_path_factory.mktemp("year")
    home, raw = Home(folder / "home"), folder / "raw"
    for month in [*MONTHS, BOOK["first_may"]]:
        _put(raw, month)
    _receive(home, raw, FIRST)
    at_first = _build_and_judge(home, FIRST)
    _put(raw, MONTHS[4])
    _receive(home, raw, CORRECTED)
    _build_and_judge(home, CORRECTED)
    yield Year(home, raw, at_first)


TREND = """
    select period, actual_amount, completion_pct, change_amount
    from marts.indicator_trend where indicator = '新增公租房' order by period
"""


def _plainly(rows: Sequence[tuple[Any, ...]]) -> list[list[str]]:
    return [
        [f"{v.normalize():f}" if isinstance(v, Decimal) else v or "" for v in row] for row in rows
    ]


def _wanted(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [
        [f"{Decimal(v).normalize():f}" if v.replace(".", "").isdigit() else v for v in row]
        for row in rows
    ]


def test_the_trend_is_the_one_reckoned_by_hand(year: Year) -> None:
    assert _plainly(_ask(year.home.warehouse, TREND)) == _wanted(EXPECTED["trend"])


def test_the_quiet_target_change_and_the_broken_month_are_asked(year: Year) -> None:
    assert [list(row) for row in year.at_first] == EXPECTED["asked_first"]


def test_the_correction_closes_what_it_answers(year: Year) -> None:
    states = _ask(
        year.home.warehouse,
        "select rule, period, state, resolved_because from quality.finding"
        " where severity <> 'note' order by rule, period",
    )
    assert states == [
        ("month_follows_from_cumulatives", "2020-06", "resolved", "restated"),
        ("target_unchanged", "2020-09", "open", None),
    ]


def test_what_was_restated_is_a_mart(year: Year) -> None:
    rows = _ask(
        year.home.warehouse,
        "select figure, earlier_text, later_text, change_amount from marts.restatement"
        " where period = '2020-05' order by earlier_claim_id, figure",
    )
    assert sorted(_plainly(rows)) == sorted(_wanted(EXPECTED["restatement"]))


@pytest.mark.parametrize(
    ("day", "so_far"), [("2021-01-20", "205户"), ("2021-02-02", "250户"), ("2020-12-31", None)]
)
def test_a_plain_where_gives_the_belief_of_a_day(year: Year, day: str, so_far: str | None) -> None:
    rows = _ask(
        year.home.warehouse,
        f"""
        select actual_text from marts.scorecard_history
        where period = '2020-05' and believed_from <= '{day}'
        and (believed_to is null or believed_to > '{day}')
        """,
    )
    assert rows == ([(so_far,)] if so_far else [])


def test_a_rewound_warehouse_is_the_one_of_that_day(year: Year, tmp_path: Path) -> None:
    copy = tmp_path / "then.duckdb"
    rewind(year.home.warehouse, copy, datetime(2021, 1, 21))
    run_dbt(copy, *BUILD)
    assert _ask(copy, "select actual_text from marts.scorecard where period = '2020-05'") == [
        ("205户",)
    ]
    assert _ask(copy, "select count(*) from marts.restatement") == [(0,)]
    assert _ask(
        copy,
        "select rule, period, state from marts.finding where severity <> 'note' order by 1, 2",
    ) == [
        ("month_follows_from_cumulatives", "2020-06", "open"),
        ("target_unchanged", "2020-09", "open"),
    ]


def test_months_in_any_order_come_to_the_same_marts(year: Year, tmp_path: Path) -> None:
    home, raw = Home(tmp_path / "home"), tmp_path / "raw"
    months = [BOOK["first_may"], *random.Random(7).sample(MONTHS, len(MONTHS))]
    for number, month in enumerate(months):
        _put(raw, month)
        _receive(home, raw, FIRST + timedelta(hours=number))
    run_dbt(home.warehouse, *BUILD)
    for query in (
        TREND,
        "select * exclude (claim_id, document_id, evidence) from marts.scorecard order by all",
        "select kind, period, verdict, working from facts.fct_comparison order by all",
        "select period, figure, earlier_text, later_text from marts.restatement order by all",
    ):
        assert _ask(home.warehouse, query) == _ask(year.home.warehouse, query)
