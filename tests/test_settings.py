"""What can be set from outside: defaults, what is refused, and the day that is taken for today."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from orchestration.settings import DBT_PROJECT, ROOT, ZONE, WrongSetting, settings


def test_defaults_are_those_of_the_example_file() -> None:
    told = (ROOT / ".env.example").read_text(encoding="utf-8")
    example = dict(re.findall(r"^(KAOHE_\w+)=(.*)$", told, flags=re.MULTILINE))
    assert settings(example) == settings({})


def test_today_is_the_day_in_china_unless_it_is_set() -> None:
    assert settings({}).today == datetime.now(ZONE).date()
    assert settings({"KAOHE_TODAY": "2026-03-31"}).today == date(2026, 3, 31)


def test_now_lies_on_the_day_that_is_set() -> None:
    before = datetime.now(UTC).replace(tzinfo=None)
    assert before <= settings({}).now() <= before + timedelta(minutes=1)
    moment = settings({"KAOHE_TODAY": "2025-01-31"}).now().replace(tzinfo=UTC)
    assert moment.astimezone(ZONE).date() == date(2025, 1, 31)


def test_seeds_are_those_of_the_project_unless_another_folder_is_named(tmp_path: Path) -> None:
    assert settings({}).seeds == DBT_PROJECT / "seeds"
    assert settings({"KAOHE_SEEDS": str(tmp_path)}).seeds == tmp_path


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KAOHE_TODAY", "31.3.2026"),
        ("KAOHE_TODAY", "2026-02-30"),
        ("KAOHE_LINK_BASE", "javascript:alert(1)"),
        ("KAOHE_LINK_BASE", "https://kaohe.example.cn/a b"),
        ("KAOHE_LINK_BASE", "/files"),
    ],
)
def test_a_value_that_makes_no_sense_is_named(name: str, value: str) -> None:
    with pytest.raises(WrongSetting, match=re.escape(f"{name} must be")) as error:
        settings({name: value})
    assert repr(value) in str(error.value)


def test_links_begin_where_the_home_folder_is_published() -> None:
    assert settings({}).link_base is None
    base = settings({"KAOHE_LINK_BASE": "https://kaohe.example.cn/files/"}).link_base
    assert base == "https://kaohe.example.cn/files"
