"""Figures reached or to be reached: by the plainest word near, or by the course of the sentence.

Each rule answers with a role or None; plain.py and ratio.py say which they ask, and in which order.
"""

from __future__ import annotations

import re

from orchestration.reading.mention import Mention
from orchestration.reading.rules.context import (
    JUDGED,
    MOVED_TO,
    RATIO_UNITS,
    VERB_FIRST,
    adjacent,
    led_by,
    named,
    nearest_main,
    nearest_main_cue,
    reports,
    stripped,
)
from orchestration.reading.rules.course import Answer, Course, follows
from orchestration.reading.rules.goals import named_after, over_plan
from orchestration.reading.rules.when import dated, future, of_a_month, spans_years
from orchestration.reading.scanning import fold

_RATE_NAME = re.compile(r"[\u4e00-\u9fff]率(?:为|达|达到|是)?\s*$")
_RISEN_SINCE = re.compile(
    r"[^。;\n]{0,120}?(?:分别)?[比较](?:20\d\d年[底末]?|[“\"]?十.五[”\"]?末|[上去]年[底末]?|年初)"
    r"(?:分别)?(?:提高|增加|下降|降低|减少|上升|增长|提升)"
)
_PERFECTIVE = re.compile(r"[^为除到极]了\s*$")
_ARRANGED = re.compile(r"(?:今年|年内|当年|本年|年度)(?:计划)?安排(?:投资|资金)?\s*$")
_THERE_ARE = re.compile(r"的(?:共|已)?有\s*$")
_BY_PROGRESS = re.compile(r"(?:要求|进度|预期|滞后|达标|完成|持平|在建|未开工)的?\s*$")
_BEHIND_THEM = re.compile(
    r"\s*(?:[\u4e00-\u9fff]{0,2}指标|项目|任务|工作)?(?:进度)?(?:滞后|落后|达到|超过|完成|超额)"
)
_FRUITS = re.compile(
    r"\s*[,，]\s*(?:惠及|受益|带动|受众|参与|受教育|服务群众)"
)  # 减税28.6亿元,惠及…
_OF_THOSE = re.compile(
    r"(?:达到|超过|完成|低于|实现)[^,，。;；]{0,6}(?:进度|要求|预期|标准|任务|目标)的\s*$"
)
_GOT_THERE = re.compile(
    r"(?:已?(?:达到|超过|完成|实现))(?:年度|全年|预期|既定|序时)*(?:目标|任务|要求|进度)+"
)
_DUE = re.compile(r"应[\u4e00-\u9fff]{1,4}[数量]的")  # 创建126所,占应创建数的84%
_COUNTERS = {"项", "个", "件", "条", "家", "户", "所", "处", "座"}
_SPENT_MONTH = re.compile(r"[当本](?:月|季|期|周)|单月|月份(?!起|前)")
_RATED_BEHIND = re.compile(
    r"[^。\n]{1,60}?,\s*[\u4e00-\u9fff]{1,4}率(?:[、和][\u4e00-\u9fff]{1,4}率)*(?:分别|均|都|达到?|为|已)*\s*\d"
    r"|[^。\n]{1,60}?,\s*(?:同比|比上年|较上年)?分别(?:同比|比上年|较上年)?(?:增长|下降|上升|提高)\s*\d"
    r"|[^。\n]{1,40}?,\s*(?:同比|环比|[比较](?:上年|去年)(?:同期)?)(?:净?增|下降|减|提高|上升)"
)
_FINAL_WORDS = (
    "实际",
    "实际完成",
    "实际完成值",
    "实际值",
    "完成值",
    "执行数",
    "实际执行数",
    "实际完成投资",
    "实",
)


