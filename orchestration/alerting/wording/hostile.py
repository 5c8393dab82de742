"""What a report printed becomes one line that opens no link, calls nobody and hides nothing.

It stays readable: a character that could act gives way to its full-width twin, which Chinese print
uses anyway. Marks of a dialect are that dialect's own affair.
"""

from __future__ import annotations

import regex

# Line ends of every kind would begin a heading, a quote or a list of the reporter's choosing.
_SPACES = regex.compile(r"[\s\p{Zl}\p{Zp}]+")
# Controls, halves of a pair, and what nobody sees: it hides words or turns their direction.
_UNSEEN = regex.compile(r"[\p{Cc}\p{Cs}\p{Cf}]")
# What chat programs and mail readers make a link of by themselves, or a call.
_ACTING = regex.compile(
    r"""(?ix)
    (?<=[a-z]):(?=\S)                   # https:…, javascript:…
    | //
    | @
    | (?<=[a-z0-9-])\.(?=[a-z]{2,})     # www.example.com, but 报告.docx is a name of a file
      (?!(?:docx?|xlsx?|pptx?|pdf|html?|csv|txt|wps|et|rtf|od[st])(?![a-z0-9.-]))
    """
)


def harmless(text: str) -> str:
    """The text on one line, without what acts by itself: links, calls, controls."""
    seen = _UNSEEN.sub("", _SPACES.sub(" ", text))
    return _ACTING.sub(lambda found: widened(found.group(), ":/@."), seen)


def widened(text: str, marks: str) -> str:
    """The text with each of these ASCII characters in its full-width form."""
    return text.translate({ord(mark): ord(mark) + 0xFEE0 for mark in marks})
