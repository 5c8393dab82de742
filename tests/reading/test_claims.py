"""What a sentence claims: each way of saying a figure, and pairs that must not be made.

Cases are data: every claim of the text, as (target, operator, actual, stated rate).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from orchestration.reading.report import Report
from tests.score.sentences import report_of

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "claims.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def _said(report: Report, statement: int | None) -> str | None:
    """Value and unit as printed; of an implied figure, those it takes over."""
    if statement is None:
        return None
    quantity = report.statements[statement].quantity
    assert quantity is not None
    return f"{quantity.value.normalize():f}{quantity.unit or ''}"


def _operator(report: Report, statement: int | None) -> str | None:
    quantity = None if statement is None else report.statements[statement].quantity
    return quantity.op if quantity else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['theme']} | {case['text'][:40]}")
def test_a_text_claims_this_and_nothing_else(case: dict[str, Any]) -> None:
    report = report_of(case["text"])
    found = [
        {
            "target": _said(report, claim.target),
            "op": _operator(report, claim.target),
            "actual": _said(report, claim.actual),
            "rate": _said(report, claim.rate),
        }
        for claim in report.claims
    ]
    assert sorted(map(str, found)) == sorted(map(str, case["claims"]))


def test_a_control_indicator_is_better_when_lower() -> None:
    directions = {
        text: [claim.direction for claim in report_of(text).claims]
        for text in (
            "年度目标:死亡人数不超过4人,实际死亡3人。",
            "年度目标:新建公园不少于4座,实际新建5座。",
        )
    }
    assert list(directions.values()) == [["down"], ["up"]]


@pytest.mark.parametrize(
    "text, project",
    [
        (
            "之江路道路提升工程(之浦路—复兴路)计划投资6亿元,累计完成投资6.54亿元。",
            "之江路道路提升工程(之浦路—复兴路)",
        ),
        ("东湖大桥年度计划投资2.5亿元,累计完成投资2.6亿元。", "东湖大桥"),
    ],
)
def test_an_investment_names_its_project_whole(text: str, project: str) -> None:
    [claim] = report_of(text).claims
    assert (claim.kind, claim.project) == ("investment", project)


@pytest.mark.parametrize(
    "text",
    [
        "年度目标:发放补贴5000万元。完成情况:已发放补贴5200万元。",
        "年度目标:一般公共预算收入100亿元。完成情况:累计实现收入104亿元,完成率104%。",
        "年度目标:新建公园5座。完成情况:已建成公园6座。",
    ],
)
def test_other_money_and_things_are_no_investment(text: str) -> None:
    assert [claim.kind for claim in report_of(text).claims] == ["indicator"]


def test_a_figure_said_in_words_is_marked_as_implied() -> None:
    report = report_of("污水 | 新建污水厂15个。 | 1.完成情况。新建污水厂全部完成。 |")
    [claim] = report.claims
    assert claim.target is not None and claim.actual is not None
    actual = report.statements[claim.actual]
    assert (report.statements[claim.target].origin, actual.origin) == ("stated", "implied")
    assert actual.span is not None
    words = report.blocks[actual.span.block].text[actual.span.start : actual.span.end]
    assert words == "新建污水厂全部完成"


def test_a_weak_verb_is_given_no_number() -> None:
    for words in ("正常推进", "基本完成", "有序实施"):
        report = report_of(f"泵站 | 新建泵站6座。 | 1.完成情况。新建泵站{words}。 |")
        assert [claim.actual for claim in report.claims] == [None]
