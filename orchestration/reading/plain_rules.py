"""Rules for amounts and counts: target, actual, whole, difference, activity, or a figure that only describes.

Each rule answers with a role or None; `RULES` is their order, `EXPLICIT` those that a word decides.
"""

from __future__ import annotations

import re

from orchestration.reading.clauses import Mention
from orchestration.reading.course import (
    HANZI,
    MOVED_TO,
    RATIO_UNITS,
    Course,
    Rule,
    adjacent,
    bracketed_target,
    compared_base,
    dated,
    describes,
    future,
    goal_of,
    led_by,
    named,
    named_after,
    nearest_main,
    nearest_main_cue,
    reports,
    spans_years,
    stripped,
)
from orchestration.reading.ratio_rules import compared_by_sign, over_plan, said_again
from orchestration.reading.report import StatementRole

Answer = StatementRole | None

_VERB_FIRST = re.compile(
    r"^\s*(?:全市|全县|全区|全省|全州|我市|我县|我区|主城区|共|新|再|积极|努力|基本|全面|并)*"
    r"(?:完成|新建|建成|建设|新增|改造|提升|创建|培育|实施|开工|打造|建立|推进|引进|发展|组织|"
    r"实现|确定|新改建|改扩建|整治|治理|修复|修建|种植|培训|发放|帮助|安置|解决|新开|开通|开展|拆除|"
    r"设立|评选|扶持|回迁|竣工|加装|更新|配备|招引|办理|启动|达到|增加|稳定|筹集|办好|编制|处置|造林|植树|收购|播种)"
)
_OVER_TASK = re.compile(r"超(?:额)?(?:出|过)?[^,，。的]{0,6}?(?:任务|计划|目标)+(?:数)?$")
_JUDGED = re.compile(
    r"[^。；;\n]{0,80}?(?:(?:占|为|是|完成|达到?)[^,，。；;]{0,12}(?:计划|任务|目标|预算|指标)[^,，。；;]{0,12}\d[\d.]*\s?%"
    r"|超(?:额|出|过)?(?:完成)?[^,，。；;的]{0,6}(?:任务|计划|目标)|完成率)"
    r"|[^。\n]{0,160}?均[^,，。；;]{0,6}完成[^,，。；;]{0,12}(?:任务|计划|目标)"
)
_DONE = r"(?:完成|办结|整改|达到|通过|开工|竣工|建成|入住|落实|投用|达标)"
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
)
_ENDS_IN_TASK = re.compile(r"(?:任务|计划|目标|指标)(?:数|值|为|是|[:：])?$")
_BARE_VERB = re.compile(
    rf"(?:已|共|累计|实际|基本|全年)*(?:{_DONE}|新增|新建|改造|拆除|入库|到位|投放|收购)(?:了)?"
)
_CRITERION = re.compile(r"\s*(?:的)?(?:项目|企业|单位|工程|产业|老人|老年人|人群|人员|家庭|商户)")
_RATE_NAME = re.compile(r"[\u4e00-\u9fff]率(?:为|达|达到|是)?\s*$")
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


