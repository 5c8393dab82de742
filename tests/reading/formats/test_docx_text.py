"""What a Word paragraph says: what the printed page shows, no more and no less."""

from __future__ import annotations

import pytest

from orchestration.reading.formats.docx import blocks
from tests.reading.formats.word import (
    level,
    listed,
    noted,
    numbering,
    p,
    repacked,
    t,
    tbl,
    tc,
    texts,
    tr,
    word,
)

BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
BOX = "<w:txbxContent>{}</w:txbxContent>"
DELETED = '<w:del w:id="1">{}</w:del>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def test_a_number_split_over_runs_is_one_number() -> None:
    assert texts(p("完成新建", "道路8", "8", ".5", "公里")) == ["完成新建道路88.5公里"]


def test_a_tracked_insertion_is_in_and_a_deletion_is_out() -> None:
    change = '<w:del w:id="1"><w:r><w:delText>75</w:delText></w:r></w:del>'
    assert texts(p("完成", change, f'<w:ins w:id="2">{t("88")}</w:ins>', "公里")) == ["完成88公里"]


def test_moved_text_stands_where_it_was_moved_to() -> None:
    away = f'<w:moveFrom w:id="1">{t("完成88公里。")}</w:moveFrom>'
    here = f'<w:moveTo w:id="2">{t("完成88公里。")}</w:moveTo>'
    assert texts(p(away, "道路"), p("绿地", here)) == ["道路", "绿地完成88公里。"]


def test_a_paragraph_whose_end_is_deleted_runs_on() -> None:
    gone = "<w:rPr><w:del w:id='1'/></w:rPr>"
    assert texts(p("完成8", properties=gone), p("8公里"), p("绿化")) == ["完成88公里", "绿化"]


def test_a_paragraph_deleted_as_a_whole_leaves_nothing() -> None:
    deleted = DELETED.format("<w:r><w:delText>完成75公里</w:delText></w:r>")
    gone = "<w:rPr><w:del w:id='1'/></w:rPr>"
    assert texts(p(deleted, properties=gone), p("完成88公里")) == ["完成88公里"]


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<w:t>甲</w:t><w:br/><w:t>乙</w:t>", "甲\n乙"),
        ("<w:t>甲</w:t><w:cr/><w:t>乙</w:t>", "甲\n乙"),
        ("<w:t>甲</w:t><w:tab/><w:t>乙</w:t>", "甲\t乙"),
        ("<w:t>1</w:t><w:noBreakHyphen/><w:t>9月</w:t>", "1-9月"),
        ("<w:t>绿</w:t><w:softHyphen/><w:t>化</w:t>", "绿化"),
        ('<w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%</w:t>', "≥95%"),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/><w:t>完成</w:t>', "☑完成"),
        ('<w:sym w:font="某某字体" w:char="F0B3"/><w:t>95%</w:t>', "\N{REPLACEMENT CHARACTER}95%"),
        ("<w:t>１２．５％，〔２０２０〕</w:t>", "１２．５％，〔２０２０〕"),
        ('<w:t xml:space="preserve">共 </w:t><w:t xml:space="preserve"> 3项</w:t>', "共  3项"),
        ("<w:t>共 \n</w:t><w:t>3项</w:t>", "共3项"),
        ("<w:ruby><w:rt><w:r><w:t>kao</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>考</w:t></w:r>"
         "</w:rubyBase></w:ruby>", "考"),
    ],
)  # fmt: skip
def test_signs_within_a_run(inner: str, shown: str) -> None:
    assert texts(f"<w:p><w:r>{inner}</w:r></w:p>") == [shown]


def test_tab_stops_of_a_paragraph_are_no_tabs() -> None:
    assert texts(p("甲", properties='<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>')) == ["甲"]


def test_a_field_shows_its_result_and_not_its_code() -> None:
    field = BEGIN + code("=SUM(ABOVE)") + SEPARATE + t("88.5") + END
    assert texts(p("完成", field, "公里")) == ["完成88.5公里"]


def test_a_field_within_a_fields_code_is_not_shown() -> None:
    inner = BEGIN + code("PAGE") + SEPARATE + t("7") + END
    assert texts(
        p("第", BEGIN + code("=") + inner + code("+1") + SEPARATE + t("8") + END, "页")
    ) == ["第8页"]


def test_a_field_may_run_over_paragraphs() -> None:
    assert texts(
        p(BEGIN, code("TOC"), SEPARATE, "一、道路"), p("二、绿化", END), p("三、桥梁")
    ) == [
        "一、道路",
        "二、绿化",
        "三、桥梁",
    ]


