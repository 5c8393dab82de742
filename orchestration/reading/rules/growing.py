"""Changes against another period or day: 同比增长5%, 比上年增加7000平方米, 恢复到年初的92.1%.

Each rule answers with a role or None; plain.py and ratio.py say which they ask, and in which order.
"""

from __future__ import annotations

import re

from orchestration.reading.mention import Mention
from orchestration.reading.rules.context import (
    HANZI,
    JUDGED,
    adjacent,
    nearest_main,
    nearest_main_cue,
)
from orchestration.reading.rules.course import Answer, Course
from orchestration.reading.rules.goals import named_after
from orchestration.reading.rules.when import dated
from orchestration.reading.scanning import Token, fold, without

_MOVES = (
    "前移",
    "后移",
    "增长",
    "增加",
    "减少",
    "下降",
    "上升",
    "提高",
    "净增",
    "降低",
    "上涨",
    "前进",
    "后退",
    "增产",
    "减产",
    "增收",
    "减收",
    "增支",
    "减支",
)
_SINCE = re.compile(
    r"[比较](?:(?:19|20)\d\d\s?年[底末初]?|20\d\d[^\d年]{0,2}|[上去前]一?年[^,，]{0,3})"
)
_REACHED = re.compile(r"实际|累计|已|目前|现")
_OF_A_DAY = re.compile(
    r"(?:(?:19|20)\d\d年|去年|上年|上月)\s?(?:末|底|同期|水平)的?(?:水平)?(?:的)?\s*$"
    r"|恢复[到至][^,，。;；]{2,8}的\s*$"
)
_GROWN_TO = re.compile(r"(?:[至到为]|达)(?:(?:19|20)\d\d年的?)?$")
_OF_A_SHARE = re.compile(r"率|比例|比重|占比")
_COMPARED = ("同比", "环比", "同期")


def change(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """比上年增加7000平方米: a change against another period."""
    near = m.said("growth")
    if _goes_on_growing(m) or (near is not None and _moved_against(m, near)):
        return "growth"
    if near is not None and near.cue is not None and near.cue.word in ("净减", "净增"):
        own = [
            t
            for t in m.before
            if t.kind == "time"
            or t is near
            or (t.cue is not None and t.cue.kind in ("from", "growth"))
        ]
        named = HANZI.search(without(m.text, m.since, near.start, own))
        further = course.actual is not None or not dated(m)
        return "growth" if adjacent(m, near) and not named and further else None
    words = [
        t.cue.word
        for t in [*m.lead_tokens, *m.earlier, *m.before]
        if t.cue is not None and t.cue.kind == "growth"
    ]
    if not any(word[0] in "比较同环" for word in words):
        return None
    if near is not None and near.cue is not None:
        moved = (near.cue.word in _MOVES and adjacent(m, near)) or near.cue.word in ("同比", "环比")
        if moved:
            return "growth"
    return "growth" if m.previous is not None else None


def _goes_on_growing(m: Mention) -> bool:
    """分别比2015年提高1.6个百分点、1.8个百分点和1.3平方米: the list of changes goes on."""
    first = m.list_head
    bare = first is not m and not HANZI.search(m.left.replace("和", ""))
    return bare and first.said("from") is not None and first.said("growth") is not None


def _moved_against(m: Mention, near: Token) -> bool:
    """比2015年增加342公里; …,增收2.36亿元: a change that names its other period, or nothing at all."""
    if near.cue is None or near.cue.word not in _MOVES or not adjacent(m, near):
        return False
    if JUDGED.match(fold(m.text), m.stop):
        return False
    opened = m.said("from")
    if opened is not None and _SINCE.fullmatch(m.text, opened.start, near.start):
        return True
    alone = not m.text[m.since : near.start].strip()
    return alone and near.cue.word[-1] in "收支产" and m.lead == "" and m.cell is None


def growth(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """增长5%, (同比+29%); but 提高到95% is a value, and a growth said as a target is a target."""
    cue = m.said("growth")
    if cue is None or cue.cue is None:
        listed = m.listed and any(t.cue is not None and t.cue.kind == "growth" for t in m.earlier)
        reached = listed and m.previous is course.actual  # 实际分别增长7.6%、11.2%
        return "actual" if reached else "growth" if listed else None
    between = "".join(m.text[cue.end : m.begin].split())
    if between in ("目标的", "任务的", "计划的"):
        return None  # 完成年度净增目标的71%
    word = cue.cue.word
    if word not in _COMPARED:
        if _GROWN_TO.search(between) and not between.startswith(("幅", "速", "率")):
            return None
        if len(HANZI.findall(between)) > 8:
            return None
    if _OF_A_SHARE.search(between):
        return None
    if word not in _COMPARED and _answers_growth(m, course):
        return "actual"
    if m.stop > m.end and not course.done and word not in _COMPARED and m.quantity.approx is None:
        return "target"  # 增长12%以上
    main = nearest_main_cue(m)
    really = main is not None and main.cue is not None and main.cue.word == "实际"
    if word not in _COMPARED and really and course.opening == "target":
        return "actual"
    if named_after(m) or m.zone == "target" or nearest_main(m) in ("target", "limit", "modal"):
        return "target"
    if (
        course.opening == "target"
        and not course.done
        and not course.actuals
        and word not in _COMPARED
    ):
        return "target"
    return "growth"


def _answers_growth(m: Mention, course: Course) -> bool:
    """发案数下降5%,实际下降8.3%: what was reached of a growth set as the target."""
    asked = course.target
    if (
        asked is None
        or asked.clause == m.clause
        or asked.quantity.base_unit != m.quantity.base_unit
    ):
        return False
    grows = asked.said("growth") is not None and asked.sentence == m.sentence
    return grows and (nearest_main(m) == "actual" or _REACHED.search(m.left) is not None)


def against_a_day(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """恢复到2017年末的92.1%: a share of what there was then."""
    return "growth" if _OF_A_DAY.search(m.left) and m.zone != "target" else None
