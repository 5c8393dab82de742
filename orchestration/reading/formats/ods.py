"""Spreadsheets of LibreOffice and WPS in the open format (.ods) -> blocks.

A cell's text is stored as its sheet shows it, so nothing is formatted here. Hidden sheets, rows and
columns are read and marked, as are comments and text boxes. Which cells form a table is decided in
grid.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import regex
from lxml import etree

from orchestration.reading.formats import archive, grid, markup
from orchestration.reading.formats.grid import Cell, Sheet
from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Block

_CONTENT = "content.xml"
# A repeated cell is stored once: a file of a few bytes can name millions of cells.
_MAX_CELLS = 1_000_000
_NUMBER = regex.compile(r"-?[\d,]+(?:\.\d+)?(%?)$")
_NUMERIC = {"float", "percentage", "currency", "date", "time"}


def blocks(content: bytes) -> list[Block]:
    """Blocks of a spreadsheet. Raises Unreadable where it is damaged, protected or hostile."""
    root = markup.xml(archive.opened(content).read(_CONTENT), _CONTENT)
    hidden = {
        _get(style, "name")
        for style in root.iterfind("{*}automatic-styles/{*}style")
        if any(_get(part, "display") == "false" for part in style)
    }
    return grid.blocks(
        [
            _sheet(table, _get(table, "style-name") in hidden)
            for table in root.iterfind("{*}body/{*}spreadsheet/{*}table")
        ]
    )


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2]


def _get(element: etree._Element, name: str) -> str:
    """An attribute by its name without namespace: the format has one of each."""
    return next((v for key, v in element.items() if key.endswith("}" + name)), "")


def _count(element: etree._Element, name: str) -> int:
    text = _get(element, name)
    return max(int(text), 1) if text.isdecimal() and len(text) < 10 else 1


def _sheet(table: etree._Element, hidden: bool) -> Sheet:
    hidden_columns = _hidden_columns(table)
    cells: list[Cell] = []
    beside: list[tuple[str, str]] = []
    row_no = 0
    for row in table.iter("{*}table-row"):
        repeats = _count(row, "number-rows-repeated")
        note = "hidden row" if _get(row, "visibility") in ("collapse", "filter") else ""
        filled = list(_cells(row, row_no, note, hidden_columns, beside))
        for again in range(repeats if filled else 0):
            if len(cells) + len(filled) > _MAX_CELLS:
                raise Unreadable("hostile", f"the sheet names more than {_MAX_CELLS} cells")
            cells.extend(cell._replace(row=row_no + again) for cell in filled)
        row_no += repeats
    beside.extend(
        ("text box", text) for shape in table.iter("{*}text-box") if (text := _text(shape))
    )
    return Sheet(_get(table, "name"), hidden, cells, beside)


def _cells(
    row: etree._Element,
    row_no: int,
    note: str,
    hidden_columns: list[tuple[int, int]],
    beside: list[tuple[str, str]],
) -> Iterator[Cell]:
    """Filled cells of a row. A merged range's covered cells are named and take their column."""
    col_no = 0
    for element in row:
        name = _name(element)
        if name not in ("table-cell", "covered-table-cell"):
            continue
        repeats = _count(element, "number-columns-repeated")
        text = _text(element)
        if text and name == "covered-table-cell":
            beside.append(("under a merged cell", text))
        elif text:
            if repeats > _MAX_CELLS:
                raise Unreadable("hostile", f"a row names {repeats} cells")
            for col in range(col_no, col_no + repeats):
                unseen = any(start <= col < end for start, end in hidden_columns)
                yield Cell(
                    row_no,
                    col,
                    text,
                    _count(element, "number-rows-spanned"),
                    _count(element, "number-columns-spanned"),
                    _get(element, "value-type") in _NUMERIC,
                    grid.joined(_stored(element, text), note, "hidden column" if unseen else ""),
                )
        for comment in element.iterfind("{*}annotation"):
            if said := _text(comment):
                beside.append(("comment", said))
        col_no += repeats


def _hidden_columns(table: etree._Element) -> list[tuple[int, int]]:
    """Column ranges that are not shown; the end is not included."""
    ranges: list[tuple[int, int]] = []
    column_no = 0
    for column in table.iter("{*}table-column"):
        repeats = _count(column, "number-columns-repeated")
        if _get(column, "visibility") in ("collapse", "filter"):
            ranges.append((column_no, column_no + repeats))
        column_no += repeats
    return ranges


def _stored(cell: etree._Element, text: str) -> str:
    """A note of the stored number where the print hides some of its digits."""
    printed = _NUMBER.match(text)
    stored = _get(cell, "value")
    if printed is None or not _NUMBER.match(stored):
        return ""
    shown = Decimal(text.rstrip("%").replace(",", "")) / (100 if printed[1] else 1)
    # As many digits as a spreadsheet keeps: what lies behind them is the noise of binary floats.
    return f"stored {stored}" if shown != Decimal(f"{Decimal(stored):.15g}") else ""


def _text(element: etree._Element) -> str:
    """Paragraphs of a cell or a shape, without what is drawn or noted on it."""
    return "\n".join(
        "".join(_runs(paragraph)) for paragraph in element if _name(paragraph) in ("p", "h")
    ).strip()


def _runs(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = _name(child)
        if name == "s":
            yield " " * min(_count(child, "c"), 1000)
        elif name in ("tab", "line-break"):
            yield "\t" if name == "tab" else "\n"
        elif name not in ("annotation", "frame", "custom-shape", "ruby-text", "note"):
            yield from _runs(child)
        yield child.tail or ""
