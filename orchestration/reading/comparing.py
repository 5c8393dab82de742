"""By how much a target was passed or missed, as printed: 超任务519件, 尚有328件未完成, 高于目标0.3个百分点.

Finds which target and actual such a figure compares. It reckons nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from orchestration.reading.link import Link
from orchestration.reading.statements import Draft

_OF_TARGET = re.compile(r"任务|目标|计划|指标|控制")
_MISSING = re.compile(r"(?:尚|还)(?:有|差|缺|欠)(?:约|近)?$")
_OF_ELSE = re.compile(r"序时|进度|同期|上年|去年|上月|上季|年初|平均|全省|全国|全市|时间")
_POINTS = "百分点"


def differences(
    drafts: Sequence[Draft], links: Sequence[Link]
) -> Iterator[tuple[Draft, Draft, Draft]]:
    """(difference, actual, target) of each figure that says how far the two lie apart."""
    told = {link_.actual: link_ for link_ in links if link_.actual is not None}
    for draft in drafts:
        if draft.role != "difference":
            continue
        link_ = _compared(draft, drafts, told)
        if link_ is None or link_.actual is None or link_.target is None:
            continue
        if _is_of_target(draft, link_.target, link_.actual):
            yield draft, link_.actual, link_.target


def _is_of_target(draft: Draft, target: Draft, actual: Draft) -> bool:
    """Whether the words around it hold it against the target, and against nothing else."""
    m = draft.mention
    if m.previous not in (None, target.mention, actual.mention) and m.previous.clause == m.clause:
        return False  # 较75%的责任目标高出2.4个百分点: that one is meant
    words = m.left + (m.previous.right if m.previous is not None else "")
    if _OF_ELSE.search(words):
        return False
    beside = m.previous is target.mention  # 比控制指标5起少2起
    return beside or bool(_OF_TARGET.search(words) or _MISSING.search(m.left.strip()))


def _compared(draft: Draft, drafts: Sequence[Draft], told: dict[Draft, Link]) -> Link | None:
    """The link of the nearest actual before it in its segment that it can be a difference of."""
    m = draft.mention
    for other in reversed(drafts[: draft.order]):
        if other.mention.segment != m.segment or other.mention.depth != m.depth:
            break
        link_ = told.get(other)
        if link_ is None or not _alike(other, draft):
            continue
        plain = link_.target is not None and link_.target.origin == "stated"
        return link_ if plain and not link_.doubtful else None
    return None


def _alike(figure: Draft, difference: Draft) -> bool:
    """Whether a difference of such figures has this unit: points for per cent, else the same."""
    base = figure.quantity.base_unit
    return (_POINTS if base == "%" else base) == difference.quantity.base_unit
