"""A notice as one HTML page: for e-mail, and for the files of a trial.

Inline styles only and nothing from outside, so that mail programs show all of it. No colour carries
meaning and no background is set: it prints in black, and a dark reader stays dark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote, urlsplit

from orchestration.alerting.notice import Entry, Notice, Section, Words
from orchestration.alerting.wording.hostile import harmless
from orchestration.alerting.wording.lines import REPEATED, asked, head, left_out
from orchestration.words import PARTS

_FONT = "-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
_BODY = f"margin:0;padding:16px;font:16px/1.6 {_FONT};overflow-wrap:anywhere"
_COLUMN = '<div style="max-width:680px;margin:0 auto">'
_TITLE = "margin:0 0 12px;font-size:22px;line-height:1.35"
_SECTION = "margin:28px 0 4px;padding-bottom:4px;font-size:18px;border-bottom:2px solid"
_EDGES = {
    "error": "6px solid #c0392b",
    "warning": "6px double #b9770e",
    "note": "6px dotted #808080",
}
_NO_EDGE = "6px solid transparent"
_ENTRY = "margin:14px 0;padding:2px 0 2px 12px;page-break-inside:avoid;border-left:"
_HEAD = "margin:0 0 4px;font-size:16px"
_LINE = "margin:4px 0"
_QUOTE = "margin:6px 0;padding:6px 10px;border:1px solid #808080;border-radius:4px"
_FIGURE = "display:inline-block;max-width:95%;line-height:1.3;padding:0 3px;border:1px solid;border-radius:3px"
_SMALL = "margin:4px 0;font-size:13px"


def page(notice: Notice) -> str:
    """A document by itself. Its links are the notice's own; a text in it never becomes one."""
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="zh-CN"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="supported-color-schemes" content="light dark">',
            f"<title>{_said(notice.title)}</title></head>",
            f'<body style="{_BODY}">',
            _COLUMN,
            _styled("h1", _TITLE, _said(notice.title)),
            *_lines(notice.lead),
            *_sections(notice.sections),
            *_lines(notice.closing),
            *(_styled("p", _LINE, _link(name, address)) for name, address in notice.links),
            "</div></body></html>",
        )
    )


def marked_repeat(html: str) -> str:
    """A page that may have arrived already, saying so at its top."""
    return html.replace(_COLUMN, _COLUMN + _styled("p", _LINE, REPEATED), 1)


def _sections(sections: Iterable[Section]) -> Iterator[str]:
    number = 0
    for section in sections:
        yield _styled("h2", _SECTION, _said(section.heading))
        for entry in section.entries:
            number += 1
            yield from _entry(entry, number)
        if section.left_out:
            yield _styled("p", _LINE, left_out(section))


def _entry(entry: Entry, number: int) -> Iterator[str]:
    edge = _NO_EDGE if entry.change == "resolved" else _EDGES[entry.severity]
    yield f'<div style="{_ENTRY}{edge}">'
    yield _styled("h3", _HEAD, f"{number}、{_said(head(entry))}")
    yield _styled("p", _LINE, _said(entry.message))
    for sentence in entry.sentences:
        yield _styled("p", _QUOTE, "<b>原文：</b>" + "".join(map(_words, sentence)))
    for working in entry.working:
        yield _styled("p", _LINE, f"<b>算式：</b>{_said(working)}")
    for label, said in asked(entry):
        yield _styled("p", _LINE, f"<b>{label}：</b>{_said(said)}")
    link = f" · {_link('查看核实函', entry.link)}" if entry.link else ""
    yield _styled("p", _SMALL, f"编号 {_said(entry.finding_id)}{link}")
    yield "</div>"


def _lines(lines: Iterable[str]) -> Iterator[str]:
    return (_styled("p", _LINE, _said(said)) for said in lines)


def _words(words: Words) -> str:
    if words.part is None or not words.text.strip():
        return _said(words.text)
    name = f" <small>{PARTS[words.part]}</small>" if words.part in PARTS else ""
    return f'<b style="{_FIGURE}">{_said(words.text.strip())}{name}</b>'


def _link(name: str, address: str) -> str:
    if urlsplit(address).scheme not in ("http", "https", "file"):
        return f"{_said(name)}：{_said(address)}"
    return f'<a href="{escape(quote(address, safe="/:?#@!$&+,;=%-._~"))}">{_said(name)}</a>'


def _said(text: str) -> str:
    return escape(harmless(text))


def _styled(tag: str, style: str, inner: str) -> str:
    return f'<{tag} style="{style}">{inner}</{tag}>'
