"""How well an actual answers a target: a short sum of features, each with its reason in `WEIGHTS`.

Scores pairs; linking.py pairs them. A pair that scores below `THRESHOLD` stays apart; a claim that
scores below `SURE` is kept, marked unsure, and never accused.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal

from orchestration.reading.mention import Mention
from orchestration.reading.rules.goals import named_after
from orchestration.reading.rules.when import opens_done
from orchestration.reading.statements import Draft

WEIGHTS = {
    "same_unit": 2.0,  # 公里 answers 公里
    "same_family": 1.2,  # 米 answers 公里
    "both_counts": 0.5,  # 座 may answer 个
    "no_unit": 0.6,  # a bare number can answer anything
    "words": 4.0,  # times the share of letter pairs that both names have
    "no_words": 0.8,  # a figure that leaves its subject out answers what is near
    "unnamed": -0.5,  # both are named and share nothing: only the unit speaks for the pair
    "same_action": 1.2,  # 开工 answers 开工
    "completed": 0.6,  # both say 完成
    "finished": 0.5,  # 完工 answers 完成…
    "begun": -0.8,  # 开工 hardly does
    "topic": 1.5,  # times the share of the target's letter pairs in the heading above the actual
    "same_segment": 1.2,  # between the same semicolons
    "same_sentence": 0.6,
    "far": -0.35,  # for each sentence between, in running text
    "apart": -0.12,  # for each figure between, in running text
    "same_row": 1.2,  # one row of single figures
    "order": -1.2,  # times how far apart the two stand in their lists, 0..1, in a table row
    "part": 0.5,  # 其中 answers 其中
    "whole_for_part": -0.8,  # 其中 does not answer the whole
    "rate_agrees": 1.5,  # the printed rate follows from the pair
    "same_amount": 1.2,  # the target's figure said again in the result
    "main_section": 0.6,  # 完成情况 says it first; 工作成效 repeats and breaks down
    "activity": -1.6,  # work on the way rarely answers a target
    "month_for_year": -2.0,  # 本月完成 does not answer a year's plan
    "same_project": 2.0,
    "just_before": 0.8,  # 总数达到231家,提前完成220家的目标
    "part_for_total": -1.0,  # 城区16座 does not answer 合计30座
    "total": 1.5,  # 合计3725台 answers before what it adds up
}
THRESHOLD = 1.7
SURE = 2.2

_GAP = re.compile(r"[^,，。;；]{0,8}(?:差距|相差|还差|尚差)")  # 与2025年2.5%的目标尚有差距
_CALLED = 5  # letters of 年度目标为
_MONTH = re.compile("本月|当月|本季|当季")
_UNDONE = re.compile(
    r"(?:尚未|未能|未|待|停)(?:开工|完工|动工|启动|完成|办结|整改|验收|落实|到位|销号|交付|竣工|建成|达标|入库|签约|批复|施工)\s*$"
)
_COUNTED = {"count", "dwellings", "rooms", "buildings", "beds", "times"}


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Share of letter pairs in common, 0..1 (cosine), damped for very short names."""
    common = len(left & right)
    return common / math.sqrt((len(left) + 1) * (len(right) + 1)) if common else 0.0


def agrees(target: Draft, actual: Draft, rate: Draft) -> bool:
    """Whether the printed rate follows from the pair, within a unit of its last place."""
    whole = target.quantity.amount
    if not whole:
        return False
    step = Decimal(1).scaleb(-rate.quantity.decimals)
    return abs(100 * actual.quantity.amount / whole - rate.quantity.value) <= step


def gives(target: Draft, actual: Draft, rate: Draft) -> bool:
    """Whether the pair prints as the rate: rounded half up, or cut off."""
    whole = target.quantity.amount
    if not whole:
        return False
    step = Decimal(1).scaleb(-rate.quantity.decimals)
    over = 100 * actual.quantity.amount / whole - rate.quantity.value
    return -step / 2 <= over < step


