"""Section heads of a report: 完成情况, 工作举措, 年度目标: and the zone each opens."""

from __future__ import annotations

from orchestration.reading import vocabulary

_HEAD_WORDS = {"主要", "工作", "总体", "具体", "重点", "本年", "今年", "全市", "目前", "年度"}


def zone_of(words: str, *, label: bool) -> str | None:
    """Zone of a section head, which may carry a year or other short words before the section word."""
    zones = vocabulary.zones()
    if words in zones:
        return zones[words]
    if not 2 < len(words) <= 24:
        return None
    for size in range(len(words) - 1, 1, -1):
        if words[-size:] in zones:
            head = words[:-size]
            if label and size >= 4:
                return zones[words[-size:]]
            dated = head.endswith(("年", "度", "月", "底", "末", "前", "份")) or head in _HEAD_WORDS
            return zones[words[-size:]] if dated else None
    return None
