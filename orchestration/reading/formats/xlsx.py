"""Workbooks of Excel 2007 and later (.xlsx, .xlsm) -> blocks.

Cells come as a reader of the sheet sees them: stored numbers under their number formats, rich text
joined, merged ranges with their spans. Hidden sheets, rows and columns are read and marked, as are
comments, text boxes and printed headers. Formulas count by the value stored with them; macros are
not looked at. Which cells form a table is decided in grid.py.
"""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

import regex
from lxml import etree

from orchestration.reading.formats import archive, grid, markup, numberformat
from orchestration.reading.formats.grid import Cell, Merge, Sheet
from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Block

_WORKBOOK = "xl/workbook.xml"
_ESCAPED = regex.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = regex.compile(r"([A-Z]{1,3})(\d{1,7})$")
_PRINT_CODE = regex.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|[0-9]+|[A-Z&])')
_DIGITS = "0123456789"
_MAX_ROW, _MAX_COL = 1 << 20, 1 << 14


def blocks(content: bytes) -> list[Block]:
    """Blocks of a workbook. Raises Unreadable where it is damaged, protected or hostile."""
    return grid.blocks(list(_Workbook(archive.opened(content)).sheets()))


class _Workbook:
    """The parts that cells refer to: shared strings and number formats, read when first needed."""

    def __init__(self, parts: archive.Archive) -> None:
        self._parts = parts
        self._strings: list[str] | None = None
        self._formats: list[str] | None = None
        self._root = self._xml(_WORKBOOK)
        first = next((e for e in self._root if _name(e) == "workbookPr"), None)
        self._epoch_1904 = first is not None and first.get("date1904") in ("1", "true")

    def _xml(self, part: str) -> etree._Element:
        return markup.xml(self._parts.read(part), part)

    def _targets(self, part: str) -> dict[str, tuple[str, str]]:
        """Relations of a part: id -> (kind, part it leads to). Links out of the file are left out."""
        folder, name = posixpath.split(part)
        relations = f"{folder}/_rels/{name}.rels"
        if relations not in self._parts:
            return {}
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:],
            )
            for relation in self._xml(relations)
            if relation.get("TargetMode") != "External"
        }

    def sheets(self) -> Iterator[Sheet]:
        targets = self._targets(_WORKBOOK)
        for sheet in self._root.iter("{*}sheet"):
            identity = next((v for key, v in sheet.items() if key.endswith("}id")), "")
            kind, part = targets.get(identity, ("", ""))
            if kind == "worksheet":
                hidden = sheet.get("state") in ("hidden", "veryHidden")
                yield self._sheet(part, sheet.get("name", ""), hidden)

    def _sheet(self, part: str, name: str, hidden: bool) -> Sheet:
        root = self._xml(part)
        hidden_columns: list[tuple[int, int]] = []
        merges: list[Merge] = []
        cells: list[Cell] = []
        beside: list[tuple[str, str]] = []
        for element in root:
            kind = _name(element)
            if kind == "cols":
                hidden_columns = _hidden_columns(element)
            elif kind == "sheetData":
                cells = list(self._cells(element, hidden_columns))
            elif kind == "mergeCells":
                merges = [merge for child in element if (merge := _merge(child.get("ref", "")))]
            elif kind == "headerFooter":
                beside.extend(_printed(element))
        cells, covered = grid.merged(cells, merges)
        beside.extend(("under a merged cell", cell.text) for cell in covered)
        for kind, target in self._targets(part).values():
            if kind in ("comments", "drawing") and target in self._parts:
                beside.extend(_beside(kind, self._xml(target)))
        return Sheet(name, hidden, cells, beside)

    def _cells(self, data: etree._Element, hidden_columns: list[tuple[int, int]]) -> Iterator[Cell]:
        """Filled cells row by row. Cells and rows without a reference follow the one before."""
        row_no = -1
        for row in data:
            row_no = min(_number(row.get("r"), row_no + 2), _MAX_ROW) - 1
            row_note = "hidden row" if row.get("hidden") in ("1", "true") else ""
            col_no = -1
            for cell in row:
                reference = cell.get("r")
                col_no = _column(reference.rstrip(_DIGITS)) if reference else col_no + 1
                text, numeric, note = self._value(cell)
                if text or note:
                    if hidden_columns and _is_within(hidden_columns, col_no):
                        note = grid.joined("hidden column", note)
                    note = grid.joined(row_note, note) if row_note else note
                    yield Cell(row_no, col_no, text, numeric=numeric, note=note)

    def _value(self, cell: etree._Element) -> tuple[str, bool, str]:
        """Text of a cell as shown, whether it is a number, and what is not in plain sight."""
        kind = cell.get("t", "n")
        stored: str | None = None
        formula: str | None = None
        for child in cell:
            tag = child.tag
            if tag.endswith("}v"):
                stored = child.text
            elif tag.endswith("}f"):
                formula = child.text or ""
            elif tag.endswith("}is"):
                return _clean(_rich(child)), False, ""
        if stored is None:
            if formula is None or kind == "str":
                return "", False, ""
            return "", False, f"formula without a stored value: {formula}"
        if kind == "s":
            return self._shared(stored), False, ""
        if kind == "b":
            return ("TRUE" if stored == "1" else "FALSE"), False, ""
        if kind != "n":
            return _clean(stored), False, ""
        text, hides = numberformat.shown(stored, self._format(cell.get("s")), self._epoch_1904)
        return text, True, f"stored {stored}" if hides else ""

    def _shared(self, index: str) -> str:
        if self._strings is None:
            part = next((n for n in self._parts.names if n.lower() == "xl/sharedstrings.xml"), "")
            self._strings = [_clean(_rich(item)) for item in self._xml(part)]
        if not index.isdecimal() or int(index) >= len(self._strings):
            raise Unreadable("damaged", f"a cell names shared string {index}, which is not there")
        return self._strings[int(index)]

    def _format(self, style: str | None) -> str:
        """Number format of a cell's style."""
        if self._formats is None:
            self._formats = self._read_formats() if "xl/styles.xml" in self._parts else []
        position = _number(style, 0)
        return self._formats[position] if position < len(self._formats) else numberformat.GENERAL

    def _read_formats(self) -> list[str]:
        root = self._xml("xl/styles.xml")
        own: dict[int, str] = {
            _number(e.get("numFmtId"), 0): e.get("formatCode", "")
            for group in root
            if _name(group) == "numFmts"
            for e in group
        }
        numbers = (
            _number(style.get("numFmtId"), 0)
            for group in root
            if _name(group) == "cellXfs"
            for style in group
        )
        return [
            own.get(no) or numberformat.BUILT_IN.get(no, numberformat.GENERAL) for no in numbers
        ]


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2]


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 10 else otherwise


