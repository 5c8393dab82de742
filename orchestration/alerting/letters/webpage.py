"""A letter as one HTML page. Every text is escaped; the only link leads to the guide beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from urllib.parse import quote as link_to

from orchestration.alerting.letters import phrasing
from orchestration.alerting.letters.letter import GUIDE_NAME, Letter, Question, Quote
from orchestration.alerting.letters.page import page
from orchestration.words import PARTS

_DATED = re.compile(r'<meta name="date" content="(\d{4}-\d\d-\d\d)">')


def webpage(letter: Letter) -> bytes:
    """The page of a letter."""
    body = "\n".join(_body(letter))
    return page(phrasing.title(letter), body, letter.day.isoformat()).encode()


def day_of(content: bytes) -> date | None:
    """The day a page that was written here shows; None when it is no such page."""
    found = _DATED.search(content.decode("utf-8", "replace"))
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _body(letter: Letter) -> Iterator[str]:
    yield f"<h1>{escape(phrasing.title(letter))}</h1>"
    yield f'<p class="number">{escape(letter.number)}</p>'
    yield f"<p>{escape(phrasing.salutation(letter))}</p>"
    yield f'<div class="opening">{_paragraphs(phrasing.opening(letter))}</div>'
    for number, section in enumerate(phrasing.sections(letter), start=1):
        yield f"<h2>{escape(phrasing.heading(number, section))}</h2>"
        if section == phrasing.QUESTIONS:
            yield from _groups(letter)
        elif section == phrasing.HINTS:
            yield _list("ul", phrasing.hints(letter), "hints")
        else:
            yield _list("ol", phrasing.reply(letter))
            guide = link_to(f"../{GUIDE_NAME}")
            yield f'<p class="screen"><a href="{guide}">{phrasing.GUIDE}</a></p>'
    yield f'<div class="closing">{_paragraphs((phrasing.CLOSING, phrasing.attached(letter)))}</div>'
    day = phrasing.day_words(letter.day)
    yield f'<p class="signature">{phrasing.STAMP}<br>{day}</p>'


def _groups(letter: Letter) -> Iterator[str]:
    for number, (period, questions) in enumerate(letter.groups, start=1):
        yield f"<h3>{escape(phrasing.group_heading(number, period, len(questions)))}</h3>"
        for question in questions:
            yield "\n".join(_question(question))


def _question(question: Question) -> Iterator[str]:
    yield f'<section class="question" id="{escape(question.finding_id)}">'
    heading, weight = phrasing.question_heading(question), phrasing.weight(question)
    yield f"<h4>{escape(heading)} <small>{escape(weight)}</small></h4>"
    yield "<dl>"
    if question.quotes:
        quotes = "".join(map(_quote, question.quotes))
        yield f"<dt>{phrasing.PRINTED}</dt><dd>{quotes}</dd>"
    for row in phrasing.rows(question):
        lines = _paragraphs(row.lines)
        yield f'<dt>{escape(row.label)}</dt><dd class="{row.kind}">{lines}</dd>'
    yield "</dl></section>"


def _quote(quote: Quote) -> str:
    words = "".join(
        f"<b>{escape(words.text)}</b><small>（{escape(PARTS.get(words.part, words.part))}）</small>"
        if words.part
        else escape(words.text)
        for words in quote.words
    )
    return f'<p>{words} <span class="source">{escape(quote.source)}</span></p>'


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _list(kind: str, lines: Iterable[str], name: str = "") -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<{kind} class="{name}">{items}</{kind}>'
