"""The letters of a cell or a column of text -> its lines, and these -> running text.

A PDF knows no sentences: it holds letters at places. A line that is full goes on in the next,
whatever stands at the break (a number is joined again); a line that ends short ends its paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from orchestration.reading.formats.pdf.glyphs import Glyph

# Gaps in units of the letters' height. Between Latin letters a word ends; elsewhere only a gap
# wider than a letter is one that a reader sees: programs put narrow ones between 300 and 个.
_WORD_GAP = 0.18
_WIDE_GAP = 1.1
_INDENT = 1.4
_PARAGRAPH_GAP = 1.3
_MOST_PADDING = 9.0
# What is not parted at the end of a line: a word or number, and marks that bind to it.
_TOKEN = regex.compile(
    r"(?<unit>[(（《]?(?:[0-9A-Za-z.,%\-+/]*[0-9A-Za-z%]|.))"
    r"(?:[，。、；：！？,.;:!?”’“‘\"'》）)%]+(?:(?<=[”’“‘\"'])(?&unit))?)*",
    regex.DOTALL,
)
_SLACK = 1.0  # programs leave up to a letter's width free at the end of a full line
_LETTER = regex.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; `widths` has each letter's width, `size` is their height."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    widths: tuple[float, ...]

    @property
    def size(self) -> float:
        return max(self.y1 - self.y0, 1.0)


@dataclass(frozen=True, slots=True)
class Measure:
    """The column that lines are set in: from where to where a full line reaches."""

    left: float
    right: float


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines from the top down, letters from left to right."""
    rows: list[list[Glyph]] = []
    tops: list[tuple[float, float]] = []
    spaces: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: (-(g.y0 + g.y1), g.x0)):
        if glyph.text.isspace():
            spaces.append(glyph)
            continue
        middle = (glyph.y0 + glyph.y1) / 2
        if tops and tops[-1][0] <= middle <= tops[-1][1]:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            tops.append((glyph.y0, glyph.y1))
    for space in spaces:
        middle = (space.y0 + space.y1) / 2
        at = next((no for no, (y0, y1) in enumerate(tops) if y0 <= middle <= y1), None)
        if at is not None:
            rows[at].append(space)
    return [line for row in rows if (line := _line(row)).text]


def _line(row: list[Glyph]) -> Line:
    row.sort(key=lambda g: (g.x0 + g.x1) / 2)
    letters = [glyph for glyph in row if not glyph.text.isspace()]
    size = max(1.0, *(glyph.y1 - glyph.y0 for glyph in letters))
    parts: list[str] = []
    widths: list[float] = []
    before: Glyph | None = None
    for glyph in row:
        if before is not None and not glyph.text.isspace() and not before.text.isspace():
            gap = (glyph.x0 - before.x1) / size
            latin = before.text.isascii() and glyph.text.isascii()
            words = before.text.isalnum() and glyph.text.isalnum()
            if gap > (_WORD_GAP if latin and words else _WIDE_GAP):
                parts.append(" ")
                widths.append(0.0)
        if not (glyph.text.isspace() and parts and parts[-1] == " "):
            parts.append(" " if glyph.text.isspace() else glyph.text)
            widths.append(glyph.x1 - glyph.x0)
        before = glyph
    text = "".join(parts)
    start = len(text) - len(text.lstrip())
    return Line(
        text.lstrip(),
        letters[0].x0,
        min(glyph.y0 for glyph in letters),
        letters[-1].x1,
        max(glyph.y1 for glyph in letters),
        tuple(widths[start:]),
    )


def cell_measure(found: Sequence[Line], x0: float, x1: float) -> Measure:
    """The measure of a cell: its box without the padding, which is the same on both sides."""
    left = min((line.x0 for line in found), default=x0)
    padding = min(max(left - x0, 0.0), _MOST_PADDING)
    return Measure(left, x1 - padding)


def page_measure(found: Sequence[Line]) -> Measure:
    """The measure of text outside tables: from the leftmost to the rightmost letter."""
    return Measure(min(line.x0 for line in found), max(line.x1 for line in found))


def runs_on(line: Line, following: Line, measure: Measure) -> bool:
    """Whether a line goes on in the next: what opens the next had no room in this one."""
    token = _TOKEN.match(following.text)
    needed = sum(following.widths[: token.end()]) if token else 0.0
    is_full = line.x1 + needed + _SLACK * line.size > measure.right
    opens = following.x0 - measure.left > _INDENT * following.size
    opened = line.x0 - measure.left > _INDENT * line.size
    return is_full and (not opens or (opened and abs(line.x0 - following.x0) < line.size / 2))


def paragraphs(found: Sequence[Line], measure: Measure) -> list[list[Line]]:
    """Lines grouped into paragraphs."""
    groups: list[list[Line]] = []
    pitch = _pitch(found)
    for line in found:
        before = groups[-1][-1] if groups else None
        if (
            before is not None
            and runs_on(before, line, measure)
            and before.y0 - line.y0 <= _PARAGRAPH_GAP * pitch + 1
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _pitch(found: Sequence[Line]) -> float:
    """The usual distance from line to line."""
    steps = sorted(above.y0 - below.y0 for above, below in pairwise(found))
    return steps[len(steps) // 2] if steps else 0.0


def joined(first: str, second: str) -> str:
    """Two parts of a sentence as one: words stay apart, numbers and Chinese are joined."""
    if not first or not second:
        return first + second
    apart = _LETTER.match(first[-1]) and _LETTER.match(second[0])
    return f"{first} {second}" if apart else first + second


def text_of(paragraph: Iterable[Line]) -> str:
    """A paragraph's lines as one text."""
    text = ""
    for line in paragraph:
        text = joined(text, line.text)
    return text
