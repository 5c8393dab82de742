"""Heads of a report: 完成情况, 年度目标: and the zone each opens; 二、下步打算 and the tense of what follows."""

from __future__ import annotations

import re

from orchestration.reading import vocabulary
from orchestration.reading.header_words import is_plain, role_of_parts

_ZONES = {"target": "target", "result": "result", "rate": "rate"}
_NUMBERS = "0123456789一二三四五六七八九十"
_VERBS = {"完成", "落实", "实际完成"}
_HEAD_WORDS = {"主要", "工作", "总体", "具体", "重点", "本年", "今年", "全市", "目前", "年度"}


def zone_of(words: str, *, label: bool) -> str | None:
    """Zone of a section head, which may carry a year or other short words before the section word."""
    zones = vocabulary.zones()
    if label:
        words = words.rstrip(_NUMBERS) or words
    if words in zones:
        return zones[words]
    if not 2 < len(words) <= 24 or words[-1] not in _last_letters():
        return None
    for size in range(len(words) - 1, 1, -1):
        if words[-size:] in zones:
            head = words[:-size]
            if label and size >= 4:
                return zones[words[-size:]]
            if head.endswith("前") and words[-size:] in _VERBS:
                return None  # 11月底前完成 is a deadline
            dated = head.endswith(("年", "度", "月", "底", "末", "前", "份")) or head in _HEAD_WORDS
            return zones[words[-size:]] if dated else None
    return None


@vocabulary.cached
def _last_letters() -> frozenset[str]:
    """What section words end in: most sentences end in none of it."""
    return frozenset(word[-1] for word in vocabulary.zones())


def zone_of_parts(words: str) -> str | None:
    """Zone of a label that is made of header parts alone: 责任目标: 26.8万千瓦; it holds for its line."""
    words = words.rstrip(_NUMBERS)
    return _ZONES.get(role_of_parts(words)) if words and is_plain(words) else None


def opens_zone(words: str) -> bool:
    """Whether words alone are a label that says what stands behind it: 实际, 进度, 年度计划."""
    return words in vocabulary.zones() or zone_of_parts(words) is not None


_HEADING = re.compile(
    r"\s*(?:第[一二三四五六七八九十]+[章节部分]+|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．])?\s*[^。；;，,:：|]{2,40}[。:：]?\s*"
)
_DONE = re.compile(
    r"(?:完成|进展|推进|落实|执行|实施|开展|实现|总体|运行|履职|兑现)(?:工作)?情况|总结|回顾|成效|成绩|亮点|评价结论"
)
_PLANNED = re.compile(
    r"(?:工作|发展|实施)?(?:计划|打算|安排|思路)$|下一?步|(?:目标|重点|主要)任务$|(?:主要|工作|发展|预期|总体|绩效)目标$|展望"
)
_OVER = re.compile(r"问题|困难|不足|短板|概况|基本情况|建议|措施|依据|范围|背景|附件")


def tense_of(line: str) -> str | None:
    """Tense of what stands under a heading: done, planned, or "" where it tells neither.

    None for a line that is no heading of this kind.
    """
    if not _HEADING.fullmatch(line):
        return None
    words = "".join(line.split()).rstrip("。:：")
    done, planned = _DONE.search(words), _PLANNED.search(words)
    if done or planned:
        return "" if done and planned else "done" if done else "planned"
    return "" if _OVER.search(words) else None
