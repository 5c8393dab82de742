"""The report calendar: what is due when, what came of it, and what is asked about it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations import TABLES, judge
from orchestration.settings import DBT_PROJECT
from orchestration.storing.calendar import Due, due_soon, workdays, write_day
from orchestration.storing.ledger import record
from tests.warehouse.build import load, run_dbt

UNITS = "unit,parent,office\n甲局,某市,综合处\n乙局,某市,\n丙局,,\n"
DUTIES = (
    "unit,frequency,due_days,grace_days,from_period,to_period\n"
    "*,monthly,10,2,2026-01,2026-03\n"
    "丙局,quarterly,20,0,2026-Q1,2027-Q1\n"
)
BLOCKS = ["新建道路[a:88公里]"]
REPORTS: list[dict[str, Any]] = [
    # due on 10 February, and again later: a restated report keeps its first arrival
    {"path": "甲局/2026-01.txt", "received_at": datetime(2026, 2, 9), "left_at": datetime(2026, 3, 1)},
    {"path": "甲局/2026-01.txt", "received_at": datetime(2026, 3, 1), "version": 2},
    # due on 10 March, in grace until the 12th; half past midnight of the 13th in China
    {"path": "甲局/2026-02.txt", "received_at": datetime(2026, 3, 12, 16, 30)},
    # within grace, filed as the months so far
    {"path": "甲局/2026-01--03.txt", "received_at": datetime(2026, 4, 14)},
    # the file that came in time could not be read
    {"path": "乙局/2026-01.txt", "received_at": datetime(2026, 2, 2), "status": "unreadable",
     "reason": "damaged"},
    {"path": "乙局/二月.txt", "received_at": datetime(2026, 3, 2), "status": "misfiled"},
    # taken away again
    {"path": "乙局/2026-03.txt", "received_at": datetime(2026, 4, 2),
     "left_at": datetime(2026, 4, 3), "left_because": "removed"},
]  # fmt: skip
TODAY = date(2026, 4, 15)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds") / "seeds"
    shutil.copytree(DBT_PROJECT / "seeds", folder)
    (folder / "units.csv").write_text(UNITS, encoding="utf-8")
    (folder / "report_calendar.csv").write_text(DUTIES, encoding="utf-8")
    return folder


def _built(folder: Path, seeds: Path, reports: list[dict[str, Any]], today: date) -> Path:
    file = folder / "warehouse.duckdb"
    load(file, [{"blocks": BLOCKS, "left_because": "restated", **report} for report in reports])
    with duckdb.connect(str(file)) as connection:
        write_day(connection, today)
    run_dbt(file, "build", seeds=seeds)
    return file


@pytest.fixture(scope="module")
def calendar(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Iterator[Path]:
    yield _built(tmp_path_factory.mktemp("calendar"), seeds, REPORTS, TODAY)


def _ask(file: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_what_is_due_when_and_what_came_of_it(calendar: Path) -> None:
    rows = _ask(
        calendar,
        "select unit, period, due_on, grace_until, arrived_on, status_label, days_late, file"
        " from marts.report_calendar",
    )
    assert rows == [
        ("丙局", "2026-Q1", date(2026, 4, 20), date(2026, 4, 20), None, "未到期", None, None),
        ("丙局", "2026-Q2", date(2026, 7, 20), date(2026, 7, 20), None, "未到期", None, None),
        ("丙局", "2026-Q3", date(2026, 10, 20), date(2026, 10, 20), None, "未到期", None, None),
        ("丙局", "2026-Q4", date(2027, 1, 20), date(2027, 1, 20), None, "未到期", None, None),
        ("乙局", "2026-01", date(2026, 2, 10), date(2026, 2, 12), None, "缺报", None, None),
        ("乙局", "2026-02", date(2026, 3, 10), date(2026, 3, 12), None, "缺报", None, None),
        ("乙局", "2026-03", date(2026, 4, 10), date(2026, 4, 14), None, "缺报", None, None),
        (
            *("甲局", "2026-01", date(2026, 2, 10), date(2026, 2, 12), date(2026, 2, 9)),
            *("按时", 0, "甲局/2026-01.txt"),
        ),
        (
            *("甲局", "2026-02", date(2026, 3, 10), date(2026, 3, 12), date(2026, 3, 13)),
            *("迟报", 3, "甲局/2026-02.txt"),
        ),
        (
            *("甲局", "2026-03", date(2026, 4, 10), date(2026, 4, 14), date(2026, 4, 14)),
            *("按时", 0, "甲局/2026-01--03.txt"),
        ),
    ]


def test_what_lies_there_and_is_no_report_is_said(calendar: Path) -> None:
    notes = dict(
        _ask(
            calendar,
            "select unit || period, concat_ws('；', uncounted_files, note)"
            " from marts.report_calendar where note is not null",
        )
    )
    assert notes["乙局2026-01"].startswith("乙局/2026-01.txt、乙局/二月.txt；有文件无法读取")
    assert "曾报送，文件已撤" in notes["乙局2026-03"]
    assert "未录入" in notes["丙局2026-Q4"], "2027 is not in the calendar of holidays"
    assert set(notes) == {"乙局2026-01", "乙局2026-02", "乙局2026-03", "丙局2026-Q4"}


def test_a_due_day_moves_over_the_holidays(tmp_path: Path, seeds: Path) -> None:
    folder = tmp_path / "seeds"
    shutil.copytree(seeds, folder)
    (folder / "report_calendar.csv").write_text(
        f"{DUTIES.splitlines()[0]}\n甲局,monthly,3,1,2026-09,2026-09\n", encoding="utf-8"
    )
    file = _built(tmp_path, folder, [], TODAY)
    assert _ask(file, "select due_on, grace_until from marts.report_calendar") == [
        (date(2026, 10, 8), date(2026, 10, 9))
    ]


def _judged(file: Path) -> dict[tuple[str, str, str], str]:
    """What the calendar's rules ask, by rule, unit and period; the ledger is written."""
    with duckdb.connect(str(file)) as connection:
        schemas = dict(
            connection.execute("select table_name, schema_name from duckdb_tables()").fetchall()
        )
        judged = judge({t: connection.execute(f"from {schemas[t]}.{t}").df() for t in TABLES})
        assert [judgement.error for judgement in judged if judgement.error] == []
        record(connection, judged, datetime(2026, 4, 15))
        rows = connection.execute(
            "select rule, unit, period, message from quality.finding"
            " where rule like 'report!_%' escape '!' and state = 'open'"
        ).fetchall()
    return {(rule, unit, period): message for rule, unit, period, message in rows}


