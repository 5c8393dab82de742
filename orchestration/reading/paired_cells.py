"""Cells that hold several figures under a header of several roles: 18/15 under 完成数/计划数.

Such a cell is read as so many cells, in the order of the header. Header words are read in headers.py.
"""

from __future__ import annotations

import re

from orchestration.reading.headers import ZONES, Column
from orchestration.reading.report import Block

_BETWEEN = re.compile(r"[/／、（）()；;|=]")
_FIGURE = re.compile(r"\s*[≥≤<>＜＞约近超]?\s*\d[\d,，.．]*\s*[^\d\s]{0,6}\s*")
_NOTHING = re.compile(r"\s*(?:[-—–]+|无)\s*")
_RATE = re.compile(r"[%％]\s*$")
_UNSAID = Column("rate", "", "%")  # 51/60（85%）: the rate that no part of the header names


def taken_apart(
    blocks: list[Block], zones: list[str], columns: list[Column]
) -> tuple[list[Block], list[str], list[Column]]:
    """The cells of a row with their zones and columns, each cell of several figures as so many cells."""
    cells: list[tuple[Block, str, Column]] = []
    for block, zone, column in zip(blocks, zones, columns, strict=True):
        parts = column.parts
        pieces = _pieces(block.text) if parts else []
        if len(pieces) == len(parts) + 1 and _RATE.search(block.text[slice(*pieces[-1])]):
            parts = (*parts, _UNSAID)
        named = len({part.role for part in parts}) == len(parts) == len(pieces)
        if not (parts and named):
            cells.append((block, zone, column))
            continue
        for part, (start, end) in zip(parts, pieces, strict=True):
            # blanked around, so that a figure keeps its place in the cell
            text = " " * start + block.text[start:end] + " " * (len(block.text) - end)
            own = part._replace(unit=part.unit or column.unit)
            cells.append((block._replace(text=text), ZONES[part.role], own))
    return [c[0] for c in cells], [c[1] for c in cells], [c[2] for c in cells]


def _pieces(text: str) -> list[tuple[int, int]]:
    """Where the figures of a cell stand; none where there is more to it than figures."""
    ends = [found.span() for found in _BETWEEN.finditer(text)] + [(len(text), len(text))]
    found: list[tuple[int, int]] = []
    start = 0
    for end, following in ends:
        piece = text[start:end]
        if piece.strip():
            if not (_FIGURE.fullmatch(piece) or _NOTHING.fullmatch(piece)):
                return []
            found.append((start, end))
        start = following
    return found if len(found) > 1 else []