def rounds_to(target: Draft, actual: Draft, rate: Draft) -> bool:
    """Whether the pair prints as the rate when it is rounded."""
    whole = target.quantity.amount
    step = Decimal(1).scaleb(-rate.quantity.decimals)
    return bool(whole) and (
        abs(100 * actual.quantity.amount / whole - rate.quantity.value) <= step / 2
    )


def pair_score(
    target: Draft, actual: Draft, rates: list[Draft], places: dict[Draft, float]
) -> float | None:
    """How well an actual answers a target; None where it cannot.

    `rates` are the actual's printed rates; `places` says where each figure of a table row stands in
    its list, 0..1, and is empty for running text.
    """
    units = _units(target, actual)
    agreed = any(agrees(target, actual, rate) for rate in rates)
    if units is None or not _possible(target, actual, agreed):
        return None
    left, right = target.subject, actual.subject
    score = (
        units + _words(target, actual) + _actions(target, actual) + _place(target, actual, places)
    )
    if target.project and target.project == actual.project:
        score += WEIGHTS["same_project"]
    if actual.mention.topic:
        heading = frozenset(
            a + b for a, b in zip(actual.mention.topic, actual.mention.topic[1:], strict=False)
        )
        score += WEIGHTS["topic"] * len(left.grams & heading) / (len(left.grams) + 1)
    if target.sub != actual.sub:
        score += WEIGHTS["whole_for_part"]
    elif target.sub:
        score += WEIGHTS["part"]
    if agreed:
        score += WEIGHTS["rate_agrees"]
    if _MONTH.search(_words_of(actual)) and not _MONTH.search(_words_of(target)):
        score += WEIGHTS["month_for_year"]
    if target.quantity.amount == actual.quantity.amount and right.grams:
        score += WEIGHTS["same_amount"]
    if "完成情况" in actual.mention.section:
        score += WEIGHTS["main_section"]
    if actual.role == "activity":
        score += WEIGHTS["activity"]
    compared = named_after(target.mention) or target.mention.said("from", "beats") is not None
    if target.order == actual.order + 1 and compared:
        score += WEIGHTS["just_before"]
    if actual.mention.said("total"):
        score += WEIGHTS["total"]
    elif _adds_up(target.mention):
        score += WEIGHTS["part_for_total"]
    return score


def _adds_up(m: Mention) -> bool:
    """城区20座、乡镇10座,合计30座: the sum behind its parts."""
    cue = m.said("total")
    return cue is not None and m.text[cue.start : cue.end] in ("合计", "总计", "共计")


def _words_of(draft: Draft) -> str:
    """The figure's label and the words before it."""
    return draft.mention.label + draft.mention.left


def _possible(target: Draft, actual: Draft, agreed: bool) -> bool:
    """What no score can mend: other years, other actions, a total for one of its parts, a base after its part."""
    years = {target.year, actual.year} - {None}
    m, n = target.mention, actual.mention
    later = (target.year or 0) > (actual.year or 0)
    next_ = actual.order == target.order + 1 and m.segment == n.segment
    ahead = later and ((m.cell is not None and not m.header) or next_)
    if len(years) > 1 and not (ahead or agreed) and not _GAP.match(m.right):
        return False
    left, right = target.subject.actions, actual.subject.actions
    if left and right and not left & right and target.role != "whole":
        return False
    apart = m.cell is None and m.block != n.block and m.zone != "target" and n.zone != "result"
    answers = n.block - m.block == 1 and not actual.subject.grams and opens_done(n)
    if apart and not answers and not target.subject.grams & actual.subject.grams:
        return False
    in_bracket = target.sub and not actual.sub and m.depth > n.depth and m.cell is None
    if in_bracket and not target.subject.grams & actual.subject.grams:
        return False
    if _UNDONE.search(n.left) and not _UNDONE.search(m.left):
        return False
    if m.segment != n.segment and n.left.strip() == "在建":
        return False  # 教育局6项,全部完成;住建局9项,完成7项、在建2项
    if actual.total_of and not target.total_of and target.project:
        return False
    if target.role == "whole":
        return actual.order > target.order and actual.mention.sentence == target.mention.sentence
    return True


