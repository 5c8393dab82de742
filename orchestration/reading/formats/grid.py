"""The cells of a sheet -> blocks: which cells form a table, which rows are titles and notes.

Shared by .xlsx, .xls and .ods. A sheet is cut where a whole row or column is empty; what is left is
a table, with the captions above and the notes below it as paragraphs. What a sheet's cells hold is
found by those formats; what a column means is decided in layout.py.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from orchestration.reading.report import Block

# Paragraphs before, the table, paragraphs after.
_Part = tuple[list["Cell"], list["Cell"], list["Cell"]]
# First row and rows of a cell; first column and columns.
_ROWS: Callable[[Cell], tuple[int, int]] = itemgetter(0, 3)
_COLUMNS: Callable[[Cell], tuple[int, int]] = itemgetter(1, 4)
_COLONS = ("：", ":")
_MAX_CAPTION_ROWS = 2


class Cell(NamedTuple):
    """A filled cell: its place on the sheet (from 0), its spans, its text as shown."""

    row: int
    col: int
    text: str
    rows: int = 1
    cols: int = 1
    numeric: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's filled cells in reading order; `beside`: (note, text) of what is in no cell."""

    name: str
    hidden: bool
    cells: list[Cell]
    beside: Sequence[tuple[str, str]] = ()


class Merge(NamedTuple):
    """A merged range, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


def joined(*notes: str) -> str:
    """Notes as one: sheet 二季度, hidden row."""
    return ", ".join(filter(None, notes))


def merged(cells: Iterable[Cell], merges: Iterable[Merge]) -> tuple[list[Cell], list[Cell]]:
    """Cells with their spans, and the cells that a merged range covers. Cells come row by row."""
    waiting = sorted(merges, reverse=True)
    if not waiting:
        return list(cells), []
    active: list[Merge] = []
    seen: list[Cell] = []
    covered: list[Cell] = []
    row = -1
    for cell in cells:
        at, col = cell[0], cell[1]
        if at != row:
            row = at
            while waiting and waiting[-1].top <= row:
                active.append(waiting.pop())
            active = [merge for merge in active if merge.bottom >= row]
        for merge in active:
            if merge.left <= col <= merge.right:
                if (row, col) == (merge.top, merge.left):
                    rows, cols = merge.bottom - row + 1, merge.right - col + 1
                    seen.append(cell._replace(rows=rows, cols=cols))
                else:
                    covered.append(cell)
                break
        else:
            seen.append(cell)
    return seen, covered


def blocks(sheets: Sequence[Sheet]) -> list[Block]:
    """Blocks of a workbook, sheet by sheet. A sheet's name is noted where there are several."""
    found: list[Block] = []
    filled = [sheet for sheet in sheets if sheet.cells or sheet.beside]
    tables = 0
    for sheet in filled:
        note = joined(
            f"sheet {sheet.name}" if len(filled) > 1 else "",
            "hidden sheet" if sheet.hidden else "",
        )
        for before, table, after in _parts(sheet.cells):
            _paragraphs(found, before, note)
            if table:
                _table(found, table, tables, note)
                tables += 1
            _paragraphs(found, after, note)
        for place, text in sheet.beside:
            found.append(Block(len(found), text, note=joined(note, place)))
    return found


def _paragraphs(found: list[Block], cells: Iterable[Cell], note: str) -> None:
    for cell in cells:
        found.append(Block(len(found), cell.text, note=joined(note, cell.note)))


def _table(found: list[Block], cells: list[Cell], table: int, note: str) -> None:
    top, left = cells[0].row, _extent(cells)[0]
    number = len(found)
    for row, col, text, rows, cols, _, own in cells:
        whole = joined(note, own) if note or own else ""
        found.append(Block(number, text, table, row - top, col - left, "", rows, cols, whole))
        number += 1


