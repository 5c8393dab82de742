"""Numbers of a sheet come out as a reader of the sheet sees them (number_formats.csv)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from orchestration.reading.formats import numberformat

CASES = Path(__file__).with_name("number_formats.csv")


def _cases() -> list[dict[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case['stored']} {case['format']}")
def test_number_is_shown_as_its_format_says(case: dict[str, str]) -> None:
    text, hides = numberformat.shown(case["stored"], case["format"])
    assert (text, hides) == (case["shown"], case["hides"] == "yes")


def test_workbooks_of_1904_count_days_from_there() -> None:
    assert numberformat.shown("42704", "yyyy/m/d", True) == ("2020/12/1", False)


@pytest.mark.parametrize(
    "code", ["[", '"', "\\", "0.0.0.0", ";;;;;", "E+", "yyyy[", "_", "*", "0/"]
)
@pytest.mark.parametrize("stored", ["1", "-1", "1e308", "1e-300", "nan", "inf", "", "一"])
def test_odd_formats_and_values_break_nothing(code: str, stored: str) -> None:
    assert isinstance(numberformat.shown(stored, code)[0], str)
