"""Per cent without a name of its own, told by what it stands behind: an amount, a list, a bracket, a cell.

Each rule answers with a role or None; ratio.py says in which order they are asked.
"""

from __future__ import annotations

import re

from orchestration.reading.mention import Mention
from orchestration.reading.rules.context import RATIO_UNITS
from orchestration.reading.rules.course import Answer, Course
from orchestration.reading.rules.goals import goal_of, in_target_bracket

_BARE_RATE = re.compile(r"(?:已|累计|总体|实际|仅|只|才|分别|依次|对应)*(?:完成|达到?|完成了|为)")
_DONE_SO_FAR = re.compile(r"(?:截[至止].{1,8}|目前|现)?(?:已|累计|共)*完成(?:了)?")
_BARE_LIST = re.compile(r"(?:分别)?(?:为|是|达到?)?(?:仅|只有|仅为)?")
_OF_YEAR = re.compile(
    r"(?:了|到)?(?:(?:全年|年度|全年度|今年)(?:的|工作量的?|总量的?)?|应[\u4e00-\u9fff]{1,3}(?:数|量)的?)"
)
_OF_WHOLE = re.compile(r"(?:了|到)?(?:全部|总数|总量|总体)的?")
_OF_ALL = re.compile(
    r"(?:目前|已|累计|共|总体|整体|任务|工作)*(?:完成|达成|达到?|兑现|实现|进展|推进|执行|落实|占|为)?(?:了|到)?"
    r"(?:全年|年度|全部|既定|总|应[\u4e00-\u9fff]{1,2})*(?:任务|目标|计划|总)*(?:量|数|值)?的?(?:达成度|完成度)?(?:为|达)?"
)
_LABEL_OF_RATES = re.compile(r"率[:：][^。;；\n]*$")
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff]{2,10}(?<!率)")
_GOAL_ALONE = re.compile(
    r"(?:[与距较比而]|低于|高于)?(?:(?:年[初度]|全年|规划|考核|预期|控制|计划|[国省市县定]|[“\"]?十.五[”\"]?)+的?)?"
    r"(?:目标|任务|指标|计划)(?:值|数|要求)?(?:为|是)?"
)
_NAMELESS = re.compile(
    r"(?:完成|达标|兑现|达成|对应|折算|总体|整体|目标|任务|计划|实际)*(?:比例|比率|比值|百分比|占比|占|达标率|评价)(?:为|是|达到?|约)?[:：]?"
)
_BEATS = re.compile(
    r"\s*[,，]?(?:比|较|高于|低于|超过?|优于)[^,，。;；]{0,8}?(?:目标|任务|计划|要求|控制|指标|标准|预期)(?!进度)[^,，。;；\d]{0,6}$"
)
_SHORT_BY = re.compile(r"\s*[,，]\s*(?:还|尚|仍|相)?(?:差|欠|低|高|少|多)(?:出|了)?\s*")


