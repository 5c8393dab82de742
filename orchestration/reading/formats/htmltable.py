"""A <table> -> its cells with their places, spans worked out as browsers do; and what is no cell.

Whether a table holds data or only arranges the page is decided here too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from orchestration.reading.formats.ink import Ink
from orchestration.reading.formats.unreadable import Unreadable

# A browser's own limit on a colspan, and a bound on what spans may add up to.
_MAX_COLSPAN = 1000
_MAX_SLOTS = 2_000_000


class Cell(NamedTuple):
    """A td or th and the place it takes."""

    element: etree._Element
    row: int
    col: int
    rows: int
    cols: int


class Table(NamedTuple):
    """Cells row by row, and what stands in the table outside its cells: captions, stray text."""

    cells: list[Cell]
    outside: list[etree._Element | str]


def table(
    element: etree._Element, is_hidden: Callable[[etree._Element], bool], ink: Ink
) -> Table | None:
    """Cells of a table, not those of tables within it. Hidden rows and cells take no place.

    None for a table that arranges the page: it says so, has one column, or mostly holds tables.
    """
    if element.get("role") in ("presentation", "none"):
        return None
    rows: list[tuple[bool, list[etree._Element]]] = []
    outside: list[etree._Element | str] = []
    in_foot = False
    passed: etree._Element | None = None
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, part in walk:
        tag = part.tag
        if event == "start":
            if part is not element and is_hidden(part):
                passed = part
            elif tag == "tr":
                rows.append((in_foot, []))
            elif tag in ("td", "th"):
                if not rows:
                    rows.append((in_foot, []))
                rows[-1][1].append(part)
                passed = part
            elif tag == "caption" or (tag == "table" and part is not element):
                outside.append(part)
                passed = part
            elif tag == "tfoot":
                in_foot = True
            if passed is part:
                walk.skip_subtree()
            elif part.text and part.text.strip():
                outside.append(part.text)
            continue
        passed = None
        if tag == "tfoot":
            in_foot = False
        if part is not element and part.tail and part.tail.strip():
            outside.append(part.tail)
    ordered = [row for foot in (False, True) for in_foot, row in rows if in_foot is foot]
    if max(map(len, ordered), default=0) < 2 or ink.is_arranging(element):
        return None
    return Table(_placed(ordered), outside)


def _placed(rows: list[list[etree._Element]]) -> list[Cell]:
    """Cells with their places. `free_from` is the row from which each column is free again."""
    found: list[Cell] = []
    free_from: list[int] = []
    slots = 0
    for row, cells in enumerate(rows):
        col = 0
        for cell in cells:
            while col < len(free_from) and free_from[col] > row:
                col += 1
            across, down = cell.get("colspan"), cell.get("rowspan")
            cols = min(max(_span(across), 1), _MAX_COLSPAN) if across else 1
            height = min(_span(down) or len(rows), len(rows) - row) if down else 1
            slots += cols
            if slots > _MAX_SLOTS:
                raise Unreadable("hostile", "the spans of a table's cells add up without end")
            free_from[col : col + cols] = [row + height] * cols
            found.append(Cell(cell, row, col, height, cols))
            col += cols
    return found


def _span(text: str) -> int:
    """A span attribute; 1 where it is no number. A rowspan of 0 means to the end."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
