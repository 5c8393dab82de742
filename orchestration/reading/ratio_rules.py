"""Rules for per cent, 百分点 and 倍: a stated rate, a per-cent indicator, growth, share or score.

Each rule answers with a role or None; `RULES` is their order, `EXPLICIT` those that a word decides.
"""

from __future__ import annotations

import re

from orchestration.reading.clauses import Mention
from orchestration.reading.course import (
    HANZI,
    MOVED_TO,
    Course,
    Rule,
    bracketed_target,
    compared_base,
    describes,
    follows,
    future,
    goal_of,
    named,
    named_after,
    nearest_main,
    nearest_main_cue,
    reports,
)
from orchestration.reading.report import StatementRole

Answer = StatementRole | None

_OVER_PLAN = re.compile(
    r"超(?:额)?(?:过|出)?(?:完成)?(?:年度|全年|年|季度)?(?:计划|任务|目标任务)(?:进度)?(?:约)?$"
)
_SELF_NAMED = re.compile(
    r"([\u4e00-\u9fff]{2,8}?)(?:率|比例|进度)(?:为|达到?|是|约|已达)?\s*[:：]?\s*$"
)
_COMPARED = ("同比", "环比", "同期")


def _vague(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """近九成, 不到二分之一: words for a share, too loose to be a figure."""
    return "context" if m.quantity.approx and not re.search(r"[\d百]", m.quantity.text) else None


def _symbol(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """结余率≤5%, 足额保障率=100%: a sign of comparison sets a target."""
    return "target" if compared_by_sign(m) else None


def compared_by_sign(m: Mention) -> bool:
    """Whether a sign of comparison stands right before the figure, outside a result or rate column."""
    sign = m.text[max(0, m.start - 1) : m.start]
    return sign != "" and sign in "=≥≤><≧≦＝＞＜" and m.zone not in ("result", "rate")


def _restated(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """超过40%这一总量目标: the target said again, not the actual."""
    return "context" if said_again(m) else None


def said_again(m: Mention) -> bool:
    """Whether the words behind an approximate figure call it the target."""
    again = re.match(r"\s*(?:这一|的这一|这个)\S{0,6}?(?:目标|任务|指标|要求)", m.right)
    return bool(again and m.quantity.approx and m.zone != "target")


def _condition(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """开工率超过90%的有三个县: the figure sorts, it does not claim."""
    return (
        "context"
        if m.quantity.op != "="
        and re.match(
            r"的(?:有|县|区|市|企业|项目|单位|地区|\s*[,，。;；、]|加|扣|给予|得)", m.right
        )
        else None
    )


def _points(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """超计划4.2个百分点 is a rate of 104.2; every other 百分点 is a difference."""
    if m.quantity.base_unit == "%":
        return "stated_rate" if over_plan(m) and m.zone != "target" else None
    if m.quantity.base_unit != "百分点":
        return None
    amount = course.actual is not None and course.actual.quantity.base_unit not in ("%", "‰")
    return "stated_rate" if amount and over_plan(m) else "difference"


def over_plan(m: Mention) -> bool:
    """Whether the words before say by how much a plan was passed."""
    return bool(_OVER_PLAN.search("".join(m.left.split())))


def _ranked(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """平均完成率87.6%,…临河县(102.3%): a per cent alone in the bracket of a place, where rates are told."""
    alone = m.inner and not "".join(m.left.split()) and m.zone not in ("target", "heading")
    return "stated_rate" if alone and m.company & {"rate", "average"} else None


def _growth(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """增长5%, (同比+29%); but 提高到95% is a value, and a growth said as a target is a target."""
    cue = m.said("growth")
    if cue is None or cue.cue is None:
        listed = m.listed and any(t.cue is not None and t.cue.kind == "growth" for t in m.earlier)
        return "growth" if listed else None
    between = "".join(m.text[cue.end : m.begin].split())
    word = cue.cue.word
    if word not in _COMPARED:
        if re.search(r"(?:[至到为]|达)$", between) and not between.startswith(("幅", "速", "率")):
            return None
        if len(HANZI.findall(between)) > 8:
            return None
    if re.search(r"率|比例|比重|占比", between):
        return None
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


def _score(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    return "score" if m.zone == "score" or m.said("score") else None


def _capacity(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    return "context" if describes(m) else None


def _average(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    return "average" if m.said("average") else None


def _beaten(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """低于4.5%的控制目标, 距98%的目标还差…: a target behind which the word stands."""
    return "target" if (named_after(m) or goal_of(m)) and m.zone not in ("rate", "score") else None


def _listed_rate(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """开工率100.9%、按户数计101.1%: a list of rates goes on."""
    joined = m.listed or m.left.strip() in ("和", "及", "与", "以及")
    return (
        "stated_rate" if joined and m.previous is not None and course.rate is m.previous else None
    )


def _times(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """是年度计划的1.24倍 is a rate; any other 倍 compares."""
    if m.quantity.base_unit != "倍":
        return None
    return _of_plan(m, course, upcoming) or "growth"


def _named_rate(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """完成率98%, 开工率100%: a rate; 完成率目标95% is a per-cent target, 实际98% its answer."""
    cue = m.said("rate", "named_rate")
    if cue is None or cue.cue is None:
        return None
    if cue.cue.word in course.target_rates and m.zone not in ("target", "heading"):
        return "activity" if m.zone == "activity" else "actual"
    main = nearest_main_cue(m)
    if main is not None and main.cue is not None and main.start >= cue.end:
        return "actual" if main.cue.kind == "actual" else "target"
    if m.zone in ("target", "heading") or (
        main is not None and main.cue is not None and main.cue.kind in ("limit", "modal")
    ):
        return "target"
    if cue.cue.kind == "rate":
        return "stated_rate"
    paired = follows(course.actual, course.target or course.whole, m)
    return "stated_rate" if paired or _answers_count(m, course) else None


def _answers_count(m: Mention, course: Course) -> bool:
    """完工覆盖行政村894个,完工覆盖率149%: the clause before counts, and a rate above 100 completes."""
    return (
        course.actual is not None
        and course.actual.segment == m.segment
        and course.actual.quantity.base_unit not in ("%", "‰")
        and (m.quantity.value > 100 or bool(course.target_units))
    )


def _of_plan(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """占年度计划86.9%, 完成全年任务的80%, 年度计划完成86.9%: a rate of a plan."""
    if m.zone in ("target", "heading"):
        return None
    if future(m):
        return "context"
    tokens = [*m.earlier, *m.before]
    target = next(
        (t for t in reversed(tokens) if t.cue is not None and t.cue.kind in ("target", "limit")),
        None,
    )
    if target is None:
        return None
    opened = next((t for t in tokens if t.cue is not None and t.cue.kind in ("of", "actual")), None)
    tail = "".join(m.text[target.end : m.begin].split())
    if opened is not None and opened.start < target.start:
        return "stated_rate"
    if tail in ("的", "进度的", "总数的", "数的", "量的"):
        return "stated_rate"
    if opened is not None and opened.start > target.start and "完成" in tail:
        return "stated_rate"
    return "stated_rate" if m.listed and course.of_plan else None


def _bracketed_target(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """均超过年度目标(95%、90%): figures alone in the bracket behind the word for a target."""
    return "target" if bracketed_target(m) else None


def _apart(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """比控制指标0.028低25%: how far apart two figures are."""
    compared = m.previous is not None and m.previous.said("from", "beats")
    return "difference" if compared and re.search(r"[高低多少超]$", m.left.strip()) else None


def _share(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """占全省44% is a share; 占49.4% continues 占年度计划86.9%; of a counted whole it is a rate."""
    if m.said("share"):
        return "target" if m.zone == "target" else "share"
    cue = m.said("of")
    if cue is None or cue.cue is None or cue.cue.word != "占":
        return None
    if m.zone == "target" or nearest_main(m) in ("modal", "limit", "target"):
        return "target"
    between = "".join(m.text[cue.end : m.begin].split())
    if between not in ("", "比", "到", "了", "其"):
        return "share"
    if course.whole is not None or follows(course.actual, course.target, m):
        return "stated_rate"
    if (
        m.said("sub") is None
        and course.actual is not None
        and (course.actual.quantity.base_unit or "") in course.target_units
    ):
        return "stated_rate"
    return "stated_rate" if course.of_plan and not _part_of_whole(m, course) else "share"


def _part_of_whole(m: Mention, course: Course) -> bool:
    """其中争取专项债券3.1亿元,占40.4%: the part's share in the figure before 其中."""
    part = course.actual
    return part is not None and part.said("sub") is not None and course.part_of_another(m)


def _after_inline(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """占概算投资11.2亿元的70.9%: the rate of the target inside its phrase."""
    before = m.previous
    held = before is not None and before is course.target
    if not held or before is None or before.zone in ("target", "heading"):
        return None
    return "stated_rate" if "".join(m.left.split()).endswith("的") else None


def _baseline(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """由43.2%提高到45%: where it started."""
    if compared_base(m):
        return "baseline"
    moved = upcoming is not None and upcoming.clause == m.clause and MOVED_TO.search(m.right)
    return "baseline" if moved and m.said("from") else None


def _done_rate(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """…计划255项,已开工206项,完成80.8%: a bare 完成N% after an actual."""
    if m.zone in ("target", "heading") or course.actual is None:
        return None
    words = "".join(m.left.split())
    bare = re.fullmatch(r"(?:已|累计|总体|实际)*(?:完成|达到?|完成了|为)", words)
    return "stated_rate" if bare and course.actual.segment == m.segment else None


def _cell_rate(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """…|开工2660|87.1%|: a per cent alone in its cell behind an actual."""
    if m.cell is None or m.zone or m.text.strip() != m.quantity.text:
        return None
    if m.fresh:
        return "target"
    if course.role == "target" and not course.closed:
        return "actual"
    return "stated_rate" if course.role == "actual" else None


def _bracketed(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """88公里(117%): a per cent alone in the bracket of an amount."""
    host = m.host
    if host is None or host.quantity.base_unit in ("%", "‰") or m.zone in ("target", "heading"):
        return None
    return "stated_rate" if "".join(m.left.split()) in ("", "达", "完成", "为") else None


def _sub_rate(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """完成年度任务的149%(其中公共停车位105%): a bracket behind a rate holds a rate."""
    host = m.host
    return (
        "stated_rate" if host is not None and host is course.rate and m.zone != "target" else None
    )


def _self_named(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """已管理3.34万人,管理率107.8%: a rate named after what was done, or one that follows."""
    named = _SELF_NAMED.search(m.left)
    if m.quantity.base_unit != "%" or (course.actual and course.actual.quantity.base_unit == "%"):
        return None
    if named is None or m.zone in ("target", "heading") or course.actual is None:
        return None
    if nearest_main(m) in ("target", "limit", "modal"):
        return None
    whole = course.target or course.whole
    if follows(course.actual, whole, m) or course.part_of_another(m):
        return "stated_rate"
    stem = named[1][-2:]
    same_segment = course.actual.segment == m.segment and whole is not None
    done = course.actual.left + course.actual.right
    return "stated_rate" if same_segment and stem in done else None


def _main_cue(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """The nearest word that says target or actual."""
    main = nearest_main(m)
    if main in ("target", "limit") or (main == "modal" and not reports(m)):
        return "target"
    if main != "actual":
        return None
    if (m.zone == "target" and m.cell is not None) or m.zone == "heading":
        return "target"
    return "activity" if m.zone == "activity" else "actual"


def _zone(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """What the column or the section says."""
    return {"target": "target", "heading": "target", "result": "actual", "activity": "activity",
            "rate": "stated_rate", "score": "score", "context": "context"}.get(m.zone)  # fmt: skip


def _inherited(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """What the sentence has been saying; a year to come makes it a target."""
    if len(named(m)) >= 3 and named(m) in course.named_targets:
        return "actual"
    if future(m):
        return "target"
    return course.role if m.said("from") is None else None


def _default(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """A per-cent indicator nobody speaks for: reached, unless a bound is set and nothing was done."""
    return (
        "target"
        if m.quantity.op != "=" and not course.done and m.quantity.approx is None
        else "actual"
    )


RULES: tuple[Rule, ...] = (
    _vague,
    _symbol,
    _restated,
    _condition,
    _points,
    _ranked,
    _score,
    _beaten,
    _capacity,
    _average,
    _bracketed_target,
    _apart,
    _listed_rate,
    _times,
    _growth,
    _named_rate,
    _of_plan,
    _after_inline,
    _baseline,
    _share,
    _done_rate,
    _cell_rate,
    _bracketed,
    _sub_rate,
    _self_named,
    _main_cue,
    _zone,
    _inherited,
    _default,
)
EXPLICIT: frozenset[Rule] = frozenset({_main_cue, _named_rate, _of_plan, _zone, _beaten, _symbol})
