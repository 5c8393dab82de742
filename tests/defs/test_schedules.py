"""What asks for a run, and over which periods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import dagster as dg
import pytest

from orchestration.defs.schedules import every_day, every_month, over, raw_files
from orchestration.settings import Settings
from orchestration.settings import settings as settings_of

START, END = "dagster/asset_partition_range_start", "dagster/asset_partition_range_end"


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.local_temp(str(tmp_path)) as opened:
        yield opened


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    raw = tmp_path / "raw"
    for period in ("2020", "2020-Q3", "2020-11"):
        _put(raw, f"甲局/{period}.txt", "完成75公里。")
    return replace(settings_of({}), home=tmp_path / "home", raw=raw)


def _put(raw: Path, name: str, content: str) -> Path:
    path = raw / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def _tick(instance: dg.DagsterInstance, settings: Settings, cursor: str | None) -> object:
    context = dg.build_sensor_context(
        instance=instance, cursor=cursor, resources={"settings": settings}
    )
    return raw_files(context)


def _asked(result: object) -> tuple[str, str, str]:
    assert isinstance(result, dg.SensorResult)
    [request] = result.run_requests or []
    assert request.run_key
    return request.tags[START], request.tags[END], result.cursor or ""


def test_new_files_ask_for_one_run_over_their_periods(
    instance: dg.DagsterInstance, settings: Settings
) -> None:
    start, end, _ = _asked(_tick(instance, settings, None))
    periods = list(instance.get_dynamic_partitions("period"))
    assert sorted(periods) == ["2020", "2020-11", "2020-Q3"]
    assert (start, end) == (periods[0], periods[-1])


def test_nothing_new_asks_for_nothing(instance: dg.DagsterInstance, settings: Settings) -> None:
    *_, cursor = _asked(_tick(instance, settings, None))
    assert isinstance(_tick(instance, settings, cursor), dg.SkipReason)


def test_a_touched_file_of_the_same_content_asks_for_nothing(
    instance: dg.DagsterInstance, settings: Settings
) -> None:
    *_, cursor = _asked(_tick(instance, settings, None))
    _put(settings.raw, "甲局/2020.txt", "完成75公里。")
    assert isinstance(_tick(instance, settings, cursor), dg.SkipReason)


@pytest.mark.parametrize("change", ["changed", "removed", "added"])
def test_a_change_asks_for_its_period_alone(
    change: str, instance: dg.DagsterInstance, settings: Settings
) -> None:
    *_, cursor = _asked(_tick(instance, settings, None))
    if change == "removed":
        (settings.raw / "甲局" / "2020-11.txt").unlink()
    elif change == "changed":
        _put(settings.raw, "甲局/2020-11.txt", "完成750公里。")
    else:
        _put(settings.raw, "乙局/2020-11.txt", "完成75公里。")
    assert _asked(_tick(instance, settings, cursor))[:2] == ("2020-11", "2020-11")


def test_a_misfiled_file_asks_for_the_partition_without_a_period(
    instance: dg.DagsterInstance, settings: Settings
) -> None:
    *_, cursor = _asked(_tick(instance, settings, None))
    _put(settings.raw, "甲局/年报.txt", "完成75公里。")
    assert _asked(_tick(instance, settings, cursor))[:2] == ("unfiled", "unfiled")


def test_a_range_reaches_from_the_first_to_the_last_wanted_period() -> None:
    assert over(["a", "b", "c", "d"], {"c", "b"}) == {START: "b", END: "c"}


def test_every_day_is_over_all_periods(instance: dg.DagsterInstance) -> None:
    instance.add_dynamic_partitions("period", ["2020", "2021"])
    request = every_day(dg.build_schedule_context(instance=instance))
    assert isinstance(request, dg.RunRequest)
    assert (request.tags[START], request.tags[END]) == ("2020", "unfiled")


def test_every_month_is_over_the_month_that_ended(instance: dg.DagsterInstance) -> None:
    context = dg.build_schedule_context(
        instance=instance, scheduled_execution_time=datetime(2021, 1, 11, 7)
    )
    request = every_month(context)
    assert isinstance(request, dg.RunRequest)
    assert (request.tags[START], request.tags[END]) == ("2020-12", "2020-12")
