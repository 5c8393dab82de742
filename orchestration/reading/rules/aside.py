"""Amounts and counts that claim nothing: definitions, differences, changes, forecasts, activities.

Each rule answers with a role or None; plain.py says in which order they are asked.
"""

from __future__ import annotations

import re

from orchestration.reading.mention import Mention
from orchestration.reading.rules.context import (
    HANZI,
    JUDGED,
    MOVED_TO,
    OVER_TASK,
    SCOPE,
    VERB_FIRST,
    adjacent,
    compared_base,
    describes,
    nearest_main_cue,
    opens_row,
    sorts,
    stripped,
)
from orchestration.reading.rules.course import Answer, Course
from orchestration.reading.rules.goals import adjusted, goal_of, named_after, whose_goal
from orchestration.reading.rules.when import future
from orchestration.reading.scanning import fold

_PER = re.compile(r"/[\u4e00-\u9fff]")
_APART = re.compile(r"(?:[高低快慢早晚]|[多少](?:支出|收入|完成|投入|收|支|增)?)\s*$")
_UNDONE = re.compile(
    r"\s*[^,，。;；\d]{0,6}?(?:[未没](?:有|能)?(?:按期|如期)?(?:完成|开工|完工|竣工|建成|交付|到位|办结|整改|达标|批复|办理|落实|启动|实施|验收)|延后|滞后|推迟|延期|逾期|超期)"
)
_TO_COME = re.compile(r"\s*(?:[^,，。;；]{0,8}[月日底]前|将|拟|预计|计划)")  # 另2项6月底前完成
_NOT_DONE = re.compile(
    r"未(?:按期|如期|按计划|能)?(?:达标|开工|动工|启动|完成|完工|竣工|建成|交付|办结|整改|到位|支付|拨付|实施|签约|拆除)\s*$"
)
_UNDER_WAY = re.compile(r"(?:正在|正抓紧|尚在)[\u4e00-\u9fff]{2,4}\s*$")  # 正在施工18台
_GOING_ON = re.compile(
    r"\s*[^,，。;；、\d]{0,4}?(?:正在|正抓紧|尚在|仍在)(?!册|岗|职)"
)  # 4个正在装修
_ALL_OF_THEM = re.compile(r"\s*(?:指标|任务|目标|工作|数据)(?:分别|均|都)")
_INTENDED = re.compile(r"^\s*另?拟[\u4e00-\u9fff]{1,4}$")  # 已入库13户,拟入库9户
_CRITERION = re.compile(
    r"\s*(?:的?(?:项目|企业|单位|工程|产业|老人|老年人|人群|人员|家庭|商户)|的(?:行政)?(?:村|户|县|乡镇|街道|学校))"
)