def _rich(item: etree._Element) -> str:
    """Text of a string: its runs joined, without the reading aids (rPh) printed above it."""
    texts: list[str | None] = []
    for child in item:
        tag = child.tag
        if tag.endswith("}t"):
            texts.append(child.text)
        elif tag.endswith("}r"):
            texts.extend(part.text for part in child if part.tag.endswith("}t"))
    return "".join(text for text in texts if text)


def _clean(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def _place(reference: str) -> tuple[int, int] | None:
    """(row, column) of B7, from 0."""
    match = _REFERENCE.match(reference)
    return (min(int(match[2]), _MAX_ROW) - 1, _column(match[1])) if match is not None else None


@lru_cache(maxsize=_MAX_COL)
def _column(letters: str) -> int:
    """Column number of its letters, from 0: AB is 27. What is no column counts as the last one."""
    column = 0
    for letter in letters[:4]:
        column = column * 26 + ord(letter) - 64
    return column - 1 if 0 < column <= _MAX_COL else _MAX_COL - 1


def _merge(reference: str) -> Merge | None:
    first, _, last = reference.partition(":")
    start, end = _place(first), _place(last)
    return Merge(*start, *end) if start is not None and end is not None else None


def _hidden_columns(columns: etree._Element) -> list[tuple[int, int]]:
    return sorted(
        (_number(column.get("min"), 1) - 1, _number(column.get("max"), 1) - 1)
        for column in columns
        if column.get("hidden") in ("1", "true")
    )


def _is_within(ranges: list[tuple[int, int]], number: int) -> bool:
    position = bisect_right(ranges, (number, _MAX_COL)) - 1
    return position >= 0 and number <= ranges[position][1]


def _printed(header_footer: etree._Element) -> Iterator[tuple[str, str]]:
    for element in header_footer:
        text = _clean(_PRINT_CODE.sub(" ", element.text or ""))
        if text:
            yield "header" if "Header" in _name(element) else "footer", text


def _beside(kind: str, root: etree._Element) -> Iterator[tuple[str, str]]:
    """Texts of a sheet's comments, or of the text boxes drawn on it."""
    if kind == "comments":
        for comment in root.iter("{*}comment"):
            text = _clean("".join(t.text or "" for t in comment.iter("{*}t")))
            if text:
                yield f"comment on {comment.get('ref', '')}", text
        return
    for box in root.iter("{*}txBody"):
        lines = ("".join(t.text or "" for t in p.iter("{*}t")) for p in box.iter("{*}p"))
        text = _clean("\n".join(lines))
        if text:
            yield "text box", text
