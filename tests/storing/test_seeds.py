"""The tables kept by hand: what is wrong in one is named, with its line, before anything is built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from orchestration.settings import DBT_PROJECT
from orchestration.storing.seeds import WrongSeeds, check

GOOD = {
    "units": ["unit,parent,office", "甲区,某市,综合处", "乙区,某市,", "某市,,督查室"],
    "report_calendar": [
        "unit,frequency,due_days,grace_days,from_period,to_period",
        "*,monthly,10,2,2026-01,",
        "某市,quarterly,20,0,2026-Q1,2026-Q4",
        "某市,quarterly,15,0,2027-Q1,",
        "某市,yearly,30,0,2026,",
    ],
    "holidays": ["day,kind,name", "2026-10-01,holiday,国庆节", "2026-10-10,workday,国庆节调休"],
    "indicator_aliases": ["alias,indicator,unit", "新增就业,城镇新增就业,"],
}


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    for name, lines in GOOD.items():
        (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def _add(seeds: Path, name: str, line: str) -> int:
    file = seeds / f"{name}.csv"
    file.write_text(file.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    return len(GOOD[name]) + 1


def test_the_tables_of_the_project_are_sound() -> None:
    check(DBT_PROJECT / "seeds")


def test_sound_tables_pass_as_spreadsheet_programs_save_them(seeds: Path) -> None:
    check(seeds)
    for file in seeds.iterdir():
        text = file.read_text(encoding="utf-8").replace("\n", "\r\n")
        file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    check(seeds)


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("units", "甲区,,", "'甲区' stands in line 2 too"),
        ("units", ",某市,", "unit is empty"),
        ("units", "丙区,某市", "2 cells, 3 wanted: 丙区,某市"),
        ("units", "丙区 ,某市,", "spaces around '丙区 '"),
        ("units", "丁区,丁区,", "'丁区' stands above itself"),
        ("units", "*,,", "'*' is no unit"),
        ("report_calendar", "丙区,monthly,10,2,2026-01,", "unit '丙区' is not in units.csv"),
        ("report_calendar", "甲区,weekly,10,2,2026-01,", "frequency 'weekly' is none of monthly"),
        ("report_calendar", "甲区,monthly,十,2,2026-01,", "due_days '十' is no whole number"),
        ("report_calendar", "甲区,monthly,10,-1,2026-01,", "grace_days '-1' is no whole number"),
        ("report_calendar", "甲区,monthly,10,2,2026-Q1,", "from_period '2026-Q1' is no month"),
        ("report_calendar", "甲区,monthly,10,2,,", "from_period '' is no month"),
        ("report_calendar", "甲区,monthly,10,2,2026-13,", "from_period '2026-13' is no month"),
        ("report_calendar", "甲区,monthly,10,2,2026-03,2026-02", "is before from_period '2026-03'"),
        ("report_calendar", "某市,quarterly,20,0,2026-Q3,", "'某市' is asked for these periods in"),
        ("holidays", "2026-10-1,holiday,", "day '2026-10-1' is no day"),
        ("holidays", "2026-02-30,holiday,", "day '2026-02-30' is no day"),
        ("holidays", "2026-10-02,放假,", "kind '放假' is neither holiday nor workday"),
        ("holidays", "2026-10-01,workday,", "'2026-10-01' stands in line 2 too"),
        ("indicator_aliases", "就业,,", "indicator is empty"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_value(
    seeds: Path, name: str, line: str, told: str
) -> None:
    number = _add(seeds, name, line)
    with pytest.raises(WrongSeeds) as error:
        check(seeds)
    assert f"{name}.csv:{number}: " in str(error.value)
    assert told in str(error.value)


def test_every_fault_is_told_at_once(seeds: Path) -> None:
    _add(seeds, "units", "丁区,丁区,")
    (seeds / "holidays.csv").unlink()
    (seeds / "indicator_aliases.csv").write_text("alias,name\n", encoding="utf-8")
    with pytest.raises(WrongSeeds) as error:
        check(seeds)
    assert "holidays.csv is missing" in str(error.value)
    assert "units.csv:5:" in str(error.value)
    assert "indicator_aliases.csv:1: the header is alias,name" in str(error.value)


def test_a_folder_that_is_not_there_misses_every_file(tmp_path: Path) -> None:
    with pytest.raises(WrongSeeds, match=r"units\.csv is missing"):
        check(tmp_path / "nowhere")
    shutil.copytree(DBT_PROJECT / "seeds", tmp_path / "copy")
    check(tmp_path / "copy")