def _symbol(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """科目调整次数≤10次: a sign of comparison sets a target."""
    return "target" if compared_by_sign(m) else None


def _restated(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """超过2000公里这一目标: the target said again, not the actual."""
    return "context" if said_again(m) else None


def _definition(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """A figure in brackets before the clause has its own: (路宽3.5米以上)."""
    speaks = m.said("sub", "target", "actual") or m.label
    return "context" if m.inner and not speaks else None


def _score(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    scored = m.zone == "score" or m.said("score") or m.quantity.base_unit in ("分", "位")
    return "score" if scored else None


def _capacity(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """总投资, 预留, 每周: describes and claims nothing."""
    per = re.match(r"/[\u4e00-\u9fff]", m.right)
    return "context" if describes(m) or per or criterion(m) else None


def criterion(m: Mention) -> bool:
    """500万元及以上项目: the figure sorts projects, it does not claim."""
    bounded = m.text[m.end : m.stop].strip() != ""
    return bounded and m.zone not in ("target", "result") and _CRITERION.match(m.right) is not None


def _inline_target(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """占年度计划580万套的90%, 完成全年900万人目标的103%: the target inside the rate's phrase."""
    if upcoming is None or upcoming.clause != m.clause or upcoming.depth != m.depth:
        return None
    if upcoming.quantity.base_unit not in ("%", "倍") or (m.listed and upcoming.listed):
        return None
    between = "".join(m.text[m.end : upcoming.begin].split())
    opened = m.said("of", "actual")
    named = m.said("target", "limit") or any(
        t.cue is not None and t.cue.kind in ("target", "limit") and t.end <= upcoming.start
        for t in m.after
    )
    closed = between.endswith("的") or re.search(
        r"(?:目标|任务|计划|指标|预算)(?:任务|目标|数)?(?:的)?$", between
    )
    if opened is not None and ((named and closed) or between == "的"):
        return "target"
    return None


def _whole(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """96个村中87个完工; 55项任务中达到序时进度44项; 65件实事已完成26件: the base of what follows."""
    if upcoming is None or upcoming.sentence != m.sentence or upcoming.clause - m.clause > 1:
        return None
    follower = m.following
    if m.said("whole", after=True) and (follower is not None or upcoming.clause == m.clause + 1):
        return "whole"
    counted_out = (
        follower is not None
        and not follower.listed
        and follower.quantity.base_unit == m.quantity.base_unit
        and m.zone not in ("target", "heading")
        and (
            re.search(_DONE + r"(?:了|的)?$", m.right.strip())
            or (re.search(r"[已均]", m.right) and not HANZI.search(stripped(m)))
        )
        and len(HANZI.findall(m.right)) >= 3
    )
    return "whole" if counted_out else None


def _apart(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """比控制数1.6人低0.29人, 比常年快3天: how far apart two figures are."""
    compared = any(
        t.cue is not None and t.cue.kind in ("from", "beats") for t in [*m.earlier, *m.before]
    )
    return "difference" if compared and re.search(r"[高低多少快慢早晚]\s*$", m.left) else None


def _counted_out(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """9项指标完成7项: the second count is what was done of the first."""
    before = m.previous
    same = before is not None and before.quantity.base_unit == m.quantity.base_unit
    if not same or before is None or m.zone in ("target", "heading") or course.whole is not before:
        return None
    return "actual" if re.search(_DONE + r"(?:了|的)?$", m.left.strip()) else None


def _small(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """市属三家污水处理厂…: a small number in words counts what the sentence is about."""
    if (
        not HANZI.match(m.quantity.text)
        or m.quantity.amount >= 10
        or m.zone in ("target", "result")
    ):
        return None
    said = m.said("target", "actual", "limit", "modal") or _VERB_FIRST.search(stripped(m))
    return None if said or not HANZI.search(m.right) else "context"


def _goal(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """已完成4.8件的规划目标: the figure is the goal's, whatever was done."""
    return (
        "target"
        if goal_of(m)
        and (upcoming is None or m.following is None or upcoming.quantity.base_unit == "百分点")
        else None
    )


def _difference(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """超任务1286户, 比控制指标2492人少28人, 剩余325户: how far from the target."""
    if _OVER_TASK.search("".join(m.left.split())):
        return "difference"
    cue = m.said("diff")
    if cue is None or cue.cue is None:
        return None
    word = cue.cue.word
    main = nearest_main_cue(m)
    if main is not None and main.start >= cue.end:
        return None
    if word in ("少", "多", "差", "领先", "滞后", "落后") and not adjacent(m, cue):
        return None
    if word in ("超额", "超额完成") and HANZI.search(m.text[cue.end : m.begin]):
        return None
    return "difference"


def _beaten(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """好于目标36微克 gives the target, 优于目标2微克 the difference: the size tells."""
    cue = m.said("beats", "from")
    if cue is None or course.actual is None or not (m.said("target", "limit") or named_after(m)):
        return None
    done = course.actual.quantity
    if done.base_unit != m.quantity.base_unit or not done.amount:
        return None
    return "target" if 0.4 < float(m.quantity.amount / done.amount) < 2.5 else "difference"


def _change(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """比上年增加7000平方米: a change against another period."""
    near = m.said("growth")
    if near is not None and near.cue is not None and near.cue.word in ("净减", "净增"):
        return "growth" if adjacent(m, near) else None
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


def _baseline(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """从A提高到B: A is where it started."""
    if m.said("from") is None or upcoming is None or upcoming.clause != m.clause:
        return None
    return "baseline" if MOVED_TO.search(m.right) or compared_base(m) else None


def _forecast(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    tokens = [*m.earlier, *m.before]
    said = any(t.cue is not None and t.cue.kind == "forecast" for t in tokens)
    if said and upcoming is not None and upcoming.said("actual") and upcoming.segment == m.segment:
        return "target"
    return "forecast" if said and m.zone != "target" else None


def _modifier(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """23个在建项目完成投资160243万元: how many things the next figure is about."""
    follower = m.following
    if follower is None or follower.listed or HANZI.search(stripped(m)):
        return None
    if follower.quantity.base_unit == m.quantity.base_unit:
        return None
    return "context" if len(HANZI.findall(m.right)) >= 2 else None


def _final_word(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
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


def _activity(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """Meetings held, checks made: what was done on the way."""
    if m.zone == "activity":
        return "activity"
    said = m.said("activity", "meeting") or (
        m.listed
        and any(t.cue is not None and t.cue.kind in ("activity", "meeting") for t in m.earlier)
    )
    return "activity" if said and m.zone not in ("target", "heading") else None


def _bracketed_target(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """均超过年度目标(95个、90个): figures alone in the bracket behind the word for a target."""
    return "target" if bracketed_target(m) else None


def _named_target(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """完成全年20万公里的目标: the target word stands behind the figure."""
    if m.zone in ("result", "activity", "rate", "score") and m.said("actual"):
        return None
    return "target" if named_after(m) and not m.said("actual") else None


def _main_cue(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """The nearest word that says target or actual."""
    main = nearest_main(m)
    if main in ("target", "limit") or (main == "modal" and not reports(m)):
        return "target"
    if main != "actual":
        return None
    return (
        "target" if m.zone == "heading" or (m.zone == "target" and m.cell is not None) else "actual"
    )


def _zone(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """What the column or the section says."""
    return {"target": "target", "heading": "target", "result": "actual", "rate": "stated_rate",
            "score": "score", "context": "context"}.get(m.zone)  # fmt: skip


def _done_after(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """32个村管网延伸已完工, 10个场馆全部开工: said to be done behind the figure."""
    said = m.said("actual", "all", after=True)
    return "actual" if said and not (m.following is not None and "实际" in m.right) else None


def _held_by_bracket(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """新增学位13.1万个(计划10.5万个,完成率124.8%): the bracket brings the target."""
    if upcoming is None or upcoming.host is not m:
        return None
    if (
        upcoming.said("actual")
        and m.zone == ""
        and upcoming.quantity.base_unit == m.quantity.base_unit
    ):
        return "target"
    return (
        "actual" if upcoming.said("target", "rate") or upcoming.quantity.base_unit == "%" else None
    )


def _cell_sequence(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """A row without headers goes target, actual, (rate), and again: 计划3053|开工2660|87.1%|43.31|38.87."""
    if m.cell is None or m.zone:
        return None
    if m.fresh:
        return "target"
    if m.previous is None and any(t.kind == "time" for t in m.before):
        return "actual"
    if course.role == "target":
        return "actual"
    alone = m.text.strip() == m.quantity.text
    return "target" if course.role == "actual" and (alone or course.closed) else None


def _rated(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """竣工16030户,竣工率76.4%: what a rate or a growth directly follows was done."""
    if upcoming is None or upcoming.segment != m.segment or upcoming.clause - m.clause > 2:
        return None
    if upcoming.quantity.base_unit == "百分点" and over_plan(upcoming):
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


def _answers_task(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """任务32万亩,建成33.1万亩: a bare verb behind a bare task tells what was done."""
    task = course.target
    if task is None or m.zone or m.listed or task.segment != m.segment or task.clause == m.clause:
        return None
    if task.quantity.base_unit != m.quantity.base_unit or not _ENDS_IN_TASK.search(
        task.left.rstrip()
    ):
        return None
    return "actual" if _BARE_VERB.fullmatch("".join(m.left.split())) else None


def _inherited(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
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


def _company(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """A count in a sentence of meetings and checks, where nothing else speaks."""
    meets = "meeting" in m.company and not m.company & {"target", "rate", "limit"}
    return "activity" if meets and m.cell is None else None


def _default(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """No word says: a telling of what was done goes on; else a bound or a bare verb sets a target."""
    if m.said("total") or (
        upcoming is not None
        and upcoming.segment == m.segment
        and _OVER_TASK.search("".join(upcoming.left.split()))
    ):
        return "actual"
    if course.done or m.quantity.approx == "over" or {"占", "target"} <= m.company:
        return "actual"
    if upcoming is not None and upcoming.clause == m.clause + 1 and named_after(upcoming):
        return "actual"
    if m.quantity.op != "=":
        return "target"
    return "target" if _VERB_FIRST.search(stripped(m)) else "actual"


RULES: tuple[Rule, ...] = (
    _symbol,
    _restated,
    _bracketed_target,
    _definition,
    _score,
    _inline_target,
    _capacity,
    _whole,
    _apart,
    _counted_out,
    _small,
    _difference,
    _goal,
    _beaten,
    _change,
    _baseline,
    _forecast,
    _modifier,
    _final_word,
    _activity,
    _named_target,
    _main_cue,
    _zone,
    _done_after,
    _held_by_bracket,
    _cell_sequence,
    _answers_task,
    _rated,
    _inherited,
    _company,
    _default,
)
INLINE = _inline_target
EXPLICIT: frozenset[Rule] = frozenset(
    {
        _inline_target,
        _main_cue,
        _zone,
        _done_after,
        _whole,
        _final_word,
        _named_target,
        _symbol,
        _beaten,
    }
)
