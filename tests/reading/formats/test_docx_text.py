"""What a Word paragraph says: what the printed page shows, no more and no less."""

from __future__ import annotations

import pytest

from orchestration.reading.formats.docx import blocks
from tests.reading.formats.word import (
    noted,
    p,
    repacked,
    t,
    texts,
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
