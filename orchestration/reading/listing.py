"""Names listed beside a figure, which are as many as it says: 建成甲路、乙路、丙路3个项目.

Kinds of things (小学、中学、幼儿园15所) are listed in the same way: a list counts as one of names where it
comes near the figure and its names end alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from orchestration.reading.statements import Draft

_LISTED = re.compile(
    r"^[^,，;；。]*?(?:建成|开工|完成|建设|改造|包括|即|有|:|：)?(?P<names>[^,，;；。:：]+)$"
)
_OPENING = re.compile(r"^.*?(?:建成|开工|完成|建设|改造|包括|即|有)")
_NO_NAMES = re.compile(r"[\d%\n]|分别|任务|目标|计划|指标|等|和|及|与|约|含|其中")
_BRACKET = re.compile(r"\s*[(（]([^()（）]{4,400})[)）]")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_PARTED = re.compile(r"[;；,，。]")
_NEAR = 5  # a miscount is by one, or by one in so many
_OPEN = "等"  # 甲路、乙路等3条: the list may go on


def counted_names(drafts: Sequence[Draft]) -> Iterator[tuple[Draft, tuple[str, ...]]]:
    """Figures that count things, each with the names that stand before it or in the bracket behind."""
    for draft in drafts:
        m = draft.mention
        if draft.role not in ("actual", "target", "context") or not draft.quantity.exact:
            continue
        if m.zone == "activity":
            continue
        before = m.left.strip()
        names = _names_in_bracket(m.text[m.stop :]) or _names_before(before.removesuffix(_OPEN))
        count = draft.quantity.amount
        if before.endswith(_OPEN) and len(names) < count:
            continue
        if len(names) >= 2 and (len(names) == count or _miscounted(names, count)):
            yield draft, names


def _miscounted(names: tuple[str, ...], count: Decimal) -> bool:
    """Whether these are names, although their number is another: near it, and all ending alike."""
    letters = 2 if len(names) == 2 else 1  # two names must have more in common than three
    endings = {name[-letters:] for name in names}
    return len(endings) == 1 and abs(len(names) - count) <= max(1, count // _NEAR)


def _names_in_bracket(after: str) -> tuple[str, ...]:
    """Names in the bracket right behind a figure; none when the bracket holds more than names."""
    found = _BRACKET.match(after)
    if found is None or _NO_NAMES.search(found[1]) or _PARTED.search(found[1]):
        return ()
    return tuple(name.strip() for name in found[1].split("、"))


def _names_before(words: str) -> tuple[str, ...]:
    """Names listed right before a figure."""
    if "、" not in words:
        return ()
    found = _LISTED.match(_BRACKETED.sub("", words))
    if found is None or _NO_NAMES.search(found["names"]):
        return ()
    first, *others = (name.strip() for name in found["names"].split("、"))
    names = (_OPENING.sub("", first) or first, *others)
    return names if all(2 <= len(name) <= 30 for name in names) else ()
