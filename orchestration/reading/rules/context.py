"""Small questions about a figure in its clause: what stands before it, what behind it.

Answers yes or no, or with a word; decides no role.
"""

from __future__ import annotations

import re

from orchestration.reading.mention import Mention
from orchestration.reading.scanning import DEADLINE, Token

RATIO_UNITS = {"%", "‰", "百分点", "倍"}
HANZI = re.compile(r"[\u4e00-\u9fff]")
_NAMED_AFTER = re.compile(
    r"^(?:(?!完成|达到|达标|实现|落实|满足|符合)[^,，。;；]){0,16}?(?:目标|任务|计划|指标|要求|(?<=[的定家])预期|底线|红线|控制线|警戒线|控制数|上限)(?:任务|数|值|要求)?(?:的)?(?=\s*(?:$|还|尚|相?差|缺|仍|有|高|低))"
)
_STANDARD = re.compile(r"\s*的?[^,，。;；]{0,4}标准(?=\s*(?:$|还|尚|高|低|有))")
_PASSED = re.compile(r"超|比|较|完成|达到|距")
_BASE_CELL = re.compile(r"(?:年|基数|基期|基础|现状|起点)?值?(?:为|是|[:：])?")
_PLACE = 3  # letters of what is counted: 2个市低于80%
_RATE_OF_THEM = re.compile(r"[率度例](?:为|达到?|在)?\s*$")
_TASK_DONE = re.compile(
    r"^\s*(?:已|均|均已|分别|累计|实际|共)+[^,，。;；]{0,4}(?:完成|建成|实现|达到)"
)
_RISES = re.compile(r"\s*(?:提高|提升|上升|下降|降低|增加|减少|增长)")
_MAIN = ("target", "limit", "modal", "actual")
_SPEAKING = ("capacity", "target", "limit", "actual", "of")
_COMPOSED = re.compile(r"[^。;；]{0,60}?(?:组成|构成)(?!部分)")
MOVED_TO = re.compile(r"(?:提高|提升|增加|增长|上升|下降|降低|降|升|扩大|减少|压减|缩短)[至到为]")
_WHOSE_GOAL = re.compile(r"\s*的[^,，。;；]{0,6}?(?:目标|任务|计划|要求|指标)")
_COUNTED_GOAL = re.compile(r"\s*\S{0,4}(?:任务|目标|指标|计划)")
_SAID_AGAIN = re.compile(r"\s*(?:这一|的这一|这个)\S{0,6}?(?:目标|任务|指标|要求)")
_BARE_LIST = re.compile(r"\s*(?:分别|分别为|分别是|为)?\s*")
_FALLS_SHORT = re.compile(
    r"(?:还|尚|相|仍)?差(?:了|距)?\s*$|(?:尚|还|仍)(?:有|缺|欠|余)\s*$|缺口\s*$"
)
_ADJUSTED = re.compile(
    r"后?(?:经)?(?:年中|中期)?(?:调整(?:后|为)|(?:调[增减]|核[减增定]|压减|修订|变更)(?:后|为|至))|调整预算|全年预算数?"
)
VERB_FIRST = re.compile(
    r"^\s*(?:全市|全县|全区|全省|全州|我市|我县|我区|主城区|共|新|再|积极|努力|基本|全面|并)*"
    r"(?:完成|新建|建成|建设|新增|改造|提升|创建|培育|实施|开工|打造|建立|推进|引进|发展|组织|"
    r"实现|确定|新改建|改扩建|整治|治理|修复|修建|种植|培训|发放|帮助|安置|解决|新开|开通|开展|拆除|"
    r"设立|评选|扶持|回迁|竣工|加装|更新|配备|招引|办理|启动|达到|增加|稳定|筹集|办好|编制|处置|造林|植树|收购|播种)"
)

DONE = r"(?:完成|完工|交工|投产|治好|治愈|出列|摘帽|销号|通车|通水|通电|交付|审结|结案|合格|办结|整改|达到|通过|开工|竣工|建成|入住|落实|投用|达标)"

OVER_TASK = re.compile(r"超(?:额)?(?:出|过)?[^,，。的]{0,6}?(?:任务|计划|目标)+(?:数)?$")

JUDGED = re.compile(
    r"[^。；;\n]{0,40}?提前[^,，。;；]{0,8}(?:完成|实现|达到|突破)(?:[^,，。;；]|(?<=\d),(?=\d)){0,24}(?:目标|任务)"
    r"|[^。；;\n]{0,80}?(?:(?:占|为|是|完成|达到?)[^,，。；;]{0,12}(?:计划|任务|目标|预算|指标)[^,，。；;]{0,12}\d[\d.]*\s?%"
    r"|超(?:额|出|过)?(?:完成)?[^,，。；;的]{0,6}(?:任务|计划|目标)|完成率)"
    r"|[^。；;\n]{0,40}?比[^,，。；;]{0,16}(?:任务|计划|目标)"
    r"|[^。\n]{0,160}?均[^,，。；;]{0,6}完成[^,，。；;]{0,12}(?:任务|计划|目标)"
)


