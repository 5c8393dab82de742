"""Figures that are targets by their place: inside a rate, behind 比, before 目标.

Each rule answers with a role or None; plain.py and ratio.py say which they ask, and in which order.
"""

from __future__ import annotations

import re

from orchestration.reading.header_words import is_plain, role_of_parts
from orchestration.reading.mention import Mention
from orchestration.reading.naming import listed_name
from orchestration.reading.rules.context import (
    DONE,
    HANZI,
    SCOPE,
    VERB_FIRST,
    compared_by_sign,
    nearest_main,
    stripped,
)
from orchestration.reading.rules.course import Answer, Course
from orchestration.reading.rules.goals import (
    adjusted,
    goal_of,
    in_target_bracket,
    named_after,
    said_again,
)
from orchestration.reading.rules.when import dated
from orchestration.reading.scanning import fold

_BARE_DONE = re.compile(rf"(?:截至目前|目前|现|均)?已(?:累计|全部)?{DONE}(?:了|到位|销号)?")
_PLAN_BEFORE = re.compile(r"(?:目标|任务|计划|指标|预算)(?:任务|目标|数)?(?:的)?$")
_ENDS_DONE = re.compile(DONE + r"(?:了|的)?$")
_ALREADY = re.compile(r"[已均]")
_ALL_TASKS = re.compile(
    r"\s*[^,，。;；]{0,12}?(?:任务|目标|指标|实事)(?:项目|工作|工程|事项)?(?:已|均)*(?:全部|全面)(?:如期|按期)?(?:完成|实现|达标|办结|开工|完工|竣工|建成|交付|启动|落实)"
)
_FOUND = re.compile(r"(?:发现|排查|受理|收到|交办|转办|梳理|摸排|查出)[^,，。;；]{0,10}$")
_HAVE = re.compile(r"(?<![还尚仍只])有$")  # 23项指标有19项达到预期
_COUNTERS = {"项", "个", "件", "条"}
_PROMISED = re.compile(
    r"\s*[,，]\s*(?:这?是|列入|已?纳入|作为)[^,，。;；\d]{0,20}?(?:实事|承诺|目标任务|年度任务|约束性指标|硬任务)(?:之一)?(?=[,，。;；]|$)"
)
_SET_OUT = re.compile(
    r"(?:规划|方案|纲要|责任[书状]|协议|合同|纪要|会议|文件|意见|通知|报告)[》”\"]?[^,，。;；的]{0,6}?(?:提出|明确|约定|规定|确定|部署|议定|载明)(?!的)"
)
_BY_THEN = re.compile(
    rf"\s*,\s*(?:于|在|力争|确保)*(?:\d{{4}}年)?(?:\d{{1,2}}月(?:\d{{1,2}}日|[底末]|[上中下]旬)?|年底)之?前(?:全部|全面|基本)?{DONE}(?=\s*[,。;]|\s*$)"
)
_ASIDE = re.compile(r"分别|各自?|为|是|达到?|的")
_HEADS: dict[str, Answer] = {"target": "target", "result": "actual", "rate": "stated_rate"}
_FURTHER = re.compile(r"(?:超出?|超过|多出?|减?少|高出?|低于?|不足|[快慢早晚])\s*$")