def ranked_rate(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """开工率前三位的是…,分别为112.5%、108.3%;末位为洞头区,仅61.2%: rates of the places just named."""
    if _of_one_label(m, course):
        return "stated_rate"
    if m.zone or not _BARE_LIST.fullmatch("".join(m.left.split())):
        return None
    rate = next((t for t in m.lead_tokens if t.cue is not None and t.cue.kind == "rate"), None)
    told = course.rate is not None and course.rate.sentence == m.sentence and course.actual is None
    return "stated_rate" if rate is not None or (told and m.previous is None) else None


def _of_one_label(m: Mention, course: Course) -> bool:
    """完成率:城东区96.2%,城西区88.4%: one after another behind the label that names the rate."""
    rate = course.rate
    if rate is None or rate.sentence != m.sentence or course.actual is not None or m.zone:
        return False
    alone = _SHORT_NAME.fullmatch(m.left.strip()) and not m.before and m.quantity.op == "="
    return bool(alone) and _LABEL_OF_RATES.search(m.text, 0, rate.begin) is not None


def listed_rate(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """开工率100.9%、按户数计101.1%: a list of rates goes on."""
    joined = m.listed or m.left.strip() in ("和", "及", "与", "以及")
    return (
        "stated_rate" if joined and m.previous is not None and course.rate is m.previous else None
    )


def bare_ratio(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """完成数11008套,目标数2万套,比例55%: a ratio without a name of its own, behind a target and an actual."""
    done, asked = course.actual, course.target or course.whole
    if m.zone in ("target", "heading") or done is None or asked is None or done.said("sub"):
        return None
    if done.quantity.base_unit != asked.quantity.base_unit or m.quantity.base_unit != "%":
        return None
    near = m.clause - max(done.clause, asked.clause) <= 1
    return "stated_rate" if near and is_nameless(m) else None


def of_the_year(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """完成24座,为全年的80%; 占应建数的80%: of all that the year asks for, or of all that was to be done."""
    opened, done = m.said("of"), course.actual
    if (
        opened is None
        or done is None
        or done.segment != m.segment
        or m.zone in ("target", "heading")
    ):
        return None
    if m.clause - done.clause > 1 or done.quantity.base_unit in RATIO_UNITS:
        return None
    words = "".join(m.text[opened.end : m.begin].split())
    asked = course.target is not None or course.whole is not None
    told = _OF_YEAR.fullmatch(words) or (asked and _OF_WHOLE.fullmatch(words))
    return "stated_rate" if told else None


def is_nameless(m: Mention) -> bool:
    """比例55%, 占比84%: nothing says what it is a ratio of."""
    return _NAMELESS.fullmatch("".join(m.left.split()).lstrip("、") or m.label) is not None


def done_rate(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """…计划255项,已开工206项,完成80.8%: a bare 完成N% after an actual."""
    if course.actual is None and _of_the_task(m, course):
        return "stated_rate"
    if m.zone in ("target", "heading") or course.actual is None:
        return None
    goal = course.target
    if goal is not None and goal.quantity.base_unit == "%" and goal.clause > course.actual.clause:
        return None
    words = "".join(m.left.split())
    bare = _BARE_RATE.fullmatch(words)
    told = course.actual.segment == m.segment or (course.of_plan and words.endswith("完成"))
    bare = bare or m.text[m.since - 1 : m.begin] == "/"
    return "stated_rate" if bare and told else None


def of_the_asked(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """…|新建公厕24座,达成80%: in a result a bare verb's per cent is of the amount before it."""
    done = course.actual
    if (
        m.zone != "result"
        or done is None
        or done.segment != m.segment
        or m.clause - done.clause > 1
    ):
        return None
    if (done.quantity.base_unit or "") not in course.target_units or "%" in course.target_units:
        return None
    return "stated_rate" if _OF_ALL.fullmatch("".join(m.left.split())) else None


def _of_the_task(m: Mention, course: Course) -> bool:
    """计划更新134辆,目前完成67%: how much of a counted task was done, where nothing else is said."""
    task = course.target
    if task is None or m.zone or m.cell is not None or task.segment != m.segment:
        return False
    counted = task.quantity.base_unit not in RATIO_UNITS and m.clause - task.clause == 1
    return counted and _DONE_SO_FAR.fullmatch("".join(m.left.split())) is not None


def cell_rate(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """…|开工2660|87.1%|: a per cent alone in its cell behind an actual."""
    if m.cell is None or not _fills_its_cell(m):
        return None
    if m.zone == "result" and course.target_units and not course.target_units & RATIO_UNITS:
        return "stated_rate"
    if m.zone:
        return None
    if m.fresh:
        return "target"
    if course.role == "target" and not course.closed:
        return "actual"
    return "stated_rate" if course.role == "actual" else None


def _fills_its_cell(m: Mention) -> bool:
    """|87.1%|, |109%;接待读者|: nothing else stands in the cell, or another row begins behind the semicolon."""
    behind = m.text[m.end :].lstrip()
    return not m.text[: m.start].strip() and behind[:1] in ("", ";", "；")


def bracketed(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """88公里(117%): a per cent alone in the bracket of an amount."""
    host = m.host
    if host is None or host.quantity.base_unit in ("%", "‰") or m.zone in ("target", "heading"):
        return None
    return "stated_rate" if "".join(m.left.split()) in ("", "达", "完成", "为") else None


def holds_count(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """目前进度:83%(307座): the bracket behind a per cent counts what a rate is of."""
    if upcoming is None or upcoming.host is not m or m.zone in ("target", "heading"):
        return None
    counted = upcoming.quantity.base_unit not in (*RATIO_UNITS, None)
    asked = m.said("target", "limit", "modal") or upcoming.said("target", "limit")
    bare = not "".join(upcoming.left.split()) and m.quantity.op == "="
    return "stated_rate" if counted and bare and not asked and course.target_units else None


def asked_beside(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """管理率71.8%(年度指标70%以上); 占比18.2%,规划目标20%: the per cent was asked for right behind."""
    if upcoming is None or upcoming.quantity.base_unit != "%" or m.zone in ("target", "heading"):
        return None
    if upcoming.host is m:
        asked = upcoming.said("target", "limit", "modal")
        return "actual" if asked and not upcoming.said("of", "rate") else None
    beside = upcoming.clause == m.clause + 1 and upcoming.segment == m.segment and not m.listed
    counted = course.actual is not None and course.actual.segment == m.segment
    named = _GOAL_ALONE.fullmatch("".join(upcoming.left.split())) or in_target_bracket(upcoming)
    asked = named or (not counted and upcoming.said("from", "beats") and goal_of(upcoming))
    return "actual" if beside and asked and m.quantity.op == "=" else None


def sub_rate(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """完成年度任务的149%(其中公共停车位105%): a bracket behind a rate holds a rate."""
    parts = m.said("sub") or m.tells("sub") or (m.listed and course.rate is m.previous)
    if parts and course.of_plan and not m.zone and m.left.rstrip().endswith("完成"):
        return "stated_rate"
    host = m.host
    return (
        "stated_rate" if host is not None and host is course.rate and m.zone != "target" else None
    )


def judged(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """比例达到71.4%,比年度目标高1.4个百分点: what is compared with the target was reached."""
    if (
        m.zone
        or m.quantity.op != "="
        or upcoming is None
        or upcoming.quantity.base_unit != "百分点"
        or (
            course.whole is not None and m.said("of")
        )  # 14个断面中,达标11个,占78.6%,高于目标7个百分点
    ):
        return None
    between = m.text[m.stop : upcoming.begin]
    short = _SHORT_BY.fullmatch(between) and not m.said("growth")
    return "actual" if _BEATS.match(between) or short else None
