"""Per cent and 倍 that state a rate, or are themselves target or actual of a per-cent indicator.

Each rule answers with a role or None; ratio.py says in which order they are asked.
"""

from __future__ import annotations

import re

from orchestration.reading.mention import Mention
from orchestration.reading.rules.context import (
    HANZI,
    MOVED_TO,
    named,
    nearest_main,
    nearest_main_cue,
    stripped,
)
from orchestration.reading.rules.course import Answer, Course, follows
from orchestration.reading.rules.goals import goal_of, in_target_bracket, named_after
from orchestration.reading.rules.when import dated, due, future
from orchestration.reading.vocabulary import Cue

_TO_BUILD = re.compile(r"[^的,，]{0,10}完成(?:总|全部|主体)?(?:工程|土建|设计|建设)[^的]{0,3}量的?")
_PHYSICAL = re.compile(r"工程量|设计量|总量|投资额")
_PLANNED_BASE = re.compile(
    r"规划|安排|约定|核定|既定|承诺|合同|应[\u4e00-\u9fff]{1,4}的|总投资|概算|批复投资"
)
_AGAINST = re.compile(r"去年|上年|同期|上月|全国|全省|平均|年的")
_BARE_DONE = re.compile(r"(?:已|累计|实际|现|现已)*(?:完成|达到?|实现|达成)(?:了)?")
_COUNTED = re.compile(r"\d(?![\d.,]|\s*(?:%|个?百分点))")  # a figure that is no per cent
_WORKED_OUT = re.compile(r"[%)）]\s*[=＝]\s*$")
_WEAK = re.compile(
    r"经|核定|测算|测得|测评|监测|调查|统计|显示|结果|实测|实际|目前|现在|眼下|如今|当前|年末|年底|期末|[季月]末|到|按|以|对照|对标|比照"
    r"|(?:年初)?(?:定|确定)?的|为|是|达到?|已|仅|约|完成|实现|考核|要求|目标|标准"
)
_REALLY = ("实际", "实际达到", "实际完成", "实际为")
_OF_ANYTHING = ("完成率", "任务完成率", "目标完成率", "计划完成率", "完成比例", "完成进度")
_SO_FAR = re.compile(r"总体|累计|已|目前")
_BY_NOW = ("已", "已经", "现已", "累计已")
_SELF_NAMED = re.compile(
    r"([\u4e00-\u9fff]{2,8}?)(?:率|比例|进度)(?:为|达到?|是|约|已达)?\s*[:：]?\s*$"
)


