"""Web pages: what a visitor reads, cell by cell and line by line, whatever the encoding."""

from __future__ import annotations

import base64
import io
import quopri
import random

import pandas as pd
import pytest

from orchestration.reading.formats.html import blocks
from orchestration.reading.formats.unreadable import Unreadable


def lines(page: str) -> list[str]:
    return [block.text for block in blocks(page.encode())]


def noted(page: str) -> list[tuple[str, str]]:
    return [(block.text, block.note) for block in blocks(page.encode())]


def cells(page: str) -> list[tuple[int | None, int | None, int | None, int, int, str]]:
    """Table, row, column, row span, column span and text of each block."""
    return [(b.table, b.row, b.col, b.row_span, b.col_span, b.text) for b in blocks(page.encode())]


def reason(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        blocks(content)
    return refused.value.reason


def test_spans_move_the_cells_beside_and_below() -> None:
    page = (
        "<table><tr><th rowspan=2>指标</th><th colspan=2>年度目标</th></tr>"
        "<tr><th>数量</th><th>单位</th></tr><tr><td>道路</td><td>88</td><td>公里</td></tr></table>"
    )
    assert cells(page) == [
        (0, 0, 0, 2, 1, "指标"),
        (0, 0, 1, 1, 2, "年度目标"),
        (0, 1, 1, 1, 1, "数量"),
        (0, 1, 2, 1, 1, "单位"),
        (0, 2, 0, 1, 1, "道路"),
        (0, 2, 1, 1, 1, "88"),
        (0, 2, 2, 1, 1, "公里"),
    ]


def test_a_rowspan_ends_with_the_table_and_0_means_to_its_end() -> None:
    page = "<table><tr><td rowspan=9>甲</td><td>1</td></tr><tr><td rowspan=0>乙</td></tr></table>"
    assert [cell[3] for cell in cells(page)] == [2, 1, 1]


@pytest.mark.parametrize("span", ["-1", "x", "", "1.5", "99999999999999999999"])
def test_a_span_without_sense_is_one(span: str) -> None:
    page = f'<table><tr><td colspan="{span}">甲</td><td>乙</td></tr></table>'
    assert cells(page) == [(0, 0, 0, 1, 1, "甲"), (0, 0, 1, 1, 1, "乙")]


def test_spans_that_add_up_without_end_are_refused() -> None:
    row = "<tr>" + "<td colspan=1000>1</td>" * 100 + "</tr>"
    assert reason(f"<table>{row * 50}</table>".encode()) == "hostile"


def test_lines_of_a_cell_and_blanks_of_the_source() -> None:
    page = (
        "<table><tr><td>1.完成\n   情况<br>88 <b>公里</b><p>绿化</p></td><td>&nbsp;</td></tr>"
        "</table>"
    )
    assert [cell[5] for cell in cells(page)] == ["1.完成 情况\n88 公里\n绿化", ""]


def test_a_number_split_over_elements_is_one_number() -> None:
    assert lines("<p>完成<span>8</span><b>8</b>.<i>5</i>公里</p>") == ["完成88.5公里"]


def test_entities_are_characters() -> None:
    assert lines("<p>&ge;95&#37;&nbsp;&lt;考核&gt;&#x3001;&amp;</p>") == ["≥95%\xa0<考核>、&"]


def test_what_a_visitor_does_not_read_is_left_out() -> None:
    page = """<html><head><title>标题</title><style>p{}</style></head><body>
        <nav>首页 100个</nav><div class="top nav">栏目</div><div role="navigation">导航</div>
        <ul><li><a href=a>新闻</a></li><li><a href=b>公告</a></li><li><a href=c>政策</a></li></ul>
        <script>完成1公里</script><p style="DISPLAY : none">完成2公里</p><p hidden>完成3公里</p>
        <noscript>完成4公里</noscript><!-- 完成5公里 --><button>打印</button>
        <p>完成<del>75</del>88公里</p><template>完成6公里</template></body></html>"""
    assert lines(page) == ["完成88公里"]


def test_a_list_with_something_said_outside_its_links_is_no_menu() -> None:
    page = "<ul><li><a>道路</a>88公里</li><li><a>绿化</a></li><li><a>桥梁</a></li></ul>"
    assert lines(page) == ["道路88公里", "绿化", "桥梁"]


def test_a_footer_and_side_notes_are_noted() -> None:
    assert noted("<p>完成</p><aside>附注</aside><footer>备案号1</footer><p>末</p>") == [
        ("完成", ""),
        ("附注", "side note"),
        ("备案号1", "footer"),
        ("末", ""),
    ]


def test_numbers_of_a_list_are_read() -> None:
    page = '<ol start="3"><li>道路<li value=7>绿化<li>桥梁</ol><ol type=a><li>甲</ol>'
    assert lines(page) == ["3. 道路", "7. 绿化", "8. 桥梁", "a. 甲"]


def test_a_table_that_arranges_the_page_is_no_table() -> None:
    page = (
        "<table><tr><td>左栏</td><td><p>考核通报</p><table><tr><td>道路情况</td><td>88公里</td>"
        "</tr></table></td></tr></table>"
    )
    assert [(b.text, b.table) for b in blocks(page.encode())] == [
        ("左栏", None),
        ("考核通报", None),
        ("道路情况", 0),
        ("88公里", 0),
    ]


def test_a_small_table_in_a_data_cell_follows_its_table() -> None:
    page = (
        "<table><tr><td>污水厂建设进展情况说明</td><td>共15座<table><tr><td>完工</td><td>7</td></tr>"
        "</table></td></tr><tr><td>道路</td><td>88</td></tr></table>"
    )
    assert [(b.text, b.table, b.note) for b in blocks(page.encode())] == [
        ("污水厂建设进展情况说明", 0, ""),
        ("共15座", 0, ""),
        ("道路", 0, ""),
        ("88", 0, ""),
        ("完工", 1, "nested table"),
        ("7", 1, "nested table"),
    ]


def test_captions_and_stray_text_of_a_table_are_kept() -> None:
    row = "<tr><td>道路</td><td>88</td></tr>"
    page = f"<table><caption>单位:公里</caption>说明<form>{row}</form></table>"
    assert sorted(lines(page)) == sorted(["单位:公里", "说明", "道路", "88"])


def test_hidden_rows_take_no_place_and_a_foot_comes_last() -> None:
    page = (
        "<table><tfoot><tr><td>合计</td><td>88</td></tr></tfoot><tr style='display:none'><td>x</td>"
        "<td>1</td></tr><tr><td>道路</td><td>88</td></tr></table>"
    )
    assert [cell[1:3] + cell[5:] for cell in cells(page)] == [
        (0, 0, "道路"),
        (0, 1, "88"),
        (1, 0, "合计"),
        (1, 1, "88"),
    ]


PAGE = "<html><head>{}</head><body><p>截至10月底，完成88公里，㎡与囍、镕。</p></body></html>"
SHOWN = "截至10月底，完成88公里，㎡与囍、镕。"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta charset="gb2312">', "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gb18030"),
        ("", "gb18030"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ('<meta charset="utf-8">', "gb18030"),  # a page that says one thing and is another
        ('<meta charset="gb2312">', "utf-8-sig"),
        ('<meta charset="no-such-thing">', "utf-8"),
    ],
)
def test_the_encoding_is_found(declared: str, encoding: str) -> None:
    page = PAGE.format(declared).encode(encoding)
    assert [block.text for block in blocks(page)] == [SHOWN]


