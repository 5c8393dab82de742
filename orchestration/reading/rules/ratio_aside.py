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
    goal_of,
    named_after,
    nearest_main,
    nearest_main_cue,
    opens_row,
    over_plan,
    sorts,
)
from orchestration.reading.rules.course import Answer, Course, follows

_LAST_YEAR = re.compile(r"(?:上年|去年)[底末初]?")
_THIS_YEAR = re.compile(r"今年|本年|同比|比上年|较上年|增长|目标|计划")
_AVERAGED = re.compile(r"平均(?:水平)?(?:为|达到?|是)?")
_REACHED = re.compile(r"实际|累计|已|目前|现")
_ELAPSED = re.compile(r"(?:序时|时间)进度(?:为|是|要求)?\s*$")
_OF_THE_TIME = re.compile(r"\s*的?(?:时序|序时|时间)(?:进度|要求)")
_SET_AGAINST = re.compile(r"\s*(?:距离?|离|比|较|[高低]于|超过)")
_OF_ALL = re.compile(r"(?:平均(?:水平|值|数)?|全国|全省|全市)$")
_SHORT = re.compile(r"\s*(?:还|尚|仍|相)?[差欠]\s*")
_OF_A_DAY = re.compile(
    r"(?:(?:19|20)\d\d年|去年|上年|上月)\s?(?:末|底|同期|水平)的?(?:水平)?(?:的)?\s*$"
)
_FURTHER = ("高", "低", "多", "少", "超")
_GROWN_TO = re.compile(r"(?:[至到为]|达)(?:(?:19|20)\d\d年的?)?$")
_OF_A_SHARE = re.compile(r"率|比例|比重|占比")
_MOVED_UP_TO = re.compile(r"(?:提高|提升|上升|增加|下降|降|升)[至到]\s*$")
_LOOSE = re.compile(r"[约近超逾]|不到|将近|接近")
_COMPARED = ("同比", "环比", "同期")


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
    """序时进度87.6%: how much of the year is over."""
    elapsed = _ELAPSED.search(m.left) or _OF_THE_TIME.match(m.right)
    return "context" if elapsed and m.zone != "target" else None


def against_a_day(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """恢复到2017年末的92.1%: a share of what there was then."""
    return "growth" if _OF_A_DAY.search(m.left) and m.zone != "target" else None


def growth(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """增长5%, (同比+29%); but 提高到95% is a value, and a growth said as a target is a target."""
    cue = m.said("growth")
    if cue is None or cue.cue is None:
        listed = m.listed and any(t.cue is not None and t.cue.kind == "growth" for t in m.earlier)
        return "growth" if listed else None
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
    """比控制指标0.028低25%: how far apart two figures are."""
    compared = m.previous is not None and m.previous.said("from", "beats")
    return "difference" if compared and m.left.strip().endswith(_FURTHER) else None


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
        if _of_a_plan(m):
            return "stated_rate"
        bound = m.zone == "target" or nearest_main(m) in ("modal", "limit", "target")
        return "target" if bound else "share"
    shares = m.previous is not None and m.previous.said("share") and not "".join(m.left.split())
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


def ranked(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """平均完成率87.6%,…临河县(102.3%): a per cent alone in the bracket of a place, where rates are told."""
    if m.inner and _OF_ALL.search(m.text, 0, m.since - 1):
        return "context"  # 高于全省平均水平(72.26%)
    alone = m.inner and not "".join(m.left.split()) and m.zone not in ("target", "heading")
    return "stated_rate" if alone and m.company & {"rate", "average"} else None
