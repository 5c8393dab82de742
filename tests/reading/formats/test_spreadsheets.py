"""Workbooks: the blocks say what a reader of the sheets sees, whichever program wrote the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from orchestration.reading.formats import office, sheets, sheetxml
from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Block

HEAD = ("指标", "目标", "完成")


def _workbook(*fill: Callable[[Worksheet], None]) -> bytes:
    """A workbook with a sheet for each function that fills one."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for number, function in enumerate(fill, start=1):
        function(workbook.create_sheet(f"表{number}"))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _rows(*rows: tuple[object, ...], top: int = 1) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for row_no, row in enumerate(rows, start=top):
            for col_no, value in enumerate(row, start=1):
                if value is not None:
                    sheet.cell(row_no, col_no, value)

    return fill


def _hard(sheet: Worksheet) -> None:
    """Title, unit line, header of two levels, typed cells, merged and hidden rows, notes below."""
    sheet["A1"] = "2020年目标任务完成情况"
    sheet.merge_cells("A1:F1")
    sheet["A2"], sheet["F2"] = "填报单位：某局", "单位：亿元"
    for place, text in {
        "A3": "指标",
        "B3": "投资（亿元）",
        "D3": "完成比例",
        "E3": "截止日期",
        "F3": "备注",
        "B4": "计划",
        "C4": "完成",
    }.items():
        sheet[place] = text
    for merged in ("A3:A4", "B3:C3", "D3:D4", "E3:E4", "F3:F4", "A5:A6"):
        sheet.merge_cells(merged)
    sheet["A5"], sheet["B5"], sheet["C5"] = "道路", 11, 13.01
    sheet["D5"], sheet["E5"] = 1.18272727272727, date(2020, 12, 1)
    sheet["F5"] = "一期\n二期"
    sheet["B6"], sheet["C6"], sheet["D6"] = 1234.5, 0.1 + 0.2, 0.975
    sheet["D5"].number_format, sheet["D6"].number_format = "0.00%", "0.0%"
    sheet["E5"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["B6"].number_format = "#,##0.00"
    sheet["A7"], sheet["B7"], sheet["C7"] = "桥梁", 2, 3
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["F"].hidden = True
    sheet["A8"] = "注：本表数据截至12月底。"


def _cells(blocks: list[Block]) -> list[tuple[object, ...]]:
    return [(b.table, b.row, b.col, b.row_span, b.col_span, b.text, b.note) for b in blocks]


HARD = [
    (None, None, None, 1, 1, "2020年目标任务完成情况", ""),
    (None, None, None, 1, 1, "填报单位：某局", ""),
    (None, None, None, 1, 1, "单位：亿元", "hidden column"),
    (0, 0, 0, 2, 1, "指标", ""),
    (0, 0, 1, 1, 2, "投资（亿元）", ""),
    (0, 0, 3, 2, 1, "完成比例", ""),
    (0, 0, 4, 2, 1, "截止日期", ""),
    (0, 0, 5, 2, 1, "备注", "hidden column"),
    (0, 1, 1, 1, 1, "计划", ""),
    (0, 1, 2, 1, 1, "完成", ""),
    (0, 2, 0, 2, 1, "道路", ""),
    (0, 2, 1, 1, 1, "11", ""),
    (0, 2, 2, 1, 1, "13.01", ""),
    (0, 2, 3, 1, 1, "118.27%", "stored 1.18272727272727"),
    (0, 2, 4, 1, 1, "2020年12月1日", ""),
    (0, 2, 5, 1, 1, "一期\n二期", "hidden column"),
    (0, 3, 1, 1, 1, "1,234.50", ""),
    (0, 3, 2, 1, 1, "0.3", ""),
    (0, 3, 3, 1, 1, "97.5%", ""),
    (0, 4, 0, 1, 1, "桥梁", "hidden row"),
    (0, 4, 1, 1, 1, "2", "hidden row"),
    (0, 4, 2, 1, 1, "3", "hidden row"),
    (None, None, None, 1, 1, "注：本表数据截至12月底。", ""),
]


def test_workbook_is_read_as_it_is_seen() -> None:
    assert _cells(sheets.blocks(_workbook(_hard))) == HARD


@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_other_programs_give_the_same(suffix: str, libreoffice: None) -> None:
    converted = office.converted(_workbook(_hard), "xlsx", suffix)
    assert _cells(sheets.blocks(converted)) == HARD


def test_tables_are_parted_by_empty_rows_and_columns() -> None:
    def fill(sheet: Worksheet) -> None:
        _rows(HEAD, ("道路", 1, 2))(sheet)
        for row in sheet["A1:C2"]:
            for cell in row:
                sheet.cell(cell.row, cell.column + 4, cell.value)
        _rows(HEAD, ("桥梁", 3, 4), top=5)(sheet)

    blocks = sheets.blocks(_workbook(fill))
    assert [(b.table, b.row, b.col) for b in blocks] == [
        (table, row, col) for table in range(3) for row in range(2) for col in range(3)
    ]


def test_figures_after_an_empty_row_go_on_with_the_table() -> None:
    blocks = sheets.blocks(_workbook(_rows(HEAD, ("道路", 1, 2), (), ("桥梁", 3, 4))))
    assert {b.table for b in blocks} == {0}
    assert [b.row for b in blocks if b.text == "桥梁"] == [3]


def test_empty_column_inside_a_table_does_not_part_it() -> None:
    blocks = sheets.blocks(_workbook(_rows(("指标", None, "目标"), ("道路", None, 5))))
    assert [(b.table, b.col) for b in blocks] == [(0, 0), (0, 2), (0, 0), (0, 2)]


def test_lines_of_text_are_paragraphs() -> None:
    blocks = sheets.blocks(_workbook(_rows(("一、总体情况。",), ("新增绿地300亩。",))))
    assert [(b.text, b.table) for b in blocks] == [
        ("一、总体情况。", None),
        ("新增绿地300亩。", None),
    ]


def test_pairs_with_colons_stay_a_table() -> None:
    rows = _rows(("年度目标:11600户", "累计完成值:10236户"), ("年度目标:5个", "累计完成值:6个"))
    assert [b.table for b in sheets.blocks(_workbook(rows))] == [0] * 4


def test_last_row_with_a_lone_result_stays_in_the_table() -> None:
    blocks = sheets.blocks(
        _workbook(_rows(HEAD, ("道路", "5公里", "6公里"), (None, None, "7公里")))
    )
    assert [(b.table, b.row, b.col) for b in blocks if b.text == "7公里"] == [(0, 2, 2)]


def test_sheets_are_named_where_there_are_several_and_hidden_ones_are_marked() -> None:
    workbook = openpyxl.Workbook()
    first = workbook.active
    assert first is not None
    first.title = "一季度"
    _rows(("甲",))(first)
    second = workbook.create_sheet("二季度")
    _rows(("乙",))(second)
    second.sheet_state = "hidden"
    out = io.BytesIO()
    workbook.save(out)
    assert [(b.text, b.note) for b in sheets.blocks(out.getvalue())] == [
        ("甲", "sheet 一季度"),
        ("乙", "sheet 二季度, hidden sheet"),
    ]


def test_comments_and_printed_headers_are_read_and_marked() -> None:
    def fill(sheet: Worksheet) -> None:
        _rows(HEAD, ("道路", 1, 2))(sheet)
        sheet["B2"].comment = Comment("年中调整为1公里", "某人")
        sheet.oddHeader.center.text = "内部资料"

    marked = {b.text: (b.table, b.note) for b in sheets.blocks(_workbook(fill)) if b.note}
    assert marked == {
        "年中调整为1公里": (None, "comment on B2"),
        "内部资料": (None, "header"),
    }


def test_formula_counts_by_its_stored_value_and_is_named_without_one() -> None:
    blocks = sheets.blocks(_workbook(_rows(HEAD, ("道路", 1, "=B2*2"))))
    assert blocks[-1].text == ""
    assert blocks[-1].note == "formula without a stored value: B2*2"
    stored = _rewritten(
        _workbook(_rows(HEAD, ("道路", 1, "=B2*2"))),
        lambda sheet: sheet.replace("<v></v>", "<v>2</v>").replace("<v />", "<v>2</v>"),
    )
    assert sheets.blocks(stored)[-1].text == "2"


def _rewritten(content: bytes, change: Callable[[str], str]) -> bytes:
    """A workbook whose first sheet's XML is changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = change(data.decode("utf-8")).encode("utf-8")
            new.writestr(name, data)
    return out.getvalue()


def _sheet(*rows: str) -> bytes:
    """A workbook whose sheet holds these rows of XML."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'<x:worksheet xmlns:x="{space}"><x:sheetData>{"".join(rows)}</x:sheetData></x:worksheet>'
    return _rewritten(_workbook(_rows(("",))), lambda _: xml)


def test_rich_text_is_joined_without_its_reading_aids() -> None:
    content = _sheet(
        '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:r><x:t>完成12</x:t></x:r>'
        "<x:r><x:t>0户</x:t></x:r><x:rPh><x:t>wancheng</x:t></x:rPh></x:is></x:c></x:row>"
    )
    assert [b.text for b in sheets.blocks(content)] == ["完成120户"]


def test_cells_without_references_follow_each_other() -> None:
    content = _sheet(
        "<x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row>",
        "<x:row><x:c><x:v>3</x:v></x:c><x:c><x:v>4</x:v></x:c></x:row>",
    )
    assert [(b.row, b.col, b.text) for b in sheets.blocks(content)] == [
        (0, 0, "1"),
        (0, 1, "2"),
        (1, 0, "3"),
        (1, 1, "4"),
    ]


def test_text_under_a_merged_range_is_not_lost() -> None:
    def fill(sheet: Worksheet) -> None:
        _rows(HEAD, ("道路", 1, 2))(sheet)

    content = _rewritten(
        _workbook(fill),
        lambda sheet: sheet.replace(
            "</sheetData>",
            '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
        ),
    )
    hidden = [b for b in sheets.blocks(content) if b.text == "目标"]
    assert [(b.table, b.note) for b in hidden] == [(None, "under a merged cell")]


def test_merged_range_over_the_whole_sheet_costs_nothing() -> None:
    content = _rewritten(
        _workbook(_rows(("甲", "乙"), ("丙", "丁"))),
        lambda sheet: sheet.replace(
            "</sheetData>",
            "</sheetData><mergeCells>"
            + '<mergeCell ref="C1:XFD1048576"/>' * 1000
            + '<mergeCell ref="bad"/></mergeCells>',
        ),
    )
    assert [b.text for b in sheets.blocks(content)] == ["甲", "乙", "丙", "丁"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<html><body><table><tr><td>目标</td><td>完成</td></tr></table></body></html>", "目标"),
        ("指标\t目标\n道路\t5公里\n", "指标"),
    ],
)
def test_pages_and_plain_text_named_xls_are_read_as_what_they_are(content: str, text: str) -> None:
    assert sheets.blocks(content.encode("gb18030"))[0].text == text


def test_entities_in_a_sheet_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>'
    with pytest.raises(Unreadable) as refused:
        sheets.blocks(_rewritten(_workbook(_rows(("甲",))), lambda _: bomb))
    assert refused.value.reason == "hostile"


def test_missing_shared_string_is_damage() -> None:
    with pytest.raises(Unreadable) as refused:
        sheets.blocks(_sheet('<x:row><x:c t="s"><x:v>7</x:v></x:c></x:row>'))
    assert refused.value.reason == "damaged"


def test_protected_workbook_says_password() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Unreadable) as refused:
        sheets.blocks(ole)
    assert refused.value.reason == "password"


@pytest.mark.parametrize(("letters", "number"), [("A", 0), ("Z", 25), ("AA", 26), ("XFD", 16383)])
def test_columns_are_counted_by_their_letters(letters: str, number: int) -> None:
    assert sheetxml.column(letters) == number