def test_a_field_that_never_closes_hides_nothing() -> None:
    assert texts(p(BEGIN, code("TOC"), "完成88公里"), p("新增绿地300亩")) == [
        "完成88公里",
        "新增绿地300亩",
    ]


def test_a_simple_field_a_link_and_a_control_show_their_text() -> None:
    shown = texts(
        p(f'<w:fldSimple w:instr="DATE">{t("2020年")}</w:fldSimple>', "完成"),
        p(
            f'<w:hyperlink r:id="x">{t("道路")}</w:hyperlink>',
            f"<w:smartTag>{t('88')}</w:smartTag>",
        ),
        p(f"<w:sdt><w:sdtPr/><w:sdtContent>{t('公里')}</w:sdtContent></w:sdt>"),
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('绿地')}</w:sdtContent></w:sdt>",
    )
    assert shown == ["2020年完成", "道路88", "公里", "绿地"]


def test_a_formula_shows_its_figures() -> None:
    ratio = (
        "<m:f><m:num><m:r><m:t>88</m:t></m:r></m:num><m:den><m:r><m:t>75</m:t></m:r></m:den></m:f>"
    )
    assert texts(p("完成率", f"<m:oMath>{ratio}</m:oMath>")) == ["完成率88/75"]


def test_a_text_box_is_read_once_and_noted() -> None:
    inside = BOX.format(p("完成88公里"))
    shape = f"<w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing>"
    picture = f"<w:pict><v:textbox>{inside}</v:textbox></w:pict>"
    box = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{shape}</mc:Choice>'
        f"<mc:Fallback>{picture}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert noted(p("道路", box, "建设"), p("下文")) == [
        ("道路建设", ""),
        ("完成88公里", "text box"),
        ("下文", ""),
    ]


def test_an_old_text_box_is_read_too() -> None:
    box = f"<w:r><w:pict><v:textbox>{BOX.format(p('完成88公里'))}</v:textbox></w:pict></w:r>"
    assert noted(p(box)) == [("完成88公里", "text box")]


def test_hidden_text_is_noted_and_out_of_the_line() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>75</w:t></w:r>"
    assert noted(p("完成", hidden, "88公里")) == [("完成88公里", ""), ("75", "hidden text")]


def test_text_that_is_said_not_to_be_hidden_shows() -> None:
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>88</w:t></w:r>'
    assert noted(p("完成", shown, "公里")) == [("完成88公里", "")]


def test_a_style_may_hide_text() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="b"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
    )
    run = '<w:r><w:rPr><w:rStyle w:val="a"/></w:rPr><w:t>75</w:t></w:r>'
    assert noted(p("完成", run, "88公里"), parts={"styles": styles}) == [
        ("完成88公里", ""),
        ("75", "hidden text"),
    ]


def test_footnotes_headers_and_footers_follow_with_a_note() -> None:
    parts = {
        "footnotes": f'<w:footnote w:type="separator">{p("——")}</w:footnote>'
        f"<w:footnote>{p('<w:r><w:footnoteRef/></w:r>', '含续建项目3个')}</w:footnote>",
        "endnotes": f"<w:endnote>{p('数据截至10月底')}</w:endnote>",
        "header": p("考核通报"),
        "footer": p("— ", BEGIN, code("PAGE"), SEPARATE, "1", END, " —"),
    }
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    assert noted(p("完成88", mark, "公里"), parts=parts) == [
        ("完成88公里", ""),
        ("考核通报", "header"),
        ("— 1 —", "footer"),
        ("含续建项目3个", "footnote"),
        ("数据截至10月底", "endnote"),
    ]


def test_a_page_wrapped_into_a_word_file_is_read() -> None:
    page = "<table><tr><td>道路</td><td>88公里</td></tr></table><p>完</p>".encode()
    content = word(p("上文"), '<w:altChunk r:id="f0"/>', p("下文"), files={"page.html": page})
    assert [(block.text, block.table) for block in blocks(content)] == [
        ("上文", None),
        ("道路", 0),
        ("88公里", 0),
        ("完", None),
        ("下文", None),
    ]


def test_the_strict_dialect_says_the_same() -> None:
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    content = repacked(word(p("完成88公里")), lambda name, part: part.replace(usual, strict))
    assert [block.text for block in blocks(content)] == ["完成88公里"]


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
