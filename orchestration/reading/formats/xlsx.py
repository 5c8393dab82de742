"""Workbooks of Excel 2007 and later (.xlsx, .xlsm) -> blocks.

Cells come as a reader of the sheet sees them: stored numbers under their number formats, rich text
joined, merged ranges with their spans. Hidden sheets, rows and columns are read and marked, as are
comments, text boxes and printed headers. Formulas count by the value stored with them; macros are
not looked at. Which cells form a table is decided in grid.py.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from orchestration.reading.formats import archive, grid, markup, numberformat, sheetxml
from orchestration.reading.formats.grid import Cell, Sheet
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

    def _targets(self, part: str) -> dict[str, tuple[str, str]]:
        """Relations of a part: id -> (kind, part it leads to), without links out of the file."""
        folder, name = posixpath.split(part)
        relations = f"{folder}/_rels/{name}.rels"
        if relations not in self._parts:
            return {}
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rpartition("/")[2],
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
        stored = sheetxml.sheet(self._parts.read(part), part)
        filled = (self._cell(cell) for cell in stored.cells)
        cells, covered = grid.merged(
            [cell for cell in filled if cell.text or cell.note.startswith("formula")],
            stored.merges,
        )
        beside = stored.printed
        beside.extend(("under a merged cell", cell.text) for cell in covered)
        for kind, target in self._targets(part).values():
            if kind in ("comments", "drawing") and target in self._parts:
                beside.extend(_beside(kind, self._xml(target)))
        return Sheet(name, hidden, cells, beside)

    def _cell(self, cell: StoredCell) -> Cell:
        """A cell as shown."""
        stored, note = cell.value, cell.note
        if not stored:
            if cell.formula is None or cell.kind != "n":
                return Cell(cell.row, cell.col, "")
            without = f"formula without a stored value: {cell.formula}"
            return Cell(cell.row, cell.col, "", note=grid.joined(without, note))
        if cell.kind == "s":
            return Cell(cell.row, cell.col, self._shared(stored), note=note)
        if cell.kind == "b":
            return Cell(cell.row, cell.col, "TRUE" if stored == "1" else "FALSE", note=note)
        if cell.kind != "n":
            return Cell(cell.row, cell.col, clean(stored), note=note)
        text, hides = numberformat.shown(stored, self._format(cell.style), self._epoch_1904)
        if hides:
            note = grid.joined(f"stored {stored}", note)
        return Cell(cell.row, cell.col, text, numeric=True, note=note)

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
