"""A part of a Word file -> blocks: its paragraphs and table cells, in the order they are printed.

A cell merged over columns or rows is one block with spans. A table within a cell, a text box and
hidden text follow the paragraph or table they stand in, each with a note. How a paragraph becomes
text is said in paragraph.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from orchestration.reading.formats.docx import names as w
from orchestration.reading.formats.docx.numbering import Numbering
from orchestration.reading.formats.docx.paragraph import Carried, alternatives, paragraph
from orchestration.reading.report import Block

_WRAPPERS = {w.CONTROL, w.CONTROL_CONTENT, w.CUSTOM_XML, w.INSERTED, w.MOVED_TO}
_MERGED = {w.MERGED_ACROSS: "across", w.MERGED_DOWN: "down"}
# Word tables have at most 63 columns; a larger span is a fault or a trap.
_MAX_SPAN = 63


@dataclass(slots=True)
class Story:
    """Blocks found so far. `embedded` reads a file placed in the text, by its relation's name."""

    numbering: Numbering
    embedded: Callable[[str], list[Block]]
    blocks: list[Block] = field(default_factory=list)
    tables: int = 0

    def add(self, container: etree._Element, state: Carried, note: str = "") -> None:
        """Add the blocks of a body, a footnote, a header or a text box."""
        for piece in self._pieces(container, state):
            self._add_piece(piece, state, note)

    def _add_piece(self, piece: str | etree._Element, state: Carried, note: str) -> None:
        """Add a paragraph, table, embedded file or text box, then what was laid aside in it."""
        if isinstance(piece, str):
            self._add_line(piece, note)
        elif piece.tag == w.TABLE:
            self._add_table(piece, state, note)
        elif piece.tag == w.ALT_CHUNK:
            found = self.embedded(piece.get(w.RELATION, ""))
            self._take([block._replace(note=_join(note, block.note)) for block in found])
        else:
            self.add(piece, state, note)
        asides, state.asides = state.asides, []
        for kind, aside in asides:
            self._add_piece(aside, state, _join(note, kind))

    def _take(self, found: list[Block]) -> None:
        """Take over the blocks of another file, whose numbers and tables count from 0."""
        tables = [block.table for block in found if block.table is not None]
        for block in found:
            table = None if block.table is None else block.table + self.tables
            self.blocks.append(block._replace(number=len(self.blocks), table=table))
        self.tables += max(tables, default=-1) + 1

    def _add_line(self, text: str, note: str) -> None:
        if text := text.strip():
            self.blocks.append(Block(len(self.blocks), text, note=note))

    def _pieces(self, container: etree._Element, state: Carried) -> Iterator[str | etree._Element]:
        """Paragraphs as text; tables and embedded files as elements."""
        begun = ""
        for child in _children(container):
            if child.tag == w.PARAGRAPH:
                text, runs_on = paragraph(child, state)
                label = ""
                properties = w.child(child, w.PARAGRAPH_PROPERTIES)
                if properties is not None:
                    style = w.value(properties, w.PARAGRAPH_STYLE)
                    if style and state.styles.hides(style):
                        state.asides.append(("hidden text", text))
                        continue
                    label = "" if runs_on else self.numbering.label(properties, style)
                begun += text
                if not runs_on:
                    yield label + begun
                    begun = ""
            elif child.tag in (w.TABLE, w.ALT_CHUNK):
                yield child
        yield begun

    def _add_table(self, table: etree._Element, state: Carried, note: str) -> None:
        """Add the cells of a table. `above`: the open cell in each column of the row before."""
        cells: list[_Cell] = []
        above: dict[int, _Cell] = {}
        rows = [row for row in _children(table) if row.tag == w.ROW and not _is_deleted(row)]
        for number, row in enumerate(rows):
            properties = w.child(row, w.ROW_PROPERTIES)
            hidden = properties is not None and w.is_on(w.child(properties, w.HIDDEN_ROW))
            inner = _join(note, "hidden row") if hidden else note
            here: dict[int, _Cell] = {}
            for col, width, merged, element in _cells(row, properties):
                text = self._cell_text(element, state)
                if merged == "across" and here:
                    open_ = here[max(here)]
                    open_.cols = col + width - open_.col
                elif merged == "down" and col in above:
                    open_ = here[col] = above[col]
                    open_.rows = number - open_.row + 1
                else:
                    here[col] = _Cell(text, number, col, 1, width, inner)
                    cells.append(here[col])
                    continue
                if text and text != open_.text:
                    state.asides.append(("merged cell", text))
            above = here
        for number, cell in enumerate(cells, start=len(self.blocks)):
            place = (self.tables, cell.row, cell.col, "", cell.rows, cell.cols)
            self.blocks.append(Block(number, cell.text, *place, cell.note))
        self.tables += bool(cells)

    def _cell_text(self, cell: etree._Element, state: Carried) -> str:
        """Lines of a cell; a table or a file within it is laid aside."""
        lines: list[str] = []
        for piece in self._pieces(cell, state):
            if not isinstance(piece, str):
                kind = "nested table" if piece.tag == w.TABLE else "embedded file"
                state.asides.append((kind, piece))
            elif piece.strip():
                lines.append(piece)
        return "\n".join(lines).strip()


@dataclass(slots=True)
class _Cell:
    """A cell while the rows below may still go on with it."""

    text: str
    row: int
    col: int
    rows: int
    cols: int
    note: str


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
    properties = w.child(row, w.ROW_PROPERTIES)
    return properties is not None and w.child(properties, w.DELETED) is not None


def _cells(
    row: etree._Element, properties: etree._Element | None
) -> Iterator[tuple[int, int, str, etree._Element]]:
    """Cells of a row: first column, width, whether it goes on "across" or "down", and the cell."""
    before = None if properties is None else w.child(properties, w.GRID_BEFORE)
    col = _span(before) if before is not None else 0
    for cell in _children(row):
        if cell.tag != w.CELL:
            continue
        shape = w.child(cell, w.CELL_PROPERTIES)
        width, merged = 1, ""
        for said in () if shape is None else shape:
            tag = said.tag
            if tag == w.CELL_DELETED:
                break
            if tag == w.GRID_SPAN:
                width = _span(said)
            elif tag in _MERGED and said.get(w.VAL, "continue") == "continue":
                merged = merged or _MERGED[tag]
        else:
            yield col, width, merged, cell
            col += width


def _span(element: etree._Element | None) -> int:
    """Number of grid columns: 1 where it is not said or makes no sense."""
    return 1 if element is None else min(max(w.number(element.get(w.VAL), 1), 1), _MAX_SPAN)