def symbol(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """科目调整次数≤10次, |开工及时率100%,竣工及时率≥95%|: a sign of comparison sets a target, and its cell's."""
    beside = m.cell is not None and not m.zone and upcoming is not None and upcoming.cell == m.cell
    asked = beside and compared_by_sign(upcoming) and not nearest_main(m)
    return "target" if compared_by_sign(m) or asked else None


def listed_head(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """任务数、完成数、完成率分别为30座、24座、80%: each figure's own head in the list before 分别."""
    goes_on = m.following is not None and m.following.listed
    if not m.listed and not (goes_on and m.said("listed")):
        return None
    head = _ASIDE.sub("", listed_name(m).rpartition("的")[2])
    return _HEADS.get(role_of_parts(head)) if head and is_plain(head) else None


def restated(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """超过2000公里这一目标, 超过40%这一总量目标: the target said again, not the actual."""
    return "context" if said_again(m) else None


def inline_target(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """占年度计划580万套的90%, 完成全年900万人目标的103%: the target inside the rate's phrase."""
    if upcoming is None or upcoming.clause != m.clause or upcoming.depth != m.depth:
        return None
    if upcoming.quantity.base_unit not in ("%", "倍") or (m.listed and upcoming.listed):
        return None
    between = "".join(m.text[m.end : upcoming.begin].split())
    if m.said("of", after=True):
        return None  # 死亡13人、占全年控制指标的25%
    opened = m.said("of", "actual")
    named = m.said("target", "limit") or any(
        t.cue is not None and t.cue.kind in ("target", "limit") and t.end <= upcoming.start
        for t in m.after
    )
    closed = between.endswith("的") or _PLAN_BEFORE.search(between)
    if opened is not None and ((named and closed) or between == "的"):
        return "target"
    return None


def inline_per_cent(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """完成国家下达16%目标的120.6%: a per-cent target inside its rate's phrase."""
    if (
        upcoming is None
        or upcoming.listed
        or not m.text[m.end : upcoming.begin].rstrip().endswith("的")
    ):
        return None
    return inline_target(m, course, upcoming)


def whole(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """96个村中87个完工; 55项任务中达到序时进度44项; 65件实事已完成26件: the base of what follows."""
    follower = m.following
    if upcoming is not None and upcoming.sentence == m.sentence and _done_of(m, upcoming):
        return "whole"
    if (
        m.said("whole", after=True)
        and follower is None
        and (upcoming is None or upcoming.quantity.base_unit != m.quantity.base_unit)
    ):
        return "context"
    if upcoming is None or upcoming.sentence != m.sentence or upcoming.clause - m.clause > 1:
        return None
    if m.said("whole", after=True) and (follower is not None or upcoming.clause == m.clause + 1):
        return "whole"
    counted_out = (
        follower is not None
        and not follower.listed
        and follower.quantity.base_unit == m.quantity.base_unit
        and follower.quantity.amount <= m.quantity.amount
        and m.zone not in ("target", "heading")
        and (
            _ENDS_DONE.search(m.right.strip())
            or _HAVE.search(m.right.rstrip())
            or (_ALREADY.search(m.right) and not HANZI.search(SCOPE.sub("", stripped(m))))
        )
        and (len(HANZI.findall(m.right)) >= 3 or _sorted_by(m))
    )
    return "whole" if counted_out else None


def _sorted_by(m: Mention) -> bool:
    """区级10项完成8项: the count's own words stand before it, and no word asks for it."""
    return bool(HANZI.search(stripped(m))) and not nearest_main(m) and not VERB_FIRST.search(m.left)


def _done_of(m: Mention, upcoming: Mention) -> bool:
    """23项重点工作,已完成18项: a counted noun, and right behind it what was done of it."""
    if m.zone or m.cell is not None or upcoming.clause != m.clause + 1 or m.following is not None:
        return False
    if not _counts_alike(m, upcoming) or m.quantity.op != "=":
        return False
    bare = _BARE_DONE.fullmatch("".join(upcoming.left.split()))
    unsaid = not m.said("target", "limit", "modal", "actual") and not VERB_FIRST.search(m.left)
    named = len(HANZI.findall(m.right)) >= 2 or _FOUND.search(m.left)
    return bare is not None and unsaid and bool(named)


def _counts_alike(m: Mention, upcoming: Mention) -> bool:
    """45个子项…38项: one unit, or counters of things that may stand for each other."""
    units = {m.quantity.base_unit, upcoming.quantity.base_unit}
    return len(units) == 1 or units <= _COUNTERS


def _alike(whole: Mention, m: Mention) -> bool:
    """Whether a figure can be a count of the whole: its unit, and no more than it."""
    left, right = whole.quantity, m.quantity
    return left.base_unit == right.base_unit and right.amount <= left.amount


def counted_out(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """9项指标完成7项: the second count is what was done of the first."""
    before = m.previous
    same = before is not None and before.quantity.base_unit == m.quantity.base_unit
    if not same or before is None or m.zone in ("target", "heading"):
        return None
    if m.listed and course.whole is not None and before is course.actual:
        return "actual" if _alike(course.whole, m) else None
    if course.whole is not before:
        return None
    of_them = before.said("whole", after=True) is not None and not m.said("target", "modal")
    ends = _ENDS_DONE.search(m.left.strip()) or _HAVE.search(m.left.rstrip())
    return "actual" if of_them or ends else None


def goal(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """已完成4.8件的规划目标: the figure is the goal's, whatever was done."""
    return (
        "target"
        if goal_of(m)
        and (
            upcoming is None
            or m.following is None
            or upcoming.quantity.base_unit in ("百分点", "%")
            or _FURTHER.search(upcoming.left)
        )
        else None
    )


def beaten(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """好于目标36微克 gives the target, 优于目标2微克 the difference: the size tells, unless a
    difference follows: 比控制指标44件少42件."""
    cue = m.said("beats", "from")
    if cue is None or course.actual is None or not (m.said("target", "limit") or named_after(m)):
        return None
    alike = [a for a in course.actuals if a.quantity.base_unit == m.quantity.base_unit]
    if not alike or not alike[-1].quantity.amount:
        return None
    done = alike[-1].quantity
    if upcoming is not None and upcoming.clause == m.clause and _FURTHER.search(upcoming.left):
        return "target"
    return "target" if 0.4 < float(m.quantity.amount / done.amount) < 2.5 else "difference"


def all_of_the_tasks(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """三年行动93项任务全部完成: so many were to be done."""
    return "target" if not m.zone and _ALL_TASKS.match(m.right) else None


def done_over_planned(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """105.7%(222户/210户): what was done over what was to be done."""
    for near, role in ((m.previous, "target"), (m.following, "actual")):
        if near is None or near.quantity.base_unit != m.quantity.base_unit:
            continue
        if m.zone not in ("", "result"):
            continue
        first, second = (near, m) if role == "target" else (m, near)
        if m.text[first.stop : second.begin].strip() in ("/", "／"):
            return role
    return None


def bracketed_target(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """均超过年度目标(95%、90%): figures alone in the bracket behind the word for a target."""
    return "target" if in_target_bracket(m) else None


def _is_set_out(m: Mention) -> bool:
    """规划提出,期末累计选派160名; 会议明确:年内建设85个: a paper or a meeting says what is to be done."""
    done = m.said("actual")
    summed = done is None or m.text[done.start : done.end] == "累计"
    words = m.label or m.lead or m.left
    return summed and not dated(m) and _SET_OUT.search(words) is not None


def named_target(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """完成全年20万公里的目标: the target word stands behind the figure."""
    if m.zone in ("result", "activity", "rate", "score") and m.said("actual"):
        return None
    if m.zone == "" and m.cell is None and adjusted(m):
        return "target"
    if m.zone == "" and _is_set_out(m):
        return "target"
    open_ = m.zone == "" and not m.said("actual", "diff")
    if open_ and (_PROMISED.match(m.text, m.stop) or _BY_THEN.match(fold(m.text), m.stop)):
        return "target"
    return "target" if named_after(m) and not m.said("actual") else None
