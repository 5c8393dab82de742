"""List paragraphs -> the labels Word prints before them: 一、 (一) 1. ①. Counts as Word counts.

A label is not in the text of a .docx: it follows from numbering.xml, from the styles, and from how
many list paragraphs came before. How a number is written is in numerals.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import regex
from lxml import etree

from orchestration.reading.formats.docx import names as w
from orchestration.reading.formats.docx.styles import Styles
from orchestration.reading.formats.labels import written

_PLACE = regex.compile(r"%([1-9])")
_SUFFIXES = {"tab": "\t", "space": " ", "nothing": ""}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    suffix: str
    restart: int | None  # restarts after this level (from 1); 0 never; None after any higher level
    legal: bool


@dataclass(slots=True)
class _List:
    """One w:num: the abstract list whose counters it shares, and where it departs from it."""

    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int]
    started: set[int] = field(default_factory=set)


class Numbering:
    """The lists of one document, and how far each has counted.

    `read` gives the root of the numbering part; it is called when a list paragraph is first met.
    """

    def __init__(self, read: Callable[[], etree._Element | None], styles: Styles) -> None:
        self._read = read
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}

    def label(self, properties: etree._Element, style: str) -> str:
        """Label of a paragraph with what parts it from the text; empty outside lists."""
        num_id, level = self._styles.numbering(style) if style else ("", 0)
        own = w.child(properties, w.NUMBERED)
        if own is not None:
            num_id = w.value(own, w.NUM_ID) or num_id
            level = w.number(w.value(own, w.ILVL), level)
        listed = self._lists.get(num_id) if num_id else None
        if listed is None or level not in listed.levels:
            return ""
        self._count(listed, level)
        shape = listed.levels[level]
        if shape.format == "bullet":
            return "•" + _SUFFIXES[shape.suffix] if shape.text else ""
        counts = self._counts[listed.abstract]

        def number(place: regex.Match[str]) -> str:
            other = int(place[1]) - 1
            above = listed.levels.get(other)
            if above is None:
                return ""
            format = "decimal" if shape.legal else above.format
            return written(counts.get(other, above.start), format)

        text = _PLACE.sub(number, shape.text)
        return text + _SUFFIXES[shape.suffix] if text else ""

    def _count(self, listed: _List, level: int) -> None:
        """Count one more at a level; the levels below begin anew."""
        counts = self._counts.setdefault(listed.abstract, {})
        if level in listed.restarts and level not in listed.started:
            counts[level] = listed.restarts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = listed.levels[level].start
        listed.started.add(level)
        for above in range(level):
            if above in listed.levels:  # a level that was skipped counts as begun
                counts.setdefault(above, listed.levels[above].start)
        for below in [other for other in counts if other > level]:
            restart = listed.levels[below].restart if below in listed.levels else None
            if restart is None or (restart > 0 and level < restart):
                del counts[below]

    @cached_property
    def _lists(self) -> dict[str, _List]:
        """Every w:num by its id."""
        root = self._read()
        if root is None:
            return {}
        abstracts = {a.get(w.ABSTRACT_NUM_ID, ""): a for a in root.iter(w.ABSTRACT_NUM)}
        nums = {num.get(w.NUM_ID, ""): num for num in root.iter(w.NUM)}
        lists: dict[str, _List] = {}
        for num_id, num in nums.items():
            abstract = w.value(num, w.ABSTRACT_NUM_ID)
            if abstract in abstracts and (linked := w.value(abstracts[abstract], w.NUM_STYLE_LINK)):
                real = nums.get(self._styles.numbering(linked)[0])
                abstract = w.value(real, w.ABSTRACT_NUM_ID) if real is not None else abstract
            if abstract not in abstracts:
                continue
            levels = _levels(abstracts[abstract])
            restarts: dict[int, int] = {}
            for override in num.iter(w.LEVEL_OVERRIDE):
                levels.update(_levels(override))
                if start := w.value(override, w.START_OVERRIDE):
                    restarts[w.number(override.get(w.ILVL), 0)] = w.number(start, 1)
            lists[num_id] = _List(abstract, levels, restarts)
        return lists


def _levels(parent: etree._Element) -> dict[int, _Level]:
    """The levels that stand below an abstract list or an override, by number from 0."""
    levels: dict[int, _Level] = {}
    for level in parent.iter(w.LEVEL):
        suffix = w.value(level, w.SUFFIX)
        restart = level.find(w.LEVEL_RESTART)
        levels[w.number(level.get(w.ILVL), 0)] = _Level(
            start=w.number(w.value(level, w.START), 0),
            format=w.value(level, w.NUMBER_FORMAT) or "decimal",
            text=w.value(level, w.LEVEL_TEXT),
            suffix=suffix if suffix in _SUFFIXES else "tab",
            restart=None if restart is None else w.number(restart.get(w.VAL), 0),
            legal=w.is_on(level.find(w.LEGAL)),
        )
    return levels
