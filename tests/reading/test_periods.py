"""Periods: keys of files, dates said in text, and where a file is filed."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

import pytest

from orchestration.reading import read
from orchestration.reading.filing import filed
from orchestration.reading.period import date_said, period_of

CASES = Path(__file__).parent / "cases"


def _cases(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("case", _cases("periods.csv"), ids=lambda case: case["key"])
def test_a_key_names_its_days_or_nothing(case: dict[str, str]) -> None:
    period = period_of(case["key"])
    if not case["kind"]:
        assert period is None
        return
    assert period is not None
    said = (period.key, period.kind, period.start.isoformat(), period.end.isoformat())
    assert said == (case["key"], case["kind"], case["start"], case["end"])


@pytest.mark.parametrize("kind, count", [("Q", 4), ("H", 2)])
def test_quarters_and_halves_fill_the_year_without_a_gap(kind: str, count: int) -> None:
    parts = [period_of(f"2020-{kind}{number}") for number in range(1, count + 1)]
    whole = period_of("2020")
    assert whole is not None
    day = whole.start
    for part in parts:
        assert part is not None and part.start == day
        day = part.end + timedelta(days=1)
    assert day == whole.end + timedelta(days=1)


@pytest.mark.parametrize(
    "case", _cases("dates_said.csv"), ids=lambda case: f"{case['said']} of {case['year'] or 'none'}"
)
def test_a_time_said_reaches_up_to_its_day(case: dict[str, str]) -> None:
    year = int(case["year"]) if case["year"] else None
    expected = date.fromisoformat(case["date"]) if case["date"] else None
    assert date_said(case["said"], year) == expected


@pytest.mark.parametrize(
    "path, unit, key, words",
    [
        ("甲局/2020.txt", "甲局", "2020", ""),
        ("甲局/2020-Q3.docx", "甲局", "2020-Q3", ""),
        ("甲局/2020-Q3 修订稿.docx", "甲局", "2020-Q3", "修订稿"),
        ("甲局/2020-01--09 报送 v2.xlsx", "甲局", "2020-01--09", "报送 v2"),
        ("甲局/2020-11 .PDF", "甲局", "2020-11", ""),
        ("局 一/2020-H1.txt", "局 一", "2020-H1", ""),
    ],
)
def test_a_path_says_whose_report_for_when(path: str, unit: str, key: str, words: str) -> None:
    filing = filed(PurePosixPath(path))
    assert filing is not None
    assert (filing.unit, filing.period.key, filing.free_words) == (unit, key, words)


@pytest.mark.parametrize(
    "path",
    [
        "2020.txt",
        "甲局/年报.txt",
        "甲局/2020",
        "甲局/2020修订.txt",
        "甲局/报送 2020.txt",
        "甲局/2020-13.txt",
        "甲局/二〇二〇.txt",
        "甲局/2020/一季度.txt",
        "市/甲局/2020.txt",
        " /2020.txt",
    ],
)
def test_a_path_that_does_not_fit_is_filed_nowhere(path: str) -> None:
    assert filed(PurePosixPath(path)) is None


def test_the_year_of_the_period_dates_what_is_said_without_one(tmp_path: Path) -> None:
    report = tmp_path / "甲局" / "2019-11.txt"
    report.parent.mkdir()
    report.write_text("截至10月底累计新建道路88公里,完成率117.3%。", encoding="utf-8")
    read_here = read(report, raw=tmp_path)
    assert (read_here.unit, read_here.period) == ("甲局", "2019-11")
    assert [claim.as_of for claim in read_here.claims] == [date(2019, 10, 31)]


def test_a_file_outside_raw_has_no_unit_and_no_period(tmp_path: Path) -> None:
    report = tmp_path / "2020.txt"
    report.write_text("新建道路88公里。", encoding="utf-8")
    alone = read(report)
    misfiled = read(report, raw=tmp_path)
    assert (alone.unit, alone.period) == (misfiled.unit, misfiled.period) == (None, None)
