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
    named_after,
    nearest_main,
    nearest_main_cue,
    over_plan,
    reports,
    stripped,
)
from orchestration.reading.rules.course import Answer, Course, follows
from orchestration.reading.rules.when import dated, future, spans_years
from orchestration.reading.scanning import fold

_RATE_NAME = re.compile(r"[\u4e00-\u9fff]率(?:为|达|达到|是)?\s*$")
_PERFECTIVE = re.compile(r"[^为除到极]了\s*$")
_ARRANGED = re.compile(r"(?:今年|年内|当年|本年|年度)(?:计划)?安排(?:投资|资金)?\s*$")
_RATED_BEHIND = re.compile(r"[^,。;]{1,40},\s*[\u4e00-\u9fff]{1,4}率(?:均|都|达到?|为|已)*\s*\d")
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
    return "target" if main.cue.kind in ("target", "limit") else None


def main_cue(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """The nearest word that says target or actual."""
    main = nearest_main(m)
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
        if of is not None and (upcoming.said("target", "limit") or of.end >= upcoming.start - 1)
        else None
    )


def judged(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """帮扶1,043户,均按期完成年度任务: what the sentence judges later was done."""
    if m.zone or m.quantity.op != "=" or m.cell is not None:
        return None
    return "actual" if JUDGED.match(fold(m.text), m.stop) else None


def arranged(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """总投资1.4亿元,其中今年安排0.3亿元: the year's share of a project is planned."""
    money = m.quantity.base_unit == "元" and not m.zone
    return "target" if money and _ARRANGED.search(m.left) else None


def perfective(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """路灯装了四十二盏: 了 behind the verb says that it was done."""
    return "actual" if _PERFECTIVE.search(m.left) and not m.zone and not future(m) else None


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
    return course.role


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
    if (
        m.said("total")
        or course.done
        or m.quantity.approx == "over"
        or _moved(m)
        or {"占", "target"} <= m.company
    ):
        return "actual"
    if upcoming is not None and upcoming.clause == m.clause + 1 and named_after(upcoming):
        return "actual"
    if upcoming is not None and upcoming.listed and _RATED_BEHIND.match(fold(m.text), m.stop):
        return "actual"
    if m.tense == "planned" or (m.quantity.op != "=" and m.tense != "done"):
        return "target"
    if m.tense == "done":
        return "actual"
    return "target" if VERB_FIRST.search(stripped(m)) else "actual"