def definition(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """A figure in brackets before the clause has its own: (路宽3.5米以上)."""
    speaks = not m.inner or m.said("sub", "target", "actual") or m.label
    return None if speaks else "context"


def score(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    scored = m.zone == "score" or m.said("score") or m.quantity.base_unit in ("分", "位")
    return "score" if scored else None


def capacity(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """总投资, 预留, 每周: describes and claims nothing."""
    if sorts(m, upcoming):
        return "context"
    per = _PER.match(m.right) and not m.said("target", "limit", "actual")
    return "context" if (describes(m) and not named_after(m)) or per or criterion(m) else None


def criterion(m: Mention) -> bool:
    """500万元及以上项目: the figure sorts projects, it does not claim."""
    bounded = m.text[m.end : m.stop].strip() != ""
    if not bounded or m.zone in ("target", "result"):
        return False
    counted = m.following is not None and not m.right.strip() and m.quantity.base_unit == "元"
    return counted or _CRITERION.match(m.right) is not None


def apart(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """比控制数1.6人低0.29人, 比常年快3天: how far apart two figures are."""
    return "difference" if m.tells("from", "beats") and _APART.search(m.left) else None


def superseded(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """年初预算820万元,调整后905.36万元: the plan that a later one took the place of."""
    if upcoming is None or upcoming.clause - m.clause != 1 or m.zone or m.cell is not None:
        return None
    same = (
        upcoming.quantity.base_unit == m.quantity.base_unit
        and m.said("target", "actual") is not None
    )
    first = nearest_main_cue(m)
    planned = first is not None and first.cue is not None and first.cue.kind == "target"
    return "context" if same and planned and adjusted(upcoming) else None


def small(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """市属三家污水处理厂…: a small number in words counts what the sentence is about."""
    if (
        not HANZI.match(m.quantity.text)
        or m.quantity.amount >= 10
        or (m.cell is not None and m.zone != "")
    ):
        return None
    if _ALL_OF_THEM.match(m.right) or (m.following and m.right.strip() in ("共", "共计", "合计")):
        return "context"
    said = m.said("target", "actual", "limit", "modal") or VERB_FIRST.search(stripped(m))
    return None if said or not HANZI.search(m.right) else "context"


def difference(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """超任务1286户, 比控制指标2492人少28人, 剩余325户: how far from the target."""
    if "超" in m.left and OVER_TASK.search("".join(m.left.split())):
        return "difference"
    if m.zone == "" and _GOING_ON.match(m.right) and not m.said("target", "limit", "modal"):
        return "difference"
    if m.left.strip() in ("另", "另外", "另有", "还有") and _TO_COME.match(m.right):
        return "difference"
    if _over_each(m):
        return "difference"
    rated = upcoming is not None and upcoming.quantity.base_unit == "%"
    if _UNDER_WAY.search(m.left) and m.zone == "" and not rated:
        return "difference"
    if _NOT_DONE.search(m.left) and m.zone == "":
        return "difference"
    if (
        m.zone != "target"
        and not _of_the_whole(m, course)
        and _UNDONE.match(m.right)
        and not m.said("target", "limit")
    ):
        return "difference"
    apart = m.said("diff")
    if adjusted(m) or m.left.rstrip().endswith("的"):
        return None  # 核减为3800户, 欠进度的17个
    if whose_goal(m) or (goal_of(m) and (apart is None or not adjacent(m, apart))):
        return None
    if apart is None and m.listed and m.previous is not None:
        return difference(m.previous, course, m)
    if apart is None or apart.cue is None:
        return None
    word = apart.cue.word
    main = nearest_main_cue(m)
    if main is not None and main.start >= apart.end:
        return None
    if word in (
        "少",
        "多",
        "多出",
        "少了",
        "高出",
        "差",
        "欠",
        "领先",
        "滞后",
        "落后",
    ) and not adjacent(m, apart):
        return None
    if word in ("滞后", "落后") and course.whole is not None:
        return None
    if word in ("超额", "超额完成") and HANZI.search(m.text[apart.end : m.begin]):
        return None
    return "difference"


def _of_the_whole(m: Mention, course: Course) -> bool:
    """41项指标中,有34项达到要求,7项未达到: those behind are counted out like those ahead."""
    whole = course.whole
    return whole is not None and whole.quantity.base_unit == m.quantity.base_unit


def _over_each(m: Mention) -> bool:
    """均超额完成任务,分别超20套、45户和112户: by how much each was passed."""
    first = m.list_head
    words = first.text[first.since : first.start].strip()
    return words.startswith("分别") and words.endswith(("超", "超出", "超额", "少", "欠", "差"))


def baseline(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """从A提高到B: A is where it started."""
    if opens_row(m, upcoming):
        return "baseline"
    if m.said("from") is None or upcoming is None or upcoming.clause != m.clause:
        return None
    return "baseline" if MOVED_TO.search(m.right) or compared_base(m) else None


def passed_on(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """突破200亿元,达到206.8亿元: the round figure that the exact one behind it has passed."""
    near = upcoming is not None and upcoming.clause - m.clause == 1 and m.quantity.op == ">"
    if not near or m.zone or named_after(m) or upcoming.quantity.base_unit != m.quantity.base_unit:
        return None
    reached = upcoming.left.strip() in ("达", "达到", "为", "实际达到")
    return "context" if reached and upcoming.quantity.amount >= m.quantity.amount else None


def forecast(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    if _INTENDED.search(m.left) and course.actual is not None and not m.zone:
        return "forecast"
    if not m.tells("forecast"):
        return None
    if upcoming is not None and upcoming.said("actual") and upcoming.segment == m.segment:
        return "target"
    return "forecast" if m.zone != "target" else None


def modifier(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """23个在建项目完成投资160243万元: how many things the next figure is about."""
    follower = m.following
    if follower is None or follower.listed or HANZI.search(SCOPE.sub("", stripped(m))):
        return None
    if follower.quantity.base_unit == m.quantity.base_unit:
        return None
    return "context" if len(HANZI.findall(m.right)) >= 2 else None


def activity(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """Meetings held, checks made: what was done on the way."""
    if m.zone == "activity":
        return "activity"
    if m.zone == "" and JUDGED.match(fold(m.text), m.stop):
        return None
    cue = m.said("activity", "meeting")
    between = m.text[cue.end : m.begin].strip() if cue is not None else ""
    if between == "的" or between.startswith(("量", "率")):
        return None
    said = cue or (
        m.listed
        and any(t.cue is not None and t.cue.kind in ("activity", "meeting") for t in m.earlier)
    )
    return "activity" if said and m.zone not in ("target", "heading") else None


def company(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """A count in a sentence of meetings and checks, where nothing else speaks."""
    meets = (
        "meeting" in m.company
        and not future(m)
        and course.role is None
        and not m.company & {"target", "rate", "limit"}
    )
    return "activity" if meets and m.cell is None else None
