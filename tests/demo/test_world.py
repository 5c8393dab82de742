"""The province of the demo: the same every time, and with something of everything in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePosixPath

from orchestration.demo.world import deliveries, write_seeds
from orchestration.reading.filing import filed
from orchestration.settings import DBT_PROJECT
from orchestration.storing.seeds import check


def test_the_same_reports_every_time_each_filed_by_the_contract() -> None:
    assert deliveries() == deliveries()
    assert deliveries(1) != deliveries(2)
    filings = [filed(PurePosixPath(delivery.name)) for delivery in deliveries()]
    assert len({filing.unit for filing in filings if filing}) == 12
    assert all(filing and filing.period.end.year == 2025 for filing in filings)


def test_some_reports_are_missing_late_or_restated() -> None:
    coming = deliveries()
    versions = Counter(delivery.name for delivery in coming)
    assert 130 < len(versions) < 12 * 12
    assert 2 in versions.values()
    assert any(delivery.day.day > 19 for delivery in coming)


def test_its_tables_are_sound(tmp_path: Path) -> None:
    write_seeds(DBT_PROJECT / "seeds", tmp_path)
    check(tmp_path)
