"""Workbooks: the blocks say what a reader of the sheets sees, whichever program wrote the file."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from orchestration.reading.formats import office, sheets
from orchestration.reading.report import Block
from tests.reading.formats.workbooks import HEAD, table, workbook


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
    assert _cells(sheets.blocks(workbook(_hard))) == HARD


@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_other_programs_give_the_same(suffix: str, libreoffice: None) -> None:
    converted = office.converted(workbook(_hard), "xlsx", suffix)
    assert _cells(sheets.blocks(converted)) == HARD


def test_tables_are_parted_by_empty_rows_and_columns() -> None:
    def fill(sheet: Worksheet) -> None:
        table(HEAD, ("道路", 1, 2))(sheet)
        for row in sheet["A1:C2"]:
            for cell in row:
                sheet.cell(cell.row, cell.column + 4, cell.value)
        table(HEAD, ("桥梁", 3, 4), top=5)(sheet)

    blocks = sheets.blocks(workbook(fill))
    assert [(b.table, b.row, b.col) for b in blocks] == [
        (table, row, col) for table in range(3) for row in range(2) for col in range(3)
    ]


def test_figures_after_an_empty_row_go_on_with_the_table() -> None:
    blocks = sheets.blocks(workbook(table(HEAD, ("道路", 1, 2), (), ("桥梁", 3, 4))))
    assert {b.table for b in blocks} == {0}
    assert [b.row for b in blocks if b.text == "桥梁"] == [3]


def test_empty_column_inside_a_table_does_not_part_it() -> None:
    blocks = sheets.blocks(workbook(table(("指标", None, "目标"), ("道路", None, 5))))
    assert [(b.table, b.col) for b in blocks] == [(0, 0), (0, 2), (0, 0), (0, 2)]


def test_lines_of_text_are_paragraphs() -> None:
    blocks = sheets.blocks(workbook(table(("一、总体情况。",), ("新增绿地300亩。",))))
    assert [(b.text, b.table) for b in blocks] == [
        ("一、总体情况。", None),
        ("新增绿地300亩。", None),
    ]


def test_pairs_with_colons_stay_a_table() -> None:
    pairs = table(("年度目标:11600户", "累计完成值:10236户"), ("年度目标:5个", "累计完成值:6个"))
    assert [b.table for b in sheets.blocks(workbook(pairs))] == [0] * 4


def test_last_row_with_a_lone_result_stays_in_the_table() -> None:
    blocks = sheets.blocks(workbook(table(HEAD, ("道路", "5公里", "6公里"), (None, None, "7公里"))))
    assert [(b.table, b.row, b.col) for b in blocks if b.text == "7公里"] == [(0, 2, 2)]


def test_sheets_are_named_where_there_are_several_and_hidden_ones_are_marked() -> None:
    def hidden(sheet: Worksheet) -> None:
        table(("乙",))(sheet)
        sheet.sheet_state = "hidden"

    assert [(b.text, b.note) for b in sheets.blocks(workbook(table(("甲",)), hidden))] == [
        ("甲", "sheet 表1"),
        ("乙", "sheet 表2, hidden sheet"),
    ]


def test_comments_and_printed_headers_are_read_and_marked() -> None:
    def fill(sheet: Worksheet) -> None:
        table(HEAD, ("道路", 1, 2))(sheet)
        sheet["B2"].comment = Comment("年中调整为1公里", "某人")
        sheet.oddHeader.center.text = "内部资料"

    marked = {b.text: (b.table, b.note) for b in sheets.blocks(workbook(fill)) if b.note}
    assert marked == {
        "年中调整为1公里": (None, "comment on B2"),
        "内部资料": (None, "header"),
    }
