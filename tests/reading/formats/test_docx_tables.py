"""Word tables: each cell at its place, merged cells once, nothing of a cell's content lost."""

from __future__ import annotations

import io
import random

import mammoth
import pytest
from lxml import html

from orchestration.reading.formats.docx import blocks
from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Block
from tests.reading.formats.word import noted, p, t, tbl, tc, tr, word

RESTART = '<w:vMerge w:val="restart"/>'
GOES_ON = "<w:vMerge/>"


def cells(*body: str) -> list[tuple[int | None, int | None, int | None, int, int, str]]:
    """Table, row, column, row span, column span and text of each cell."""
    return [(b.table, b.row, b.col, b.row_span, b.col_span, b.text) for b in blocks(word(*body))]


def test_cells_stand_row_by_row_with_their_lines() -> None:
    assert cells(tbl(tr("道路", tc(p("1.完成"), p(), p("88公里"))), tr("", "绿化"))) == [
        (0, 0, 0, 1, 1, "道路"),
        (0, 0, 1, 1, 1, "1.完成\n88公里"),
        (0, 1, 0, 1, 1, ""),
        (0, 1, 1, 1, 1, "绿化"),
    ]


def test_a_cell_merged_over_rows_is_one_block() -> None:
    table = tbl(
        tr(tc("城建", properties=RESTART), "道路"),
        tr(tc(properties=GOES_ON), "绿化"),
        tr(tc("环保", properties=RESTART), "水质"),
        tr(tc(properties=GOES_ON), "空气"),
    )
    assert [cell for cell in cells(table) if cell[2] == 0] == [
        (0, 0, 0, 2, 1, "城建"),
        (0, 2, 0, 2, 1, "环保"),
    ]


def test_a_cell_merged_over_columns_moves_those_after_it() -> None:
    table = tbl(
        tr(tc("年度目标", properties='<w:gridSpan w:val="2"/>'), "完成情况"),
        tr("道路", "75公里", "88公里"),
    )
    assert cells(table) == [
        (0, 0, 0, 1, 2, "年度目标"),
        (0, 0, 2, 1, 1, "完成情况"),
        (0, 1, 0, 1, 1, "道路"),
        (0, 1, 1, 1, 1, "75公里"),
        (0, 1, 2, 1, 1, "88公里"),
    ]


def test_a_cell_merged_both_ways() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    table = tbl(
        tr(tc("合计", properties=wide + RESTART), "88"),
        tr(tc(properties=wide + GOES_ON), "300"),
    )
    assert cells(table) == [
        (0, 0, 0, 2, 2, "合计"),
        (0, 0, 2, 1, 1, "88"),
        (0, 1, 2, 1, 1, "300"),
    ]


def test_cells_merged_the_old_way() -> None:
    table = tbl(
        tr(
            tc("道路", properties='<w:hMerge w:val="restart"/>'),
            tc(properties="<w:hMerge/>"),
            "88",
        )
    )
    assert cells(table) == [(0, 0, 0, 1, 2, "道路"), (0, 0, 2, 1, 1, "88")]


def test_a_row_that_begins_further_right() -> None:
    table = tbl(tr("道路", "88"), tr("300", properties='<w:gridBefore w:val="1"/>'))
    assert cells(table)[-1] == (0, 1, 1, 1, 1, "300")


def test_a_cell_that_goes_on_nothing_is_a_cell() -> None:
    assert cells(tbl(tr(tc("道路", properties=GOES_ON), "88"))) == [
        (0, 0, 0, 1, 1, "道路"),
        (0, 0, 1, 1, 1, "88"),
    ]


@pytest.mark.parametrize("span", ["0", "-3", "x", "", "99999999999999999999", "10000"])
def test_a_span_without_sense_does_no_harm(span: str) -> None:
    table = tbl(tr(tc("道路", properties=f'<w:gridSpan w:val="{span}"/>'), "88"))
    shown = blocks(word(table))
    assert [block.text for block in shown] == ["道路", "88"]
    assert 1 <= shown[0].col_span <= 63


def test_other_text_under_a_merged_cell_is_kept_and_noted() -> None:
    table = tbl(
        tr(tc("城建", properties=RESTART), "道路"),
        tr(tc("环保", properties=GOES_ON), "绿化"),
    )
    assert noted(table)[-1] == ("环保", "merged cell")


def test_deleted_rows_and_cells_are_gone_and_inserted_ones_are_there() -> None:
    table = tbl(
        tr("道路", tc("75", properties='<w:cellDel w:id="1"/>'), "88"),
        tr("桥梁", "3", properties='<w:del w:id="2"/>'),
        tr("绿化", "300", properties='<w:ins w:id="3"/>'),
    )
    assert cells(table) == [
        (0, 0, 0, 1, 1, "道路"),
        (0, 0, 1, 1, 1, "88"),
        (0, 1, 0, 1, 1, "绿化"),
        (0, 1, 1, 1, 1, "300"),
    ]


