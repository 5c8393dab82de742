"""Small questions about the time of a figure: up to when it counts, of which month, in a year to come.

Answers yes or no; decides no role.
"""

from __future__ import annotations

import re

from orchestration.reading.mention import Mention
from orchestration.reading.scanning import DEADLINE, Token

_PLAN_END = re.compile(r"五[”\"]?(?:时?期)?末$")
_UP_TO = re.compile(
    r"截[至止]|[到至].*[月日]|前.*[月度]|月?\s?[-—–~至到].*月|底|末|上半年|季度|来$"
)
_FUTURE = re.compile(r"(?<![高升加降大少减长截])[到至](?:19|20)\d\d\s?年(?:底|末)?$")
_MONTHLY = re.compile(r"[月季周]|[本当]期")
_YEARS = re.compile(r"[二三四五两十几]年")
_BY_NOW = re.compile(r"(?:截[至止][^,，]{0,10}|目前|现|至今)[,，]?其?中?")
_OPENS_DONE = re.compile(
    r"(?:截[至止][^,，]{0,10}|目前|现|[到至][^,，]{0,8}[底末日])?[,，]?(?:已|实际|累计)"
)


def opens_done(m: Mention) -> bool:
    """Whether the sentence opens with 已: 新建驿站24个。已建成26个。 新建10所。目前9所已投用。"""
    words = m.left.strip()
    if _OPENS_DONE.match(words) is not None:
        return True
    return _BY_NOW.fullmatch(words) is not None and m.right.strip().startswith(("已", "均已"))


def dated(m: Mention) -> bool:
    """Whether the figure's clause says up to when: 截至11月底, 1-9月, 前三季度."""
    return any(
        _UP_TO.search(m.text[max(0, t.start - 2) : t.end])
        and not _is_future(m, t)
        and not _is_deadline(m, t)
        for t in m.times
    )


def of_a_month(m: Mention) -> bool:
    """Whether the figure's clause names a month or quarter of its own: 10月份完成3亿元."""
    return any(
        t.kind == "time" and _MONTHLY.search(m.text[t.start : t.end])
        for t in [*m.lead_tokens, *m.before]
    )


def happened(m: Mention) -> bool:
    """Whether the figure's clause names the day of an event: 9月26日,…开幕."""
    return any(
        m.text[t.start : t.end].rstrip().endswith("日")
        and "月" in m.text[t.start : t.end]
        and not _is_deadline(m, t)
        for t in m.times
    )


def _is_deadline(m: Mention, token: Token) -> bool:
    """11月底前, 6月30日之前: by when it is to be done."""
    return DEADLINE.match(m.text, token.end) is not None


def future(m: Mention) -> bool:
    """Whether the figure's sentence speaks of a year to come: 到2025年."""
    return any(_is_future(m, t) or _is_deadline(m, t) for t in m.times)


def due(m: Mention) -> bool:
    """Whether the figure's clause names a deadline: 于6月30日前完成任务的50%."""
    return any(t.kind == "time" and _is_deadline(m, t) for t in [*m.earlier, *m.before])


def spans_years(m: Mention) -> bool:
    """Whether the figure's clause opens with a span of years: 三年新建、提升各20公里."""
    return any(
        t.kind == "time" and _YEARS.fullmatch(m.text[t.start : t.end])
        for t in [*m.earlier, *m.before]
    )


def _is_future(m: Mention, token: Token) -> bool:
    words = m.text[max(0, token.start - 2) : token.end]
    plain = "".join(words.split())
    return bool(_FUTURE.search(plain) or _PLAN_END.search(plain))