def nearest_main(m: Mention) -> str:
    """Kind of the nearest target, limit, modal or actual cue before the figure in its clause."""
    token = nearest_main_cue(m)
    return token.cue.kind if token is not None and token.cue is not None else ""


def nearest_main_cue(m: Mention) -> Token | None:
    """The nearest target, limit, modal or actual cue before the figure in its clause."""
    if not m.tells(*_MAIN):
        return None
    for token in reversed(m.before if not m.listed else [*m.earlier, *m.before]):
        if token.cue is None:
            continue
        if token.cue.kind == "whole":
            return None
        if token.cue.kind == "target" and _names_something(m, token):
            continue
        if token.cue.kind == "target" and _TASK_DONE.search(m.text[token.end : m.begin]):
            continue
        if token.cue.word == "控制在" and m.text[: token.start].rstrip().endswith("实际"):
            continue
        if token.cue.kind in _MAIN:
            return token
    return None


def _names_something(m: Mention, token: Token) -> bool:
    """计划 in 行动计划 or 任务 in 任务书 names something; a target word stands before its figure."""
    if "".join(m.text[token.end : m.begin].split()) == "的":
        return not _PASSED.search(m.text[m.since : token.start])
    following = m.text[token.end : token.end + 1]
    preceding = m.text[max(0, token.start - 2) : token.start]
    if preceding[-1:] in ("项", "个") and following in ("分", "均", "都"):
        return True
    titled = (
        preceding in ("行动", "规划", "发展", "攻坚") and m.text[token.start : token.end] == "计划"
    )
    sheet = following == "单" and m.text[token.end : token.end + 2] != "单位"
    return (following != "" and following in "书表性") or sheet or titled


def whose_goal(m: Mention) -> bool:
    """完成4.8件的规划目标: the words behind the figure call it the goal."""
    return _WHOSE_GOAL.match(m.right) is not None


def goal_of(m: Mention) -> bool:
    """完成4.8件的规划目标, 比要求的65%高: the figure belongs to the goal, whatever was done."""
    if whose_goal(m):
        return True
    main = nearest_main_cue(m)
    compared = m.said("from", "beats")
    return (
        main is not None
        and main.cue is not None
        and (
            main.cue.kind in ("target", "limit")
            and compared is not None
            and compared.start < main.start
        )
    )


def in_target_bracket(m: Mention) -> bool:
    """均超过年度目标(95%、90%): figures alone in the bracket behind the word for a target."""
    alone = m.depth > 0 and (m.listed or _BARE_LIST.fullmatch(m.left)) and not m.said("target")
    last = m.outer[-1] if m.outer else None
    if not alone or last is None or last.cue is None or last.cue.kind not in ("target", "limit"):
        return False
    return not HANZI.search(m.text[last.end : m.begin].partition("(")[0].partition("（")[0])


def adjusted(m: Mention) -> bool:
    """调整后905.36万元, 核减为3800户: the plan as it was changed."""
    return _ADJUSTED.match(m.left.strip()) is not None


def opens_a_sum(m: Mention) -> bool:
    """由主干路95公里、支路139公里组成: the first part of what was said before."""
    return m.said("from") is not None and _COMPOSED.match(m.text, m.stop) is not None


def is_part(m: Mention) -> bool:
    """44个(区域中心11个、农村幸福院18个): one of several named figures in the bracket of their whole."""
    host, beside = m.host, m.following or m.previous
    if host is None or beside is None or m.said("target", "limit", "actual", "rate"):
        return False
    units = {one.quantity.base_unit for one in (m, beside, host)}
    named = all(HANZI.search(one.left) for one in (m, beside))
    smaller = max(m.quantity.amount, beside.quantity.amount) <= host.quantity.amount
    return len(units) == 1 and named and smaller and (m.listed or beside.listed)


def compared_base(m: Mention) -> bool:
    """比“十三五”末的48.2%提高17.5个百分点: the figure is where the growth started."""
    compared = any(t.cue is not None and t.cue.kind in ("from", "growth") for t in m.before)
    return (
        compared
        and _RISES.match(m.right) is not None
        and any(t.kind == "time" or t.kind == "trap" for t in m.before)
    )


def opens_row(m: Mention, upcoming: Mention | None) -> bool:
    """2020年34.4|2025年目标35.0|2022年实际34.9: the first cell says a year alone, or 基数."""
    if m.cell is None or m.zone or upcoming is None or upcoming.cell == m.cell:
        return False
    words = stripped(m).strip()
    timed = any(t.kind == "time" for t in m.before) or len(words) >= 2
    asked = upcoming.said("target", "limit") is not None
    return asked and timed and _BASE_CELL.fullmatch(words) is not None


