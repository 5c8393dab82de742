"""Labels of Word lists: counted and written as Word does, for they stand nowhere in the file."""

from __future__ import annotations

import pytest

from tests.reading.formats.word import level, listed, numbering, p, tbl, tc, texts, tr


def test_list_labels_are_counted_as_word_counts() -> None:
    levels = (
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "(%2)"),
        level(2, "decimal", "%3."),
        level(3, "decimalEnclosedCircle", "%4"),
    )
    shown = texts(
        listed("道路"),
        listed("新建", level=1),
        listed("甲路", level=2),
        listed("开工", level=3),
        listed("完工", level=3),
        listed("乙路", level=2),
        listed("改建", level=1),
        listed("丙路", level=2),
        p("其间"),
        listed("绿化"),
        listed("新增", level=1),
        parts={"numbering": numbering(*levels)},
    )
    assert shown == [
        *("一、道路", "(一)新建", "1.甲路", "①开工", "②完工", "2.乙路", "(二)改建", "1.丙路"),
        *("其间", "二、绿化", "(一)新增"),
    ]


@pytest.mark.parametrize(
    ("format", "labels"),
    [
        ("decimal", "1 2 3"),
        ("decimalZero", "01 02 03"),
        ("upperRoman", "I II III"),
        ("lowerLetter", "a b c"),
        ("chineseCountingThousand", "一 二 三"),
        ("japaneseCounting", "一 二 三"),
        ("chineseLegalSimplified", "壹 贰 叁"),
        ("ideographTraditional", "甲 乙 丙"),
        ("decimalEnclosedParen", "⑴ ⑵ ⑶"),
        ("decimalFullWidth", "１ ２ ３"),
        ("none", "  "),
        ("something new", "1 2 3"),
    ],
)
def test_formats_of_list_labels(format: str, labels: str) -> None:
    parts = {"numbering": numbering(level(0, format, "%1"))}
    shown = texts(*[listed("道路")] * 3, parts=parts)
    assert shown == [f"{label}道路" for label in labels.split(" ")]


def test_tens_and_hundreds_in_chinese() -> None:
    parts = {"numbering": numbering(level(0, "chineseCounting", "%1、"))}
    shown = texts(*[listed("")] * 120, parts=parts)
    at = [10, 11, 20, 21, 99, 100, 101, 110, 120]
    assert [shown[number - 1] for number in at] == [
        *("十、", "十一、", "二十、", "二十一、", "九十九、"),
        *("一百、", "一百零一、", "一百一十、", "一百二十、"),
    ]


def test_a_second_list_goes_on_unless_it_starts_anew() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    parts = {"numbering": numbering(level(0, "decimal", "%1."), nums=nums)}
    shown = texts(*(listed("路", num) for num in (1, 1, 2, 3, 3, 1)), parts=parts)
    assert shown == ["1.路", "2.路", "3.路", "1.路", "2.路", "3.路"]


def test_labels_of_several_levels_and_a_restart_that_is_switched_off() -> None:
    levels = (
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "decimal", "(%3)", '<w:lvlRestart w:val="0"/>'),
    )
    marks = ((0, "甲"), (1, "乙"), (2, "丙"), (0, "丁"), (1, "戊"), (2, "己"))
    shown = texts(
        *(listed(text, level=at) for at, text in marks), parts={"numbering": numbering(*levels)}
    )
    assert shown == ["I.甲", "1.1乙", "(1)丙", "II.丁", "2.1戊", "(2)己"]


def test_a_level_that_was_skipped_counts_as_begun() -> None:
    parts = {"numbering": numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))}
    shown = texts(listed("甲", level=1), listed("乙"), listed("丙", level=1), parts=parts)
    assert shown == ["1.1甲", "2.乙", "2.1丙"]


def test_a_heading_is_numbered_by_its_style_and_a_paragraph_can_step_out() -> None:
    styles = (
        '<w:style w:styleId="b"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
    )
    parts = {"numbering": numbering(level(0, "chineseCounting", "%1、")), "styles": styles}
    styled = '<w:pStyle w:val="a"/>'
    outside = f'{styled}<w:numPr><w:numId w:val="0"/></w:numPr>'
    shown = texts(
        p("道路", properties=styled),
        p("说明", properties=outside),
        p("绿化", properties=styled),
        parts=parts,
    )
    assert shown == ["一、道路", "说明", "二、绿化"]


def test_a_serial_number_column_is_filled_by_its_list() -> None:
    rows = [tr(tc(listed("")), name) for name in ("道路", "绿化")]
    parts = {"numbering": numbering(level(0, "decimal", "%1"))}
    assert texts(tbl(*rows), parts=parts) == ["1", "道路", "2", "绿化"]


def test_a_bullet_is_a_bullet_whatever_its_font() -> None:
    levels = level(0, "bullet", "\uf0b7").replace("nothing", "space")
    assert texts(listed("道路"), parts={"numbering": numbering(levels)}) == ["• 道路"]