def test_one_broken_character_does_not_cost_the_page() -> None:
    page = PAGE.format('<meta charset="utf-8">') + "<p>" + "道路" * 200 + "</p>"
    broken = page.encode() + b"<p>\xff</p>"
    assert SHOWN in [block.text for block in blocks(broken)]


def saved(encoding: str, transfer: str) -> bytes:
    """A page saved whole, as browsers and Word save it: the page is not always the first part."""
    page = PAGE.format(f'<meta charset="{encoding}">').encode(encoding)
    encoded = base64.encodebytes(page) if transfer == "base64" else quopri.encodestring(page)
    head = (
        "From: <Saved by Microsoft Internet Explorer>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; boundary="----=_x"; type="text/html"\n\n'
        "------=_x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0=\n"
        f"------=_x\nContent-Type: text/html\nContent-Transfer-Encoding: {transfer}\n"
        "Content-Location: http://a.example/2020.html\n\n"
    )
    return head.encode() + encoded + b"\n------=_x--\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("transfer", ["base64", "quoted-printable"])
def test_a_page_saved_whole_is_read(encoding: str, transfer: str) -> None:
    assert [block.text for block in blocks(saved(encoding, transfer))] == [SHOWN]


def test_parts_that_nest_without_end_are_refused() -> None:
    head = b"MIME-Version: 1.0\n"
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000)
    )
    assert reason(head + nested) in ("hostile", "damaged")


def test_what_holds_no_text_says_so() -> None:
    assert reason(b"") == "empty"
    assert reason(b"<html><script>load()</script></html>") == "empty"
    assert reason(bytes(range(256)) * 40) == "not_text"


def test_tables_are_placed_as_pandas_places_them() -> None:
    """Tables tiled at random, against another reader of tables."""
    for seed in range(60):
        dice = random.Random(seed)
        width, height = dice.randint(2, 5), dice.randint(1, 6)
        free = {(row, col) for row in range(height) for col in range(width)}
        page = ""
        for row in range(height):
            page += "<tr>"
            for col in range(width):
                if (row, col) not in free:
                    continue
                across = dice.choice((1, 1, 2)) if row and (row, col + 1) in free else 1
                down = dice.randint(1, min(3, height - row))
                free -= {(row + y, col + x) for y in range(down) for x in range(across)}
                page += f"<td rowspan={down} colspan={across}>r{row}c{col}</td>"
            page += "</tr>"
        page = f"<table>{page}</table>"
        expected = pd.read_html(io.StringIO(page), flavor="lxml")[0]
        for block in blocks(page.encode()):
            assert block.text == f"r{block.row}c{block.col}"
            assert block.row is not None and block.col is not None
            last = expected.iat[block.row + block.row_span - 1, block.col + block.col_span - 1]
            assert last == expected.iat[block.row, block.col] == block.text
