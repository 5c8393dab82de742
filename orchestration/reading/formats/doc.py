"""Word 97 to 2003, WPS and rich text (.doc, .wps, .rtf) -> blocks.

antiword reads a .doc in two milliseconds and serves where a document is paragraphs and tables; one
with lists, notes or text boxes, which it flattens or drops, goes through LibreOffice where that is
installed, as does all rich text. Files that are something else by another name are read as what
they are. Macros are not looked at.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib import import_module

import regex
from lxml import etree

from orchestration.reading.formats import compound, markup, office
from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Block

_SECONDS = 20
_OUTPUT_BYTES = 256 << 20
# Characters a Word file may hold and XML may not.
_CONTROL = regex.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# Where the file information block counts the characters of notes, comments and text boxes.
_ASIDE_COUNTS = (0x50, 0x5C, 0x60, 0x64, 0x68)
_ENCRYPTED = 0x0100
_SAME_EDGE_POINTS = 3


def blocks(content: bytes) -> list[Block]:
    """Blocks of a document. Raises Unreadable; needs_libreoffice where nothing here reads it."""
    if not content.strip():
        raise Unreadable("empty", "the file has no content")
    if content.startswith(b"PK"):
        return _read_as("docx", content)
    if content.startswith(compound.SIGNATURE):
        return _word(content)
    if _is_rich_text(content):
        return _read_as("docx", office.converted(content, "rtf", "docx"))
    head = content[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"")
    return _read_as("html" if head.startswith(b"<") else "text", content)


def converts_from(content: bytes) -> str | None:
    """The format that LibreOffice converts a file from; None for one that is read without it."""
    if _is_rich_text(content):
        return "rtf"
    if not content.startswith(compound.SIGNATURE):
        return None
    try:
        return None if _served(content)[1] else "doc"
    except Unreadable:
        return None


def _is_rich_text(content: bytes) -> bool:
    return content.lstrip()[:5].lower() == b"{\\rtf"


def _read_as(format: str, content: bytes) -> list[Block]:
    read: list[Block] = import_module(f"orchestration.reading.formats.{format}").blocks(content)
    return read


def _word(content: bytes) -> list[Block]:
    """A Word binary by antiword where it serves, else LibreOffice, else what antiword gives."""
    book, is_served = _served(content)
    if book is not None and (is_served or office.program() is None):
        return list(_blocks(book))
    return _read_as("docx", office.converted(content, "doc", "docx"))


def _served(content: bytes) -> tuple[etree._Element | None, bool]:
    """The document as antiword sees it, and whether that is all there is to see."""
    information = _information(content)
    asides = any(struct.unpack_from("<i", information, at)[0] for at in _ASIDE_COUNTS)
    book = _antiword(content)
    return book, book is not None and not asides and not _has_lists(book)


def _information(content: bytes) -> bytes:
    """The file information block. Raises Unreadable where there is none, or a password."""
    information = compound.streams(content).get("WordDocument", b"")[:0x200]
    if len(information) < 0x200:
        raise Unreadable("not_as_named", "the file holds no Word document")
    if struct.unpack_from("<H", information, 0x0A)[0] & _ENCRYPTED:
        raise Unreadable("password", "the file is protected by a password")
    return information


@cache
def _program() -> str | None:
    return shutil.which("antiword")


def _antiword(content: bytes) -> etree._Element | None:
    """The document as antiword sees it, in DocBook; None where it is not installed or fails."""
    program = _program()
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, "-m", "UTF-8.txt", "-x", "db", "-"],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    start = done.stdout.find(b"<book")
    if done.returncode != 0 or start < 0 or len(done.stdout) > _OUTPUT_BYTES:
        return None
    try:
        return markup.xml(_CONTROL.sub(b"", done.stdout[start:]), "antiword")
    except Unreadable:
        return None


def _has_lists(book: etree._Element) -> bool:
    """Whether there is anything but paragraphs and tables: antiword numbers every list 1, 2, 3."""
    return next(book.iter("orderedlist", "itemizedlist", "footnote"), None) is not None


def _blocks(book: etree._Element) -> Iterator[Block]:
    number = 0
    tables = 0
    for element in book.iter("para", "title", "informaltable"):
        if element.tag == "informaltable":
            for block in _table(element, number, tables):
                yield block
                number += 1
            tables += 1
        elif text := _text(element):
            yield Block(number, f"{_label(element)}{text}")
            number += 1


def _text(element: etree._Element) -> str:
    """Text of an element without what is a block of its own."""
    own = [element.text or ""]
    for child in element:
        if child.tag not in ("informaltable", "para", "orderedlist", "itemizedlist"):
            own.append(_text(child))
        own.append(child.tail or "")
    return "\n".join(line.strip() for line in "".join(own).split("\n") if line.strip())


def _label(paragraph: etree._Element) -> str:
    """The number of a list's item, as antiword counts it."""
    item = paragraph.getparent()
    if item is None or item.tag != "listitem" or item.getparent().tag != "orderedlist":
        return ""
    return f"{item.getparent().index(item) + 1}."


def _table(table: etree._Element, number: int, table_no: int) -> Iterator[Block]:
    """Cells of a table. Its rows are grouped by equal columns; widths tell which columns span."""
    groups = list(table.iterfind("tgroup"))
    edges: list[int] = []
    for edge in sorted(edge for group in groups for edge in _edges(group)[:-1]):
        if not edges or edge - edges[-1] > _SAME_EDGE_POINTS:
            edges.append(edge)
    row_no = 0
    for group in groups:
        starts = _edges(group)
        for row in group.iter("row"):
            for position, entry in enumerate(row.iterfind("entry")):
                left = _nearest(edges, starts[min(position, len(starts) - 1)])
                right = (
                    _nearest(edges, starts[position + 1])
                    if position + 2 < len(starts)
                    else len(edges)
                )
                if text := _text(entry):
                    span = max(right - left, 1)
                    yield Block(number, text, table_no, row_no, left, col_span=span)
                    number += 1
            row_no += 1


def _edges(group: etree._Element) -> list[int]:
    """Left edges of a group's columns in points, and the right edge of the last."""
    edges = [0.0]
    for column in group.iterfind("colspec"):
        width = (column.get("colwidth") or "").removesuffix("pt")
        edges.append(edges[-1] + (float(width) if regex.fullmatch(r"\d+(\.\d+)?", width) else 1))
    return [round(edge) for edge in edges]


def _nearest(edges: list[int], edge: int) -> int:
    return min(range(len(edges)), key=lambda no: abs(edges[no] - edge)) if edges else 0
