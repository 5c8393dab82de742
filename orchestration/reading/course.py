"""What a sentence has said so far, and small questions that the rules of both kinds ask of a figure.

Decides no role by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from orchestration.reading.clauses import Mention
from orchestration.reading.report import StatementRole
from orchestration.reading.scanning import Token

RATIO_UNITS = {"%", "‰", "百分点", "倍"}
HANZI = re.compile(r"[\u4e00-\u9fff]")
_PLAN_END = re.compile(r"五[”\"]?(?:时?期)?末$")
_UP_TO = re.compile(
    r"截[至止]|[到至].*[月日]|前.*[月度]|月?\s?[-—–~至到].*月|底|末|上半年|季度|来$"
)
_FUTURE = re.compile(r"[到至](?:19|20)\d\d\s?年(?:底|末)?$")
_NAMED_AFTER = re.compile(
    r"^[^,，。;；]{0,16}?(?:目标|任务|计划|指标|要求|底线|红线|控制线|控制数|上限)(?:任务|数|值|要求)?(?:的)?(?=\s*(?:$|还|尚|相差|仍|有|高|低))"
)

_PASSED = re.compile(r"超|比|较|完成|达到|距")
_TASK_DONE = re.compile(
    r"^\s*(?:已|均|均已|分别|累计|实际|共)+[^,，。;；]{0,4}(?:完成|建成|实现|达到)"
)
_RISES = re.compile(r"\s*(?:提高|提升|上升|下降|降低|增加|减少|增长)")
_SPEAKING = ("capacity", "target", "limit", "actual", "of")
MOVED_TO = re.compile(r"(?:提高|提升|增加|增长|上升|下降|降低|降|升|扩大|减少|压减|缩短)[至到为]")
_FALLS_SHORT = re.compile(r"(?:还|尚|相)?差(?:了|距)?\s*$")


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
    whole: Mention | None = None
    actuals: list[Mention] = field(default_factory=list)  # the actuals of the sentence
    counts: list[Mention] = field(default_factory=list)  # all its amounts, whatever their role
    target: Mention | None = None  # the last target of the sentence
    named_targets: list[str] = field(default_factory=list)  # names of the sentence's targets
    target_units: frozenset[str] = frozenset()  # base units of all targets so far
    target_rates: frozenset[str] = frozenset()  # rates that a target asks for: 复工率达100%
    closed: bool = False  # a rate has just been said
    done: bool = False  # the paragraph tells what was done
    block: int = -1

    @property
    def actual(self) -> Mention | None:
        """The sentence's last actual."""
        return self.actuals[-1] if self.actuals else None

    def part_of_another(self, rate: Mention) -> bool:
        """Whether the rate is the last actual's share in an earlier one."""
        return any(follows(self.actual, whole, rate) for whole in self.counts)

    def speaks_of_results(self, m: Mention) -> bool:
        """Whether a label like 全年任务: is over, because the sentence tells what was done."""
        return bool(self.actuals) or nearest_main(m) == "actual"

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
            self.role = "actual" if reading.inline else reading.role
            self.opening = self.opening or reading.role
        if reading.role == "whole":
            self.whole = m
        elif reading.role == "stated_rate":
            self.of_plan, self.rate = True, m
        elif reading.role == "actual":
            self.actuals.append(m)
            self.done = self.done or reading.explicit
        elif reading.role == "target":
            self.target = m
            self.named_targets.append(named(m))
            self.target_units |= {m.quantity.base_unit or ""}
            rate = m.said("rate", "named_rate")
            if rate is not None and rate.cue is not None:
                self.target_rates |= {rate.cue.word}
        if reading.role in ("stated_rate", "growth"):
            self.done = True


Rule = Callable[[Mention, Course, Mention | None], StatementRole | None]


def nearest_main(m: Mention) -> str:
    """Kind of the nearest target, limit, modal or actual cue before the figure in its clause."""
    token = nearest_main_cue(m)
    return token.cue.kind if token is not None and token.cue is not None else ""


