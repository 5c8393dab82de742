"""Rates that stand in a list, and the list of figures that they are of in order.

A rate alone is told by rates.py.
"""

from __future__ import annotations

from orchestration.reading.statements import Draft

_AND = ("和", "及", "与", "以及")


def list_behind(drafts: list[Draft], rates: list[Draft]) -> list[Draft]:
    """进度分别达到110.7%、82%,实际完成7110套、523台: the list of actuals behind a list of rates."""
    last = rates[-1]
    behind = drafts[last.order + 1 : last.order + 1 + len(rates)]
    listed = len(behind) == len(rates) and all(
        d.role == "actual" and d.mention.segment == last.mention.segment for d in behind
    )
    joined = listed and all(d.mention.listed for d in behind[1:])
    told = rates[0].mention.said("listed") or (joined and behind[0].mention.said("listed"))
    return behind if joined and told else []


def rate_groups(drafts: list[Draft]) -> list[list[Draft]]:
    """Rates joined by 、 or 和 into one list: 分别为144.1%、144%和100%."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        if draft.role != "stated_rate":
            continue
        joined = draft.mention.listed or draft.mention.left.strip() in _AND
        if groups and joined and groups[-1][-1].mention is draft.mention.previous:
            groups[-1].append(draft)
        else:
            groups.append([draft])
    return groups