def test_missing_and_late_reports_are_asked_about_until_they_arrive(
    tmp_path: Path, seeds: Path
) -> None:
    asked = _judged(_built(tmp_path, seeds, REPORTS, TODAY))
    assert set(asked) == {
        ("report_missing", "乙局", "2026-01"),
        ("report_missing", "乙局", "2026-02"),
        ("report_late", "甲局", "2026-02"),
    }, "what was taken away is asked about as removed"
    assert asked["report_late", "甲局", "2026-02"] == (
        "甲局的2026-02月报应于2026年3月10日前报送，2026年3月13日收到，迟3天。"
    )
    assert "“乙局/二月.txt”无法读取或命名不合约定" in asked["report_missing", "乙局", "2026-02"]

    file = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "insert into bronze.document select * replace ('n' as document_id, '2026-02' as period,"
            " '乙局/2026-02.txt' as path, '乙局' as unit, timestamp '2026-04-15' as received_at)"
            " from bronze.document where path = '甲局/2026-02.txt'"
        )
    run_dbt(file, "run", seeds=seeds)
    asked = _judged(file)
    assert ("report_missing", "乙局", "2026-02") not in asked
    assert "迟36天" in asked["report_late", "乙局", "2026-02"]
    assert _ask(
        file,
        "select period, file, resolved_because from quality.finding"
        " where rule = 'report_missing' and state = 'resolved'",
    ) == [("2026-02", "乙局/2026-02", "arrived")]


def test_another_day_on_which_nothing_fell_due_changes_nothing(
    calendar: Path, tmp_path: Path, seeds: Path
) -> None:
    copy = tmp_path / "warehouse.duckdb"
    shutil.copy(calendar, copy)
    for today, is_same in ((date(2026, 4, 20), True), (date(2026, 4, 21), False)):
        with duckdb.connect(str(copy)) as connection:
            write_day(connection, today)
        run_dbt(copy, "run", seeds=seeds)
        same = [
            _ask(copy, f"from {table}") == _ask(calendar, f"from {table}")
            for table in ("facts.fct_expected_report", "marts.report_calendar")
        ]
        assert same == [is_same, is_same]


def test_what_is_due_soon_is_told_before_the_day(calendar: Path) -> None:
    with duckdb.connect(str(calendar), read_only=True) as connection:
        assert due_soon(connection, TODAY, 3) == [Due("丙局", "2026-Q1", date(2026, 4, 20))]
        assert due_soon(connection, TODAY, 2) == []
        assert date(2026, 2, 14) in workdays(connection)
        assert date(2026, 2, 16) not in workdays(connection)
