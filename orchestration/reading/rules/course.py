"""What a sentence has said so far, which the rules ask and the reading of each figure goes on.

Decides no role by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from orchestration.reading.mention import Mention
from orchestration.reading.report import StatementRole
from orchestration.reading.rules.context import RATIO_UNITS, led_by, named, nearest_main
from orchestration.reading.rules.goals import named_after
from orchestration.reading.rules.when import dated, happened
from orchestration.reading.scanning import Token


@dataclass(slots=True, eq=False)
class Reading:
    """A mention with its role. `explicit` is true where a word or a column says so."""

    mention: Mention
    role: StatementRole
    basis: str = ""
    explicit: bool = False
    inline: bool = False  # a target inside a rate's phrase


@dataclass(slots=True)
class Course:
    """What has been said: the sentence's last target or actual, its whole, its rates."""

    role: StatementRole | None = None  # the last target or actual
    opening: StatementRole | None = None  # the first of the sentence
    sentence: int = -1
    segment: int = -1
    of_plan: bool = False  # a rate in this sentence was said to be of a plan
    rate: Mention | None = None  # the last stated rate
    rate_of_plan: Mention | None = None  # the last one whose words name the plan
    whole: Mention | None = None
    actuals: list[Mention] = field(default_factory=list)  # the actuals of the sentence
    counts: list[Mention] = field(default_factory=list)  # all its amounts, whatever their role
    target: Mention | None = None  # the last target of the sentence
    part: Mention | None = None  # the last target that is one of several parts of another
    named_targets: list[str] = field(default_factory=list)  # names of the sentence's targets
    target_units: frozenset[str] = frozenset()  # base units of all targets so far
    target_rates: frozenset[str] = frozenset()  # rates that a target asks for: 复工率达100%
    asked: Mention | None = None  # the first figure under a label like 全年任务:
    closed: bool = False  # a rate has just been said
    done: bool = False  # the paragraph tells what was done
    block: int = -1

    @property
    def actual(self) -> Mention | None:
        """The sentence's last actual."""
        return self.actuals[-1] if self.actuals else None

    def _is_met(self, target: Mention) -> bool:
        """死亡31人,控制在35人以内; 计划投产的5座全部建成: the sentence goes on with what was done."""
        done = self.actual
        if target.zone or target.cell is not None:
            return False
        if target.said("all", after=True) is not None or _MET.match(target.text, target.stop):
            return True
        return done is not None and (
            (named_after(target) and target.clause - done.clause <= 1)
            or (
                target.clause - done.clause == 1
                and target.said("limit") is not None
                and done.quantity.base_unit == target.quantity.base_unit
            )
        )

    def goes_on(self, m: Mention, cue: Token) -> bool:
        """30座任务开工28座、完工24座: the list has left the word that stands before its first actual."""
        return m.listed and m.previous in self.actuals and cue.start < m.previous.start

    def part_of_another(self, rate: Mention) -> bool:
        """Whether the rate is the last actual's share in an earlier one."""
        return any(follows(self.actual, whole, rate) for whole in self.counts)

    def leaves_the_target(self, m: Mention) -> bool:
        """Whether a label like 全年任务: is over, because the sentence tells what was done."""
        later = self.asked is not None and self.asked.block == m.block
        if later and self.asked.sentence < m.sentence and dated(m):
            return True
        self.asked = m if self.asked is None or not later else self.asked
        return (
            bool(self.actuals) or nearest_main(m) == "actual" or _AS_OF.match(_lead(m)) is not None
        )

    def turn(self, mention: Mention) -> None:
        """Forget what a new block, sentence or segment does not inherit."""
        if mention.block != self.block:
            self.block = mention.block
            if mention.cell is None or mention.zone:
                self.done = False
        if mention.sentence != self.sentence:
            self.role = self.opening = self.whole = self.target = None
            self.actuals, self.counts, self.named_targets = [], [], []
            self.of_plan = False
            self.sentence, self.segment = mention.sentence, mention.segment
        elif mention.segment != self.segment:
            self.role, self.segment = None if self.done else self.opening, mention.segment
        if dated(mention) or happened(mention) or led_by(mention, "actual"):
            self.done = True

    def advance(self, reading: Reading) -> None:
        """Take in what a figure turned out to be."""
        m = reading.mention
        self.closed = reading.role == "stated_rate"
        if m.quantity.base_unit not in RATIO_UNITS:
            self.counts.append(m)
        if reading.role in ("target", "actual") and (m.depth == 0 or self.role is None):
            answered = reading.inline or (reading.role == "target" and self._is_met(m))
            self.role = "actual" if answered else reading.role
            self.opening = self.opening or reading.role
        if reading.role == "whole":
            self.whole = m
        elif reading.role == "activity" and m.said("actual"):
            self.role = "actual"
            self.actuals.append(m)
        elif reading.role == "stated_rate":
            self.of_plan, self.rate = True, m
            if m.said("target", "limit"):
                self.rate_of_plan = m
        elif reading.role == "actual":
            self.actuals.append(m)
            self.done = self.done or reading.explicit
        elif reading.role == "target":
            self.part = m if m.said("sub") or (m.listed and m.previous is self.part) else None
            if self.target is None or (m.depth == 0 and self.part is None):
                self.target = m
            self.named_targets.append(named(m))
            self.target_units |= {m.quantity.base_unit or ""}
            rate = m.said("rate", "named_rate")
            if rate is not None and rate.cue is not None:
                self.target_rates |= {rate.cue.word}
        if reading.role in ("stated_rate", "growth"):
            self.done = True


