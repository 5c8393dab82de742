"""Small audits: no honest report is accused, and what print reveals is met."""

from __future__ import annotations

from pathlib import Path

from tests.audit.counting import count
from tests.audit.world import erring, honest, judged
from tests.audit.years import KINDS, years


def test_no_honest_report_is_accused_and_planted_errors_are_met(tmp_path: Path) -> None:
    reports, _, asked = judged([*honest(400, 0), *erring(300, 0)], tmp_path)
    counted = count(reports, asked)
    assert counted.accusations == []
    planted = sum(kind.planted for kind in counted.kinds.values())
    assert sum(kind.met for kind in counted.kinds.values()) / planted >= 0.97
    assert all(kind.right_rule == kind.met for kind in counted.kinds.values())


def test_what_only_another_report_gives_away_is_met(tmp_path: Path) -> None:
    cities = [*years(1, 0, errors=False), *years(len(KINDS), 0, errors=True)]
    parents = {unit: above for city in cities for unit, above in city.parents.items()}
    reports, _, asked = judged([r for city in cities for r in city.reports], tmp_path, parents)
    counted = count(reports, asked)
    assert counted.accusations == []
    assert {name: kind.right_rule for name, kind in counted.kinds.items()} == dict.fromkeys(
        KINDS, 1
    )
