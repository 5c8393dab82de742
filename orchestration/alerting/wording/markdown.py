"""CommonMark, as mail programs, editors and web pages render it."""

from __future__ import annotations

import re

from orchestration.alerting.wording.dialect import Dialect

# What means something anywhere, and what does so where a line begins.
_MARKS = re.compile(r"[\\`*_\[\]<>#|~&!]|^[-+=]")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def _escaped(text: str) -> str:
    return _NUMBERED.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", text))


MARKDOWN = Dialect(
    _escaped,
    lambda name, address: f"[{name}](<{address}>)",
    bold="**",
    around={
        "title": ("# ", ""),
        "heading": ("## ", ""),
        "head": ("**", "**"),
        # Without an empty line after it a quotation takes in the lines that follow.
        "quote": ("> ", "\n"),
    },
    line_end="  \n",
)
