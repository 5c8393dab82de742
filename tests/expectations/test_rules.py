"""Every rule is seen to pass, to fail with its message, and to find nothing to check."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pandas as pd
import pytest

from expectations import RULES, TABLES
from expectations.judging import judge_rules
from expectations.pages import EXAMPLES
from expectations.rule import SEVERITIES

_BOOK = tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))
_RULES = {rule.name: rule for rule in RULES}
_CASES = [pytest.param(case, id=case["rule"]) for case in _BOOK["cases"]]


def _frame(case: dict[str, Any], *kinds: str) -> pd.DataFrame:
    """The case's table with a row of each kind, each with an id of its own."""
    rule = _RULES[case["rule"]]
    rows = []
    for kind in kinds:
        row = _BOOK["defaults"][rule.table] | case.get("always", {}) | case.get(kind, {})
        rows.append({k: None if v == "null" else v for k, v in row.items()} | {rule.fact_id: kind})
    return pd.DataFrame(rows)


@pytest.mark.parametrize("case", _CASES)
def test_a_rule_passes_fails_and_knows_when_it_had_nothing_to_check(case: dict[str, Any]) -> None:
    rule = _RULES[case["rule"]]

    [clean] = judge_rules([rule], {rule.table: _frame(case, "passes", "silent")})
    assert (clean.state, clean.checked, clean.error) == ("pass", 1, None)

    [marred] = judge_rules([rule], {rule.table: _frame(case, "passes", "fails", "silent")})
    assert (marred.state, marred.checked) == ("fail", 2)
    assert list(marred.failed["fact_id"]) == ["fails"]
    assert list(marred.failed["message"]) == [case["message"]]

    [idle] = judge_rules([rule], {rule.table: _frame(case, "silent")})
    assert (idle.state, idle.checked, len(idle.failed)) == ("nothing to check", 0, 0)

    [empty] = judge_rules([rule], {rule.table: _frame(case, "passes").iloc[:0]})
    assert empty.state == "nothing to check"


def test_every_rule_has_its_case() -> None:
    assert {case["rule"] for case in _BOOK["cases"]} == set(_RULES)
    assert len(_RULES) == len(RULES)


def test_a_broken_rule_is_an_error_of_ours_and_stops_no_other() -> None:
    whole, broken = _RULES["file_removed"], _RULES["rate_truncated"]
    case = next(case for case in _BOOK["cases"] if case["rule"] == "file_removed")
    tables = {
        whole.table: _frame(case, "fails"),
        broken.table: pd.DataFrame({"claim_id": ["c"], "is_current": [True]}),
    }
    judged = judge_rules([broken, whole], tables)
    assert [judgement.state for judgement in judged] == ["error", "fail"]
    assert judged[0].error and "verdict" in judged[0].error


def test_a_missing_value_where_none_may_be_is_an_error_of_ours() -> None:
    rule = _RULES["rate_truncated"]
    case = next(case for case in _BOOK["cases"] if case["rule"] == rule.name)
    frame = _frame(case, "passes", "fails").assign(verdict=[None, "truncated"])
    [judged] = judge_rules([rule], {rule.table: frame})
    assert judged.state == "error"
    assert judged.error == "1 rows have no verdict"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_speaks_to_its_reader(rule: Any) -> None:
    assert rule.severity in SEVERITIES
    assert rule.table in TABLES
    for words in (rule.sentence, rule.instruction, "".join(rule.message)):
        assert re.search(r"[\u4e00-\u9fff]", words)
    assert rule.because


def test_a_truncated_rate_is_of_the_lowest_severity_and_a_contradiction_of_a_higher_one() -> None:
    weight = {name: SEVERITIES.index(rule.severity) for name, rule in _RULES.items()}
    assert weight["rate_truncated"] == weight["average_only_when_rounded"] == 0
    assert weight["all_finished_agrees"] > 0
    assert weight["rate_inconsistent"] > 0


def test_a_report_text_is_never_a_template() -> None:
    rule = _RULES["target_without_result"]
    case = next(case for case in _BOOK["cases"] if case["rule"] == rule.name)
    frame = _frame(case, "fails").assign(indicator="{unit} {0} %s")
    [judged] = judge_rules([rule], {rule.table: frame})
    assert judged.failed["message"][0].startswith("“{unit} {0} %s”")
