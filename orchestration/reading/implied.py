"""Actuals that words say without a figure: 全部完成 (equals the target), 未发生 (none).

Only plain words count; 正常推进 and 基本完成 are never given a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from orchestration.reading.layout import Row
from orchestration.reading.link import Link
from orchestration.reading.mention import Mention
from orchestration.reading.naming import Subject, grams
from orchestration.reading.report import Block, Span
from orchestration.reading.scoring import overlap
from orchestration.reading.statements import Draft

_CLAUSE = re.compile(r"[^,，;；。\n]+")
_NONE = re.compile(r"(?:未|没有|无)发生[^,，;；。\d]{2,24}|[^,，;；。\d]{2,16}(?:为零|零发生)")
_ALL = re.compile(
    r"(?:已|均|已经)*(?:全部|全数|全面)(?:[\u4e00-\u9fff]{2,4}(?:到位|完毕)|(?:如期|按期|按时)?(?:完成|完工|开工|竣工|建成|达标|交付|投用|关停|退出|拆除|落实|复工|开复工|到位|兑付|发放|整治|清零|整改|办结|脱贫|出列|摘帽|搬迁|入住)+(?:到位|退出|销号)?(?!\d))"
)
_NOT_ONE = re.compile(
    r"[^,，;；。\d\n]{0,6}[,，]\s*((?:全年|全市|至今|目前)?未发生[^,，;；。\d]{2,16})(?=[,，;；。\n]|$)"
)
_ALL_ARE = re.compile(
    r"(?:均已|都已|均)(?:如期|按期|按时)?(?:完成|完工|开工|竣工|建成|达标|交付|投用|办结)(?!\d)"
)
_THEN = (  # the next clause, with the day it speaks of
    r"[^,，;；。\d\n]{0,12}[,，;；。\n]\s*"
    r"(?:完成情况[:：]|目前,?|现|截[至止][^,，;；。\n]{1,12}?,?|到[^,，;；。\n]{1,8}[底末],?)?"
)
_FOLLOWS = re.compile(
    rf"{_THEN}({_ALL.pattern}|{_ALL_ARE.pattern})(?:[并且][^,，;；。\n]{{1,12}})?(?=[,，;；。\n]|$)"
)
# 须退捕渔船1.09万艘,已全部退捕上岸: the target's own verb.
_AGAIN = re.compile(
    rf"{_THEN}((?:已|均|已经)*(?:全部|全数|全面)(?:如期|按期|按时)?([\u4e00-\u9fff]{{2}})[^,，;；。\d\n]{{0,6}})"
    r"(?=[,，;；。\n]|$)"
)
_FIGURE = re.compile(r"\d")
_ALIKE = 0.3  # share of letter pairs that the clause and the target must have in common


def answer_in_words(links: Iterable[Link], row: Row) -> list[Draft]:
    """Give targets that no figure answers the actual that a clause of the results says in words.

    Returns the new drafts; their span covers the words.
    """
    found: list[Draft] = []
    for link_ in links:
        target = link_.target
        if target is None or link_.actual is not None:
            continue
        follows = _said_behind(target.mention)
        if follows and target.quantity.op not in ("<=", "<"):
            block = next(block for block in row.blocks if block.number == target.mention.block)
            link_.actual = _said(target, block, *follows.span(1), none=False)
            found.append(link_.actual)
            continue
        nothing = _none_behind(target.mention) if target.quantity.op in ("<=", "<") else None
        if nothing:
            block = next(block for block in row.blocks if block.number == target.mention.block)
            link_.actual = _said(target, block, *nothing.span(1), none=True)
            found.append(link_.actual)
            continue
        if target.mention.zone != "target":
            continue
        none = target.quantity.op in ("<=", "<")
        for block, start, end in _clauses(row, _NONE if none else _ALL):
            words = block.text[start:end]
            if overlap(target.subject.grams, grams(words)) >= _ALIKE:
                link_.actual = _said(target, block, start, end, none=none)
                found.append(link_.actual)
                break
    return found


def _none_behind(target: Mention) -> re.Match[str] | None:
    """控制目标为0起,未发生重大事故: the words right behind a limit that say that nothing happened."""
    return _NOT_ONE.match(target.text, target.end)


def _said_behind(target: Mention) -> re.Match[str] | None:
    """The words right behind a target that say that all of it was done."""
    if follows := _FOLLOWS.match(target.text, target.end):
        return follows
    again = _AGAIN.match(target.text, target.end)
    return again if again and again[2] in target.left else None


def _clauses(row: Row, pattern: re.Pattern[str]) -> Iterator[tuple[Block, int, int]]:
    """Clauses without figures in the row's results that the pattern finds."""
    for block, zone in zip(row.blocks, row.zones, strict=True):
        if zone != "result":
            continue
        for clause in _CLAUSE.finditer(block.text):
            if not _FIGURE.search(clause[0]) and pattern.search(clause[0]):
                yield block, clause.start(), clause.end()


def _said(target: Draft, block: Block, start: int, end: int, *, none: bool) -> Draft:
    """The draft of an actual that words say."""
    words = block.text[start:end]
    amount = Decimal(0) if none else target.quantity.value
    quantity = target.quantity._replace(
        span=Span(block.number, start, end),
        text=words,
        value=amount,
        amount=amount * target.quantity.multiplier,
        op="=",
        approx=None,
    )
    mention = Mention(
        block=block.number, text=block.text, start=start, end=end, begin=start, stop=end,
        quantity=quantity, since=start, until=end, zone="result", cell=(block.row or 0, block.col or 0),
    )  # fmt: skip
    subject = Subject(target.subject.name, grams(words), frozenset(), target.subject.noun)
    return Draft(mention, "actual", quantity, named=subject, order=target.order, origin="implied")
