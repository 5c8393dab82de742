"""Per cent that is a part of something: of a whole, of a plan, of what was said before.

Each rule answers with a role or None; ratio.py says in which order they are asked.
"""

from __future__ import annotations

import re

from orchestration.reading.mention import Mention
from orchestration.reading.rules.context import nearest_main, nearest_main_cue
from orchestration.reading.rules.course import Answer, Course, follows
from orchestration.reading.rules.goals import goal_of, named_after
from orchestration.reading.rules.ratio_bare import is_nameless

_SET_AGAINST = re.compile(r"\s*(?:距离?|离|比|较|[高低]于|超过)")
_SHORT = re.compile(r"\s*(?:还|尚|仍|相)?[差欠]\s*")
_MOVED_UP_TO = re.compile(r"(?:提高|提升|上升|增加|下降|降|升)[至到]\s*$")


def share(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """占全省44% is a share; 占49.4% continues 占年度计划86.9%; of a counted whole it is a rate."""
    if _MOVED_UP_TO.search(m.left):
        return None
    asked = course.target
    if m.said("share"):
        if m.quantity.value > 100 and course.actual is not None and m.zone in ("", "result"):
            return "stated_rate"  # no part is more than its whole
        behind = upcoming is not None and upcoming.clause == m.clause + 1 and not m.zone
        if behind and upcoming.quantity.base_unit == "百分点" and _SHORT.fullmatch(upcoming.left):
            return "actual"  # 占比18.4%,差1.6个百分点
        missed = (
            upcoming is not None
            and upcoming.clause == m.clause + 1
            and (
                goal_of(upcoming) or (upcoming.said("target") and _SET_AGAINST.match(upcoming.left))
            )
        )
        if missed and m.zone == "" and m.quantity.op == "=":
            return "actual"
        if _of_a_plan(m) or _of_a_count(m, course):
            return "stated_rate"
        bound = m.zone == "target" or nearest_main(m) in ("modal", "limit", "target")
        return "target" if bound else "share"
    shares = m.previous is not None and m.previous.said("share") and not m.left.strip(" 和及与")
    if m.listed and shares and m.zone == "":
        return "share"
    cue = m.said("of")
    if cue is None or cue.cue is None or cue.cue.word != "占":
        return None
    main = nearest_main_cue(m)
    if m.zone == "target" or (
        main is not None
        and main.start < cue.start
        and nearest_main(m) in ("modal", "limit", "target")
    ):
        return "target"
    if main is not None and main.start >= cue.start and m.left.rstrip().endswith("的"):
        return "stated_rate"
    follows_goal = (
        upcoming is not None and upcoming.clause == m.clause + 1 and named_after(upcoming)
    )
    if follows_goal and upcoming.quantity.base_unit == m.quantity.base_unit:
        return "actual"
    between = "".join(m.text[cue.end : m.begin].split())
    if between.endswith("总数的") and any(
        follows(course.actual, base, m) for base in (course.whole, course.target)
    ):
        return "stated_rate"
    if between not in ("", "比", "到", "了", "其"):
        return "share"
    if asked is not None and asked.quantity.base_unit == "%" and asked.said("share"):
        return "actual"
    if (
        m.said("sub")
        and m.previous is None
        and (course.actual is None or not course.actual.said("sub"))
    ):
        return "share"
    if course.whole is not None or follows(course.actual, course.target, m):
        return "stated_rate"
    if part_of_whole(m, course):
        return "share"
    if (
        m.said("sub") is None
        and course.actual is not None
        and (course.actual.quantity.base_unit or "") in course.target_units
    ):
        return "stated_rate"
    of_plan = course.of_plan or _goes_on(m, course)
    return "stated_rate" if of_plan else "share"


def _of_a_plan(m: Mention) -> bool:
    """占全市任务总量的80%: of a plan, whoever's it is."""
    cue, main = m.said("share"), nearest_main_cue(m)
    if cue is None or main is None or main.cue is None or m.zone not in ("", "result"):
        return False
    return (
        main.cue.kind in ("target", "limit")
        and main.start >= cue.end
        and m.left.rstrip().endswith("的")
    )


def _of_a_count(m: Mention, course: Course) -> bool:
    """建设工程23个,达到进度18个、占比78.3%: what the counts before give, behind a word for a ratio alone."""
    part = course.actual
    counted = part is not None and part.quantity.exact and not part.said("sub")
    bare = is_nameless(m) or m.left.strip().endswith(("总数", "总数的"))
    return counted and bare and course.part_of_another(m)


def _goes_on(m: Mention, course: Course) -> bool:
    """占年度计划的105%。目前已完成78.3亿元,占87%: the sentence before has named the plan."""
    told, done = course.rate_of_plan, course.actual
    if told is None or done is None or told.block != m.block or m.sentence - told.sentence != 1:
        return False
    return done.sentence == m.sentence and m.clause - done.clause == 1 and not done.said("sub")


def part_of_whole(m: Mention, course: Course) -> bool:
    """其中争取专项债券3.1亿元,占40.4%: the part's share in the figure before 其中."""
    part = course.actual
    return part is not None and part.said("sub") is not None and course.part_of_another(m)
