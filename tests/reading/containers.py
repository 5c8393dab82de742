"""The one report in the containers that bureaus send: .docx, .xlsx, .html, .pdf, .csv, .doc, …

Built from a text report whose table is read by the text format: cells that a row leaves out are
merged with the cell above, as in a real table. `python -m tests.reading.containers OUT [REPORT]`
writes the files; .pdf, .doc, .rtf, .wps, .ods and .xls need LibreOffice.
"""

from __future__ import annotations

import csv
import html
import io
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Pt
from lxml import etree

from orchestration.reading.formats import office, text

REPORT = Path(__file__).parents[2] / "raw" / "杭州市城乡建设委员会" / "2020.txt"
# What LibreOffice writes, and what it is made from.
CONVERTED = {"doc": "docx", "rtf": "docx", "pdf": "docx", "ods": "xlsx", "xls": "xlsx"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table with the rows it spans."""

    row: int
    col: int
    rows: int
    text: str


def cells(report: Path = REPORT) -> list[Cell]:
    """The report's table. A cell reaches down to the next row that has one in its column."""
    read = [block for block in text.blocks(report.read_bytes()) if block.table == 0]
    rows = 1 + max(block.row or 0 for block in read)
    starts = {(block.row or 0, block.col or 0) for block in read}

    def span(row: int, col: int) -> int:
        below = row + 1
        while below < rows and (below, col) not in starts:
            below += 1
        return below - row

    return [Cell(b.row or 0, b.col or 0, span(b.row or 0, b.col or 0), b.text) for b in read]


def as_docx(table: list[Cell]) -> bytes:
    """A landscape page with one ruled table, its header repeated on each page."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    rows, cols = _size(table)
    grid = document.add_table(rows, cols, style="Table Grid")
    grid.autofit = False
    for column, width in zip(grid.columns, (2.5, 3, 6, 11.5), strict=False):
        column.width = Cm(width)
    grid.rows[0]._tr.get_or_add_trPr().append(docx.oxml.parse_xml(_REPEATED_HEADER))
    for cell in table:
        place = grid.cell(cell.row, cell.col)
        if cell.rows > 1:
            place = place.merge(grid.cell(cell.row + cell.rows - 1, cell.col))
        lines = cell.text.split("\n")
        place.text = lines[0]
        for line in lines[1:]:
            place.add_paragraph(line)
        for paragraph in place.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(10)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_REPEATED_HEADER = (
    '<w:tblHeader xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
)


def as_xlsx(table: list[Cell]) -> bytes:
    """One sheet with merged ranges."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for cell in table:
        sheet.cell(cell.row + 1, cell.col + 1, cell.text)
        if cell.rows > 1:
            sheet.merge_cells(
                start_row=cell.row + 1,
                end_row=cell.row + cell.rows,
                start_column=cell.col + 1,
                end_column=cell.col + 1,
            )
    out = io.BytesIO()
    workbook.save(out)
    return _in_letters(out.getvalue())


def _in_letters(content: bytes) -> bytes:
    """A workbook whose XML holds letters, as Excel and WPS write it; openpyxl writes their numbers."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            root = etree.fromstring(old.read(part))
            new.writestr(part, etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    return out.getvalue()


def as_html(table: list[Cell]) -> bytes:
    """A page with one table."""
    rows, _ = _size(table)
    lines = [
        "".join(
            f'<td rowspan="{cell.rows}">{html.escape(cell.text).replace(chr(10), "<br>")}</td>'
            for cell in table
            if cell.row == row
        )
        for row in range(rows)
    ]
    body = "".join(f"<tr>{line}</tr>\n" for line in lines)
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>2020</title></head>'
        f"<body><table>{body}</table></body></html>"
    ).encode()


def as_csv(table: list[Cell]) -> bytes:
    """Comma-separated, with the mark that Excel writes; merged cells are empty, as in Excel."""
    rows, cols = _size(table)
    filled = {(cell.row, cell.col): cell.text for cell in table}
    out = io.StringIO()
    csv.writer(out).writerows(
        [[filled.get((row, col), "") for col in range(cols)] for row in range(rows)]
    )
    return out.getvalue().encode("utf-8-sig")


def plain(report: Path = REPORT) -> dict[str, bytes]:
    """The report in the containers that need no LibreOffice, by suffix."""
    table = cells(report)
    return {
        "docx": as_docx(table),
        "xlsx": as_xlsx(table),
        "html": as_html(table),
        "csv": as_csv(table),
    }


def converted(built: dict[str, bytes]) -> dict[str, bytes]:
    """The report in the containers that LibreOffice writes, from those of `plain`."""
    found = {
        suffix: office.converted(built[source], source, suffix)
        for suffix, source in CONVERTED.items()
    }
    # WPS writes Word 97's format under its own name.
    return {**found, "wps": found["doc"]}


def _size(table: list[Cell]) -> tuple[int, int]:
    return max(cell.row + cell.rows for cell in table), 1 + max(cell.col for cell in table)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    report = Path(sys.argv[2]) if len(sys.argv) > 2 else REPORT
    built = plain(report)
    for suffix, content in {**built, **converted(built)}.items():
        (folder / f"{report.stem}.{suffix}").write_bytes(content)