def nearest_main_cue(m: Mention) -> Token | None:
    """The nearest target, limit, modal or actual cue before the figure in its clause."""
    for token in reversed(m.before if not m.listed else [*m.earlier, *m.before]):
        if token.cue is None:
            continue
        if token.cue.kind == "whole":
            return None
        if token.cue.kind == "target" and _names_something(m, token):
            continue
        if token.cue.kind == "target" and _TASK_DONE.search(m.text[token.end : m.begin]):
            continue
        if token.cue.kind in ("target", "limit", "modal", "actual"):
            return token
    return None


def _names_something(m: Mention, token: Token) -> bool:
    """计划 in 行动计划 or 任务 in 任务书 names something; a target word stands before its figure."""
    if "".join(m.text[token.end : m.begin].split()) == "的":
        return not _PASSED.search(m.text[m.since : token.start])
    following = m.text[token.end : token.end + 1]
    preceding = m.text[max(0, token.start - 2) : token.start]
    return (following != "" and following in "书表单性") or preceding in (
        "行动",
        "规划",
        "发展",
        "攻坚",
    )


def goal_of(m: Mention) -> bool:
    """完成4.8件的规划目标, 比要求的65%高: the figure belongs to the goal, whatever was done."""
    if re.match(r"\s*的[^,，。;；]{0,6}?(?:目标|任务|计划|要求)", m.right):
        return True
    main = nearest_main_cue(m)
    compared = m.said("from", "beats")
    return (
        main is not None
        and main.cue is not None
        and (
            main.cue.kind in ("target", "limit")
            and compared is not None
            and compared.start < main.start
        )
    )


def bracketed_target(m: Mention) -> bool:
    """均超过年度目标(95%、90%): figures alone in the bracket behind the word for a target."""
    alone = m.depth > 0 and (m.listed or not "".join(m.left.split())) and not m.said("target")
    last = m.outer[-1] if m.outer else None
    if not alone or last is None or last.cue is None or last.cue.kind not in ("target", "limit"):
        return False
    return not HANZI.search(m.text[last.end : m.begin].partition("(")[0].partition("（")[0])


def compared_base(m: Mention) -> bool:
    """比“十三五”末的48.2%提高17.5个百分点: the figure is where the growth started."""
    compared = any(t.cue is not None and t.cue.kind in ("from", "growth") for t in m.before)
    return (
        compared
        and _RISES.match(m.right) is not None
        and any(t.kind == "time" or t.kind == "trap" for t in m.before)
    )


def describes(m: Mention) -> bool:
    """总投资10亿元, 预留, 每周: the nearest word says that the figure only describes."""
    for token in reversed(m.before):
        if token.cue is not None and token.cue.kind in _SPEAKING:
            return token.cue.kind == "capacity"
    return False


def reports(m: Mention) -> bool:
    """Whether the figure stands in a column of results, where 保持 and 确保 tell what was kept."""
    return m.cell is not None and m.zone in ("result", "activity")


def adjacent(m: Mention, cue: Token) -> bool:
    """Whether nothing but a filler stands between the cue and the figure."""
    words = "".join(m.text[cue.end : m.begin].split())
    return words in (
        "",
        "了",
        "约",
        "近",
        "达",
        "达到",
        "为",
        "数",
        ":",
        "：",
        "投资",
        "任务",
        "还有",
    )


def dated(m: Mention) -> bool:
    """Whether the figure's clause says up to when: 截至11月底, 1-9月, 前三季度."""
    return any(
        t.kind == "time"
        and _UP_TO.search(m.text[max(0, t.start - 2) : t.end])
        and not _is_future(m, t)
        and not _is_deadline(m, t)
        for t in [*m.lead_tokens, *m.before]
    )


