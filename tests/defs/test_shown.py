"""What the Dagster pages show: charts, and checks that say when they had nothing to check."""

from __future__ import annotations

import dagster as dg
import pandas as pd
import pytest

from expectations import RULES, Judgement
from orchestration.defs.charts import picture
from orchestration.defs.quality import check_result

WARN, ERROR = dg.AssetCheckSeverity.WARN, dg.AssetCheckSeverity.ERROR


def test_a_chart_has_a_bar_for_each_value_in_proportion() -> None:
    lines = picture([("一致", 20), ("截断", 10), ("不一致", 0)]).splitlines()[2:]
    assert [line.count("█") for line in lines] == [30, 15, 1]
    assert all(value in line for value, line in zip(("20", "10", "0"), lines, strict=True))


def test_a_label_from_a_report_cannot_break_the_chart() -> None:
    [line] = picture([("甲|乙<script>", 1)]).splitlines()[2:]
    assert r"甲\|乙\<script\>" in line


@pytest.mark.parametrize(
    ("checked", "failed", "error", "passed", "severity", "said"),
    [
        (3, 0, None, True, WARN, "核对 3 条, 0 条有疑问"),
        (3, 2, None, False, WARN, "核对 3 条, 2 条有疑问"),
        (0, 0, None, False, WARN, "无可核对"),
        (3, 0, "no such column", False, ERROR, "no such column"),
    ],
)
def test_a_check_says_what_it_found(
    checked: int,
    failed: int,
    error: str | None,
    passed: bool,
    severity: dg.AssetCheckSeverity,
    said: str,
) -> None:
    rule = next(rule for rule in RULES if rule.severity == "note")
    judgement = Judgement(rule, checked, pd.DataFrame(index=range(failed)), error)
    result = check_result(judgement)
    assert (result.passed, result.severity) == (passed, severity)
    assert said in (result.description or "")


def test_a_grave_failure_shows_as_an_error() -> None:
    rule = next(rule for rule in RULES if rule.severity == "error")
    assert check_result(Judgement(rule, 1, pd.DataFrame(index=range(1)))).severity == ERROR
    assert check_result(Judgement(rule, 0, pd.DataFrame())).severity == WARN
