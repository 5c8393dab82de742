"""What holds for any text: spans, faults of print that change no value, no crash, linear work."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.reading import candidates, vocabulary
from orchestration.reading.report import Report
from orchestration.reading.scoring import pair_score
from tests.score.sentences import labelled, report_of

quiet = settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])

CLAIMED = [
    json.loads(line)["text"]
    for line in (Path(__file__).parent / "cases" / "claims.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
SENTENCES = [case["text"] for name in ("a", "b", "c") for case in labelled(f"sentences-{name}")]
LETTERS = "新建道路完成率目标计划实际累计已其中分别占年度的,。、;:()（）%万亿元个公里户|\n 　0123456789.．%％０５一二三十百两成倍近超余约不少于以上至-—《》“”〔〕第号月日季"

WHOLE = [
    "年度目标:新建道路{}公里。",
    "已新建公园{}座。",
    "累计完成投资{}亿元。",
    "完成率{}%。",
    "新增泊位不少于{}个。",
    "实际改造约{}万平方米。",
    "年度目标:回迁{}户。完成情况:已回迁3750户。",
]
figures = st.one_of(
    st.integers(2, 99999).map(str),
    st.decimals(min_value=2, max_value=9999, places=2).map(str),
)
FULL_WIDTH = {ord(a): chr(ord(a) + 0xFEE0) for a in "0123456789.%"}


def _values(report: Report) -> list[tuple[object, ...]]:
    """What each figure says, spelling aside."""
    said = [statement.quantity for statement in report.statements]
    return [
        (q.value, q.unit, q.amount, q.base_unit, q.op, q.approx, q.decimals, q.exact)
        for q in said
        if q is not None
    ]


def _check(report: Report) -> None:
    """Positions lead to what they name; every figure is cut out as printed."""
    numbers = range(len(report.statements))
    texts = {block.number: block.text for block in report.blocks}
    for statement in report.statements:
        quantity = statement.quantity
        if quantity is None or statement.origin == "derived":
            continue
        span = quantity.span
        assert 0 <= span.start < span.end <= len(texts[span.block])
        assert texts[span.block][span.start : span.end] == quantity.text
        assert quantity.value * quantity.multiplier == quantity.amount
    for claim in report.claims:
        parts = [part for part in (claim.target, claim.actual, claim.rate) if part is not None]
        assert parts and all(part in numbers for part in parts)
        assert 0 <= claim.confidence <= 1
    for relation in report.relations:
        assert all(part in numbers for part in (relation.total, *relation.parts))


@quiet
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    _check_if_text(text)


@quiet
@given(st.text(alphabet=LETTERS, max_size=200))
def test_any_text_of_the_letters_of_reports_is_read(text: str) -> None:
    _check_if_text(text)


@quiet
@given(
    st.sampled_from(SENTENCES),
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 3), st.text(LETTERS, max_size=3)), max_size=8
    ),
)
def test_a_damaged_report_is_read(text: str, damages: list[tuple[int, int, str]]) -> None:
    for at, cut, put in damages:
        text = text[: at % (len(text) + 1)] + put + text[at % (len(text) + 1) + cut :]
    _check_if_text(text)


def _check_if_text(text: str) -> None:
    """Read a text in its bytes; lone surrogates and control characters have none."""
    content = text.encode(errors="ignore").decode()
    plain = "".join(char for char in content if char >= " " or char in "\n\t\r")
    if plain.strip():
        _check(report_of(plain))


@pytest.mark.parametrize("text", SENTENCES, ids=range(len(SENTENCES)))
def test_figures_of_real_sentences_are_cut_out_as_printed(text: str) -> None:
    _check(report_of(text))


@quiet
@given(st.sampled_from(WHOLE), figures, st.data())
@pytest.mark.parametrize("gap", [" ", "\n", "\u3000", "\xa0"], ids=["space", "line", "wide", "nb"])
def test_a_gap_in_a_figure_changes_no_value(
    gap: str, sentence: str, figure: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(figure)))
    broken = figure[:at] + gap + figure[at:]
    as_meant = report_of(sentence.format(figure))
    as_printed = report_of(sentence.format(broken))
    assert _values(as_printed) == _values(as_meant)
    assert len(as_printed.claims) == len(as_meant.claims)
    _check(as_printed)


@quiet
@given(st.sampled_from(WHOLE), figures)
def test_full_width_digits_change_no_value(sentence: str, figure: str) -> None:
    text = sentence.format(figure)
    wide = report_of(text.translate(FULL_WIDTH))
    assert _values(wide) == _values(report_of(text))
    _check(wide)


OTHER = ["空气质量优良天数310天。", "植树造林1200亩。", "装机容量达50兆瓦。", "年用水1800立方米。"]


def _families(report: Report) -> set[str | None]:
    known = vocabulary.families()
    bases = {s.quantity.base_unit for s in report.statements if s.quantity is not None}
    return {known.get(base or "", base) for base in bases}


def _claims(report: Report) -> Counter[tuple[object, ...]]:
    """Claims with what their figures say, wherever these stand."""
    said = [None if s.quantity is None else s.quantity[2:] for s in report.statements]
    return Counter(
        (
            *(c.kind, c.indicator, c.project, c.direction),
            *(None if part is None else said[part] for part in (c.target, c.actual, c.rate)),
        )
        for c in report.claims
    )


@pytest.mark.parametrize("other", OTHER)
@pytest.mark.parametrize("first", [True, False], ids=["before", "behind"])
def test_a_paragraph_about_something_else_changes_no_claim(other: str, first: bool) -> None:
    for text in CLAIMED:
        alone = report_of(text)
        if "|" in text or _families(alone) & _families(report_of(other)):
            continue
        together = report_of("\n\n".join((other, text) if first else (text, other)))
        missing = _claims(alone) - _claims(together)
        assert not missing, text


# Twice and eight times the same sentences: four times the work, and a little for the edges.
SHORT_AND_LONG = (2, 8)
AT_MOST = 4.8


def _report_of_length(times: int, between: str) -> str:
    return between.join([text for text in SENTENCES[:60] if "|" not in text] * times)


@pytest.mark.parametrize("between", ["\n\n", ""], ids=["paragraphs", "one paragraph"])
def test_pairs_looked_at_grow_with_the_report(
    between: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = Counter[str]()

    def counted(*arguments: object) -> float | None:
        looked_at["pairs"] += 1
        return pair_score(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(candidates, "pair_score", counted)
    pairs = []
    for times in SHORT_AND_LONG:
        looked_at.clear()
        report_of(_report_of_length(times, between))
        pairs.append(looked_at["pairs"])
    assert 0 < pairs[1] <= AT_MOST * pairs[0]


@pytest.mark.parametrize("between", ["\n\n", ""], ids=["paragraphs", "one paragraph"])
def test_steps_taken_grow_with_the_report(between: str) -> None:
    report_of(SENTENCES[0])
    steps = [_steps(_report_of_length(times, between)) for times in SHORT_AND_LONG]
    assert steps[1] <= AT_MOST * steps[0]


def _steps(text: str) -> int:
    """Calls of functions while a text is read: its work, whatever the machine is doing."""
    steps = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal steps
        steps += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        report_of(text)
    finally:
        sys.setprofile(before)
    return steps
