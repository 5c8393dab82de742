"""Styles that bear on the text: they number paragraphs, or hide them. Looks are left alone.

A styles part is often the largest of the file (350 KB against 50 KB of document), and a report uses
few of its styles. So it is cut at its closing tags, and only the styles in use are parsed.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from functools import cached_property

import regex
from lxml import etree

from orchestration.reading.formats import markup
from orchestration.reading.formats.docx import names as w

_ROOT = regex.compile(rb"<(?:(\w+):)?styles\b[^>]*>")
_STYLE_ID = regex.compile(rb"styleId\s*=\s*[\"']([^\"'<>]*)[\"']")


class Styles:
    """The styles of one document. `read` gives the part, and is called when one is asked for."""

    def __init__(self, read: Callable[[], bytes]) -> None:
        self._read = read
        self._numbered: dict[str, tuple[str, int]] = {}
        self._hidden: dict[str, bool] = {}

    def numbering(self, style: str) -> tuple[str, int]:
        """List and level that a paragraph style names, itself or by those it is based on."""
        if style not in self._numbered:
            self._numbered[style] = self._find_numbering(style)
        return self._numbered[style]

    def hides(self, style: str) -> bool:
        """Whether text in a style is hidden."""
        if style not in self._hidden:
            switches = self._properties(style, f"{w.RUN_PROPERTIES}/{w.HIDDEN}")
            self._hidden[style] = w.is_on(next(switches, None))
        return self._hidden[style]

    def _find_numbering(self, style: str) -> tuple[str, int]:
        level = None
        for properties in self._properties(style, f"{w.PARAGRAPH_PROPERTIES}/{w.NUMBERED}"):
            level = w.number(w.value(properties, w.ILVL), 0) if level is None else level
            if num_id := w.value(properties, w.NUM_ID):
                return num_id, level
        return "", 0

    def _properties(self, style: str, path: str) -> Iterator[etree._Element]:
        """What stands at `path` in a style and in those it is based on, the nearest first."""
        seen: set[str] = set()
        while style and style not in seen:
            seen.add(style)
            element = self._element(style)
            if element is None:
                return
            if (found := element.find(path)) is not None:
                yield found
            style = w.value(element, w.BASED_ON)

    def _element(self, style: str) -> etree._Element | None:
        root, end, pieces = self._pieces
        piece = pieces.get(style.encode())
        if piece is None:
            return None
        whole = markup.xml(root + piece + b"</" + end + b">", "styles")
        return whole.find(w.STYLE)

    @cached_property
    def _pieces(self) -> tuple[bytes, bytes, dict[bytes, bytes]]:
        """The root's opening tag, its name, and each style as it is written, by its id."""
        content = w.transitional(self._read())
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            content = content.decode("utf-16", "replace").encode()
        root = _ROOT.search(content)
        if root is None:
            return b"", b"", {}
        prefix = root[1] + b":" if root[1] else b""
        opening, closing = b"<" + prefix + b"style ", b"</" + prefix + b"style>"
        pieces: dict[bytes, bytes] = {}
        for piece in content[root.end() :].split(closing):
            start = piece.find(opening)
            if start >= 0 and (named := _STYLE_ID.search(piece, start)) is not None:
                pieces[named[1]] = piece[start:] + closing
        return root[0], prefix + b"styles", pieces
