"""Workbooks of Excel 2007 and later (.xlsx, .xlsm) -> blocks.

Cells come as a reader of the sheet sees them: stored numbers under their number formats, rich text
joined, merged ranges with their spans. Hidden sheets, rows and columns are read and marked, as are
comments, text boxes and printed headers. Formulas count by the value stored with them; macros are
not looked at. Which cells form a table is decided in grid.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from orchestration.reading.formats import archive, grid, markup, numberformat, sheetxml
from orchestration.reading.formats.grid import Cell, Sheet
from orchestration.reading.formats.relations import relations
from orchestration.reading.formats.sheetxml import StoredCell, clean, is_true, number
from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Block

_WORKBOOK = "xl/workbook.xml"
_STRINGS = "xl/sharedstrings.xml"
_STYLES = "xl/styles.xml"


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
        properties = next((e for e in self._root if e.tag.endswith("}workbookPr")), None)
        self._epoch_1904 = properties is not None and is_true(properties.get("date1904"))

    def _xml(self, part: str) -> etree._Element:
        return markup.xml(self._parts.read(part), part)

    def sheets(self) -> Iterator[Sheet]:
        targets = relations(self._parts, _WORKBOOK)
        for sheet in self._root.iter("{*}sheet"):
            identity = next((v for key, v in sheet.items() if key.endswith("}id")), "")
            kind, part = targets.get(identity, ("", ""))
            if kind == "worksheet":
                hidden = sheet.get("state") in ("hidden", "veryHidden")
                yield self._sheet(part, sheet.get("name", ""), hidden)

    def _sheet(self, part: str, name: str, hidden: bool) -> Sheet:
        stored = sheetxml.sheet(self._parts.read(part), part)
        cells, covered = grid.merged(self._cells(stored.cells), stored.merges)
        beside = stored.printed
        beside.extend(("under a merged cell", cell.text) for cell in covered)
        for kind, target in relations(self._parts, part).values():
            if kind in ("comments", "drawing") and target in self._parts:
                beside.extend(_beside(kind, self._xml(target)))
        return Sheet(name, hidden, cells, beside)

    def _cells(self, stored: list[StoredCell]) -> Iterator[Cell]:
        """Cells as shown; those without text are left out, but not a formula without a value."""
        for row, col, kind, style, value, formula, note in stored:
            numeric = False
            if not value:
                if formula is None or kind != "n":
                    continue
                text = ""
                note = grid.joined(f"formula without a stored value: {formula}", note)
            elif kind == "s":
                text = self._shared(value)
            elif kind == "n":
                numeric = True
                text, hides = numberformat.shown(value, self._format(style), self._epoch_1904)
                if hides:
                    note = grid.joined(f"stored {value}", note)
            elif kind == "b":
                text = "TRUE" if value == "1" else "FALSE"
            else:
                text = clean(value)
            if text or not value:
                yield Cell(row, col, text, 1, 1, numeric, note)

    def _shared(self, index: str) -> str:
        if self._strings is None:
            part = next((n for n in self._parts.names if n.lower() == _STRINGS), _STRINGS)
            self._strings = sheetxml.shared_strings(self._parts.read(part), part)
        if not index.isdecimal() or int(index) >= len(self._strings):
            raise Unreadable("damaged", f"a cell names shared string {index}, which is not there")
        return self._strings[int(index)]

    def _format(self, style: str | None) -> str:
        """Number format of a cell's style."""
        if self._formats is None:
            self._formats = self._read_formats() if _STYLES in self._parts else []
        position = number(style, 0)
        return self._formats[position] if position < len(self._formats) else numberformat.GENERAL

    def _read_formats(self) -> list[str]:
        root = self._xml(_STYLES)
        own: dict[int, str] = {
            number(e.get("numFmtId"), 0): e.get("formatCode", "")
            for e in root.iterfind("{*}numFmts/{*}numFmt")
        }
        numbers = (number(e.get("numFmtId"), 0) for e in root.iterfind("{*}cellXfs/{*}xf"))
        return [
            own.get(no) or numberformat.BUILT_IN.get(no, numberformat.GENERAL) for no in numbers
        ]


def _beside(kind: str, root: etree._Element) -> Iterator[tuple[str, str]]:
    """Texts of a sheet's comments, or of the text boxes drawn on it."""
    if kind == "comments":
        for comment in root.iter("{*}comment"):
            text = clean("".join(t.text or "" for t in comment.iter("{*}t")))
            if text:
                yield f"comment on {comment.get('ref', '')}", text
        return
    for box in root.iter("{*}txBody"):
        lines = ("".join(t.text or "" for t in p.iter("{*}t")) for p in box.iter("{*}p"))
        text = clean("\n".join(lines))
        if text:
            yield "text box", text
