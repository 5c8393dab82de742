"""The real report as it was sent, against what a person read in it."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from orchestration.reading import read
from orchestration.reading.report import Relation, Report, Statement
from tests.score import real_report

# Numbers that stand in the report and are no amounts.
TRAPS = (
    *("9号线", "7号线", "8号线", "110KV", "110kV", "2/3", "“15分钟”", "JG0407-04地块24班"),
    *("GS0502-G1/S42-34", "GS0502-B1/B2/B3/S41-19", "S41-19", "十三五", "十四五"),
    *("五水共治", "四比一赛", "六稳", "六保", "七个一", "两代表一委员", "三服务", "三走进"),
    *("两书一牌", "双随机", "一事一议", "一端一策", "六场硬仗", "干好一一六"),
    *("11月底前", "8月底前", "12月底前", "5个月内", "6月底完成", "6月29日", "9月15日"),
    *("10月28日-29日", "11月24-25日", "2018年3月", "2020年11月底", "2016-2020年", "2019-2021"),
    *("2020-2022年", "第四届", "第一届", "第一批", "第一档次", "第二轮", "第二污水厂"),
)


@pytest.fixture(scope="module")
def report() -> Report:
    raw = real_report.RAW
    return read(raw / real_report.UNIT / f"{real_report.PERIOD}.txt", raw=raw)


def _printed(report: Report, statement: Statement) -> str:
    span = statement.span
    return "" if span is None else report.blocks[span.block].text[span.start : span.end]


def _figure(report: Report, statement: int | None) -> str | None:
    """Value and unit, for a derived figure too."""
    quantity = None if statement is None else report.statements[statement].quantity
    return f"{quantity.value.normalize():f}{quantity.unit}" if quantity else None


def _relation(report: Report, kind: str, total: str) -> list[Relation]:
    return [r for r in report.relations if r.kind == kind and _figure(report, r.total) == total]


def _parts(report: Report, relation: Relation) -> list[str | None]:
    return [_figure(report, part) for part in relation.parts]


def test_targets_and_rates_are_those_a_person_read() -> None:
    targets, rates = real_report.score()
    assert (rates.right, rates.misses) == (22, [])
    assert targets.right + targets.missed == 48
    assert targets.right >= 46, targets.misses


def test_it_is_filed_and_read(report: Report) -> None:
    assert (report.unit, report.period) == (real_report.UNIT, real_report.PERIOD)
    assert (report.status, report.format) == ("read", "txt")


def test_every_statement_leads_back_to_what_is_printed(report: Report) -> None:
    for statement in report.statements:
        quantity = statement.quantity
        assert quantity is not None
        if statement.origin == "derived":
            assert statement.span is None
            continue
        assert statement.span == quantity.span
        assert _printed(report, statement) == quantity.text != ""


def test_statements_of_a_claim_are_there_and_say_what_the_claim_says(report: Report) -> None:
    roles = {"target": {"target", "whole"}, "rate": {"stated_rate", "average"}}
    for claim in report.claims:
        assert {claim.target, claim.actual, claim.rate} != {None}
        for name, allowed in roles.items():
            number = getattr(claim, name)
            if number is not None:
                assert report.statements[number].role in allowed


def test_no_number_that_is_no_amount_is_claimed(report: Report) -> None:
    claimed = [
        report.statements[number].span
        for claim in report.claims
        for number in (claim.target, claim.actual, claim.rate)
        if number is not None
    ]
    spans = [span for span in claimed if span is not None]
    met = Counter[str]()
    for block in report.blocks:
        for trap in TRAPS:
            at = block.text.find(trap)
            while at >= 0:
                met[trap] += 1
                over = [
                    span
                    for span in spans
                    if span.block == block.number and span.start < at + len(trap) and span.end > at
                ]
                assert not over, (trap, block.text[at - 10 : at + 20])
                at = block.text.find(trap, at + 1)
    assert len(met) > 40


def test_the_four_projects_and_their_total_that_nobody_printed(report: Report) -> None:
    money = [
        (
            claim.project,
            _figure(report, claim.target),
            _figure(report, claim.actual),
            _figure(report, claim.rate),
            claim.derived,
        )
        for claim in report.claims
        if claim.kind == "investment"
    ]
    figures = [(target, actual, rate, derived) for _, target, actual, rate, derived in money]
    assert figures == [
        ("6亿元", "6.54亿元", "109%", False),
        ("2.5亿元", "2.93亿元", "117.2%", False),
        ("2亿元", "2.9336亿元", "146.68%", False),
        ("2.5亿元", "2.9698亿元", "118.8%", False),
        ("13亿元", "15.3734亿元", "118.26%", True),
    ]
    assert money[0][0] == "之江路输水管廊及道路提升工程(之浦路—复兴路)"
    assert len({project for project, *_ in money}) == 5


def test_derived_total_and_printed_total_each_have_their_parts(report: Report) -> None:
    [planned] = _relation(report, "sum", "13亿元")
    [done] = _relation(report, "sum", "15.3734亿元")
    assert _parts(report, planned) == ["6亿元", "2.5亿元", "2亿元", "2.5亿元"]
    assert _parts(report, done) == ["6.54亿元", "2.93亿元", "2.9336亿元", "2.9698亿元"]
    assert report.statements[planned.total].origin == "derived"
    amounts = [report.statements[part].quantity for part in planned.parts]
    total = report.statements[planned.total].quantity
    assert total is not None
    assert total.amount == sum((q.amount for q in amounts if q is not None), Decimal(0))


def test_all_finished_stands_beside_seven_finished_and_eight_begun(report: Report) -> None:
    [finished] = [r for r in report.relations if r.kind == "finished"]
    assert _figure(report, finished.total) == "15个"
    assert _parts(report, finished) == ["7个", "8个"]


def test_the_average_is_of_the_four_claims_before_it(report: Report) -> None:
    [average] = [r for r in report.relations if r.kind == "average"]
    assert _figure(report, average.total) == "150%"
    parts = _parts(report, average)
    assert parts == ["225万平方米", "297万平方米", "3750户", "60个"]


@pytest.mark.parametrize(
    "total, parts", [("500公里", ["335公里", "165公里"]), ("597公里", ["350公里", "247公里"])]
)
def test_new_and_rebuilt_make_up_the_whole(report: Report, total: str, parts: list[str]) -> None:
    [whole] = _relation(report, "sum", total)
    assert _parts(report, whole) == parts


@pytest.mark.parametrize("part, whole", [("5000个", "40000个"), ("5265个", "59759个")])
def test_a_part_is_set_against_its_whole(report: Report, part: str, whole: str) -> None:
    found = _relation(report, "subset", part)
    assert found
    assert {tuple(_parts(report, relation)) for relation in found} == {(whole,)}


@pytest.mark.parametrize("said, names", [("7个", 7), ("8个", 8)])
def test_a_list_of_names_is_counted(report: Report, said: str, names: int) -> None:
    [listed] = _relation(report, "count", said)
    assert len(listed.names) == names
    assert all(name and name in report.blocks[_block(report, listed)].text for name in listed.names)


def _block(report: Report, relation: Relation) -> int:
    span = report.statements[relation.total].span
    assert span is not None
    return span.block


def test_control_indicators_are_better_when_lower(report: Report) -> None:
    controls = {
        (_figure(report, claim.target), claim.actual is None)
        for claim in report.claims
        if claim.direction == "down"
    }
    assert ("4人", True) in controls
    assert any(target is not None and target.startswith("0") for target, _ in controls)
