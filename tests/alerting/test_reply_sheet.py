"""The reply sheet as the bureau that fills it in opens it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from orchestration.alerting.letters.sheet import sheet
from tests.alerting.asked import FORMULAS, MARKUP, letter, question

HEADER = (
    *("编号", "报告期", "指标", "报告原文", "我们的计算", "建议"),
    *("属实（是/否）", "更正为", "说明", "核对码"),
)
TO_FILL = ("G", "H", "I")


def _opened(content: bytes) -> Worksheet:
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["核实回执"]
    return book["核实回执"]


def test_it_is_laid_out_as_agreed(tmp_path: Path) -> None:
    asked = letter(tmp_path, 6)
    page = _opened(sheet(asked))
    rows = list(page.values)
    assert rows[0][0] == "核实回执"
    assert rows[1][:6] == ("责任单位", "甲局", "填报人", None, "填报日期", None)
    assert rows[2] == HEADER
    assert [(row[0], row[9]) for row in rows[3:]] == [
        (one.finding_id, one.fact_id) for one in asked.questions
    ]
    assert all(row[6:9] == (None, None, None) for row in rows[3:])
    assert asked.sheet.name == "2020-11 核实回执.xlsx"


def test_only_what_is_to_fill_can_be_written(tmp_path: Path) -> None:
    page = _opened(sheet(letter(tmp_path, 3)))
    assert page.protection.sheet and not page.protection.password
    unlocked = {cell.coordinate for row in page.rows for cell in row if not cell.protection.locked}
    assert unlocked == {"D2", "F2"} | {f"{column}{row}" for column in TO_FILL for row in (4, 5, 6)}
    # what is typed stays as typed: 95.3% does not become 0.953
    assert {page[name].number_format for name in unlocked} == {"@"}
    [choice] = [told for told in page.data_validations.dataValidation if told.type == "list"]
    assert (str(choice.sqref), choice.formula1) == ("G4:G6", '"是,否"')
    assert all(page[f"{column}3"].comment for column in TO_FILL)


def test_it_prints_with_its_header_on_every_page(tmp_path: Path) -> None:
    page = _opened(sheet(letter(tmp_path, 60)))
    assert page.freeze_panes == "A4"
    assert page.print_title_rows == "$3:$3"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)


@pytest.mark.parametrize("text", [*FORMULAS, *MARKUP])
def test_a_text_stays_a_text(tmp_path: Path, text: str) -> None:
    asked = letter(tmp_path, unit=text, questions=(question(1, text),))
    page = _opened(sheet(asked))
    assert {cell.data_type for row in page.rows for cell in row if cell.value is not None} == {"s"}
    assert page["B2"].value == page["C4"].value == text
    assert page["D4"].value == f"{text}95.3%(完成率){text}1200户(完成值)"
    assert all(page[name].quotePrefix for name in ("B2", "C4", "D4", "E4", "F4"))


def test_a_text_longer_than_a_cell_is_cut(tmp_path: Path) -> None:
    content = sheet(letter(tmp_path, questions=(question(1, "很长" * 20_000),)))
    assert all(len(str(cell.value)) < 32_767 for row in _opened(content).rows for cell in row)


def test_the_same_questions_are_the_same_bytes(tmp_path: Path) -> None:
    assert sheet(letter(tmp_path, 60)) == sheet(letter(tmp_path, 60))
