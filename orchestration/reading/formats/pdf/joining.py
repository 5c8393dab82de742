"""Pages -> blocks: what a page break has cut is joined again.

A table goes on where the next page begins with the same columns; its repeated header is left out. A
row is cut when its cells had no room left on the page before. Notes say on which page a block
stands, and from which character on it stands on the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from orchestration.reading.formats.pdf import lines as setting
from orchestration.reading.formats.pdf.layout import Laid, PageTable, Prose, TableCell
from orchestration.reading.formats.pdf.lines import Line, Measure
from orchestration.reading.report import Block

_SAME_COLUMN = 4.0
_MOST_HEADER_ROWS = 4
_ENDS = "。！？；.!?;"
# A header or footer counts as running from this many pages on.
_RUNNING_PAGES = 2


@dataclass(slots=True)
class Text:
    """Text that may go on over pages: (page, paragraphs) in order."""

    parts: list[tuple[int, list[str], bool]] = field(default_factory=list)

    def add(self, page: int, paragraphs: list[str], runs_on: bool) -> None:
        """`runs_on`: the first paragraph goes on with the last one of the page before."""
        self.parts.append((page, paragraphs, runs_on))

    def written(self) -> tuple[str, str]:
        """The text, and a note of its pages: page 3, page 4 from character 512."""
        text = ""
        notes: list[str] = []
        for page, paragraphs, runs_on in self.parts:
            whole = "\n".join(paragraphs)
            if text:
                text = setting.joined(text, whole) if runs_on else f"{text}\n{whole}"
                notes.append(f"page {page} from character {len(text) - len(whole)}")
            else:
                text = whole
                notes.append(f"page {page}")
        return text, ", ".join(notes)


@dataclass(slots=True)
class Cell:
    """A cell of a joined table. `last` is its part on the last page."""

    row: int
    col: int
    rows: int
    cols: int
    text: Text
    last: TableCell


@dataclass(slots=True)
class Table:
    """A table over all its pages. `header` are the texts of its first rows."""

    xs: tuple[float, ...]
    rows: int
    cells: list[Cell]
    header: list[list[str]]


def blocks(pages: Sequence[Laid]) -> Iterator[Block]:
    """Blocks of a document, numbered in reading order."""
    number = 0
    tables = 0
    for item in _items(pages):
        if isinstance(item, Table):
            for cell in sorted(item.cells, key=lambda cell: (cell.row, cell.col)):
                text, note = cell.text.written()
                if text.strip():
                    yield Block(
                        number,
                        text.strip(),
                        tables,
                        cell.row,
                        cell.col,
                        row_span=cell.rows,
                        col_span=cell.cols,
                        note=note,
                    )
                    number += 1
            tables += 1
        else:
            text, note = item
            yield Block(number, text, note=note)
            number += 1


def _items(pages: Sequence[Laid]) -> list[Table | tuple[str, str]]:
    """Tables and paragraphs (text, note) of all pages, running headers said once."""
    running = Counter(text for page in pages for _, text in dict.fromkeys(page.margins))
    kept: list[Table | _Paragraph] = []
    said: set[str] = set()
    for page in pages:
        places = {text: place for place, text in page.margins if running[text] >= _RUNNING_PAGES}
        margins: list[_Paragraph] = []
        first = True
        for item in page.items:
            if isinstance(item, PageTable):
                _add_table(kept, item, first)
                first = False
                continue
            body = [line for line in item.lines if line.text.strip() not in places]
            for line in item.lines:
                text = line.text.strip()
                if text in places and text not in said:
                    said.add(text)
                    margins.append(_Paragraph(Text(), None, None, f"{places[text]}, "))
                    margins[-1].text.add(page.number, [text], False)
            if body:
                _add_prose(kept, Prose(item.page, body, item.measure), first)
                first = False
        kept.extend(margins)
    return [item if isinstance(item, Table) else item.written() for item in kept]


@dataclass(slots=True)
class _Paragraph:
    """A paragraph outside tables; `last` is its last line, to see whether the next page goes on."""

    text: Text
    last: Line | None
    measure: Measure | None
    place: str = ""

    def written(self) -> tuple[str, str]:
        text, note = self.text.written()
        return text.strip(), self.place + note


def _add_prose(kept: list[Table | _Paragraph], prose: Prose, first: bool) -> None:
    for number, paragraph in enumerate(setting.paragraphs(prose.lines, prose.measure)):
        before = next((p for p in reversed(kept) if isinstance(p, Table) or p.last), None)
        text = setting.text_of(paragraph)
        if (
            first
            and number == 0
            and isinstance(before, _Paragraph)
            and before.last is not None
            and before.measure is not None
            and before.last.text.rstrip()[-1:] not in _ENDS
            and setting.runs_on(before.last, paragraph[0], before.measure)
        ):
            before.text.add(prose.page, [text], True)
            before.last = paragraph[-1]
        else:
            found = _Paragraph(Text(), paragraph[-1], prose.measure)
            found.text.add(prose.page, [text], False)
            kept.append(found)


def _add_table(kept: list[Table | _Paragraph], part: PageTable, first: bool) -> None:
    before = next((p for p in reversed(kept) if isinstance(p, Table) or p.last), None)
    if first and isinstance(before, Table) and _same_columns(before.xs, part.xs):
        _go_on(before, part)
        return
    table = Table(part.xs, 0, [], _texts(part)[:_MOST_HEADER_ROWS])
    _append(table, part, 0)
    kept.append(table)


def _same_columns(xs: tuple[float, ...], others: tuple[float, ...]) -> bool:
    return len(xs) == len(others) and all(
        abs(x - other) <= _SAME_COLUMN for x, other in zip(xs, others, strict=True)
    )


def _texts(part: PageTable) -> list[list[str]]:
    """The texts of each row, without spaces."""
    rows: list[list[str]] = [[] for _ in range(part.rows)]
    for cell in part.cells:
        rows[cell.box.row].append("".join("".join(ln.text.split()) for ln in cell.lines))
    return rows


def _go_on(table: Table, part: PageTable) -> None:
    """Add the rows of the next page: without the header, the cut row joined."""
    repeated = 0
    for ours, theirs in zip(table.header, _texts(part), strict=False):
        if ours != theirs or not any(ours):
            break
        repeated += 1
    cells = [cell for cell in part.cells if cell.box.row >= repeated]
    opening = [cell for cell in cells if cell.box.row == repeated]
    above = {cell.col: cell for cell in table.cells if cell.row + cell.rows == table.rows}
    is_cut = bool(opening) and _is_cut(opening, above)
    if is_cut:
        for cell in opening:
            old = above.get(cell.box.col)
            if old is None:
                continue
            if cell.lines:
                paragraphs = setting.paragraphs(cell.lines, cell.measure)
                runs_on = setting.runs_on(old.last.lines[-1], cell.lines[0], old.last.measure)
                old.text.add(part.page, [setting.text_of(p) for p in paragraphs], runs_on)
                old.last = cell
            # A merged cell reaches as far down as its part on this page.
            old.rows += cell.box.rows - 1
    else:
        for cell in _leading_blanks(opening):
            if (old := above.get(cell.box.col)) is not None:
                old.rows += cell.box.rows
    taken = {id(cell) for cell in (opening if is_cut else _leading_blanks(opening))}
    left = [cell for cell in cells if id(cell) not in taken]
    _append(
        table,
        PageTable(part.page, part.xs, part.rows, left),
        repeated + 1 if is_cut else repeated,
    )


def _append(table: Table, part: PageTable, skipped: int) -> None:
    """Add rows below the table's own; `skipped` rows of the part are already there."""
    for cell in part.cells:
        text = Text()
        paragraphs = setting.paragraphs(cell.lines, cell.measure)
        text.add(part.page, [setting.text_of(paragraph) for paragraph in paragraphs], False)
        row = table.rows + cell.box.row - skipped
        table.cells.append(Cell(row, cell.box.col, cell.box.rows, cell.box.cols, text, cell))
    table.rows += part.rows - skipped


