"""Workbooks of Excel 97 to 2003 and of WPS (.xls, .et) -> blocks.

Read with xlrd, because it knows number formats, merged ranges and what is hidden; python-calamine
gives a percentage as 0.975, whatever the sheet shows. Macros are not looked at. Which cells form a
table is decided in grid.py.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import xlrd

from orchestration.reading.formats import compound, grid, numberformat
from orchestration.reading.formats.grid import Cell, Merge, Sheet
from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Block

_ERRORS = xlrd.error_text_from_code
_PROTECTED = "encrypted"


def blocks(content: bytes) -> list[Block]:
    """Blocks of a workbook. Raises Unreadable where it is damaged or protected."""
    if content.startswith(compound.SIGNATURE):
        parts = compound.streams(content)
        content = parts.get("Workbook") or parts.get("Book") or b""
        if not content:
            raise Unreadable("not_as_named", "the file holds no workbook")
    try:
        book = xlrd.open_workbook(
            file_contents=content,
            formatting_info=True,
            ragged_rows=True,  # else one cell far out makes 16 million
            logfile=io.StringIO(),
        )
        sheets = [_sheet(book, sheet) for sheet in book.sheets()]
    except MemoryError:
        raise
    except Exception as problem:
        # xlrd trusts the file: a damaged one breaks it in any of Python's ways.
        if _PROTECTED in str(problem):
            raise Unreadable("password", "the file is protected by a password") from problem
        raise Unreadable("damaged", f"the workbook cannot be read: {problem!r}") from problem
    return grid.blocks(sheets)


def _sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Sheet:
    merges = [
        Merge(top, left, bottom - 1, right - 1)
        for top, bottom, left, right in sheet.merged_cells
        if bottom > top and right > left
    ]
    cells, covered = grid.merged(_cells(book, sheet), merges)
    beside = [("under a merged cell", cell.text) for cell in covered]
    beside.extend(
        ("comment", text)
        for _, comment in sorted(sheet.cell_note_map.items())
        if (text := comment.text.strip())
    )
    return Sheet(sheet.name, sheet.visibility != 0, cells, beside)


def _cells(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Iterator[Cell]:
    """Filled cells row by row."""
    hidden_columns = {no for no, column in sheet.colinfo_map.items() if column.hidden}
    for row_no in range(sheet.nrows):
        row = sheet.rowinfo_map.get(row_no)
        row_note = "hidden row" if row is not None and row.hidden else ""
        for col_no, cell in enumerate(sheet.row(row_no)):
            text, numeric, stored = _shown(book, cell)
            if text:
                unseen = "hidden column" if col_no in hidden_columns else ""
                note = grid.joined(stored, row_note, unseen)
                yield Cell(row_no, col_no, text, numeric=numeric, note=note)


def _shown(book: xlrd.Book, cell: xlrd.sheet.Cell) -> tuple[str, bool, str]:
    """Text of a cell as shown, whether it is a number, and a note of the digits it hides."""
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        stored = repr(cell.value)
        text, hides = numberformat.shown(stored, _format(book, cell), bool(book.datemode))
        return text, True, f"stored {stored}" if hides else ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return ("TRUE" if cell.value else "FALSE"), False, ""
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return _ERRORS.get(cell.value, "#ERROR"), False, ""
    return str(cell.value).replace("\r\n", "\n").replace("\r", "\n").strip(), False, ""


def _format(book: xlrd.Book, cell: xlrd.sheet.Cell) -> str:
    """Number format of a cell. Built-in ones are ours: xlrd names dates the American way."""
    key = book.xf_list[cell.xf_index].format_key
    if key in numberformat.BUILT_IN and key < 164:
        return numberformat.BUILT_IN[key]
    return book.format_map[key].format_str if key in book.format_map else numberformat.GENERAL
