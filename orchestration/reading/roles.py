"""What a figure is in its sentence: target, actual, stated rate, growth, share, …

`assign(mentions)` decides in print order. Each rule is a small function that answers with a role or
None; the first answer counts. `RATIO_RULES` serve per cent and 倍, `PLAIN_RULES` all other figures.
Source of the rules: the ways of saying numbers in the domain notes (README, "How numbers are said").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import regex

from orchestration.reading import vocabulary
from orchestration.reading.clauses import Mention
from orchestration.reading.report import StatementRole
from orchestration.reading.scanning import Token

RATIO_UNITS = {"%", "‰", "百分点", "倍"}
_AS_OF = regex.compile(r"截[至止]|到|至|前|[-—–~至到]|底|末|上半年|季度|以来")
_HANZI = regex.compile(r"[\u4e00-\u9fff]")
_VERB_FIRST = regex.compile(
    r"^\s*(?:全市|全县|全区|全省|全州|我市|我县|我区|主城区|共|新|再|积极|努力|基本|全面|并)*"
    r"(?:完成|新建|建成|建设|新增|改造|提升|创建|培育|实施|开工|打造|建立|推进|引进|发展|组织|"
    r"实现|确定|新改建|改扩建|整治|治理|修复|修建|种植|培训|发放|帮助|安置|解决|新开|开通|开展|拆除|"
    r"建立|设立|评选|扶持|回迁|竣工|加装|更新|配备|招引|办理|启动|达到|增加|稳定|筹集|办好|编制|处置)"
)


@dataclass(slots=True)
class Course:
    """What the sentence has said so far."""

    role: StatementRole | None = None  # the last target or actual
    opening: StatementRole | None = None  # the first of the sentence
    sentence: int = -1
    segment: int = -1
    of_plan: bool = False  # a rate in this sentence was said to be of a plan
    rate: Mention | None = None  # the last stated rate
    whole: Mention | None = None
    basis: str = ""


@dataclass(slots=True, eq=False)
class Reading:
    """A mention with its role."""

    mention: Mention
    role: StatementRole
    basis: str = ""
    explicit: bool = False  # a cue word said so
    implied: bool = False  # a word stands for the figure: 全部完成
    extra: dict[str, str] = field(default_factory=dict)


Rule = Callable[[Mention, Course, Mention | None], "StatementRole | None"]


def assign(mentions: Sequence[Mention]) -> list[Reading]:
    """A reading for every mention, in order."""
    readings: list[Reading] = []
    course = Course()
    for position, mention in enumerate(mentions):
        upcoming = mentions[position + 1] if position + 1 < len(mentions) else None
        _turn(course, mention)
        ratio = mention.quantity.base_unit in RATIO_UNITS
        role, explicit = None, False
        for rule in RATIO_RULES if ratio else PLAIN_RULES:
            role = rule(mention, course, upcoming)
            if role is not None:
                explicit = rule in EXPLICIT
                break
        reading = Reading(mention, role or "context", basis_of(mention), explicit)
        _advance(course, reading)
        readings.append(reading)
    _look_back(readings)
    return readings


def _turn(course: Course, mention: Mention) -> None:
    """Forget what a new sentence or segment does not inherit."""
    if mention.sentence != course.sentence:
        course.role = course.opening = course.whole = None
        course.of_plan = False
        course.sentence, course.segment = mention.sentence, mention.segment
    elif mention.segment != course.segment:
        course.role, course.segment = course.opening, mention.segment


def _advance(course: Course, reading: Reading) -> None:
    """Take in what a figure turned out to be."""
    if reading.role in ("target", "actual"):
        course.role = reading.role
        course.opening = course.opening or reading.role
    elif reading.role == "whole":
        course.whole = reading.mention
    elif reading.role == "stated_rate":
        course.of_plan = True
        course.rate = reading.mention


def basis_of(mention: Mention) -> str:
    """What a target or rate is measured against, from the words right before it."""
    basis = ""
    time = ""
    for token in [*mention.earlier, *mention.before]:
        if token.kind == "time":
            time = mention.text[token.start : token.end]
        elif token.cue is not None and token.cue.kind in ("target", "limit"):
            basis = token.cue.basis or _basis_of_time(time) or basis
    return basis


def _basis_of_time(words: str) -> str:
    """Basis of a time expression that stands before 计划, 目标 or 任务."""
    if not words:
        return ""
    if "季度" in words:
        return "quarter"
    if words in ("当月", "本月"):
        return "month"
    if "半年" in words:
        return "half"
    if words[0] in "二三四五两十几" and words.endswith("年"):
        return "multi-year"
    if "年" in words and "月" not in words:
        return "annual"
    return ""


# --- rules for per cent, 百分点 and 倍 -----------------------------------------------------------


def _points(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """超计划4.2个百分点 is a rate of 104.2; every other 百分点 is a difference."""
    if m.quantity.base_unit != "百分点":
        return None
    words = m.left
    over = regex.search(
        r"超(?:额)?(?:过|出)?(?:完成)?(?:年度|全年|年|季度)?(?:计划|任务)(?:目标)?(?:任务)?$",
        words.strip(),
    )
    return "stated_rate" if over else "difference"


def _growth(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """增长5%, (同比+29%); but 提高到95% is a value, and a growth said as a target is a target."""
    cue = m.said("growth")
    if cue is None:
        clause_growth = [t for t in m.earlier if t.cue is not None and t.cue.kind == "growth"]
        if m.listed and clause_growth and m.previous is not None:
            return "growth"
        return None
    between = m.text[cue.end : m.start]
    if (
        regex.search(r"[至到为]\s*$|达\s*$", between)
        and cue.cue is not None
        and cue.cue.word not in ("同比", "环比", "同期")
    ):
        return None
    if regex.search(r"率|比例|比重|占比", between):
        return None
    if (
        len(_HANZI.findall(between)) > 8
        and cue.cue is not None
        and cue.cue.word not in ("同比", "环比")
    ):
        return None
    if m.zone == "target" or _nearest_main(m) in ("target", "limit", "modal"):
        return "target"
    return "growth"


def _score(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    return "score" if m.zone == "score" or m.said("score") else None


def _average(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    return "average" if m.said("average") else None


def _listed_rate(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """开工率100.9%、按户数计101.1%: a list of rates goes on."""
    if m.previous is not None and course.rate is m.previous and (m.listed or m.left.strip() in ("和", "及", "与")):
        return "stated_rate"
    return None


def _vague(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """近九成, 不到二分之一: words for a share, too loose to be a figure."""
    return "context" if m.quantity.approx and not regex.search(r"[\d百]", m.quantity.text) else None


def _cell_rate(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """…|开工2660|87.1%|: a per cent alone in its cell behind an actual."""
    alone = m.cell is not None and m.text.strip() == m.quantity.text
    return "stated_rate" if alone and not m.zone and course.role == "actual" else None


def _symbol(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """结余率≤5%, 足额保障率=100%: a sign of comparison sets a target."""
    sign = m.text[max(0, m.start - 1) : m.start]
    return "target" if sign and sign in "=≥≤><≧≦＝＞＜" and m.zone not in ("result", "rate") else None


def _restated(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """超过40%这一总量目标: the target said again, not the actual."""
    again = regex.match(r"\s*(?:这一|的这一|这个|的)\S{0,6}?(?:目标|任务|指标|要求)(?!的|完成)", m.right)
    return "context" if again and m.quantity.approx and m.zone != "target" else None


def _named_rate(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """完成率98%, 开工率100%: a rate beside its figures; where a target is said, a per-cent target."""
    cue = m.said("rate")
    if cue is None:
        return None
    if m.zone in ("target", "heading") or _nearest_main(m) in ("limit", "modal"):
        return "target"
    if (
        (main := _nearest_main(m)) == "target"
        and m.text.rfind("目标", m.since, cue.start) >= 0
        and m.quantity.op != "="
    ):
        return "target"
    word = cue.cue.word if cue.cue else ""
    if word in _GENERIC_RATES or main == "target":
        return "stated_rate"
    return "stated_rate" if _has_base(m, course) else None


_GENERIC_RATES = {
    word for word, cue in vocabulary.cues().items() if cue.kind == "rate" and word != "覆盖率"
}


def _has_base(m: Mention, course: Course) -> bool:
    """Whether the sentence has named an actual that a rate could be of."""
    return course.role == "actual" or course.whole is not None


def _of_plan(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """占年度计划86.9%, 完成全年任务的80%, 年度计划完成86.9%: a rate of a plan."""
    words = (
        m.left
        if m.previous is None or m.previous.clause != m.clause
        else m.text[m.previous.since : m.start]
    )
    target = next(
        (
            t
            for t in reversed([*m.earlier, *m.before])
            if t.cue is not None and t.cue.kind in ("target", "limit")
        ),
        None,
    )
    if target is None or m.zone in ("target", "heading"):
        return None
    opened = next(
        (
            t
            for t in [*m.earlier, *m.before]
            if t.cue is not None and t.cue.kind in ("of", "actual")
        ),
        None,
    )
    if opened is not None and opened.start < target.start:
        return "stated_rate"
    tail = m.text[target.end : m.start]
    if regex.search(r"的\s*$", tail) or (
        opened is not None and opened.start > target.start and "完成" in tail
    ):
        return "stated_rate"
    if m.listed and course.of_plan:
        return "stated_rate"
    if "的" in words and not _HANZI.search(words.replace("的", "")):
        return "stated_rate"
    return None


def _share(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """占全省44% is a share; 占49.4% continues 占年度计划86.9%; of a counted whole it is a rate."""
    if m.said("share"):
        return "share" if m.zone != "target" else "target"
    cue = m.said("of")
    if cue is None or cue.cue is None or cue.cue.word != "占":
        return None
    if (
        m.zone == "target"
        or _nearest_main(m) in ("modal", "limit")
        or m.quantity.op == ">="
        and course.role == "target"
    ):
        return "target"
    between = "".join(m.text[cue.end : m.start].split())
    if between in ("", "比", "到", "了", "其") or m.quantity.span.start == cue.end:
        return "stated_rate" if course.of_plan or course.whole is not None else "share"
    return "share"


def _done_rate(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """…计划255项,已开工206项,完成80.8%: a bare 完成N% after an actual."""
    words = "".join(m.left.split())
    if m.zone in ("target", "heading"):
        return None
    if (
        regex.fullmatch(r"(?:已|累计|总体|实际)?(?:完成|达到?|完成了|为)", words)
        and course.role == "actual"
    ):
        return "stated_rate"
    return None


def _bracketed(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """88公里(117%): a per cent alone in the bracket of a figure."""
    host = m.host
    if host is None or host.quantity.base_unit in RATIO_UNITS or m.zone in ("target", "heading"):
        return None
    words = "".join(m.left.split())
    if words in ("", "达", "完成", "为"):
        return "stated_rate" if not regex.search(r"[+\-]$", words) else "growth"
    return None


def _sub_rate(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """完成年度任务的149%(其中公共停车位105%): a bracket behind a rate holds a rate."""
    host = m.host
    if (
        host is not None
        and host.quantity.base_unit == "%"
        and course.of_plan
        and m.zone != "target"
    ):
        return "stated_rate"
    return None


def _times(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """是年度计划的1.24倍 is a rate; any other 倍 compares."""
    if m.quantity.base_unit != "倍":
        return None
    return _of_plan(m, course, upcoming) or "growth"


# --- rules for all other figures ------------------------------------------------------------------


def _definition(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """A figure in brackets before the clause has its own: (路宽3.5米以上)."""
    if m.inner and m.depth and not m.said("sub", "target", "actual") and not m.label:
        return "context"
    return None


def _capacity(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    return "context" if m.said("capacity") else None


def _difference(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """超任务1286户, 比控制指标2492人少28人: how far from the target."""
    cue = m.said("diff")
    if cue is None or cue.cue is None:
        return None
    word = cue.cue.word
    if word in ("少", "多", "差") and not _adjacent(m, cue):
        return None
    if word == "超额完成" and _HANZI.search(m.text[cue.end : m.start]):
        return None
    if word in ("序时进度", "时间进度", "领先", "滞后", "落后") and not _adjacent(m, cue):
        return None
    return "difference"


def _adjacent(m: Mention, cue: Token) -> bool:
    """Whether nothing but a filler stands between the cue and the figure."""
    return "".join(m.text[cue.end : m.start].split()) in (
        "",
        "了",
        "约",
        "近",
        "达",
        "为",
        "数",
        ":",
        "投资",
        "任务",
    )


def _change(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """比上年增加7000平方米: a change against another period."""
    cues = [
        t.cue.word for t in [*m.earlier, *m.before] if t.cue is not None and t.cue.kind == "growth"
    ]
    if not cues:
        return None
    compared = any(word[0] in "比较同环" for word in cues)
    near = m.said("growth")
    moved = near is not None and _adjacent(m, near) and near.cue is not None and near.cue.word in (
        "增长", "增加", "减少", "下降", "上升", "提高", "净增", "降低", "上涨"
    )  # fmt: skip
    if compared and (
        moved or near is not None and near.cue is not None and near.cue.word in ("同比", "环比")
    ):
        return "growth"
    if compared and m.previous is not None:
        return "growth"
    return None


def _baseline(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """从A提高到B: A is where it started."""
    cue = m.said("from")
    if cue is None or upcoming is None or upcoming.clause != m.clause:
        return None
    if regex.search(
        r"(?:提高|提升|增加|增长|上升|下降|降低|降|升|扩大|减少|压减|缩短)[至到为]", m.right
    ):
        return "baseline"
    return None


def _forecast(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    cue = next(
        (
            t
            for t in reversed([*m.before, *m.earlier])
            if t.cue is not None and t.cue.kind == "forecast"
        ),
        None,
    )
    return "forecast" if cue is not None and m.zone != "target" else None


def _inline_target(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """占年度计划580万套的90%, 完成全年900万人目标的103%: the target inside the rate's phrase."""
    if upcoming is None or upcoming.clause != m.clause or upcoming.depth != m.depth:
        return None
    if upcoming.quantity.base_unit not in ("%", "倍") or m.listed and upcoming.listed:
        return None
    between = "".join(m.text[m.end : upcoming.start].split())
    opened = m.said("of", "actual")
    target_near = m.said("target", "limit") or any(
        t.cue is not None and t.cue.kind in ("target", "limit") and t.end <= upcoming.start
        for t in m.after
    )
    closed = between.endswith("的") or regex.search(
        r"(?:目标|任务|计划|指标|预算)(?:任务|目标|数)?(?:的)?$", between
    )
    if opened is not None and target_near and closed:
        return "target"
    if between == "的" and opened is not None:
        return "target"
    return None