def _leading_blanks(row: Sequence[TableCell]) -> list[TableCell]:
    """Blank cells at the left of a page's first row: merged with the cells above the break."""
    ordered = sorted(row, key=lambda cell: cell.box.col)
    filled = next((no for no, cell in enumerate(ordered) if cell.lines), 0)
    return ordered[:filled]


def _is_cut(opening: Sequence[TableCell], above: dict[int, Cell]) -> bool:
    """Whether a page's first row is the rest of the row before: its cells were full, unfinished."""
    filled = [cell for cell in opening if cell.lines]
    parts = [(above.get(cell.box.col), cell) for cell in filled]
    if not filled or not all(
        old is not None and old.last.lines and _had_no_room(old.last) for old, _ in parts
    ):
        return False
    unfinished = [
        cell
        for old, cell in parts
        if old is not None
        and old.last.lines[-1].text.rstrip()[-1:] not in _ENDS
        and setting.runs_on(old.last.lines[-1], cell.lines[0], old.last.measure)
    ]
    several = all(old is not None and len(old.last.lines) > 1 for old, _ in parts)
    if unfinished:
        return several or len(unfinished) == len(parts)
    # Every sentence had ended: a row of its own would fill more than one of its cells.
    return several and len(filled) == 1 < len(opening)


def _had_no_room(cell: TableCell) -> bool:
    """Whether no further line would have fitted into a cell."""
    last = cell.lines[-1]
    return last.y0 - cell.box.y0 < 1.25 * last.size