def beaten(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """低于4.5%的控制目标, 距98%的目标还差…: a target behind which the word stands."""
    return "target" if (named_after(m) or goal_of(m)) and m.zone not in ("rate", "score") else None


def of_base(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """为正常保有量的102.6%: a share above a hundred can only be of a base that was to be reached."""
    opened = m.said("of")
    if opened is None or not m.left.rstrip().endswith("的") or m.zone not in ("", "result"):
        return None
    words = m.text[opened.end : m.begin]
    if _PHYSICAL.search(words) and _SO_FAR.search(m.left) and not due(m):
        return "actual"
    planned = _PLANNED_BASE.search(words) is not None or (
        opened.cue is not None and opened.cue.word == "完成" and "占" not in m.left
    )
    if m.quantity.value <= 100 and (not planned or _PHYSICAL.search(words)):
        return None
    return None if _AGAINST.search(words) or "".join(words.split()) == "的" else "stated_rate"


def times(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """是年度计划的1.24倍 is a rate; any other 倍 compares."""
    if m.quantity.base_unit != "倍":
        return None
    return of_plan(m, course, upcoming) or after_inline(m, course, upcoming) or "growth"


def named_rate(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """完成率98%, 开工率100%: a rate; 完成率目标95% is a per-cent target, 实际98% its answer."""
    cue = m.said("rate", "named_rate")
    if cue is None or cue.cue is None:
        return None
    if m.said("all") and m.stop > m.end and not m.zone and course.done:
        return "context"  # 完成率均在100%以上
    if cue.cue.word not in _OF_ANYTHING and _meets_its_goal(m, course, upcoming):
        return "actual"
    if cue.cue.word in course.target_rates and m.zone not in ("target", "heading"):
        return "activity" if m.zone == "activity" else "actual"
    main = nearest_main_cue(m)
    if main is not None and main.cue is not None and main.start >= cue.end:
        if main.cue.kind != "actual":
            return of_plan(m, course, upcoming) if m.left.rstrip().endswith("的") else "target"
        asked = course.target is not None and course.target.quantity.base_unit == "%"
        told = cue.cue.kind == "rate" and main.cue.word in _BY_NOW and not asked and not m.zone
        return "stated_rate" if told else "actual"
    if m.zone in ("target", "heading") or (
        main is not None and main.cue is not None and _asks(main.cue)
    ):
        return "target"
    if cue.cue.kind == "rate" or m.said("rate"):
        return "stated_rate"
    paired = follows(course.actual, course.target or course.whole, m)
    return "stated_rate" if paired or answers_count(m, course) else None


def _asks(cue: Cue) -> bool:
    """控制完成率, 要求开工率达到90%; but 年度计划完成率98% is of a plan."""
    return cue.kind in ("limit", "modal") or cue.word.endswith("要求")


def _meets_its_goal(m: Mention, course: Course, upcoming: Mention | None) -> bool:
    """分配率达到96.3%,超额完成95%的目标任务: a rate of nothing counted, its per-cent goal right behind."""
    if upcoming is None or upcoming.clause - m.clause != 1 or m.zone or m.quantity.op != "=":
        return False
    counted = course.actual is not None and course.actual.segment == m.segment
    if counted or upcoming.segment != m.segment:
        return False
    goal = named_after(upcoming) or in_target_bracket(upcoming)
    return upcoming.quantity.base_unit == "%" and not upcoming.listed and goal


def answers_count(m: Mention, course: Course) -> bool:
    """完工覆盖行政村894个,完工覆盖率149%: the clause before counts, and a rate above 100 completes."""
    return (
        course.actual is not None
        and course.actual.segment == m.segment
        and course.actual.quantity.base_unit not in ("%", "‰")
        and (m.quantity.value > 100 or bool(course.target_units))
    )


def of_plan(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """占年度计划86.9%, 完成全年任务的80%, 年度计划完成86.9%: a rate of a plan."""
    if m.zone in ("target", "heading"):
        return None
    tokens = [*m.earlier, *m.before]
    target = next(
        (t for t in reversed(tokens) if t.cue is not None and t.cue.kind in ("target", "limit")),
        None,
    )
    if target is None or target.cue is None or target.cue.word.startswith("控制在"):
        return None
    if due(m):
        return "target" if _PHYSICAL.search(m.left) else "context"
    if target.end == m.begin and _answers_itself(m, course):
        return "target"
    opened = next((t for t in tokens if t.cue is not None and t.cue.kind in ("of", "actual")), None)
    tail = "".join(m.text[target.end : m.begin].split())
    if _TO_BUILD.fullmatch(tail):
        return "target"
    if opened is not None and opened.start < target.start:
        return "stated_rate"
    if tail in ("的", "进度的", "总数的", "数的", "量的"):
        return "stated_rate"
    if opened is not None and opened.start > target.start and "完成" in tail:
        return "stated_rate"
    return "stated_rate" if m.listed and course.of_plan else None


def _answers_itself(m: Mention, course: Course) -> bool:
    """投入强度2.15%,完成年度目标2.1%: behind a per-cent indicator the goal's own figure."""
    done = course.actual
    if done is None or done.quantity.base_unit != m.quantity.base_unit or m.listed:
        return False
    if done.segment != m.segment or _COUNTED.search(m.text, done.end, m.begin):
        return False  # 合格率97.5%,抽检3458批次,完成目标任务116%
    near = m.clause - done.clause in (1, 2) and done.quantity.amount and m.quantity.amount
    return bool(near) and 0.5 < m.quantity.amount / done.quantity.amount < 2


def worked_out(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """控制率=(18.62万元/21万元)×100%=88.67%: what a printed sum comes to."""
    told = _WORKED_OUT.search(m.text, 0, m.start) and m.zone not in ("target", "heading")
    return "stated_rate" if told else None


def after_inline(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """占概算投资11.2亿元的70.9%: the rate of the target inside its phrase."""
    before = m.previous
    held = before is not None and before is course.target
    if not held or before is None or before.zone in ("target", "heading"):
        return None
    return "stated_rate" if "".join(m.left.split()).endswith("的") else None


def done_in_cell(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """城镇化率(%)|…|2022年完成61.7: a number whose unit the row names is no rate."""
    if m.cell is None or m.zone:
        return None
    timed = any(t.kind == "time" for t in m.before) and len(stripped(m).strip()) < 2
    if timed and course.target is not None and course.target.cell != m.cell and not future(m):
        return "actual"
    bare = m.quantity.text[-1:].isdigit()
    return "actual" if bare and _BARE_DONE.search(m.left) and not future(m) else None


def self_named(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """已管理3.34万人,管理率107.8%: a rate named after what was done, or one that follows."""
    named = _SELF_NAMED.search(m.left)
    if m.quantity.base_unit != "%" or (course.actual and course.actual.quantity.base_unit == "%"):
        return None
    if named is None or m.zone in ("target", "heading") or course.actual is None:
        return None
    if nearest_main(m) in ("target", "limit", "modal"):
        return None
    asked = course.target is not None and course.target.quantity.base_unit == "%"
    if asked and any(name.endswith(named[1] + "率") for name in course.named_targets):
        return "actual"
    whole = course.target or course.whole
    if follows(course.actual, whole, m) or course.part_of_another(m):
        return "stated_rate"
    if course.actual.quantity.base_unit == "天":
        return None
    asked = upcoming is not None and upcoming.quantity.base_unit == "%" and named_after(upcoming)
    near = m.clause - course.actual.clause <= 1 and not asked
    if course.actual.left.strip().endswith(named[1]) and near:
        return "stated_rate"
    stem = named[1][-2:]
    same_segment = course.actual.segment == m.segment and whole is not None
    done = course.actual.left + course.actual.right
    return "stated_rate" if same_segment and stem in done else None


def zone(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """What the column or the section says."""
    return {"target": "target", "heading": "target", "result": "actual", "activity": "activity",
            "rate": "stated_rate", "score": "score", "context": "context"}.get(m.zone)  # fmt: skip


def answers_bound(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """失业率4.5%以内,年末为4.02%; 目标80%,完成82%: a bare per cent behind a bound or a goal was reached."""
    bound = course.target
    if bound is None or bound.quantity.base_unit != m.quantity.base_unit:
        return None
    if future(m):
        return None
    if _tells_what_came(m, bound):
        return "actual"
    if bound.quantity.op == "=" and not _BARE_DONE.fullmatch("".join(m.left.split())):
        return None
    next_ = bound.segment == m.segment and m.clause == bound.clause + 1 and not m.listed
    return "actual" if next_ and not m.zone and len(HANZI.findall(stripped(m))) <= 3 else None


def _tells_what_came(m: Mention, asked: Mention) -> bool:
    """目标是90%,现在是91.5%; 对照90%的目标,普及率为91.5%: said of what was asked for in the clause before."""
    called = nearest_main(asked) in ("target", "limit", "modal") or named_after(asked)
    if (
        not called
        or m.zone
        or m.listed
        or asked.segment != m.segment
        or m.clause != asked.clause + 1
    ):
        return False
    if nearest_main(m) in ("target", "limit", "modal") or m.said("sub") or named_after(m):
        return False
    own = _WEAK.sub("", named(m))
    return len(own) < 2 or own[-2:] in asked.left or len(_WEAK.sub("", named(asked))) < 2


def inherited(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """What the sentence has been saying; a year to come makes it a target."""
    if len(named(m)) >= 3 and named(m) in course.named_targets:
        return "actual"
    asked = course.target
    if m.cell is not None and not m.zone and asked is not None and asked.cell != m.cell:
        return "actual" if asked.quantity.base_unit == "%" and not future(m) else course.role
    if future(m) and not course.done:
        return "target"
    if dated(m):
        return "actual"
    return course.role if m.said("from") is None else None


def bounded(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """失业率4.5%以内,年末为4.02%; 利用率91%左右,实际91.4%: a bound that a bare per cent answers."""
    if m.zone or upcoming is None or m.said("actual"):
        return None
    really = nearest_main_cue(upcoming)
    if (m.quantity.op == "=" or m.stop == m.end) and (
        really is None or really.cue.word not in _REALLY
    ):
        return None
    answered = upcoming.segment == m.segment and upcoming.quantity.base_unit == m.quantity.base_unit
    bare = len(HANZI.findall(stripped(upcoming))) <= 3
    return "target" if answered and bare else None


def default(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """A per-cent indicator nobody speaks for: reached, unless a bound is set and nothing was done."""
    if m.tense:
        return "actual" if m.tense == "done" else "target"
    if m.previous is not None and m.previous.said("from") and MOVED_TO.search(m.left):
        return "actual"  # 由2020年的92%提高到98%以上
    return (
        "target"
        if m.quantity.op != "=" and not course.done and m.quantity.approx is None
        else "actual"
    )