def happened(m: Mention) -> bool:
    """Whether the figure's clause names the day of an event: 9月26日,…开幕."""
    return any(
        t.kind == "time"
        and m.text[t.start : t.end].rstrip().endswith("日")
        and "月" in m.text[t.start : t.end]
        and not _is_deadline(m, t)
        for t in [*m.lead_tokens, *m.earlier, *m.before]
    )


def _is_deadline(m: Mention, token: Token) -> bool:
    """11月底前, 6月30日之前: by when it is to be done."""
    return m.text[token.end : token.end + 2].lstrip("之以").startswith("前")


def future(m: Mention) -> bool:
    """Whether the figure's sentence speaks of a year to come: 到2025年."""
    return any(
        t.kind == "time" and (_is_future(m, t) or _is_deadline(m, t))
        for t in [*m.lead_tokens, *m.earlier, *m.before]
    )


def led_by(m: Mention, kind: str) -> bool:
    """Whether the clause before, which has no figure, holds a cue: 截至目前,完成主体38户."""
    return any(t.cue is not None and t.cue.kind == kind for t in m.lead_tokens)


def spans_years(m: Mention) -> bool:
    """Whether the figure's clause opens with a span of years: 三年新建、提升各20公里."""
    return any(
        t.kind == "time" and re.fullmatch(r"[二三四五两十几]年", m.text[t.start : t.end])
        for t in [*m.earlier, *m.before]
    )


def _is_future(m: Mention, token: Token) -> bool:
    words = m.text[max(0, token.start - 1) : token.end]
    plain = "".join(words.split())
    return bool(_FUTURE.search(plain) or _PLAN_END.search(plain))


def stripped(m: Mention) -> str:
    """The figure's own words before it, without times and the cues that open a part."""
    words = m.left
    for token in m.before:
        opens = token.cue is not None and token.cue.kind in ("sub", "total", "all", "actual")
        if token.kind in ("time", "mark") or opens:
            words = words.replace(m.text[token.start : token.end], "", 1)
    return words


def named(m: Mention) -> str:
    """The name right before a figure, for telling whether the same thing is spoken of again."""
    return "".join(HANZI.findall(stripped(m))).removeprefix("全市").removeprefix("全年")


def named_after(m: Mention) -> bool:
    """完成全年20万公里的目标, 低于4.5%的控制目标: the target word stands behind the figure."""
    follower = m.following
    if (
        follower is not None
        and follower.quantity.base_unit != "百分点"
        and not _FALLS_SHORT.search(m.right)
    ):
        return False
    counted = m.quantity.base_unit in ("项", "个", "件", "条") and re.match(
        r"\s*\S{0,4}(?:任务|目标|指标|计划)", m.right
    )
    return bool(_NAMED_AFTER.search(m.right)) and not (counted and "的" not in m.right[:8])


def basis_of(mention: Mention) -> str:
    """What a target or rate is measured against, from the words right before it."""
    basis = time = ""
    for token in [*mention.earlier, *mention.before]:
        if token.kind == "time":
            time = mention.text[token.start : token.end]
        elif token.cue is not None and token.cue.kind in ("target", "limit"):
            basis = token.cue.basis or _basis_of_time(time) or basis
    return basis


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


def follows(actual: Mention | None, whole: Mention | None, rate: Mention) -> bool:
    """Whether a printed per cent is what actual ÷ whole gives, within a unit of its last place."""
    if actual is None or whole is None or actual is whole:
        return False
    left, right = actual.quantity, whole.quantity
    if not right.amount or left.base_unit != right.base_unit:
        return False
    step = Decimal(1).scaleb(-rate.quantity.decimals)
    return abs(100 * left.amount / right.amount - rate.quantity.value) <= step


def exact_rate(value: Decimal, base_unit: str | None) -> Decimal:
    """Per cent of a rate's figure: 超计划4.2个百分点 is 104.2, 1.24倍 is 124."""
    if base_unit == "百分点":
        return value + 100
    return value * 100 if base_unit == "倍" else value
