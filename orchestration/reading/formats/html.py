"""Web pages (.html, .htm) and pages saved whole (.mht) -> blocks: the text a visitor reads.

Scripts, navigation and what is hidden are left out; a page's footer and side notes are marked. How
bytes become text is decided in pages.py, which cells a table has in htmltable.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import regex
from lxml import etree

from orchestration.reading.formats import htmltable, markup, pages
from orchestration.reading.formats.ink import Ink
from orchestration.reading.formats.labels import written
from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Block

# A break that was asked for; those in a page's source are blanks.
_BREAK = "\N{LINE SEPARATOR}"
_AROUND_BREAK = regex.compile(rf" *{_BREAK} *")
_UNSEEN = {
    "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg",
    "canvas", "video", "audio", "map", "nav", "menu", "button", "select", "datalist", "del", "rt",
    "rp",
}  # fmt: skip
_BESIDE = {"footer": "footer", "aside": "side note"}
_NAVIGATION = {
    "nav", "navbar", "navigation", "topnav", "mainnav", "subnav", "menu", "breadcrumb",
    "breadcrumbs",
}  # fmt: skip
_LINES = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main",
    "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "textarea", "tfoot",
    "th", "thead", "tr", "ul",
}  # fmt: skip
_MAX_NESTED = 20
_HIDDEN = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class _Piece(NamedTuple):
    """A line of text, or a data table, and where it stood."""

    content: str | htmltable.Table
    note: str


def blocks(content: bytes) -> list[Block]:
    """Blocks of a page. Raises Unreadable as pages.py and markup.py say, or empty."""
    root = markup.html(pages.text(content))
    found: list[Block] = []
    if root is not None:
        ink = Ink(root)
        for piece in _pieces(root, "", ink):
            _add(found, piece, ink)
    if not found:
        raise Unreadable("empty", "the page holds no text; its scripts may load it")
    return found


def _add(found: list[Block], piece: _Piece, ink: Ink) -> None:
    """Add a line; or a table, what stands in it outside its cells first, tables within it last."""
    if isinstance(piece.content, str):
        found.append(Block(len(found), piece.content, note=piece.note))
        return
    for outside in piece.content.outside:
        if isinstance(outside, str):
            _add(found, _Piece(_line([outside]), piece.note), ink)
        else:
            for part in _pieces(outside, piece.note, ink):
                _add(found, part, ink)
    if piece.note.count("nested table") > _MAX_NESTED:
        raise Unreadable("hostile", "the page nests its tables without end")
    within: list[_Piece] = []
    tables = (block.table for block in reversed(found) if block.table is not None)
    table = next(tables, -1) + 1
    for cell in piece.content.cells:
        lines: list[str] = []
        for part in _pieces(cell.element, piece.note, ink):
            if isinstance(part.content, str):
                lines.append(part.content)
            else:
                within.append(part._replace(note=pages.joined(part.note, "nested table")))
        found.append(
            Block(
                len(found),
                "\n".join(lines),
                table,
                cell.row,
                cell.col,
                row_span=cell.rows,
                col_span=cell.cols,
                note=piece.note,
            )
        )
    for part in within:
        _add(found, part, ink)


def _pieces(top: etree._Element, note: str, ink: Ink) -> Iterator[_Piece]:
    """Lines and data tables below an element, in order."""
    if (plain := _plain(top)) is not None:
        if plain:
            yield _Piece(plain, note)
        return
    line: list[str] = []
    notes = [note]
    lists: list[_Numbers] = []
    passed: etree._Element | None = None
    walk = etree.iterwalk(top, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        is_line = tag in _LINES and element is not passed
        if is_line and line:
            if shown := _line(line):
                yield _Piece(shown, notes[-1])
            line.clear()
        if event == "start":
            if element is not top and (
                _is_left_out(element) or (tag in ("ul", "ol") and ink.is_menu(element))
            ):
                passed = element
            elif tag == "table" and element is not top:
                table = htmltable.table(element, _is_left_out, ink)
                if table is not None:
                    yield _Piece(table, notes[-1])
                    passed = element
            if passed is element:
                walk.skip_subtree()
                continue
            if tag in _BESIDE:
                notes.append(pages.joined(notes[-1], _BESIDE[tag]))
            elif tag == "ol":
                lists.append(_Numbers.of(element))
            elif tag == "li" and lists and element.getparent().tag == "ol":
                line.append(lists[-1].next(element))
            elif tag == "br":
                line.append(_BREAK)
            if element.text:
                line.append(element.text.replace("\n", _BREAK) if tag == "pre" else element.text)
            continue
        if element is not passed:
            if tag in _BESIDE:
                notes.pop()
            elif tag == "ol":
                lists.pop()
        passed = None
        if element is not top and element.tail:
            line.append(element.tail)
    if shown := _line(line):
        yield _Piece(shown, notes[-1])


def _plain(top: etree._Element) -> str | None:
    """Text of an element of words and breaks, as most cells are; None where it holds more."""
    pieces = [top.text or ""]
    for child in top:
        if child.tag != "br" or child.attrib or child.text:
            return None
        pieces += (_BREAK, child.tail or "")
    return _line(pieces)


def _line(pieces: list[str]) -> str:
    """Text of a line: blanks count once, and not beside a break."""
    text = "".join(pieces)
    for blank in "\t\n\r\f":
        text = text.replace(blank, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return (_AROUND_BREAK.sub("\n", text) if _BREAK in text else text).strip()


@dataclass(slots=True)
class _Numbers:
    """The numbers of an ordered list."""

    number: int
    step: int
    format: str
    shown: bool

    @classmethod
    def of(cls, element: etree._Element) -> _Numbers:
        """Where the list starts, which way it counts and how it writes."""
        step = -1 if element.get("reversed") is not None else 1
        first = len(element.findall("li")) if step < 0 else 1
        kind = element.get("type", "")
        shown = "none" not in element.get("style", "").lower()
        return cls(_whole(element.get("start"), first), step, _FORMATS.get(kind, "decimal"), shown)

    def next(self, item: etree._Element) -> str:
        """Label of the next item."""
        number = _whole(item.get("value"), self.number)
        self.number = number + self.step
        return f"{written(number, self.format)}. " if self.shown else ""


def _whole(text: str | None, default: int) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def _is_left_out(element: etree._Element) -> bool:
    """Whether a visitor does not see an element, or it only leads elsewhere."""
    if element.tag in _UNSEEN:
        return True
    for name, value in element.items():
        if name == "hidden" or (name == "style" and _HIDDEN.search(value.lower())):
            return True
        if name == "role" and value in ("navigation", "menu", "menubar"):
            return True
        if name in ("class", "id") and not _NAVIGATION.isdisjoint(value.lower().split()):
            return True
    return False
