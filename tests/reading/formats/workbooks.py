"""Workbooks for tests: built with openpyxl, or with the XML that other programs write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

HEAD = ("指标", "目标", "完成")


def workbook(*fill: Callable[[Worksheet], None]) -> bytes:
    """A workbook with a sheet for each function that fills one: 表1, 表2, …"""
    built = openpyxl.Workbook()
    built.remove(built.worksheets[0])
    for number, function in enumerate(fill, start=1):
        function(built.create_sheet(f"表{number}"))
    out = io.BytesIO()
    built.save(out)
    return out.getvalue()


def table(*rows: tuple[object, ...], top: int = 1) -> Callable[[Worksheet], None]:
    """Fills a sheet with rows from row `top` on; None leaves a cell empty."""

    def fill(sheet: Worksheet) -> None:
        for row_no, row in enumerate(rows, start=top):
            for col_no, value in enumerate(row, start=1):
                if value is not None:
                    sheet.cell(row_no, col_no, value)

    return fill


def rewritten(content: bytes, change: Callable[[str], str]) -> bytes:
    """A workbook whose first sheet's XML is changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = change(data.decode("utf-8")).encode("utf-8")
            new.writestr(name, data)
    return out.getvalue()


def sheet_of(*rows: str) -> bytes:
    """A workbook whose sheet holds these rows of XML."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'<x:worksheet xmlns:x="{space}"><x:sheetData>{"".join(rows)}</x:sheetData></x:worksheet>'
    return rewritten(workbook(table(("",))), lambda _: xml)
