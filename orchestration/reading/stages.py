"""Stages of one task: 竣工 cannot pass 动工, nor 入住 建成. Says which figure must not exceed which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from orchestration.reading import vocabulary
from orchestration.reading.link import Link
from orchestration.reading.rules.context import RATIO_UNITS
from orchestration.reading.scanning import trie
from orchestration.reading.statements import Draft

_NO_STAGE = re.compile(r"率|比|目标|计划|任务|当年|本年")
_CARRIED = re.compile(r"累计|续建|结转")


def stages_in_order(
    drafts: Sequence[Draft], links: Sequence[Link]
) -> Iterator[tuple[Draft, Draft]]:
    """(later, earlier) stage, where both answer one task or stand in one row of stages."""
    tasks = {link_.actual: link_.target for link_ in links if link_.actual is not None}
    staged = [(draft, stage) for draft in drafts if (stage := _stage(draft))]
    for later, stage in staged:
        earlier = [
            (place, -draft.order, draft)
            for draft, place in staged
            if place < stage
            and draft.quantity.base_unit == later.quantity.base_unit
            and (_in_one_row(draft, later) or _of_one_task(draft, later, tasks))
        ]
        if earlier:
            yield later, max(earlier, key=lambda one: one[:2])[2]


def _stage(draft: Draft) -> int:
    """The stage that a figure counts what has passed it; 0 where it counts no such thing."""
    m = draft.mention
    if draft.role in ("target", "whole") or draft.quantity.base_unit in RATIO_UNITS:
        return 0
    words = m.header or m.left
    if m.header and _NO_STAGE.search(m.header):
        return 0
    known = vocabulary.stages()
    found = _stage_words().findall(words) or _stage_words().findall("" if m.header else m.right)
    return known[found[-1]] if found else 0


@vocabulary.cached
def _stage_words() -> re.Pattern[str]:
    return re.compile(trie(vocabulary.stages()))


def _in_one_row(earlier: Draft, later: Draft) -> bool:
    """Whether both stand alone under headers of stages, both carried on from years before or neither."""
    one, other = earlier.mention.header, later.mention.header
    return bool(one and other) and bool(_CARRIED.search(one)) == bool(_CARRIED.search(other))


def _of_one_task(earlier: Draft, later: Draft, tasks: Mapping[Draft, Draft | None]) -> bool:
    """Whether both answer the same target."""
    task = tasks.get(later)
    return task is not None and tasks.get(earlier) is task