def _parts(cells: list[Cell]) -> list[_Part]:
    """Groups of cells that hang together, top down, then left to right."""
    bands: list[list[Cell]] = []
    for band in _cut(cells, _ROWS):
        if bands and _runs_on(bands[-1], band):
            bands[-1].extend(band)
        else:
            bands.append(band)
    parts: list[_Part] = []
    for band in bands:
        before, table, after = _peeled(band)
        columns = _cut(table, _COLUMNS)
        if len(columns) > 1 and all(_width(column) > 1 for column in columns):
            parts.append((before, [], []))
            for column in columns:
                parts.extend(_parts(column))
            parts.append(([], [], after))
        else:
            parts.append((before, table, after))
    return parts


def _cut(cells: list[Cell], place: Callable[[Cell], tuple[int, int]]) -> list[list[Cell]]:
    """Cells cut wherever no cell, nor a merged one, covers a row (or a column)."""
    begins: list[int] = []
    reach = -1
    for start, length in sorted(set(map(place, cells))):
        if start > reach:
            begins.append(start)
        reach = max(reach, start + length)
    if len(begins) < 2:
        return [cells] if cells else []
    groups: list[list[Cell]] = [[] for _ in begins]
    for cell in cells:
        groups[bisect_right(begins, place(cell)[0]) - 1].append(cell)
    return groups


def _runs_on(above: list[Cell], below: list[Cell]) -> bool:
    """Whether rows below a gap go on with the table above: figures at once, in the same columns."""
    first = [cell for cell in below if cell.row == below[0].row]
    return (
        any(cell.numeric for cell in first)
        and _extent(above) == _extent(below)
        and _width(below) > 1
    )


def _extent(cells: list[Cell]) -> tuple[int, int]:
    places = set(map(_COLUMNS, cells))
    return min(places)[0], max(left + cols for left, cols in places)


def _width(cells: list[Cell]) -> int:
    """How many columns hold a cell's left edge."""
    return len(set(map(itemgetter(1), cells)))


def _peeled(cells: list[Cell]) -> _Part:
    """Captions before, the table, notes after. Cells of a single column are all paragraphs."""
    rows = [list(members) for _, members in groupby(cells, key=itemgetter(0))]
    if all(len(row) == 1 for row in rows):
        return cells, [], []
    left, right = _extent(cells)
    start, end = 0, len(rows)
    while start < end and _is_caption(rows[start], right - left):
        start += 1
    while end > start and _is_note(rows[end - 1], left) and not _is_covered(rows, end - 1):
        end -= 1
    start, end = _labels(rows, start, end)
    if not any(len(row) > 1 for row in rows[start:end]):
        return cells, [], []
    return (
        [cell for row in rows[:start] for cell in row],
        [cell for row in rows[start:end] for cell in row],
        [cell for row in rows[end:] for cell in row],
    )


def _is_caption(row: list[Cell], width: int) -> bool:
    """A title over the whole width, or few cells that cover less than half of it: 单位：万元."""
    if any(cell.rows > 1 for cell in row):
        return False
    return len(row) == 1 or 2 * sum(cell.cols for cell in row) < width


def _is_note(row: list[Cell], left: int) -> bool:
    """A lone cell below a table that starts at its left edge: 注：…"""
    return len(row) == 1 and row[0].col == left and row[0].rows == 1


def _is_covered(rows: list[list[Cell]], position: int) -> bool:
    """Whether a cell merged downwards reaches into a row, which is then a row of the table."""
    row = rows[position][0].row
    return any(cell.row + cell.rows > row for above in rows[:position] for cell in above)


def _labels(rows: list[list[Cell]], start: int, end: int) -> tuple[int, int]:
    """Without rows of labels (填报单位：… | 单位：万元) around a table that has none inside."""
    first, last = start, end
    while first < end and first - start < _MAX_CAPTION_ROWS and _is_label(rows[first]):
        first += 1
    while last > first and end - last < _MAX_CAPTION_ROWS and _is_label(rows[last - 1]):
        last -= 1
    peeled = (first, last) != (start, end) and first < last
    if peeled and not any(_is_label(row) for row in rows[first:last]):
        return first, last
    return start, end


def _is_label(row: list[Cell]) -> bool:
    return all(cell.rows == 1 and any(mark in cell.text for mark in _COLONS) for cell in row)