def test_a_hidden_row_is_noted() -> None:
    table = tbl(tr("道路", "88"), tr("内部", "75", properties="<w:hidden/>"))
    assert noted(table)[2:] == [("内部", "hidden row"), ("75", "hidden row")]


def test_rows_and_cells_in_content_controls() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    table = tbl(control(tr("道路", control(tc("88")))), tr("绿化", "300"))
    assert [cell[1:3] + cell[5:] for cell in cells(table)] == [
        (0, 0, "道路"),
        (0, 1, "88"),
        (1, 0, "绿化"),
        (1, 1, "300"),
    ]


def test_a_table_within_a_cell_follows_its_table() -> None:
    inner = tbl(tr("完工", "7座"), tr("开工", "8座"))
    shown = blocks(word(tbl(tr("污水厂", tc(p("共15座:"), inner, p("如上。")))), p("下文")))
    assert [(b.text, b.table, b.row, b.note) for b in shown] == [
        ("污水厂", 0, 0, ""),
        ("共15座:\n如上。", 0, 0, ""),
        ("完工", 1, 0, "nested table"),
        ("7座", 1, 0, "nested table"),
        ("开工", 1, 1, "nested table"),
        ("8座", 1, 1, "nested table"),
        ("下文", None, None, ""),
    ]


def test_several_tables_and_the_prose_around_them_keep_their_order() -> None:
    shown = blocks(
        word(p("一、道路"), tbl(tr("甲", "88")), p("二、绿化"), tbl(tr("乙", "300")), p("完"))
    )
    assert [(b.number, b.text, b.table) for b in shown] == [
        (0, "一、道路", None),
        (1, "甲", 0),
        (2, "88", 0),
        (3, "二、绿化", None),
        (4, "乙", 1),
        (5, "300", 1),
        (6, "完", None),
    ]


def test_a_text_box_in_a_cell_follows_the_table() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('附注88')}</w:txbxContent></w:pict></w:r>"
    assert noted(tbl(tr(tc(p("道路", box)), "88"))) == [
        ("道路", ""),
        ("88", ""),
        ("附注88", "text box"),
    ]


def test_tables_nested_deeper_than_a_parser_follows_are_refused() -> None:
    body = p("完")
    for _ in range(120):
        body = tbl(tr(tc(body)))
    with pytest.raises(Unreadable) as refused:
        blocks(word(body))
    assert refused.value.reason == "damaged"


def test_tables_nested_as_deep_as_a_parser_follows_are_read() -> None:
    body = p("完成88公里")
    for _ in range(60):
        body = tbl(tr(tc(body + p())))
    assert blocks(word(body))[-1].text == "完成88公里"


def test_no_character_is_lost_that_mammoth_finds() -> None:
    """Files made of plain features at random, against another reader's text of the same file."""
    for seed in range(60):
        content = word(*_body(random.Random(seed)))
        shown = "".join(_ink(block.text) for block in blocks(content))
        markup = mammoth.convert_to_html(io.BytesIO(content)).value
        assert sorted(shown) == sorted(_ink(html.fromstring(f"<div>{markup}</div>").text_content()))


def _ink(text: str) -> str:
    return "".join(text.split())


def _body(dice: random.Random, depth: int = 0) -> list[str]:
    """Paragraphs and tables at random, with changes, links, controls and merged cells."""

    def words() -> str:
        return "".join(dice.choices("完成新建道路公里绿化0123456789.%,。、", k=dice.randint(1, 12)))

    def run() -> str:
        kinds = (
            t(words()),
            f'<w:ins w:id="1">{t(words())}</w:ins>',
            f'<w:del w:id="2"><w:r><w:delText>{words()}</w:delText></w:r></w:del>',
            f'<w:hyperlink w:anchor="x">{t(words())}</w:hyperlink>',
            f"<w:sdt><w:sdtContent>{t(words())}</w:sdtContent></w:sdt>",
            "<w:r><w:br/></w:r>",
            "<w:r><w:tab/></w:r>",
        )
        return dice.choice(kinds)

    def table() -> str:
        width = dice.randint(1, 4)
        rows = []
        for number in range(dice.randint(1, 4)):
            merged = dice.random() < 0.5
            first = tc(
                *([] if number and merged else _body(dice, depth + 1)),
                properties=GOES_ON if number and merged else RESTART,
            )
            rows.append(tr(first, *(tc(*_body(dice, depth + 1)) for _ in range(width))))
        return tbl(*rows)

    body = []
    for _ in range(dice.randint(1, 4)):
        deep = depth < 2 and dice.random() < 0.3
        body.append(table() if deep else p(*(run() for _ in range(dice.randint(0, 5)))))
    return [*body, p(words())]


def _places(shown: list[Block]) -> set[tuple[int | None, int | None, int | None]]:
    return {(block.table, block.row, block.col) for block in shown if block.table is not None}


def test_no_two_cells_take_the_same_place() -> None:
    for seed in range(60):
        shown = blocks(word(*_body(random.Random(seed))))
        in_tables = [block for block in shown if block.table is not None]
        assert len(_places(shown)) == len(in_tables)
        assert [block.number for block in shown] == list(range(len(shown)))
