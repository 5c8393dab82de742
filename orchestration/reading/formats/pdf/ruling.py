"""The lines ruled on a page -> tables: which boxes they enclose, and which of these are one cell.

Lines that touch belong to one table. Its grid is all their places; two boxes of the grid without a
line between them are one cell. What stands in the cells is found in lines.py.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from orchestration.reading.formats.pdf.glyphs import Segment

_SNAP = 2.5  # lines nearer than this are one
_REACH = 3.0  # a line that ends this near to another touches it
_NARROWEST = 6.0  # no column, and no row, is narrower
_MAX_SEGMENTS = 20_000
_MAX_BOXES = 100_000


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a ruled table: its place and spans in the grid, its edges on the page."""

    row: int
    col: int
    rows: int
    cols: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table. `xs` go to the right, `ys` down; `boxes` come row by row."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]


def grids(segments: list[Segment]) -> list[Grid]:
    """Tables of a page from the top down. A frame around text is none, nor is a table in a cell."""
    merged = _merged(segments[:_MAX_SEGMENTS])
    found = [grid for group in _touching(merged) if (grid := _grid(group)) is not None]
    found.sort(key=lambda grid: (-grid.ys[0], grid.xs[0]))
    return [grid for grid in found if not any(_lies_in(grid, other) for other in found)]


def _merged(segments: Iterable[Segment]) -> list[Segment]:
    """Segments in one line joined: borders are drawn cell by cell, and twice."""
    result: list[Segment] = []
    for segment in sorted(segments, key=lambda s: (s.upright, s.at, s.start)):
        near = [
            no
            for no in range(max(len(result) - 40, 0), len(result))
            if result[no].upright == segment.upright
            and abs(result[no].at - segment.at) <= _SNAP
            and segment.start <= result[no].end + _REACH
            and result[no].start <= segment.end + _REACH
        ]
        if near:
            old = result[near[-1]]
            result[near[-1]] = Segment(
                old.upright, old.at, min(old.start, segment.start), max(old.end, segment.end)
            )
        else:
            result.append(segment)
    return result


def _touching(segments: list[Segment]) -> list[list[Segment]]:
    """Segments grouped by what crosses or meets what."""
    owner = list(range(len(segments)))

    def root(no: int) -> int:
        while owner[no] != no:
            owner[no] = owner[owner[no]]
            no = owner[no]
        return no

    level = [no for no, segment in enumerate(segments) if not segment.upright]
    places = [segments[no].at for no in level]
    for no, segment in enumerate(segments):
        if not segment.upright:
            continue
        position = bisect_right(places, segment.start - _REACH)
        while position < len(level) and places[position] <= segment.end + _REACH:
            other = segments[level[position]]
            if other.start - _REACH <= segment.at <= other.end + _REACH:
                owner[root(no)] = root(level[position])
            position += 1
    groups: dict[int, list[Segment]] = {}
    for no, segment in enumerate(segments):
        groups.setdefault(root(no), []).append(segment)
    return list(groups.values())


def _grid(segments: list[Segment]) -> Grid | None:
    upright = [segment for segment in segments if segment.upright]
    level = [segment for segment in segments if not segment.upright]
    if not upright or not level:
        return None
    # A side that is not ruled is where the lines end that cross the table.
    xs = _places([s.at for s in upright] + [e for s in level for e in (s.start, s.end)])
    ys = _places([s.at for s in level] + [e for s in upright for e in (s.start, s.end)])[::-1]
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or not 2 <= columns * rows <= _MAX_BOXES:
        return None
    boxes = _boxes(xs, ys, upright, level)
    return Grid(tuple(xs), tuple(ys), tuple(boxes)) if len(boxes) > 1 else None


def _places(values: list[float]) -> list[float]:
    """Places of the grid's lines: values nearer than the narrowest column are one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NARROWEST:
            found.append(value)
    return found


def _boxes(
    xs: list[float], ys: list[float], upright: list[Segment], level: list[Segment]
) -> list[Box]:
    """Cells of the grid: boxes joined wherever no line stands between them."""
    columns, rows = len(xs) - 1, len(ys) - 1
    beside = _ruled(upright, xs, [(ys[r] + ys[r + 1]) / 2 for r in range(rows)])
    below = _ruled(level, ys, [(xs[c] + xs[c + 1]) / 2 for c in range(columns)])
    taken: set[tuple[int, int]] = set()
    boxes: list[Box] = []
    for row in range(rows):
        for col in range(columns):
            if (row, col) in taken:
                continue
            right = col + 1
            while right < columns and (right, row) not in beside and (row, right) not in taken:
                right += 1
            bottom = row + 1
            while bottom < rows and not any(
                (bottom, c) in below or (bottom, c) in taken for c in range(col, right)
            ):
                bottom += 1
            taken.update((r, c) for r in range(row, bottom) for c in range(col, right))
            boxes.append(
                Box(row, col, bottom - row, right - col, xs[col], ys[bottom], xs[right], ys[row])
            )
    return boxes


def _ruled(
    segments: list[Segment], places: list[float], middles: list[float]
) -> set[tuple[int, int]]:
    """(line, box): the grid's lines that are ruled where they pass a box's middle."""
    found: set[tuple[int, int]] = set()
    for segment in segments:
        line = min(range(len(places)), key=lambda no: abs(places[no] - segment.at))
        found.update(
            (line, no)
            for no, middle in enumerate(middles)
            if segment.start - _REACH <= middle <= segment.end + _REACH
        )
    return found


def _lies_in(grid: Grid, other: Grid) -> bool:
    return grid is not other and any(
        box.x0 - _REACH <= grid.xs[0]
        and grid.xs[-1] <= box.x1 + _REACH
        and box.y0 - _REACH <= grid.ys[-1]
        and grid.ys[0] <= box.y1 + _REACH
        for box in other.boxes
    )
