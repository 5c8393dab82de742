"""A notice in words: everything is said, a hostile text stays a text, nothing is lost in splitting."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from orchestration.alerting.notice import Notice, Section
from orchestration.alerting.wording.dialect import Dialect
from orchestration.alerting.wording.hostile import harmless
from orchestration.alerting.wording.markdown import MARKDOWN
from orchestration.alerting.wording.page import page
from orchestration.alerting.wording.plain import PLAIN, UNMARKED
from orchestration.alerting.wording.robots import DINGTALK, FEISHU, WECOM
from orchestration.alerting.wording.splitting import marked_repeat, split, utf8, whole
from tests.alerting.hostile import texts
from tests.alerting.notices import DIGEST, long, made_of

DIALECTS = {
    "plain": PLAIN,
    "unmarked": UNMARKED,
    "markdown": MARKDOWN,
    "dingtalk": DINGTALK,
    "feishu": FEISHU,
    "wecom": WECOM,
}
SAID = (
    "【错误】新问题 · 新增绿地 · 2020-11",
    "【存疑】有变化 · 整治河道",
    "【错误】上报（10 个工作日未答复）",
    "【提示】再次出现 · 户外广告",
    "已了结（单位改报） · 加装电梯",
    "15亩 完成值",
    "30亩 目标值",
    "27% 完成率",
    "≥40公里 分项",
    "算式：15 ÷ 30 = 50.0%，原文为 27%",
    "可能原因：按季度计划计算",
    "建议：完成率 50.0%",
    "处理：请责任单位核对该数字及其口径，并更正或说明。",
    "另有 2 条未在此列出",
    "怎样答复",
)

# What mail and chat programs make a link or a call of by themselves.
_LINKED = re.compile(r"[a-z]:[^\s]|//|@|[a-z]\.(?:com|cn|net)", re.IGNORECASE)


class _Read(HTMLParser):
    """The text of a page as a browser shows it, its tags, and what it would fetch or follow."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text, self.tags, self.outside = "", [], []
        self.feed(source)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.outside += [value for name, value in attrs if name in ("href", "src") and value]


def rendered(source: str) -> _Read:
    return _Read(MarkdownIt("commonmark", {"linkify": False}).enable("table").render(source))


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_a_digest_says_everything_in_order(dialect: Dialect) -> None:
    """Where bold and escapes are taken away, every dialect says the same."""
    seen = _shown(whole(DIGEST, dialect), dialect)
    places = [seen.index(said) for said in SAID]
    assert places[:5] == sorted(places[:5])


def test_a_page_says_everything() -> None:
    seen = _Read(page(DIGEST)).text
    assert [said for said in SAID if said not in seen] == []


def test_figures_are_bold_in_markdown() -> None:
    """Beside Chinese letters a bold mark must still be one."""
    shown = MarkdownIt("commonmark").render(whole(DIGEST, MARKDOWN))
    bold = re.findall(r"<strong>(.*?)</strong>", shown)
    assert {"15亩", "30亩", "27%", "≥40公里", "可能原因"} <= set(bold)
    assert "**" not in _Read(shown).text


@pytest.mark.parametrize("text", texts())
def test_hostile_text_is_text_in_markdown(text: str) -> None:
    """It adds no element and no link, and all of it is there to read."""
    source = whole(made_of(text), MARKDOWN)
    read = rendered(source)
    plainly = rendered(whole(made_of("甲"), MARKDOWN))
    assert read.tags == plainly.tags
    assert read.outside == []
    assert read.text.count(_seen(text)) >= 8
    assert not _LINKED.search(read.text)


@pytest.mark.parametrize("text", texts())
def test_hostile_text_is_text_on_a_page(text: str) -> None:
    read = _Read(page(made_of(text)))
    assert read.tags == _Read(page(made_of("甲"))).tags
    assert read.outside == []
    assert read.text.count(_seen(text)) >= 8
    assert not _LINKED.search(read.text)


@pytest.mark.parametrize("text", texts())
def test_hostile_text_has_no_mark_left_for_services_unknown(text: str) -> None:
    said = whole(made_of(text), UNMARKED)
    assert not re.search(r"[<>@*`~\[\]|]|://|www\.", said)
    assert len(said.splitlines()) == len(whole(made_of("甲"), UNMARKED).splitlines())


