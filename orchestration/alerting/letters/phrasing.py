"""Every word of ours that stands in a letter, and the order in which it is said.

Careful by design: a letter asks and accuses nobody, and what it leaves out is called not
contradicted, never right. Its dialect (.docx, .html) is the affair of what writes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from orchestration.alerting.letters.letter import Hint, Letter, Question
from orchestration.words import period_words

QUESTIONS = "请核实的事项"
HINTS = "供参考的提示（不需答复）"
REPLY = "答复办法"
PRINTED = "报告原文"
CLOSING = "感谢支持与配合。"
STAMP = "（发函单位盖章）"
GUIDE = "怎样看这些问题、怎样答复"
_NUMERALS = "一二三四五六七八九十"
_HINTS_SHOWN = 20
_PERIODS_NAMED = 4
_WEIGHT = {
    "error": "所印数字不能同时成立，请核对",
    "warning": "可能有误，请说明",
}

Kind = Literal["text", "working", "small"]


@dataclass(frozen=True, slots=True)
class Row:
    """What is said of a question under one word. The quotes have a row of their own."""

    label: str
    lines: tuple[str, ...]
    kind: Kind = "text"


def title(letter: Letter) -> str:
    return f"关于核实{_periods(letter)}考核数据的函"


def salutation(letter: Letter) -> str:
    office = f"（{letter.office}）" if letter.office else ""
    return f"{letter.unit}{office}："


def opening(letter: Letter) -> tuple[str, ...]:
    return (
        f"感谢贵单位报送{_periods(letter)}考核报告。我们按报告所印的目标值、完成值、完成率和合计数逐项"
        f"作了核算，下列{len(letter.questions)}处所印数字之间尚对不上。其中可能有笔误，可能是口径或"
        "基数不同，也可能是我们读得不对。现将原文、算式一并附上，请协助核实。",
        "未列出的数字，仅表示与所印数字不矛盾，或精度不足、无法核对。",
    )


def sections(letter: Letter) -> tuple[str, ...]:
    """The headings, in their order; each is numbered by `heading`."""
    return (QUESTIONS, *((HINTS,) if letter.hints else ()), REPLY)


def group_heading(number: int, period: str | None, questions: int) -> str:
    """（一）2020年第三季度报告（3处）"""
    named = f"{period_words(period)}报告" if period else "未注明报告期"
    return f"（{_numeral(number)}）{named}（{questions}处）"


def question_heading(question: Question) -> str:
    return f"{question.number}．{question.about}"


def weight(question: Question) -> str:
    return _WEIGHT[question.severity]


def rows(question: Question) -> Iterator[Row]:
    """What follows the printed sentences."""
    yield Row("我们的计算", (*question.asked, *question.working), "working")
    if question.likely_causes:
        yield Row("可能的原因", question.likely_causes)
    if question.suggestions:
        yield Row("供参考", question.suggestions)
    yield Row("请办理", (question.instruction.removeprefix("请责任单位"),))
    yield Row("编号", (question.finding_id,), "small")


def hints(letter: Letter) -> Iterator[str]:
    """The notes in brief; a long list is cut, and says so."""
    for hint in letter.hints[:_HINTS_SHOWN]:
        yield _hint(hint)
    if (left_out := len(letter.hints) - _HINTS_SHOWN) > 0:
        yield f"另有{left_out}条未在此列出。"


def reply(letter: Letter) -> tuple[str, ...]:
    return (
        f"请在随函的“{letter.sheet.name}”中逐行填写着色的三栏：报告确需更正的，“属实”填“是”，“更正为”"
        "写更正后的数，如“完成率 95.3%”“完成值 1200户”；情况属实、暂不能更正的，只填“是”；报告无误的，"
        "填“否”，并在“说明”中写明口径或依据（未写说明的，问题仍予保留）。",
        f"填好后，请放入报送目录 raw/{letter.unit}/，或交发函单位。重新报送更正后的报告亦可，核对相符的"
        "问题自行了结。",
        f"{_by_when(letter)}如需更多时间，或认为我们读错了报告，请告知。",
    )


def attached(letter: Letter) -> str:
    return f"附件：{letter.sheet.name}（{len(letter.questions)}行，请填写）"


def heading(number: int, words: str) -> str:
    return f"{_numeral(number)}、{words}"


def day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _by_when(letter: Letter) -> str:
    return f"请于{day_words(letter.due)}前答复。" if letter.due else "请尽早答复。"


def _periods(letter: Letter) -> str:
    """2020年第三季度、2020年10月; many periods are counted."""
    named = [period_words(period) for period, _ in letter.groups if period]
    if len(named) > _PERIODS_NAMED:
        return f"{named[0]}等{len(named)}期"
    return "、".join(named)


def _hint(hint: Hint) -> str:
    return f"{period_words(hint.period)}：{hint.text}" if hint.period else hint.text


def _numeral(number: int) -> str:
    """一 … 九十九: 60 questions of five years are groups enough."""
    tens, ones = divmod(number, 10)
    first = ("" if tens < 2 else _NUMERALS[tens - 1]) + ("十" if tens else "")
    return first + (_NUMERALS[ones - 1] if ones else "")