def final_word(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """计划培训…人, 实际培训…人: the plainest words outweigh the verb."""
    main = nearest_main_cue(m)
    if (
        main is None
        or main.cue is None
        or (m.zone in ("target", "heading", "activity") and m.cell is not None)
    ):
        return None
    if main.cue.kind == "actual" and main.cue.word in _FINAL_WORDS:
        return "actual"
    if course.goes_on(m, main):
        return None
    return "target" if main.cue.kind in ("target", "limit") else None


def main_cue(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """The nearest word that says target or actual."""
    main = nearest_main(m)
    if main == "target" and course.goes_on(m, nearest_main_cue(m)):
        return "actual"  # 达到年度目标42项、基本达到3项
    if main in ("target", "limit") or (main == "modal" and not reports(m)):
        return "target"
    if main != "actual":
        return None
    if m.zone == "heading" or (m.zone == "target" and m.cell is not None):
        return "target"
    return "activity" if m.zone == "activity" else "actual"


def zone(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """What the column or the section says."""
    return {"target": "target", "heading": "target", "result": "actual", "rate": "context",
            "score": "score", "context": "context"}.get(m.zone)  # fmt: skip


def done_after(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """32个村管网延伸已完工, 10个场馆全部开工: said to be done behind the figure."""
    said = m.said("actual", "all", after=True)
    return "actual" if said and not (m.following is not None and "实际" in m.right) else None


def rated(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """竣工16030户,竣工率76.4%: what a rate or a growth directly follows was done."""
    if upcoming is None or upcoming.segment != m.segment or upcoming.clause - m.clause > 2:
        return None
    if upcoming.quantity.base_unit == "百分点" and over_plan(upcoming):
        return "actual"
    if follows(m, course.target, upcoming) and course.target.clause != m.clause and not future(m):
        return "actual"
    if upcoming.said("share") and upcoming.quantity.value > 100:
        return "actual"
    opened = upcoming.said("of")
    if (
        opened is not None
        and opened.cue is not None
        and (opened.cue.word != "完成" or upcoming.right.strip().startswith("的"))
        and upcoming.said("target", "limit")
    ):
        return "actual"
    if (
        upcoming.quantity.base_unit not in RATIO_UNITS and not upcoming.said("growth")
    ) or upcoming.zone == "target":
        return None
    grown = upcoming.said("growth")
    against = any(t.cue is not None and t.cue.word[0] in "比较同环" for t in upcoming.before)
    named = _RATE_NAME.search(upcoming.left)
    same = named is not None and upcoming.left[: named.start() + 1].strip()[-2:] in m.left
    if course.opening == "target" and not course.done and not against and not same:
        return None
    if future(m):
        return None
    if (
        grown is not None
        and grown.cue is not None
        and (
            grown.cue.word[0] in "比较同环"
            or (adjacent(upcoming, grown) and upcoming.previous is None)
        )
    ):
        return "actual"
    if upcoming.said("rate") or _RATE_NAME.search(upcoming.left):
        return "actual"
    of = upcoming.said("of")
    return (
        "actual"
        if of is not None
        and (
            upcoming.said("target", "limit")
            or of.end >= upcoming.start - 1
            or _DUE.fullmatch(upcoming.text, of.end, upcoming.begin)
        )
        else None
    )


def judged(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """帮扶1,043户,均按期完成年度任务: what the sentence judges later was done."""
    if m.zone or m.quantity.op != "=" or m.cell is not None or _done_behind(m, upcoming):
        return None
    return "actual" if JUDGED.match(fold(m.text), m.stop) else None


def _done_behind(m: Mention, upcoming: Mention | None) -> bool:
    """2000个行政村整治,累计完成650个,占总计划的32.5%: the next figure tells what was done of this one."""
    return not of_a_month(m) and (
        upcoming is not None
        and upcoming.clause > m.clause
        and upcoming.segment == m.segment
        and upcoming.quantity.base_unit == m.quantity.base_unit
        and m.said("actual") is None
        and nearest_main(upcoming) == "actual"
        and upcoming.said("sub") is None
    )


def compared_later(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """到2020年底,绿地率达到38.2%,…,分别比2015年提高1.6个百分点: set against an earlier year, it was reached."""
    if m.zone or m.said("target", "limit", "modal") or not future(m):
        return None
    return "actual" if _RISEN_SINCE.match(fold(m.text), m.stop) else None


def there_are(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """20项指标中,达到预期进度的有17项,低于预期进度的有3项: so many of the whole."""
    whole = course.whole
    if whole is None or whole.quantity.base_unit != m.quantity.base_unit or m.previous is whole:
        return None
    sorted_ = whole.said("whole", after=True) is not None and (
        _BY_PROGRESS.search(m.left)
        or (not m.left.strip(" ,，其中") and _BEHIND_THEM.match(m.right))
    )
    return "actual" if sorted_ or _THERE_ARE.search(m.left) else None


def of_those(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """开工278个;达到序时进度的188个, 提前完成年度任务的3项: those that have got so far."""
    first = next(
        (c for c in reversed(course.counts) if c.quantity.base_unit == m.quantity.base_unit), None
    )
    fewer = first is None or m.quantity.amount <= first.quantity.amount
    counted = not m.zone and m.quantity.base_unit in _COUNTERS
    if first is not None and fewer and counted and _GOT_THERE.fullmatch(m.left.strip(" 、")):
        return "actual"  # 重点工作46项,达到年度目标42项
    return "actual" if fewer and counted and _OF_THOSE.search(m.left) else None


def arranged(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """总投资1.4亿元,其中今年安排0.3亿元: the year's share of a project is planned."""
    money = m.quantity.base_unit == "元" and not m.zone
    return "target" if money and _ARRANGED.search(m.left) else None


def perfective(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """路灯装了四十二盏: 了 behind the verb says that it was done."""
    return "actual" if _PERFECTIVE.search(m.left) and not m.zone and not future(m) else None


def _other_sort(m: Mention, course: Course, upcoming: Mention | None) -> bool:
    """参保率稳定在95%以上,参保42.8万人: a bounded per cent asks for no count, nor does one behind a semicolon."""
    asked = course.target
    last = upcoming is None or upcoming.segment != m.segment
    return (
        asked is not None
        and asked.quantity.base_unit in RATIO_UNITS
        and m.quantity.base_unit not in RATIO_UNITS
        and (nearest_main(asked) == "" or (asked.segment != m.segment and last))
        and not future(asked)
        and not asked.zone
    )


def inherited(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """What the sentence has been saying: 全年计划3095个项目、投资9158亿元."""
    if m.listed and m.previous is not None and course.role is not None:
        return course.role
    if len(named(m)) >= 3 and named(m) in course.named_targets:
        return "actual"
    if future(m) or spans_years(m):
        return "target"
    if dated(m) or led_by(m, "actual"):
        return "actual"
    return None if course.role == "target" and _other_sort(m, course, upcoming) else course.role


def _moved(m: Mention) -> bool:
    """由126所增加到158所: where it has got to."""
    before = m.previous
    return (
        before is not None
        and before.said("from") is not None
        and MOVED_TO.search(m.left) is not None
    )


def default(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """No word says: a telling of what was done goes on, a heading tells; else a bound or a bare verb
    sets a target."""
    if m.begin < m.start and m.quantity.op in (">=", "<=") and not m.zone and not dated(m):
        return "target"  # 耕地保有量不低于98.5万亩
    if (
        m.said("total")
        or course.done
        or m.quantity.approx == "over"
        or _moved(m)
        or _SPENT_MONTH.search(m.left)
        or {"占", "target"} <= m.company
    ):
        return "actual"
    if upcoming is not None and upcoming.clause == m.clause + 1 and named_after(upcoming):
        return "actual"
    if _FRUITS.match(m.right + m.text[m.until : m.until + 4]) and not future(m):
        return "actual"
    asks = m.company & {"target", "limit", "modal", "forecast"}
    rated = _RATED_BEHIND.match(fold(m.text), m.stop)
    if rated and ((upcoming is not None and upcoming.listed) or not asks):
        return "actual"
    if m.tense == "planned" or (m.quantity.op != "=" and m.tense != "done"):
        return "target"
    if m.tense == "done":
        return "actual"
    return "target" if VERB_FIRST.search(stripped(m)) else "actual"
