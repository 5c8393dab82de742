"""Per cent, 百分点 and 倍 that claim no completion: growth, shares, scores, averages, conditions.

Each rule answers with a role or None; ratio.py says in which order they are asked.
"""

from __future__ import annotations

import re

from orchestration.reading.mention import Mention
from orchestration.reading.rules.context import (
    HANZI,
    MOVED_TO,
    compared_base,
    describes,
    opens_row,
    sorts,
)
from orchestration.reading.rules.course import Answer, Course
from orchestration.reading.rules.goals import named_after, over_plan

_LAST_YEAR = re.compile(r"(?:上年|去年)[底末初]?")
_THIS_YEAR = re.compile(r"今年|本年|同比|比上年|较上年|增长|目标|计划")
_AVERAGED = re.compile(r"(?:[全我本][国省市州县区]|总体|整体)?平均(?:水平)?(?:为|达到?|是)?")
_ELAPSED = re.compile(r"(?:序时|时序|时间)进度(?:为|是|要求)?\s*$")
_OF_THE_TIME = re.compile(r"\s*的?(?:时序|序时|时间)(?:进度|要求)")
_PACE = re.compile(
    r"(?:进度|进展)[^。;；\n]{0,4}(?:较|最|靠|居|前|后|[快慢])[^。\n]*$"
)  # 进展较快的有…(99.6%)
_OF_ALL = re.compile(r"(?:平均(?:水平|值|数)?|全国|全省|全市)$")
_OFF_BY = re.compile(
    r"(?:超|欠|[快慢高低]于|落后|滞后|领先)(?:于)?(?:序时|时序|时间)?进度\s*$"
    r"|[高低]于(?:(?!目标|计划|要求|指标|任务|控制|规定|标准|预期)[\u4e00-\u9fff]){2,6}$"  # 低于市场价15%
)
_FURTHER = ("高", "低", "多", "少", "超")
_LOOSE = re.compile(r"[约近超逾]|不到|不足|将近|接近")


def last_year(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """上年完成投资38亿元: a figure of the year before is neither target nor actual."""
    past = m.times and _LAST_YEAR.fullmatch(m.text, m.times[-1].start, m.times[-1].end)
    told = (
        upcoming is not None and upcoming.clause - m.clause <= 1 and upcoming.said("of") is not None
    )
    if told and upcoming.said("target", "limit"):
        return None
    compared = past and _THIS_YEAR.search(m.text) is not None
    return "context" if compared and not m.said("growth", "from", "target", "limit") else None


def vague(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """近九成, 不到二分之一: words for a share, too loose to be a figure; but 占任务的九成 is a rate."""
    if not m.quantity.approx or re.search(r"[\d百]", m.quantity.text):
        return None
    if m.begin < m.start or m.stop > m.end or _LOOSE.search(m.left):
        return "context"
    rated = m.said("of") and m.said("target", "limit") and m.zone in ("", "result")
    held = m.previous is not None and m.previous is course.target
    return None if rated or held or m.said("rate") else "context"


def condition(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """开工率超过90%的有三个县: the figure sorts, it does not claim."""
    if m.previous is not None and sorts(m.previous, m):
        return "context"
    return (
        "context"
        if m.quantity.op != "="
        and re.match(r"的(?:有|县|区|市|企业|项目|单位|地区|$|加|扣|给予|得)", m.right)
        else None
    )


def points(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """超计划4.2个百分点 is a rate of 104.2; every other 百分点 is a difference."""
    if m.quantity.base_unit == "%":
        return "stated_rate" if over_plan(m) and m.zone != "target" else None
    if m.quantity.base_unit != "百分点":
        return None
    amount = course.actual is not None and course.actual.quantity.base_unit not in ("%", "‰")
    return "stated_rate" if amount and over_plan(m) else "difference"


def time_elapsed(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """序时进度87.6%, 时序进度(91.67%): how much of the year is over."""
    elapsed = (
        (m.inner and _ELAPSED.search(m.text, 0, m.since - 1))
        or _ELAPSED.search(m.left)
        or _OF_THE_TIME.match(m.right)
    )
    return "context" if elapsed and m.zone != "target" else None


def forecast(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """预计全年下降3.5%左右: expected, not reached."""
    return "forecast" if m.said("forecast") and m.zone != "target" else None


def score(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    return "score" if m.zone == "score" or m.said("score") else None


def capacity(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """总投资的30%; but 累计完成1.37亿元,占总投资的88.4% is how far a project is."""
    told = course.actual is not None and course.actual.segment == m.segment
    if told and m.said("of") and m.left.rstrip().endswith("的"):
        return None
    told = m.listed and m.previous is not None and describes(m.previous)
    return "context" if describes(m) or told else None


def average(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    told = course.rate is not None and course.rate.sentence == m.sentence
    bare = told and _AVERAGED.fullmatch("".join(HANZI.findall(m.left)))
    return "average" if bare or m.said("average") else None


def apart(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """比控制指标0.028低25%, 比控制指标高37.4%, 欠进度12.9%: how far apart two figures are."""
    compared = m.said("from") or (m.previous is not None and m.previous.said("from", "beats"))
    far = compared and m.left.strip().endswith(_FURTHER)
    off = _OFF_BY.search(m.left) and not named_after(m)
    return "difference" if far or off else None


def baseline(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """由43.2%提高到45%: where it started."""
    if compared_base(m) or opens_row(m, upcoming):
        return "baseline"
    moved = MOVED_TO.search(m.right)
    ends = moved is not None and (
        (upcoming is not None and upcoming.clause == m.clause)
        or m.right[moved.end() :].strip() == "零"
    )
    return "baseline" if ends and m.said("from") else None


def ranked(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """平均完成率87.6%,…临河县(102.3%): a per cent alone in the bracket of a place, where rates are told."""
    if m.inner and _OF_ALL.search(m.text, 0, m.since - 1):
        return "context"  # 高于全省平均水平(72.26%)
    alone = m.inner and not "".join(m.left.split()) and m.zone not in ("target", "heading")
    rated = m.company & {"rate", "average"} or (alone and _PACE.search(m.text, 0, m.start))
    return "stated_rate" if alone and rated else None
