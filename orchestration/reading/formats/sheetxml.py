"""The two large parts of a workbook, a sheet and the shared strings -> cells as stored.

Belongs to xlsx.py, which knows number formats, hidden sheets and what stands beside the cells.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from orchestration.reading.formats import events
from orchestration.reading.formats.grid import Merge, joined

_ESCAPED = regex.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = regex.compile(r"([A-Z]{1,3})(\d{1,7})$")
_PRINT_CODE = regex.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|[0-9]+|[A-Z&])')
_DIGITS = "0123456789"
_PRINTED = {
    f"{pages}{place}" for pages in ("odd", "even", "first") for place in ("Header", "Footer")
}
_WITH_TEXT = {"t", "v", "f", *_PRINTED}
_LOOKED_AT = {"c", "row", "cols", "col", "rPh", "mergeCell", *_WITH_TEXT}
_MAX_ROW, _MAX_COL = 1 << 20, 1 << 14


# A cell as stored: row, column, kind, style, value, formula, note. A plain tuple, for there are many.
StoredCell = tuple[int, int, str, str | None, str | None, str | None, str]


@dataclass(slots=True)
class StoredSheet:
    """What a sheet's part holds. `printed` are (header or footer, text)."""

    cells: list[StoredCell] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    printed: list[tuple[str, str]] = field(default_factory=list)


def sheet(content: bytes, part: str) -> StoredSheet:
    """Cells of a sheet row by row. Cells and rows without a reference follow the one before."""
    found = StoredSheet()
    add = found.cells.append
    chunks: list[str] = []
    hidden: list[tuple[int, int]] = []
    texts: list[str] = []
    row, col = -1, -1
    row_note = ""
    kind, style = "n", None
    value: str | None = None
    formula: str | None = None
    reading_aid = False

    def start(name: str, at: dict[str, str]) -> None:
        nonlocal row, col, row_note, kind, style, value, formula, reading_aid
        if name == "c":
            place, kind, style = at.get("r"), at.get("t", "n"), at.get("s")
            col = column(place.rstrip(_DIGITS)) if place else col + 1
            value = formula = None
        elif name == "t" or name == "v":
            chunks.clear()
        elif name == "row":
            row = min(number(at.get("r"), row + 2), _MAX_ROW) - 1
            row_note = "hidden row" if is_true(at.get("hidden")) else ""
            col = -1
        elif name not in _LOOKED_AT:
            if ":" in name:
                start(events.local(name), at)
        elif name in _WITH_TEXT:
            chunks.clear()
        elif name == "rPh":
            reading_aid = True
        elif name == "mergeCell":
            found.merges.extend(_merge(at.get("ref", "")))
        elif name == "col" and is_true(at.get("hidden")):
            hidden.append((number(at.get("min"), 1) - 1, number(at.get("max"), 1) - 1))

    def end(name: str) -> None:
        nonlocal value, formula, reading_aid
        if name == "c":
            if texts:
                if kind == "inlineStr":
                    value = "".join(texts)
                texts.clear()
            if value is not None or formula is not None:
                note = row_note
                if hidden and _is_within(hidden, col):
                    note = joined(note, "hidden column")
                add((row, col, kind, style, value, formula, note))
        elif name == "v":
            value = "".join(chunks)
        elif name == "t":
            if not reading_aid:
                texts.extend(chunks)
        elif name not in _LOOKED_AT:
            if ":" in name:
                end(events.local(name))
        elif name == "f":
            formula = "".join(chunks)
        elif name == "rPh":
            reading_aid = False
        elif name in _PRINTED:
            text = clean(_PRINT_CODE.sub(" ", "".join(chunks)))
            if text:
                found.printed.append(("header" if name.endswith("Header") else "footer", text))
        elif name == "cols":
            hidden.sort()

    events.walk(content, part, start=start, end=end, characters=chunks.append)
    return found


def shared_strings(content: bytes, part: str) -> list[str]:
    """Texts of the shared strings, in order: runs joined, without the reading aids above them."""
    found: list[str] = []
    chunks: list[str] = []
    texts: list[str] = []
    reading_aid = False

    def start(name: str, at: dict[str, str]) -> None:
        nonlocal reading_aid
        if name == "t":
            chunks.clear()
        elif name == "si":
            texts.clear()
        elif name == "rPh":
            reading_aid = True
        elif ":" in name:
            start(events.local(name), at)

    def end(name: str) -> None:
        nonlocal reading_aid
        if name == "t":
            if not reading_aid:
                texts.extend(chunks)
        elif name == "si":
            found.append(clean("".join(texts)))
        elif name == "rPh":
            reading_aid = False
        elif ":" in name:
            end(events.local(name))

    events.walk(content, part, start=start, end=end, characters=chunks.append)
    return found


def number(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 10 else otherwise


def is_true(text: str | None) -> bool:
    return text in ("1", "true")


def clean(text: str) -> str:
    """Text as a reader sees it: _x000A_ is a line break."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


@lru_cache(maxsize=_MAX_COL)
def column(letters: str) -> int:
    """Column number of its letters, from 0: AB is 27. What is no column counts as the last one."""
    found = 0
    for letter in letters[:4]:
        found = found * 26 + ord(letter) - 64
    return found - 1 if 0 < found <= _MAX_COL else _MAX_COL - 1


def _merge(reference: str) -> list[Merge]:
    """The merged range of A1:B2; none where the reference is no range."""
    ends = [_REFERENCE.match(end) for end in reference.split(":")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return []
    top, bottom = (min(int(end[2]), _MAX_ROW) - 1 for end in ends if end is not None)
    left, right = (column(end[1]) for end in ends if end is not None)
    return [Merge(top, left, bottom, right)] if top <= bottom and left <= right else []


def _is_within(ranges: list[tuple[int, int]], place: int) -> bool:
    position = bisect_right(ranges, (place, _MAX_COL)) - 1
    return position >= 0 and place <= ranges[position][1]