def sorts(count: Mention, bound: Mention | None) -> bool:
    """11个市完成率超过90%, 4件完成进度超过90%: so many are on one side of a rate; nothing is claimed."""
    if bound is None or bound.previous is not count or bound.listed:
        return False
    if count.quantity.base_unit in RATIO_UNITS or bound.quantity.base_unit != "%":
        return False
    passed = bound.quantity.op != "="
    named = _RATE_OF_THEM.search(bound.left) is not None
    return (named and (passed or bound.left.rstrip().endswith("在"))) or (
        passed and 0 < len(bound.left.strip()) <= _PLACE
    )


def describes(m: Mention) -> bool:
    """总投资10亿元, 预留, 每周: the nearest word says that the figure only describes."""
    for token in reversed([*m.earlier, *m.before] if m.listed else m.before):
        if token.cue is not None and token.cue.kind in _SPEAKING:
            return token.cue.kind == "capacity"
    return False


def reports(m: Mention) -> bool:
    """Whether the figure stands in a column of results, where 保持 and 确保 tell what was kept."""
    return m.cell is not None and m.zone in ("result", "activity")


def adjacent(m: Mention, cue: Token) -> bool:
    """Whether nothing but a filler stands between the cue and the figure."""
    words = "".join(m.text[cue.end : m.begin].split())
    return words in (
        "",
        "了",
        "约",
        "近",
        "达",
        "达到",
        "为",
        "数",
        ":",
        "：",
        "投资",
        "任务",
        "还有",
    )


def led_by(m: Mention, kind: str) -> bool:
    """Whether the clause before, which has no figure, holds a cue: 截至目前,完成主体38户."""
    return any(t.cue is not None and t.cue.kind == kind for t in m.lead_tokens)


def stripped(m: Mention) -> str:
    """The figure's own words before it, without times and the cues that open a part."""
    words = m.left
    for token in m.before:
        opens = token.cue is not None and token.cue.kind in ("sub", "total", "all", "actual")
        if token.kind in ("time", "mark") or opens:
            words = words.replace(m.text[token.start : token.end], "", 1)
        if token.kind == "time":
            words = DEADLINE.sub("", words, 1)
    return words


def named(m: Mention) -> str:
    """The name right before a figure, for telling whether the same thing is spoken of again."""
    words = stripped(m)
    for token in m.before:
        if token.cue is not None and token.cue.kind in ("limit", "modal", "target"):
            words = words.replace(m.text[token.start : token.end], "", 1)
    return "".join(HANZI.findall(words)).removeprefix("全市").removeprefix("全年")


def named_after(m: Mention) -> bool:
    """完成全年20万公里的目标, 低于4.5%的控制目标: the target word stands behind the figure."""
    follower = m.following
    if follower is not None and follower.listed and m.right.strip() in ("", "、", "和", "及", "与"):
        return named_after(follower)
    if follower is not None and follower.listed and _list_is_a_goal(follower):
        return True
    if (
        follower is not None
        and follower.quantity.base_unit != "百分点"
        and not _FALLS_SHORT.search(m.right)
    ):
        return False
    right = m.right
    if _NAMED_AFTER.match(right) is None:
        passed = m.said("beats", "from", "diff") is not None or m.quantity.op in ("<", ">")
        return passed and _STANDARD.match(right) is not None
    counted = m.quantity.base_unit in ("项", "个", "件", "条") and _COUNTED_GOAL.match(right)
    return not (counted and "的" not in right[:8])


def _list_is_a_goal(m: Mention) -> bool:
    """公厕30座、停车场12个的目标任务: the word behind the last of a list is of them all."""
    last = m
    while last.following is not None and last.following.listed:
        last = last.following
    return last.following is None and _WHOSE_GOAL.match(last.right) is not None


def compared_by_sign(m: Mention) -> bool:
    """Whether a sign of comparison stands right before the figure, outside a result or rate column."""
    sign = m.text[max(0, m.start - 1) : m.start]
    return sign != "" and sign in "=≥≤><≧≦＝＞＜" and m.zone not in ("result", "rate")


def said_again(m: Mention) -> bool:
    """Whether the words behind an approximate figure call it the target."""
    if not m.quantity.approx or m.zone == "target":
        return False
    return _SAID_AGAIN.match(m.right) is not None


_OVER_PLAN = re.compile(
    r"(?:超(?:额)?(?:过|出)?(?:完成)?(?:年度|全年|年|季度)?(?:计划|任务|目标任务|(?:控制|考核)+指标)(?:进度)?|超额)(?:约)?$"
)


_BRACKETED = re.compile(r"[(（][^()（）]*[)）]$")


def over_plan(m: Mention) -> bool:
    """Whether the words before say by how much a plan was passed."""
    words = _BRACKETED.sub("", "".join(m.left.split()))
    return bool(_OVER_PLAN.search(words))
