"""List paragraphs -> the labels Word prints before them: 一、 (一) 1. ①. Counts as Word counts.

A label is not in the text of a .docx: it follows from numbering.xml, from the styles, and from how
many list paragraphs came before. How a number is written is in numerals.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

import regex
from lxml import etree

from orchestration.reading.formats.docx import names as w
from orchestration.reading.formats.docx.numerals import written

_PLACE = regex.compile(r"%([1-9])")
_Default = TypeVar("_Default", int, None)
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
    """The lists of one document, and how far each has counted."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styled: dict[str, tuple[str, int]] = {}
        if numbering is None:
            return
        by_style = (
            {s.get(w.STYLE_ID): s for s in styles.iter(w.STYLE)} if styles is not None else {}
        )
        self._read_lists(numbering, by_style)
        for name in by_style:
            self._styled.update(_styled(name, by_style))

    def label(self, paragraph: etree._Element) -> str:
        """Label of a paragraph with what parts it from the text; empty for a paragraph of no list."""
        if not self._lists:
            return ""
        num_id, level = self._place(paragraph.find(w.PARAGRAPH_PROPERTIES))
        listed = self._lists.get(num_id)
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

    def _place(self, properties: etree._Element | None) -> tuple[str, int]:
        """List and level of a paragraph, from its own properties, else from its style."""
        num_id, level = "", 0
        if properties is None:
            return num_id, level
        style = properties.find(w.PARAGRAPH_STYLE)
        if style is not None:
            num_id, level = self._styled.get(style.get(w.VAL, ""), ("", 0))
        own = properties.find(w.NUMBERED)
        if own is not None:
            num_id = _value(own, w.NUM_ID) or num_id
            level = _number(_value(own, w.ILVL), level)
        return num_id, level

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
        for below in [other for other in counts if other > level]:
            restart = listed.levels[below].restart if below in listed.levels else None
            if restart is None or (restart > 0 and level < restart):
                del counts[below]

    def _read_lists(
        self, numbering: etree._Element, by_style: dict[str | None, etree._Element]
    ) -> None:
        abstracts = {a.get(w.ABSTRACT_NUM_ID, ""): a for a in numbering.iter(w.ABSTRACT_NUM)}
        nums = {num.get(w.NUM_ID, ""): num for num in numbering.iter(w.NUM)}
        for num_id, num in nums.items():
            abstract = _value(num, w.ABSTRACT_NUM_ID)
            if abstract not in abstracts:
                continue
            linked = _value(abstracts[abstract], w.NUM_STYLE_LINK)
            if linked in by_style:
                real = nums.get(_value(by_style[linked], f".//{w.NUM_ID}"))
                abstract = abstract if real is None else _value(real, w.ABSTRACT_NUM_ID)
            if abstract not in abstracts:
                continue
            levels = dict(_levels(abstracts[abstract]))
            restarts: dict[int, int] = {}
            for override in num.iter(w.LEVEL_OVERRIDE):
                levels.update(_levels(override))
                if (start := _value(override, w.START_OVERRIDE)) != "":
                    restarts[_number(override.get(w.ILVL), 0)] = _number(start, 1)
            self._lists[num_id] = _List(abstract, levels, restarts)


def _levels(parent: etree._Element) -> list[tuple[int, _Level]]:
    """The levels that stand below an abstract list or an override."""
    return [
        (
            _number(level.get(w.ILVL), 0),
            _Level(
                start=_number(_value(level, w.START), 0),
                format=_value(level, w.NUMBER_FORMAT) or "decimal",
                text=_value(level, w.LEVEL_TEXT),
                suffix=suffix if (suffix := _value(level, w.SUFFIX)) in _SUFFIXES else "tab",
                restart=_number(_value(level, w.LEVEL_RESTART), -1)
                if _has_restart(level)
                else None,
                legal=level.find(w.LEGAL) is not None,
            ),
        )
        for level in parent.iter(w.LEVEL)
    ]


def _styled(
    name: str | None, styles: dict[str | None, etree._Element]
) -> dict[str, tuple[str, int]]:
    """List and level that a paragraph style names, itself or by a style it is based on."""
    if name is None:
        return {}
    num_id, level, at, seen = "", None, name, set[str]()
    while at in styles and at not in seen and not num_id:
        seen.add(at)
        properties = styles[at].find(f"{w.PARAGRAPH_PROPERTIES}/{w.NUMBERED}")
        if properties is not None:
            level = _number(_value(properties, w.ILVL), 0) if level is None else level
            num_id = _value(properties, w.NUM_ID)
        at = _value(styles[at], w.BASED_ON)
    return {name: (num_id, level or 0)} if num_id else {}


def _value(parent: etree._Element, path: str) -> str:
    """The w:val of an element below `parent`; empty where there is none."""
    found = parent.find(path)
    return "" if found is None else found.get(w.VAL, "")


def _number(text: str | None, default: _Default) -> int | _Default:
    """A whole number of up to nine digits, else the default."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default
