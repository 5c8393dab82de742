"""Small questions about a figure in its clause: what stands before it, what behind it.

Answers yes or no, or with a word; decides no role.
"""

from __future__ import annotations

import re

from orchestration.reading.mention import Mention
from orchestration.reading.scanning import DEADLINE, Token

RATIO_UNITS = {"%", "‰", "百分点", "倍"}
HANZI = re.compile(r"[\u4e00-\u9fff]")
_PASSED = re.compile(r"超|比|较|完成|达到|距")
_BASE_CELL = re.compile(r"(?:年|基数|基期|基础|现状|起点)?值?(?:为|是|[:：])?")
_PLACE = 3  # letters of what is counted: 2个市低于80%
_RATE_OF_THEM = re.compile(r"[率度例](?:为|达到?|在)?\s*$")
_TASK_DONE = re.compile(
    r"^\s*(?:已|均|均已|分别|累计|实际|共)+[^,，。;；]{0,4}(?:完成|建成|实现|达到)"
)
# 截至8月20日,全省共完成农村改厕任务491441户
_DONE_OF_TASK = re.compile(r"(?:共|已|累计|实际)(?:累计|实际)?完成(?:了)?[\u4e00-\u9fff]{2,10}$")
_RISES = re.compile(r"\s*(?:提高|提升|上升|下降|降低|增加|减少|增长)")
_MAIN = ("target", "limit", "modal", "actual")
_SPEAKING = ("capacity", "target", "limit", "actual", "of")
_COMPOSED = re.compile(r"[^。;；]{0,60}?(?:组成|构成)(?!部分)")
MOVED_TO = re.compile(r"(?:提高|提升|增加|增长|上升|下降|降低|降|升|扩大|减少|压减|缩短)[至到为]")
SCOPE = re.compile(
    r"[全我本该][国省市州县区盟旗镇乡局][市县区]?|列入\S{0,4}的|\S{0,6}承担的|\S{0,4}确定的"
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
    r"|[^。\n]{0,160}?均[^,，。；;]{0,6}(?:完成|达到)[^,，。；;]{0,12}(?:任务|计划|目标|指标|要求)"
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
        if token.cue.kind == "target" and _DONE_OF_TASK.search(m.text, m.since, token.start):
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
    if following == "共" and m.text[token.start : token.end].endswith("指标"):
        return True  # 绩效指标共24个
    sheet = following == "单" and m.text[token.end : token.end + 2] != "单位"
    return (following != "" and following in "书表性") or sheet or titled


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


def compared_by_sign(m: Mention) -> bool:
    """Whether a sign of comparison stands right before the figure, outside a result or rate column."""
    sign = m.text[max(0, m.start - 1) : m.start]
    return sign != "" and sign in "=≥≤><≧≦＝＞＜" and m.zone not in ("result", "rate")
