"""Printed PDF: what a reader sees on the pages is what the blocks say, page breaks or not."""

from __future__ import annotations

import pytest

from orchestration.reading.formats import pdf
from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Block
from tests.reading.formats.printing import PICTURE, Page, document

# A full line holds twelve letters in the middle column, and nine in the last.
COLUMNS = [50.0, 150.0, 300.0, 414.0]
HEADER = ("指标", "目标", "完成情况")


def _row(page: Page, top: float, *cells: str) -> None:
    """Print cells line by line below `top`."""
    for x, cell in zip(COLUMNS[:-1], cells, strict=True):
        for number, line in enumerate(cell.split("\n") if cell else []):
            page.text(x + 3, top - 13 - 14 * number, line)


def _cells(blocks: list[Block]) -> dict[tuple[int | None, int | None], str]:
    return {(b.row, b.col): b.text for b in blocks if b.table == 0}


def _two_pages(last: tuple[str, ...], opening: tuple[str, ...]) -> list[Block]:
    """A table over two pages: the last row of the first, the first row of the second.

    The header stands on both. The rows end, and begin, at the edge of the page.
    """
    height = 14 * max(cell.count("\n") + 1 for cell in last) + 4
    first, second = Page(), Page()
    first.table(COLUMNS, [100 + height + 20, 100 + height, 100])
    _row(first, 100 + height + 20, *HEADER)
    _row(first, 100 + height, *last)
    second.table(COLUMNS, [780, 760, 600])
    _row(second, 780, *HEADER)
    _row(second, 760, *opening)
    return pdf.blocks(document(first, second))


def test_table_between_paragraphs_keeps_its_place() -> None:
    page = Page()
    page.text(50, 800, "前言。")
    page.table(COLUMNS, [700, 680, 600])
    _row(page, 700, *HEADER)
    _row(page, 680, "绿地", "300亩", "新增300亩")
    page.text(50, 560, "结语。")
    blocks = pdf.blocks(document(page))
    assert [b.text for b in blocks] == ["前言。", *HEADER, "绿地", "300亩", "新增300亩", "结语。"]
    assert [b.table for b in blocks] == [None, *[0] * 6, None]
    assert [b.number for b in blocks] == list(range(8))


def test_number_broken_by_a_line_wrap_is_one_number() -> None:
    page = Page()
    page.table(COLUMNS, [700, 680, 600])
    _row(page, 700, *HEADER)
    _row(page, 680, "绿地", "300亩", "全年累计新增绿地12\n345亩。")
    assert _cells(pdf.blocks(document(page)))[1, 2] == "全年累计新增绿地12345亩。"


def test_short_line_ends_its_paragraph() -> None:
    page = Page()
    page.table(COLUMNS, [700, 680, 600])
    _row(page, 700, *HEADER)
    _row(page, 680, "绿地", "300亩", "1.完成情况。\n新增三百亩。")
    assert _cells(pdf.blocks(document(page)))[1, 2] == "1.完成情况。\n新增三百亩。"


def test_row_cut_by_a_page_break_is_one_row() -> None:
    blocks = _two_pages(
        ("绿地", "300亩", "今年以来全市新增绿\n地面积一共三百一十"), ("", "", "亩，完成率103%。")
    )
    cell = next(b for b in blocks if b.row == 1 and b.col == 2)
    assert cell.text == "今年以来全市新增绿地面积一共三百一十亩，完成率103%。"
    assert cell.note == "page 1, page 2 from character 18"
    assert cell.text[18:].startswith("亩，")
    assert len(_cells(blocks)) == 6


def test_row_that_begins_on_the_next_page_is_its_own() -> None:
    blocks = _two_pages(("绿地", "300亩", "新增300亩。"), ("道路", "75公里", "新建88公里。"))
    assert _cells(blocks)[1, 2] == "新增300亩。"
    assert [_cells(blocks)[2, col] for col in range(3)] == ["道路", "75公里", "新建88公里。"]


def test_finished_row_does_not_take_the_next_page_row() -> None:
    blocks = _two_pages(
        (
            "绿地",
            "新增绿地三百亩以上并且完\n成率不低于九成。",
            "今年以来全市新增绿\n地三百一十多亩。",
        ),
        ("", "新建道路75公里。", "新建88公里。"),
    )
    assert _cells(blocks)[2, 1] == "新建道路75公里。"
    dimension = next(b for b in blocks if b.text == "绿地")
    assert dimension.row_span == 2


def test_paragraph_that_opens_the_next_page_stays_in_its_cell() -> None:
    blocks = _two_pages(("绿地", "300亩", "1.今年以来新增绿\n地三百亩。"), ("", "", "2.工作举措。"))
    assert _cells(blocks)[1, 2] == "1.今年以来新增绿地三百亩。\n2.工作举措。"