def test_a_link_of_ours_leads_where_it_should() -> None:
    address = "https://kaohe.example.cn/letters/%E7%94%B2%E5%B1%80/%E6%A0%B8%E5%AE%9E%E5%87%BD.html"
    assert address in _Read(page(DIGEST)).outside
    assert address in rendered(whole(DIGEST, MARKDOWN)).outside
    assert address in whole(DIGEST, PLAIN)


def test_entries_are_not_cut_where_they_fit() -> None:
    parts = split(long(40), MARKDOWN, 4096)
    assert len(parts) > 2
    for number, (title, text) in enumerate(parts, 1):
        assert title == f"考核核实（{number}/{len(parts)}）"
        assert text.startswith(f"# {title}")
        assert "## 甲局" in text
        assert text.count("编号") == len(re.findall(r"\d+、【", text))
    assert sum(text.count("编号") for _, text in parts) == 40


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_an_entry_longer_than_a_message_is_cut_between_letters(dialect: Dialect) -> None:
    parts = split(long(3, 5000), dialect, 4096)
    assert sum(text.count("长") for _, text in parts) == 5000
    assert all(utf8(marked_repeat(text, dialect)) <= 4096 for _, text in parts)


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_texts_of_any_length_are_cut_to_what_fits(dialect: Dialect) -> None:
    """Titles and names of units are shortened, so that there is room for what they head."""
    parts = split(made_of("长" * 8000), dialect, 4096)
    assert len(parts) < 150
    assert max(utf8(marked_repeat(text, dialect)) for _, text in parts) <= 4096
    assert sum(text.count("长") for _, text in parts) >= 8 * 8000


_TEXT = st.one_of(
    st.sampled_from(texts()),
    st.text(max_size=400),
    st.text("长①👨‍👩‍👧e\u0301*_[]`<\n 1.", max_size=900),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(_TEXT, min_size=1, max_size=4),
    st.integers(1200, 4096),
    st.sampled_from(list(DIALECTS)),
)
def test_splitting_loses_nothing_and_no_part_is_too_long(
    said: list[str], limit: int, name: str
) -> None:
    dialect = DIALECTS[name]
    entries = tuple(entry for text in said for entry in made_of(text).sections[0].entries)
    notice = Notice("digest", "核实", tuple(said), (Section("甲局", entries),))
    parts = split(notice, dialect, limit)
    assert max(utf8(marked_repeat(text, dialect) + title) for title, text in parts) <= limit
    told = Counter("".join(_letters(text, dialect) for _, text in parts))
    once = Counter(_letters(whole(notice, dialect), dialect))
    assert once - told == Counter()
    # What is there more often are titles and headings: no mark and no escape came apart.
    assert set(told - once) <= set("核实(1/2)(3/4)(5/6)(7/8)(9/0)■甲局(续)")


def _shown(text: str, dialect: Dialect) -> str:
    """A text as its service shows it, as far as that can be known here."""
    if dialect is MARKDOWN:
        return rendered(text).text
    if not dialect.bold:
        return text
    lines = text.splitlines()
    assert all(line.count(dialect.bold) % 2 == 0 for line in lines)
    bare = (re.sub(r"^(?:#+|>) ", "", line).replace(dialect.bold, "") for line in lines)
    return html.unescape("\n".join(bare)) if dialect is FEISHU else "\n".join(bare)


def _letters(text: str, dialect: Dialect) -> str:
    return "".join(unicodedata.normalize("NFKC", _shown(text, dialect)).split())


def _seen(text: str) -> str:
    """A hostile text as it is to be read."""
    return harmless(text).strip()


def test_what_is_harmless_stays_as_printed() -> None:
    printed = "完成率 95.3%（目标 1,200 户），2020-Q3，详见 报告.docx、5×3=15、9:30"
    assert harmless(printed) == printed
    assert unicodedata.normalize("NFKC", harmless("a@b.cn https://x.cn")) == "a@b.cn https://x.cn"
    assert html.escape(harmless("<b>")) in page(made_of("<b>"))