def _units(target: Draft, actual: Draft) -> float | None:
    """Whether the units can answer each other, and how plainly."""
    left, right = target.quantity.base_unit, actual.quantity.base_unit
    growth_asked = left == "%" and target.mention.said("growth") is not None
    bare_goal = (
        left == "%"
        and (not target.subject.grams or _only_called(target))
        and target.mention.sentence == actual.mention.sentence
    )
    beside = target.order == actual.order + 1 or (
        of_all(target.mention)
        and target.mention.segment == actual.mention.segment
        and actual.order < target.order
    )
    compared = left == "%" and beside and _compared_with(target)
    if actual.role == "growth" and not (growth_asked or bare_goal or compared):
        return None
    if growth_asked and actual.role not in ("growth", "actual"):
        return None
    if left is None or right is None:
        return WEIGHTS["no_unit"] if "%" not in (left, right) else None
    if left == right:
        return WEIGHTS["same_unit"]
    if {target.family, actual.family} <= _COUNTED:
        return WEIGHTS["both_counts"]
    if target.family == actual.family:
        return WEIGHTS["same_family"]
    return None


def of_all(m: Mention) -> bool:
    """均高于7%的目标, 均达到要求(70%): the goal of every figure of the sentence before it."""
    around = m.outer if m.depth else ()
    return m.said("all") is not None or any(t.cue and t.cue.kind == "all" for t in around)


def _only_called(target: Draft) -> bool:
    """增长13.5%,计划为12%: a target that only a word of the plan opens."""
    m = target.mention
    words = "".join(m.left.split())
    return target.mention.said("target") is not None and len(words) <= _CALLED and not m.listed


def _compared_with(target: Draft) -> bool:
    """增长7.8%,低于全年9%的目标: the growth before is set against the target."""
    m = target.mention
    words = m.left.strip()
    return (
        words[:1] in ("与", "距")
        or bool(m.said("beats", "from", "limit", "unmet"))
        or named_after(m)
    )


def _words(target: Draft, actual: Draft) -> float:
    """What the names have in common."""
    shared = overlap(target.subject.grams, actual.subject.grams)
    if shared:
        return WEIGHTS["words"] * shared
    unnamed = not target.subject.grams or not actual.subject.grams
    return WEIGHTS["no_words"] if unnamed else WEIGHTS["unnamed"]


def _actions(target: Draft, actual: Draft) -> float:
    """What the verbs say."""
    left, right = target.subject.actions, actual.subject.actions
    if left & right:
        return WEIGHTS["same_action"]
    if "完成" in target.mention.left and "完成" in actual.mention.left and not left | right:
        return WEIGHTS["completed"]
    if not left and right and "完成" in target.mention.left:
        return WEIGHTS["finished"] if "finish" in right else WEIGHTS["begun"]
    return 0.0


def _place(target: Draft, actual: Draft, places: dict[Draft, float]) -> float:
    """How near the two stand: in text by sentences, in a table row by their order in their lists."""
    left, right = target.mention, actual.mention
    apart = abs(target.order - actual.order)
    if right.when and not left.when:  # of several dates the last answers
        return WEIGHTS["same_row"] - 0.1 / max(apart, 1)
    if left.header and right.header:
        return WEIGHTS["same_row"] - 0.1 * apart
    if target in places and actual in places:
        return WEIGHTS["order"] * abs(places[target] - places[actual])
    if left.zone == "target" and left.cell is not None:
        return 0.0
    if left.segment == right.segment:
        near = WEIGHTS["same_segment"]
    elif left.sentence == right.sentence:
        near = WEIGHTS["same_sentence"]
    else:
        near = max(-3.0, WEIGHTS["far"] * abs(left.sentence - right.sentence))
    return near + WEIGHTS["apart"] * apart