def test_repeated_header_and_page_numbers_are_left_out() -> None:
    pages = [Page(), Page()]
    for number, page in enumerate(pages, start=1):
        page.text(250, 815, "某市某局文件")
        page.text(290, 20, f"— {number} —")
        page.table(COLUMNS, [700, 680, 600])
        _row(page, 700, *HEADER)
        _row(page, 680, f"指标{number}", "300亩", "新增300亩")
    blocks = pdf.blocks(document(*pages))
    assert [b.text for b in blocks].count("指标") == 1
    assert not any("—" in b.text for b in blocks)
    headers = [b for b in blocks if b.text == "某市某局文件"]
    assert [(b.table, b.note) for b in headers] == [(None, "header, page 1")]


def test_a_lone_figure_in_the_text_is_no_page_number() -> None:
    page = Page()
    page.text(50, 500, "完成数")
    page.text(50, 486, "120")
    assert "120" in "".join(b.text for b in pdf.blocks(document(page)))


def test_merged_cells_have_their_spans() -> None:
    page = Page()
    for y, start in ((700, 50), (680, 150), (660, 50), (640, 50)):
        page.line(start, y, 414, y)
    for x, top, bottom in ((50, 700, 640), (150, 700, 640), (300, 680, 640), (414, 700, 640)):
        page.line(x, top, x, bottom)
    page.text(55, 676, "指标")
    page.text(155, 686, "投资（万元）")
    page.text(155, 666, "计划")
    page.text(305, 666, "完成")
    page.text(55, 646, "道路")
    page.text(155, 646, "100")
    page.text(305, 646, "120")
    spans = {b.text: (b.row, b.col, b.row_span, b.col_span) for b in pdf.blocks(document(page))}
    assert spans["指标"] == (0, 0, 2, 1)
    assert spans["投资（万元）"] == (0, 1, 1, 2)
    assert spans["完成"] == (1, 2, 1, 1)
    assert spans["120"] == (2, 2, 1, 1)


def test_frame_around_a_text_is_no_table() -> None:
    page = Page()
    page.table([50, 300], [700, 650])
    page.text(55, 680, "新增300亩。")
    assert [(b.text, b.table) for b in pdf.blocks(document(page))] == [("新增300亩。", None)]


def test_paragraphs_follow_indents_and_full_lines() -> None:
    page = Page()
    page.text(74, 700, "今年以来新增绿地三百亩完成年度目标任务的百分之一百零")
    page.text(50, 680, "三，成效明显。")
    page.text(74, 660, "道路建设推进有力。")
    assert [b.text for b in pdf.blocks(document(page))] == [
        "今年以来新增绿地三百亩完成年度目标任务的百分之一百零三，成效明显。",
        "道路建设推进有力。",
    ]


def test_sentence_over_a_page_break_is_one_block() -> None:
    first, second = Page(), Page()
    first.text(50, 114, "今年以来新增绿地三百亩完成年度目标任务")
    first.text(50, 100, "今年以来新增道路七十五公里完成年度任务")
    second.text(50, 700, "的百分之一百零三。")
    blocks = pdf.blocks(document(first, second))
    assert blocks[-1].text.endswith("完成年度任务的百分之一百零三。")
    assert blocks[-1].note == "page 1, page 2 from character 38"


def test_scan_needs_ocr_and_says_so() -> None:
    page = Page(marks=[PICTURE])
    with pytest.raises(Unreadable) as refused:
        pdf.blocks(document(page))
    assert refused.value.reason == "needs_ocr"
    assert "OCR" in refused.value.detail


def test_scanned_page_among_others_is_marked() -> None:
    page = Page()
    page.text(50, 700, "前言。")
    blocks = pdf.blocks(document(page, Page(marks=[PICTURE])))
    assert [(b.text, b.note) for b in blocks] == [("前言。", "page 1"), ("", "page 2, needs OCR")]


def test_pages_without_anything_are_empty() -> None:
    with pytest.raises(Unreadable) as refused:
        pdf.blocks(document(Page()))
    assert refused.value.reason == "empty"


def test_protected_document_says_password() -> None:
    page = Page()
    page.text(50, 700, "前言。")
    key = "ab" * 32
    encrypted = document(page).replace(
        b"/Root 1 0 R",
        f"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
        f" /O <{key}> /U <{key}> >>".encode(),
    )
    with pytest.raises(Unreadable) as refused:
        pdf.blocks(encrypted)
    assert refused.value.reason == "password"


@pytest.mark.parametrize("content", [b"%PDF-1.7\nnothing more", b"no PDF at all"])
def test_damaged_document_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        pdf.blocks(content)
    assert refused.value.reason == "damaged"
