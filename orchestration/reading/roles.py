"""What a figure is in its sentence: target, actual, stated rate, growth, share, …

`assign` decides in print order: the rules of ratio.py serve per cent, 百分点 and 倍, those of
plain.py all other figures; the first rule that answers counts. What only later words can tell is
corrected at the end. Source of the rules: how numbers are said in such reports (README).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from orchestration.reading.mention import Mention
from orchestration.reading.rules import plain, proof, ratio
from orchestration.reading.rules.context import RATIO_UNITS, nearest_main, nearest_main_cue
from orchestration.reading.rules.course import Course, Reading, basis_of
from orchestration.reading.rules.when import dated, of_a_month, opens_done

_ALL_BEHIND = re.compile(
    r"[^,，。;；\d\n]{0,8}(?:。\s*(?:目前,?|现|截[至止][^,，;；。\n]{1,12}?,?)?(?:已|均已)|[,，]\s*(?:目前|现)?(?:已|均已)?)(?:全部|全面)(?:如期)?"
    r"(?:完成|完工|开工|竣工|建成|达标|交付|投用|办结|整改)[^,，。;；\d\n]{0,6}(?=[,，。;；\n]|$)"
)
_OTHER_PLAN = 10  # per cent that a rate is off from which its plan must be another
_LINES = 3  # how many lines below it a head's answer may open
_AHEAD = 9  # how many figures later an answer may stand
_MOST_LISTED = 6
_ALL_MET = re.compile(
    r"\s*(?:指标|任务|目标|工作|承诺)?[,，]?[^。;；]{0,24}?(?:均|全部|都)[^,，。;；]{0,6}(?:完成|实现|达标|兑现)"
)
_LIST_DONE = re.compile(
    r"\s*(?:指标|任务|目标|工作|项目)*(?:已|均|都|全部|提前|超额|如期)*(?:完成|达到|实现|达标)"
)
_INLINE = (plain.INLINE, ratio.INLINE)
_EXPLICIT = {*plain.EXPLICIT, *ratio.EXPLICIT}


def assign(mentions: Sequence[Mention]) -> list[Reading]:
    """A reading for every mention, in order."""
    readings: list[Reading] = []
    course = Course()
    for position, mention in enumerate(mentions):
        upcoming = mentions[position + 1] if position + 1 < len(mentions) else None
        course.turn(mention)
        if mention.cell is None and mention.zone == "target" and course.leaves_the_target(mention):
            mention.zone = ""
        rules = ratio.RULES if mention.quantity.base_unit in RATIO_UNITS else plain.RULES
        role, explicit = None, False
        for rule in rules:
            role = rule(mention, course, upcoming)
            if role is not None:
                explicit = rule in _EXPLICIT
                break
        inline = role == "target" and rule in _INLINE
        reading = Reading(mention, role or "context", basis_of(mention), explicit, inline)
        course.advance(reading)
        readings.append(reading)
    _look_back(readings)
    proof.prove(readings)
    return readings


def _look_back(readings: list[Reading]) -> None:
    """Corrections that only what follows can tell."""
    for position, reading in enumerate(readings):
        m = reading.mention
        told = position and _counts_a_list(m)
        if told and (m.said("unmet", after=True) or _LIST_DONE.match(m.right)):
            _mark_listed(readings, position, met=m.said("unmet", after=True) is None)
        elif position and _ALL_MET.match(m.right + m.text[m.until : m.until + 28]):
            _mark_met(readings, position)
        elif reading.role == "target" and not reading.explicit and m.zone == "":
            _done_in_parts(readings, position)
        elif reading.role == "actual" and not reading.explicit and m.zone == "" and m.cell is None:
            _answered_later(readings, position)


def _mark_listed(readings: list[Reading], position: int, *, met: bool) -> None:
    """覆盖率达80%、新建安置区5个等11项未达到, …等9项任务已完成: what is listed before 等11项 are targets."""
    m = readings[position].mention
    for earlier in reversed(readings[:position]):
        n = earlier.mention
        if n.sentence != m.sentence or nearest_main(n) == "actual" or _counts_a_list(n):
            break
        earlier.role, n.met = "target", met
    readings[position].role = "context"


def _counts_a_list(m: Mention) -> bool:
    """等11项: the count behind a list of things."""
    return m.left.strip().startswith("等")


def _mark_met(readings: list[Reading], position: int) -> None:
    """成交额22.98亿元、选派100名两项指标均已完成: so many before 两项 were the targets, and were met."""
    m = readings[position].mention
    listed = [r for r in readings[:position] if r.mention.sentence == m.sentence][
        -int(m.quantity.amount) :
    ]
    if (
        m.quantity.base_unit not in ("项", "个", "件")
        or len(listed) != m.quantity.amount
        or len(listed) > _MOST_LISTED
    ):
        return
    if any(
        r.role not in ("actual", "target", "activity") or nearest_main(r.mention) == "actual"
        for r in listed
    ):
        return
    for reading in listed:
        reading.role = "target"
        reading.mention.met = True
    readings[position].role = "context"


def _done_in_parts(readings: list[Reading], position: int) -> None:
    """新建18所,其中已投入使用11所: a whole whose parts were done was done."""
    m = readings[position].mention
    after = readings[position + 1 : position + 2]
    for part in after:
        n = part.mention
        same = n.sentence == m.sentence and n.quantity.base_unit == m.quantity.base_unit
        if same and n.said("sub") and n.said("actual"):
            readings[position].role = "actual"


def _answered_later(readings: list[Reading], position: int) -> None:
    """全年基本建成3.75万套,到6月底4.15万套: a bare figure that a dated or done one answers is a target."""
    reading = readings[position]
    m = reading.mention
    if m.quantity.base_unit in RATIO_UNITS or dated(m) or of_a_month(m):
        return
    alone = not m.listed and not (m.following is not None and m.following.listed)
    if alone and _ALL_BEHIND.match(m.text, m.stop):
        reading.role = "target"
        return
    ahead = readings[position + 1 : position + _AHEAD]
    if ahead and ahead[0].role == "stated_rate" and ahead[0].mention.said("target", "rate"):
        return  # 完成年度任务的90.8%, 完成率101.18%: its own rate says that it was done
    if _each_is_rated(readings, position):
        return
    opened = False  # the sentence behind says first how far things are
    for at, later in enumerate(ahead, position + 1):
        n = later.mention
        below = n.block - m.block  # a new paragraph counts as a sentence of its own
        behind = below <= 1 and n.sentence - m.sentence in (1, 1 + below)
        opened = opened or (behind and opens_done(n))
        following = behind and opened
        answers_head = n.zone == "result" and n.block - m.block <= _LINES and m.quantity.op == "="
        really = nearest_main_cue(n)
        plain = really is not None and n.text[really.start : really.end].startswith("实际")
        next_ = n.segment == m.segment + 1 and n.sentence == m.sentence and plain
        if n.segment != m.segment and not (following or answers_head or next_):
            return
        if n.quantity.base_unit != m.quantity.base_unit or n.clause == m.clause:
            continue
        part = n.said("sub") is not None or n.listed
        if part and later.role == "actual" and not n.said("actual"):
            continue
        if n.said("from") and n.said("growth"):
            continue  # 比2015年增加342公里
        said = (
            answers_head
            or following
            or n.said("actual")
            or n.left.strip() == "完成"
            or any(t.kind == "time" for t in n.before)
        )
        if (
            later.role == "actual"
            and said
            and not _of_another_plan(m, later, readings[at + 1 : at + 2])
        ):
            reading.role = "target"
        return


def _of_another_plan(m: Mention, later: Reading, behind: list[Reading]) -> bool:
    """开工34518户,完成27444户,占全年任务的35.8%: the rate names a plan that is not this figure."""
    rate = behind[0] if behind else None
    if rate is None or rate.role != "stated_rate" or rate.mention.said("of") is None:
        return False
    own = rate.mention.sentence == later.mention.sentence and rate.mention.said("target")
    done, plan = later.mention.quantity.amount, m.quantity.amount
    apart = abs(100 * done - plan * rate.mention.quantity.value) if plan else done
    return bool(own) and apart > plan * _OTHER_PLAN


def _each_is_rated(readings: list[Reading], position: int) -> bool:
    """项目156个,引资865亿元,到位312亿元,分别完成任务的104%、108.1%和89.1%: as many rates as figures."""
    sentence = readings[position].mention.sentence
    same = [r for r in readings[max(0, position - _AHEAD) : position + 2 * _AHEAD]
            if r.mention.sentence == sentence]  # fmt: skip
    first = next((at for at, r in enumerate(same) if r.role == "stated_rate"), None)
    if first is None or same[first].mention.said("listed") is None:
        return False
    rates = list(itertools.takewhile(lambda r: r.role == "stated_rate", same[first:]))
    return len(rates) == first