_MET = re.compile(r"[^,，。;；\d]{0,8}(?:目标|任务|计划)[^,，。;；\d]{0,4}(?:实现|完成|达成|达到)")
_YEARLY = re.compile(r"年度|全年|季度|半年")
_PLAN_PERIOD = re.compile(r"十[一二三四五]·?五")
_AS_OF = re.compile(r"\s*(?:截[至止]|目前|到目前)")


def _lead(m: Mention) -> str:
    """The words that open the figure's sentence: its lead clause, else its own."""
    start, end = m.lead_at
    return m.text[start:end] if end else m.left


Rule = Callable[[Mention, Course, Mention | None], StatementRole | None]


def follows(actual: Mention | None, whole: Mention | None, rate: Mention) -> bool:
    """Whether a printed per cent is what actual ÷ whole gives, within a unit of its last place."""
    if actual is None or whole is None or actual is whole:
        return False
    left, right = actual.quantity, whole.quantity
    if not right.amount or left.base_unit != right.base_unit:
        return False
    step = Decimal(1).scaleb(-rate.quantity.decimals)
    return abs(100 * left.amount / right.amount - rate.quantity.value) <= step


def basis_of(mention: Mention) -> str:
    """What a target or rate is measured against, from the words right before it."""
    basis = time = ""
    for token in [*mention.earlier, *mention.before]:
        if token.kind == "time":
            time = mention.text[token.start : token.end]
        elif token.kind == "trap" and _PLAN_PERIOD.match(mention.text, token.start):
            time = "五年"
        elif token.cue is not None and token.cue.kind in ("target", "limit"):
            basis = token.cue.basis or _basis_of_time(time) or basis
    if basis:
        return basis
    if not named_after(mention):
        return _basis_of_lead(mention)
    behind = _YEARLY.search(mention.right)  # 下降2.8%的年度目标
    return _basis_of_time(behind[0] if behind else time)


def _basis_of_lead(mention: Mention) -> str:
    """一季度,55个项目计划投资26亿元: the quarter or month that the clause before has named."""
    if mention.said("target") is None or mention.said("of") is not None:
        return ""
    times = [t for t in mention.lead_tokens if t.kind == "time"]
    words = mention.text[times[-1].start : times[-1].end] if times else ""
    return _basis_of_time(words) if "季度" in words and "前" not in words else ""


def _basis_of_time(words: str) -> str:
    """Basis of a time expression that stands before 计划, 目标 or 任务."""
    if "季度" in words:
        return "quarter"
    if words in ("当月", "本月"):
        return "month"
    if "半年" in words:
        return "half"
    if words and words[0] in "二三四五两十几" and words.endswith("年"):
        return "multi-year"
    return "annual" if "年" in words and "月" not in words else ""


def exact_rate(value: Decimal, base_unit: str | None) -> Decimal:
    """Per cent of a rate's figure: 超计划4.2个百分点 is 104.2, 1.24倍 is 124."""
    if base_unit == "百分点":
        return value + 100
    return value * 100 if base_unit == "倍" else value


Answer = StatementRole | None