def _whole(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """96个村中87个完工; 55项任务中达到序时进度44项: the base of what follows."""
    if upcoming is None or upcoming.sentence != m.sentence or upcoming.clause - m.clause > 1:
        return None
    cue = m.said("whole", after=True)
    counted_out = (
        m.following is not None
        and m.following.quantity.base_unit == m.quantity.base_unit
        and m.zone not in ("target", "heading")
        and regex.search(r"[已均]", m.right)
        and not _HANZI.search(_stripped(m))
    )
    if counted_out:
        return "whole"
    if cue is not None and (m.following is not None or upcoming.clause == m.clause + 1):
        return "whole"
    return None


def _modifier(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """23个在建项目完成投资160243万元: how many things the next figure is about."""
    follower = m.following
    if follower is None or follower.listed:
        return None
    if _HANZI.search(_stripped(m)) or m.quantity.base_unit in RATIO_UNITS:
        return None
    words = m.right
    if not _HANZI.search(words) or follower.quantity.base_unit == m.quantity.base_unit:
        return None
    return "context" if len(_HANZI.findall(words)) >= 2 else None


def _stripped(m: Mention) -> str:
    """The figure's own words without times and the cues that open a part."""
    words = m.left
    for token in m.before:
        if token.kind in ("time", "mark") or (
            token.cue is not None and token.cue.kind in ("sub", "total", "all")
        ):
            words = words.replace(m.text[token.start : token.end], "")
    return words


def _main_cue(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """The nearest word that says target or actual."""
    main = _nearest_main(m)
    if main in ("target", "limit", "modal"):
        return "target"
    if main == "actual":
        if m.zone in ("target", "heading"):
            return "target"
        return "activity" if m.zone == "activity" else "actual"
    return None


def _nearest_main(m: Mention) -> str:
    """Kind of the nearest target, limit, modal or actual cue before the figure in its clause."""
    tokens = m.before if not m.listed else [*m.earlier, *m.before]
    for token in reversed(tokens):
        if token.cue is not None and token.cue.kind == "whole":
            break
        if token.cue is None or token.cue.kind not in ("target", "limit", "modal", "actual"):
            continue
        if token.cue.kind == "target" and _is_name_part(m, token):
            continue
        return token.cue.kind
    return ""


def _is_name_part(m: Mention, token: Token) -> bool:
    """计划 in 行动计划 or 任务 in 任务书 names something; a target word stands before its figure."""
    following = m.text[token.end : token.end + 1]
    preceding = m.text[max(0, token.start - 2) : token.start]
    return (
        following in "书表单性" and following != "" or preceding in ("行动", "规划", "发展", "攻坚")
    )


def _activity(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """Meetings held, checks made: what was done on the way."""
    if m.zone == "activity":
        return "activity"
    if m.said("activity") and m.zone not in ("target", "heading"):
        return "activity"
    if (
        m.listed
        and m.previous is not None
        and any(t.cue is not None and t.cue.kind == "activity" for t in m.earlier)
    ):
        return "activity"
    return None


def _zone(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """What the column or the section says."""
    return {"target": "target", "heading": "target", "result": "actual", "activity": "activity",
            "rate": "stated_rate", "score": "score", "context": "context"}.get(m.zone)  # fmt: skip


def _done_after(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """32个村管网延伸已完工, 10个场馆全部开工: said to be done behind the figure."""
    if m.said("actual", "all", after=True) and not (m.following is not None and "实际" in m.right):
        return "actual"
    return None


def _cell_sequence(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """A row without headers goes target, actual, (rate), and again: 计划3053|开工2660|87.1%|43.31|38.87."""
    if m.cell is None or m.zone:
        return None
    if m.previous is None and any(t.kind == "time" for t in m.before):
        return "actual"
    if course.role == "target":
        return "actual"
    return "target" if course.role == "actual" and m.text.strip() == m.quantity.text else None


def _rated(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """竣工16030户,竣工率76.4%: what a rate or a growth directly follows was done."""
    if upcoming is None or upcoming.segment != m.segment or upcoming.clause - m.clause > 2:
        return None
    if upcoming.quantity.base_unit not in RATIO_UNITS or upcoming.zone == "target":
        return None
    grown = upcoming.said("growth")
    if upcoming.said("rate") or grown is not None and grown.cue is not None and grown.cue.word in ("同比", "环比"):
        return "actual"
    of = upcoming.said("of")
    return "actual" if of is not None and (upcoming.said("target", "limit") or of.end >= upcoming.start - 1) else None


def _inherited(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """What the sentence has been saying: 全年计划3095个项目、投资9158亿元."""
    if m.listed and m.previous is not None and course.role is not None:
        return course.role
    if any(
        t.kind == "time" and _AS_OF.search(m.text[max(0, t.start - 2) : t.end]) for t in m.before
    ):
        return "actual"
    return course.role


def _default(m: Mention, course: Course, upcoming: Mention | None) -> StatementRole | None:
    """No word says: a rate or growth beside it, or 余, makes it done; a bound or a bare verb, to be done."""
    if upcoming is not None and upcoming.sentence == m.sentence and upcoming.clause - m.clause <= 2:
        if upcoming.quantity.base_unit in RATIO_UNITS and (
            upcoming.said("of", "rate", "growth") or upcoming.host is m
        ):
            return "actual"
        if upcoming.said("growth") and regex.search("比|较", upcoming.left):
            return "actual"
    if m.quantity.approx == "over":
        return "actual"
    if m.quantity.op != "=":
        return "target"
    return "target" if _VERB_FIRST.search(_stripped(m)) else "actual"


RATIO_RULES: tuple[Rule, ...] = (
    _vague,
    _symbol,
    _restated,
    _points,
    _score,
    _average,
    _listed_rate,
    _times,
    _growth,
    _baseline,
    _forecast,
    _named_rate,
    _of_plan,
    _share,
    _done_rate,
    _cell_rate,
    _bracketed,
    _sub_rate,
    _main_cue,
    _zone,
    _done_after,
    _inherited,
    _default,
)
PLAIN_RULES: tuple[Rule, ...] = (
    _symbol,
    _restated,
    _definition,
    _score,
    _capacity,
    _inline_target,
    _whole,
    _difference,
    _change,
    _baseline,
    _forecast,
    _modifier,
    _activity,
    _main_cue,
    _zone,
    _done_after,
    _cell_sequence,
    _rated,
    _inherited,
    _default,
)
EXPLICIT = {_inline_target, _main_cue, _named_rate, _of_plan, _zone, _done_after, _whole}


def _look_back(readings: list[Reading]) -> None:
    """Corrections that only what follows can tell."""
    for position, reading in enumerate(readings):
        m = reading.mention
        if m.said("unmet", after=True) and position:
            _mark_unmet(readings, position)
        elif reading.role in ("actual", "target") and not reading.explicit and m.zone == "":
            _answered_later(readings, position)


def _mark_unmet(readings: list[Reading], position: int) -> None:
    """覆盖率达80%、新建安置区5个等11项未达到: what is listed before 等11项 are targets."""
    m = readings[position].mention
    if not m.left.strip().startswith("等"):
        return
    for earlier in reversed(readings[:position]):
        if earlier.mention.sentence != m.sentence or _nearest_main(earlier.mention) == "actual":
            break
        earlier.role = "target"
    readings[position].role = "context"


def _answered_later(readings: list[Reading], position: int) -> None:
    """全年基本建成3.75万套,到6月底4.15万套: a bare figure that a dated or done one answers is a target."""
    reading = readings[position]
    m = reading.mention
    if reading.role != "actual" or m.quantity.base_unit in RATIO_UNITS:
        return
    if any(
        t.kind == "time" and _AS_OF.search(m.text[max(0, t.start - 2) : t.end]) for t in m.before
    ):
        return
    for later in readings[position + 1 : position + 4]:
        n = later.mention
        if n.segment != m.segment:
            return
        if n.quantity.base_unit != m.quantity.base_unit or n.clause == m.clause:
            continue
        if later.role == "actual" and (n.said("actual") or any(t.kind == "time" for t in n.before)):
            reading.role = "target"
        return


def exact_rate(quantity_value: Decimal, base_unit: str | None) -> Decimal:
    """Per cent of a rate's figure: 超计划4.2个百分点 is 104.2, 1.24倍 is 124."""
    if base_unit == "百分点":
        return quantity_value + 100
    return quantity_value * 100 if base_unit == "倍" else quantity_value
