"""Separated values: the separator and the encoding are found, and quotes are honoured."""

from __future__ import annotations

import csv
import io

import pytest

from orchestration.reading.formats.csv import blocks
from orchestration.reading.formats.unreadable import Unreadable

ROWS = [
    ["指标", "年度目标", "完成情况"],
    ["道路", "新建75公里,改建3条", "1.完成情况。\n新建88公里;改建3条"],
    ["绿化", "300亩", '称为"绿地"的310亩'],
]


def cells(content: bytes) -> list[tuple[int | None, int | None, str]]:
    return [(block.row, block.col, block.text) for block in blocks(content)]


def written(separator: str, encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(ROWS)
    return out.getvalue().encode(encoding)


EXPECTED = [(row, col, text) for row, line in enumerate(ROWS) for col, text in enumerate(line)]


@pytest.mark.parametrize("separator", [",", "\t", ";", "|", "，"])
def test_the_separator_is_found(separator: str) -> None:
    assert cells(written(separator)) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_found(encoding: str) -> None:
    assert cells(written(",", encoding)) == EXPECTED


def test_the_line_in_which_excel_names_the_separator() -> None:
    assert cells(b"sep=;\n" + written(";")) == EXPECTED


def test_thousands_in_quotes_are_one_field() -> None:
    assert cells('道路,"11,600户","10,236户"\n绿化,"1,000亩","1,200亩"\n'.encode())[1:3] == [
        (0, 1, "11,600户"),
        (0, 2, "10,236户"),
    ]


def test_titles_and_notes_around_the_table_are_prose() -> None:
    content = "2020年考核表,,\n" + written(",").decode() + "注:数据截至10月底,,\n"
    shown = blocks(content.encode())
    assert (shown[0].text, shown[0].table) == ("2020年考核表", None)
    assert (shown[-1].text, shown[-1].table) == ("注:数据截至10月底", None)
    assert [block.text for block in shown if block.table == 0] == [text for _, _, text in EXPECTED]


def test_empty_fields_keep_the_others_in_their_columns() -> None:
    assert cells("城建,道路,88\n,绿化,300\n".encode()) == [
        *((0, 0, "城建"), (0, 1, "道路"), (0, 2, "88")),
        *((1, 1, "绿化"), (1, 2, "300")),
    ]


def test_text_without_separators_is_prose() -> None:
    assert [(b.text, b.table) for b in blocks("完成88公里。\n新增绿地300亩。\n".encode())] == [
        ("完成88公里。", None),
        ("新增绿地300亩。", None),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b",,\n,,\n", "empty"),
        (bytes(range(256)), "not_text"),
        ('"' + "路" * 200_000, "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes | str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        blocks(content if isinstance(content, bytes) else content.encode())
    assert refused.value.reason == reason
