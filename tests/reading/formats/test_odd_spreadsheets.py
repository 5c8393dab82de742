"""Workbooks as other programs, damage and malice leave them: read as seen, or refused for a reason."""

from __future__ import annotations

import pytest

from orchestration.reading.formats import sheets, sheetxml
from orchestration.reading.formats.unreadable import Unreadable
from tests.reading.formats.workbooks import HEAD, rewritten, sheet_of, table, workbook


def test_formula_counts_by_its_stored_value_and_is_named_without_one() -> None:
    blocks = sheets.blocks(workbook(table(HEAD, ("道路", 1, "=B2*2"))))
    assert blocks[-1].text == ""
    assert blocks[-1].note == "formula without a stored value: B2*2"
    stored = rewritten(
        workbook(table(HEAD, ("道路", 1, "=B2*2"))),
        lambda sheet: sheet.replace("<v></v>", "<v>2</v>").replace("<v />", "<v>2</v>"),
    )
    assert sheets.blocks(stored)[-1].text == "2"


def test_rich_text_is_joined_without_its_reading_aids() -> None:
    content = sheet_of(
        '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:r><x:t>完成12</x:t></x:r>'
        "<x:r><x:t>0户</x:t></x:r><x:rPh><x:t>wancheng</x:t></x:rPh></x:is></x:c></x:row>"
    )
    assert [b.text for b in sheets.blocks(content)] == ["完成120户"]


def test_cells_without_references_follow_each_other() -> None:
    content = sheet_of(
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
    content = rewritten(
        workbook(table(HEAD, ("道路", 1, 2))),
        lambda sheet: sheet.replace(
            "</sheetData>",
            '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
        ),
    )
    hidden = [b for b in sheets.blocks(content) if b.text == "目标"]
    assert [(b.table, b.note) for b in hidden] == [(None, "under a merged cell")]


def test_merged_range_over_the_whole_sheet_costs_nothing() -> None:
    content = rewritten(
        workbook(table(("甲", "乙"), ("丙", "丁"))),
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
        sheets.blocks(rewritten(workbook(table(("甲",))), lambda _: bomb))
    assert refused.value.reason == "hostile"


def test_missing_shared_string_is_damage() -> None:
    with pytest.raises(Unreadable) as refused:
        sheets.blocks(sheet_of('<x:row><x:c t="s"><x:v>7</x:v></x:c></x:row>'))
    assert refused.value.reason == "damaged"


def test_protected_workbook_says_password() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Unreadable) as refused:
        sheets.blocks(ole)
    assert refused.value.reason == "password"


@pytest.mark.parametrize(("letters", "number"), [("A", 0), ("Z", 25), ("AA", 26), ("XFD", 16383)])
def test_columns_are_counted_by_their_letters(letters: str, number: int) -> None:
    assert sheetxml.column(letters) == number
