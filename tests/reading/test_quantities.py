"""Figures in text: value, unit, operator and approximation, each span cutting out what is printed."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from orchestration.reading.report import Quantity, Report
from tests.score.sentences import report_of

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "quantities.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
SAID = [case for case in CASES if case["quantities"]]
SILENT = [case for case in CASES if not case["quantities"]]


def _quantities(report: Report) -> list[Quantity]:
    return [
        statement.quantity
        for statement in report.statements
        if statement.quantity is not None and statement.origin == "stated"
    ]


@pytest.mark.parametrize("case", SAID, ids=lambda case: case["text"])
def test_a_figure_is_read_as_printed(case: dict[str, Any]) -> None:
    report = report_of(case["text"])
    assert [
        {"text": q.text, "value": q.value, "unit": q.unit, "op": q.op, "approx": q.approx}
        for q in _quantities(report)
    ] == [{**said, "value": Decimal(said["value"])} for said in case["quantities"]]
    for quantity in _quantities(report):
        block = report.blocks[quantity.span.block]
        assert block.text[quantity.span.start : quantity.span.end] == quantity.text


@pytest.mark.parametrize("case", SILENT, ids=lambda case: case["text"])
def test_a_number_that_is_no_amount_is_left_alone(case: dict[str, Any]) -> None:
    report = report_of(case["text"])
    assert [quantity.text for quantity in _quantities(report)] == []
    assert report.claims == ()


@pytest.mark.parametrize(
    "text, amount, base_unit, decimals, exact",
    [
        ("新建道路75公里。", "75", "公里", 0, False),
        ("铺设管道500米。", "0.5", "公里", 0, False),
        ("完成投资3.50亿元。", "350000000", "元", 2, False),
        ("改造面积85万平方米。", "850000", "平方米", 0, False),
        ("绿化面积2.5公顷。", "25000", "平方米", 1, False),
        ("建设区域52.9平方公里。", "52900000", "平方米", 1, False),
        ("地区生产总值1.17万亿元。", "1170000000000", "元", 2, False),
        ("装机50兆瓦。", "50000", "千瓦", 0, False),
        ("改造小区302个。", "302", "个", 0, True),
        ("回迁3750户。", "3750", "户", 0, True),
        ("新增泊位5.16万个。", "51600", "个", 2, False),
        ("新增泊位5万个。", "50000", "个", 0, False),
        ("新增泊位约500个。", "500", "个", 0, False),
        ("完成率117.30%。", "117.30", "%", 2, False),
    ],
)
def test_a_figure_has_its_amount_and_says_how_fine_it_is(
    text: str, amount: str, base_unit: str, decimals: int, exact: bool
) -> None:
    [quantity] = _quantities(report_of(text))
    assert quantity.amount == Decimal(amount)
    assert quantity.value * quantity.multiplier == quantity.amount
    assert (quantity.base_unit, quantity.decimals, quantity.exact) == (base_unit, decimals, exact)


def test_a_number_that_nothing_explains_is_unread_and_not_lost() -> None:
    report = report_of("新建道路一批,编列75,推进顺利。")
    assert _quantities(report) == []
    assert ("75", "no_unit") in [(piece.text, piece.reason) for piece in report.unread]
