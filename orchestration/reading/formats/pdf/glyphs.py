"""A page of a PDF -> its letters with their places, and the straight lines ruled on it.

The one file that speaks to pdfium. Places are in points from the lower left corner of the page as
it is looked at, whatever way the page is turned. What the letters spell and the lines enclose is
found in lines.py and ruling.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ctypes import c_float, c_int
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_MAX_GLYPHS_A_PAGE = 200_000
_MAX_FORM_DEPTH = 5
_THIN = 3.0
_STRAIGHT = 0.75
_SHORTEST = 2.0
# What pdfium gives for a letter whose code no table maps to a character.
_UNMAPPED = frozenset({0xFFFD, 0xFFFE, 0xFFFF, 0})

_Point = tuple[float, float]
_Turn = Callable[[float, float], _Point]


class Glyph(NamedTuple):
    """A letter and its box. A space has no width."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


class Segment(NamedTuple):
    """A straight line: `at` is its y (or x, when upright), from `start` to `end` along it."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on a page. `unmapped` counts letters that only the print shows."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    segments: list[Segment]
    unmapped: int
    has_images: bool


def pages(document: pdfium.PdfDocument) -> Iterator[Page]:
    """Pages in order; numbers count from 1."""
    for index in range(len(document)):
        page = document[index]
        try:
            yield _page(page, index + 1)
        finally:
            page.close()


def _page(page: pdfium.PdfPage, number: int) -> Page:
    left, bottom, right, top = page.get_bbox()
    turn = _turn(page.get_rotation(), left, bottom, right, top)
    width, height = page.get_size()
    glyphs, unmapped = _letters(page, turn)
    # What lies beyond the edges of the page is not printed (nor are numbers that are none).
    glyphs = [g for g in glyphs if 0 <= g.x0 + g.x1 <= 2 * width and 0 <= g.y0 + g.y1 <= 2 * height]
    segments: list[Segment] = []
    has_images = False
    for item in page.get_objects(max_depth=_MAX_FORM_DEPTH):
        if item.type == pdfium_c.FPDF_PAGEOBJ_PATH:
            segments.extend(_segments(item, turn))
        elif item.type == pdfium_c.FPDF_PAGEOBJ_TEXT and item.level == 0:
            x0, y0, x1, _ = item.get_bounds()
            if x1 - x0 < 0.01:
                # A run of nothing but spaces: pdfium leaves it out of the page's text.
                x, y = turn(x0, y0)
                glyphs.append(Glyph(" ", x, y, x, y))
        elif item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            has_images = True
    return Page(number, width, height, glyphs, segments, unmapped, has_images)


def _turn(rotation: int, left: float, bottom: float, right: float, top: float) -> _Turn:
    """How a place on the sheet is found on the page as it is looked at."""
    turns: dict[int, _Turn] = {
        90: lambda x, y: (y - bottom, right - x),
        180: lambda x, y: (right - x, top - y),
        270: lambda x, y: (top - y, x - left),
    }
    return turns.get(rotation, lambda x, y: (x - left, y - bottom))


def _letters(page: pdfium.PdfPage, turn: _Turn) -> tuple[list[Glyph], int]:
    """The letters of the text layer, without the spaces and breaks that pdfium guesses."""
    text = page.get_textpage()
    glyphs: list[Glyph] = []
    unmapped = 0
    box = pdfium_c.FS_RECTF()
    try:
        for index in range(min(text.count_chars(), _MAX_GLYPHS_A_PAGE)):
            if pdfium_c.FPDFText_IsGenerated(text, index) == 1:
                continue
            code = pdfium_c.FPDFText_GetUnicode(text, index)
            if code in _UNMAPPED or 0xD800 <= code < 0xE000:
                unmapped += code != 0
                continue
            if code < 32 or not pdfium_c.FPDFText_GetLooseCharBox(text, index, box):
                continue
            x0, y0 = turn(box.left, box.bottom)
            x1, y1 = turn(box.right, box.top)
            glyphs.append(Glyph(chr(code), min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    finally:
        text.close()
    return glyphs, unmapped


def _segments(path: pdfium.PdfObject, turn: _Turn) -> Iterator[Segment]:
    """Straight lines of a path: those that are drawn, and filled areas as thin as a line."""
    fill, stroke = c_int(), c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, fill, stroke)
    for corners in _outlines(path):
        turned = [turn(x, y) for x, y in corners]
        xs, ys = [x for x, _ in turned], [y for _, y in turned]
        box = (min(xs), min(ys), max(xs), max(ys))
        if box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN:
            yield from _straight((box[0], box[1]), (box[2], box[3]))
        elif stroke.value:
            for start, end in pairwise(turned):
                yield from _straight(start, end)


def _straight(start: _Point, end: _Point) -> Iterator[Segment]:
    """The line between two places when it is level or upright; a thin area counts by its middle."""
    across, up = abs(end[0] - start[0]), abs(end[1] - start[1])
    if across >= up and up <= _THIN and across >= _SHORTEST:
        if up <= _STRAIGHT or across > 2 * up:
            low, high = sorted((start[0], end[0]))
            yield Segment(False, (start[1] + end[1]) / 2, low, high)
    elif up > across and across <= _THIN and up >= _SHORTEST:
        low, high = sorted((start[1], end[1]))
        yield Segment(True, (start[0] + end[0]) / 2, low, high)


def _outlines(path: pdfium.PdfObject) -> Iterator[list[_Point]]:
    """Corners of each stroke of a path, on the sheet. Curves are left out."""
    matrix = path.get_matrix()
    form = path.container
    while form is not None:
        matrix = matrix.multiply(form.get_matrix())
        form = form.container
    x, y = c_float(), c_float()
    corners: list[_Point] = []
    for index in range(pdfium_c.FPDFPath_CountSegments(path)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        place = matrix.on_point(x.value, y.value)
        if kind == pdfium_c.FPDF_SEGMENT_LINETO and corners:
            corners.append(place)
        else:
            if len(corners) > 1:
                yield corners
            corners = [place]
        if pdfium_c.FPDFPathSegment_GetClose(segment) and len(corners) > 1:
            corners.append(corners[0])
    if len(corners) > 1:
        yield corners
