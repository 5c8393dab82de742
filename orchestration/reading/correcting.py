"""更正为: a cell of a reply sheet -> the figures that are to stand in place of the printed ones.

Knows how a correction is written (完成率 95.3%, 完成值 1200户, 由77%更正为76%). A figure that is no plain
number (约, 以上, a range) corrects nothing.
"""

from __future__ import annotations

import re

from orchestration.reading.quantity import quantity_of
from orchestration.reading.report import Block, Corrected, CorrectedPart, Quantity
from orchestration.reading.scanning import Token, fold, scan

_FIGURES = ("quantity", "number")
_CLAUSE = re.compile(r"[;,、。\n]")
# Behind these stands the figure that holds, before them the one that was wrong.
_INSTEAD = re.compile(r"更正为|改正为|改为|应当?为|调整为|实为|应是")
_RATE = re.compile(r"率|比例|占比|进度|的$")
_TARGET = re.compile(r"目标|任务|计划|指标值")
_ACTUAL = re.compile(r"完成|实际|累计|达到")
_SIGN = re.compile(r"[-负]\s*$")


class Unclear(Exception):
    """An answer that cannot be understood: a short stable word why, and what was found."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


def corrected_in(block: Block) -> tuple[Corrected, ...]:
    """The corrected figures of a cell, each of another part. Raises `Unclear`."""
    folded = fold(block.text)
    figures = [token for token in scan(folded) if token.kind in _FIGURES]
    holding = [token for token in figures if _holds(token, folded)]
    if not holding:
        raise Unclear("reply_no_figure", block.text)
    found = []
    for token in holding:
        quantity = quantity_of(token, block.number, block.text)
        if not _is_plain(token, quantity, folded):
            raise Unclear("reply_no_plain_figure", block.text)
        before = [other.end for other in figures if other.end <= token.start]
        words = folded[_clause_start(folded, token.start) : token.start]
        named = folded[max([_clause_start(folded, token.start), *before[-1:]]) : token.start]
        found.append(Corrected(_part(named) or _part(words), quantity))
    parts = [figure.part for figure in found]
    if len(set(parts)) < len(parts) or (None in parts and len(parts) > 1):
        raise Unclear("reply_which_figure", block.text)
    return tuple(found)


def _holds(token: Token, folded: str) -> bool:
    """A figure that is not said to be replaced by another of its clause."""
    rest = folded[token.end :]
    clause = _CLAUSE.split(rest, maxsplit=1)[0]
    return _INSTEAD.search(clause) is None


def _clause_start(folded: str, end: int) -> int:
    return max((found.end() for found in _CLAUSE.finditer(folded, 0, end)), default=0)


def _is_plain(token: Token, quantity: Quantity, folded: str) -> bool:
    printed = token.printed
    return (
        quantity.op == "="
        and quantity.approx is None
        and not (printed and printed.high)
        and not _SIGN.search(folded[: token.start])
    )


def _part(words: str) -> CorrectedPart | None:
    """The part that the words before a figure name, the surest word first."""
    if _RATE.search(words.rstrip(" :为是由应改更正")):
        return "rate"
    if _TARGET.search(words):
        return "target"
    return "actual" if _ACTUAL.search(words) else None
