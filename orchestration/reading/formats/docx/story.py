"""A part of a Word file -> blocks: its paragraphs and table cells, in the order they are printed.

A cell merged over columns or rows is one block with spans. A table within a cell, a text box and
hidden text follow the paragraph or table they stand in, each with a note. What a paragraph's text
is decides paragraph.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from orchestration.reading.formats.docx import names as w
from orchestration.reading.formats.docx.numbering import Numbering
from orchestration.reading.formats.docx.paragraph import Carried, alternatives, is_on, paragraph
from orchestration.reading.report import Block

_WRAPPERS = {w.CONTROL, w.CONTROL_CONTENT, w.CUSTOM_XML, w.INSERTED, w.MOVED_TO}
# Word tables have at most 63 columns; a larger span is a fault or a trap.
_MAX_SPAN = 63


@dataclass(slots=True)
class Story:
    """Blocks found so far. `embedded` reads a file placed in the text, by the name of its relation."""

    numbering: Numbering
    embedded: Callable[[str], list[Block]]
    blocks: list[Block] = field(default_factory=list)
    tables: int = 0

    def add(self, container: etree._Element, state: Carried, note: str = "") -> None:
        """Add the blocks of a body, a footnote, a header or a text box."""
        for piece in self._pieces(container, state):
            if isinstance(piece, str):
                self._take([Block(0, piece.strip(), note=note)] if piece.strip() else [])
            elif piece.tag == w.TABLE:
                self._take(self._table(piece, state, note))
            else:
                found = self.embedded(piece.get(w.RELATION, ""))
                self._take([replace(block, note=_join(note, block.note)) for block in found])
            self._add_asides(state, note)

    def _add_asides(self, state: Carried, note: str) -> None:
        """Add what was laid aside, and what is laid aside meanwhile."""
        asides, state.asides = state.asides, []
        for kind, content in asides:
            inner = _join(note, kind)
            if isinstance(content, str):
                self._take([Block(0, content.strip(), note=inner)] if content.strip() else [])
            elif content.tag == w.TABLE:
                self._take(self._table(content, state, inner))
                self._add_asides(state, inner)
            else:
                self.add(content, state, inner)

    def _take(self, found: list[Block]) -> None:
        """Take over blocks whose numbers and tables count from 0."""
        tables = [block.table for block in found if block.table is not None]
        self.blocks.extend(
            replace(
                block,
                number=number,
                table=None if block.table is None else block.table + self.tables,
            )
            for number, block in enumerate(found, start=len(self.blocks))
        )
        self.tables += max(tables, default=-1) + 1

    def _pieces(self, container: etree._Element, state: Carried) -> Iterator[str | etree._Element]:
        """Paragraphs as text; tables and embedded files as elements."""
        begun = ""
        for child in _children(container):
            if child.tag == w.PARAGRAPH:
                text, runs_on = paragraph(child, state)
                if runs_on:
                    begun += text
                    continue
                yield self.numbering.label(child) + begun + text
                begun = ""
            elif child.tag in (w.TABLE, w.ALT_CHUNK):
                yield child
        yield begun

    def _table(self, table: etree._Element, state: Carried, note: str) -> list[Block]:
        """Cells of a table, row by row. `above` is the open cell in each column of the row before."""
        cells: list[Block] = []
        above: dict[int, int] = {}
        rows = [row for row in _children(table) if row.tag == w.ROW and not _is_deleted(row)]
        for number, row in enumerate(rows):
            properties = row.find(w.ROW_PROPERTIES)
            hidden = properties is not None and is_on(properties.find(w.HIDDEN_ROW))
            inner = _join(note, "hidden row") if hidden else note
            here: dict[int, int] = {}
            for col, width, merged, cell in _cells(row, properties):
                text = self._cell_text(cell, state)
                if merged == "across" and here:
                    at = len(cells) - 1
                    cells[at] = replace(cells[at], col_span=cells[at].col_span + width)
                elif merged == "down" and col in above:
                    at = here[col] = above[col]
                    span = number - (cells[at].row or 0) + 1
                    cells[at] = replace(cells[at], row_span=span)
                else:
                    here[col] = len(cells)
                    cells.append(Block(0, text, 0, number, col, col_span=width, note=inner))
                    continue
                if text and text != cells[at].text:
                    state.asides.append(("merged cell", text))
            above = here
        return cells

    def _cell_text(self, cell: etree._Element, state: Carried) -> str:
        """Lines of a cell; a table or a file within it is laid aside."""
        lines: list[str] = []
        for piece in self._pieces(cell, state):
            if not isinstance(piece, str):
                if piece.tag == w.TABLE:
                    state.asides.append(("nested table", piece))
            elif piece.strip():
                lines.append(piece)
        return "\n".join(lines).strip()


def _join(note: str, inner: str) -> str:
    """A note within a note: text box in a header."""
    return f"{note}, {inner}" if note and inner else note or inner


def _children(element: etree._Element) -> Iterator[etree._Element]:
    """Children of an element, those of content controls and other wrappers among them."""
    for child in element:
        if child.tag in _WRAPPERS:
            yield from _children(child)
        elif child.tag == w.ALTERNATE:
            for version in alternatives(child):
                yield from _children(version)
        else:
            yield child


def _is_deleted(row: etree._Element) -> bool:
    """Whether a row is deleted by a tracked change."""
    properties = row.find(w.ROW_PROPERTIES)
    return properties is not None and properties.find(w.DELETED) is not None


def _cells(
    row: etree._Element, properties: etree._Element | None
) -> Iterator[tuple[int, int, str, etree._Element]]:
    """Cells of a row: first column, width, whether it goes on "across" or "down", and the cell."""
    before = None if properties is None else properties.find(w.GRID_BEFORE)
    col = _span(before) if before is not None else 0
    for cell in _children(row):
        if cell.tag != w.CELL:
            continue
        shape = cell.find(w.CELL_PROPERTIES)
        if shape is None:
            yield col, 1, "", cell
            col += 1
            continue
        if shape.find(w.CELL_DELETED) is not None:
            continue
        width = _span(shape.find(w.GRID_SPAN))
        yield col, width, _merged(shape), cell
        col += width


def _merged(shape: etree._Element) -> str:
    """Where a cell goes on another: "across" (to its left), "down" (above it), or nowhere."""
    for tag, way in ((w.MERGED_ACROSS, "across"), (w.MERGED_DOWN, "down")):
        found = shape.find(tag)
        if found is not None and found.get(w.VAL, "continue") == "continue":
            return way
    return ""


def _span(element: etree._Element | None) -> int:
    """Number of grid columns: 1 where it is not said or makes no sense."""
    text = "1" if element is None else element.get(w.VAL, "1").strip()
    return min(max(int(text), 1), _MAX_SPAN) if text.isascii() and text.isdigit() else 1
