"""A page's letters and ruled tables -> what stands on it from the top down: text and tables.

Page numbers are left out here. What belongs together over pages is joined in joining.py.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from orchestration.reading.formats.pdf import lines as setting
from orchestration.reading.formats.pdf import ruling
from orchestration.reading.formats.pdf.glyphs import Glyph, Page
from orchestration.reading.formats.pdf.lines import Line, Measure
from orchestration.reading.formats.pdf.ruling import Box, Grid

_MARGIN = 0.12  # of the page's height, at the top and at the bottom
_PAGE_NUMBER = regex.compile(
    r"[-—–·•~\s]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,6}|[一二三四五六七八九十百]{1,4}(?=\s*页))"
    r"(?:\s*页)?(?:\s*[/／,，]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?[-—–·•~\s]*"
)


@dataclass(slots=True)
class Prose:
    """Lines of text outside tables, with the measure they are set in."""

    page: int
    lines: list[Line]
    measure: Measure


@dataclass(slots=True)
class TableCell:
    """A cell of a table on one page."""

    box: Box
    lines: list[Line]

    @property
    def measure(self) -> Measure:
        return setting.cell_measure(self.lines, self.box.x0, self.box.x1)


@dataclass(slots=True)
class PageTable:
    """The part of a table that stands on one page."""

    page: int
    xs: tuple[float, ...]
    rows: int
    cells: list[TableCell]


@dataclass(slots=True)
class Laid:
    """A page: its items from the top down, and its running header and footer lines."""

    number: int
    items: list[Prose | PageTable]
    margins: list[tuple[str, str]] = field(default_factory=list)


def laid(page: Page) -> Laid:
    """What stands on a page. Letters inside a ruled table go to its cells."""
    grids = ruling.grids(page.segments)
    inside: list[dict[int, list[Glyph]]] = [{} for _ in grids]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        place = _place(grids, x, y)
        if place is None:
            outside.append(glyph)
        else:
            inside[place[0]].setdefault(place[1], []).append(glyph)
    tables = [
        PageTable(
            page.number,
            grid.xs,
            len(grid.ys) - 1,
            [TableCell(b, setting.lines(cells.get(no, []))) for no, b in enumerate(grid.boxes)],
        )
        for grid, cells in zip(grids, inside, strict=True)
    ]
    found = setting.lines(outside)
    body, margins = _without_margins(found, page, grids)
    return Laid(page.number, list(_items(page.number, body, tables, grids)), margins)


def _place(grids: list[Grid], x: float, y: float) -> tuple[int, int] | None:
    """(grid, box) that a place lies in."""
    for number, grid in enumerate(grids):
        if grid.xs[0] <= x <= grid.xs[-1] and grid.ys[-1] <= y <= grid.ys[0]:
            for no, box in enumerate(grid.boxes):
                if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1:
                    return number, no
    return None


def _without_margins(
    found: list[Line], page: Page, grids: list[Grid]
) -> tuple[list[Line], list[tuple[str, str]]]:
    """Lines of the body, and (header or footer, text) of the margins without page numbers.

    Only what is set apart from the body counts as margin: a bureau's page may begin at its edge.
    """
    top, bottom = page.height * (1 - _MARGIN), page.height * _MARGIN
    edges = [(grid.ys[-1], grid.ys[0]) for grid in grids] + [(ln.y0, ln.y1) for ln in found]
    body: list[Line] = []
    margins: list[tuple[str, str]] = []
    for line in found:
        below = max((high for _, high in edges if high < line.y0), default=0.0)
        above = min((low for low, _ in edges if low > line.y1), default=page.height)
        is_top = line.y0 > top and line.y0 - below > line.size
        is_bottom = line.y1 < bottom and above - line.y1 > line.size
        if (is_top or is_bottom) and _PAGE_NUMBER.fullmatch(line.text.strip()):
            continue
        if (is_bottom and below == 0.0) or (is_top and above == page.height):
            margins.append(("header" if is_top else "footer", line.text.strip()))
        body.append(line)
    return body, margins


def _items(
    page: int, body: list[Line], tables: list[PageTable], grids: list[Grid]
) -> Iterator[Prose | PageTable]:
    """Text and tables in reading order."""
    if not body:
        yield from tables
        return
    measure = setting.page_measure(body)
    tops = [-grid.ys[0] for grid in grids]
    parts: list[list[Line]] = [[] for _ in range(len(tables) + 1)]
    for line in body:
        parts[bisect_left(tops, -line.y0)].append(line)
    for part, table in zip(parts, [*tables, None], strict=True):
        if part:
            yield Prose(page, part, measure)
        if table is not None:
            yield table
