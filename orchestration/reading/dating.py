"""The day a figure is as of, and the year it speaks of, from the times in its clause."""

from __future__ import annotations

import re
from datetime import date

from orchestration.reading.header_times import day_of
from orchestration.reading.mention import Mention
from orchestration.reading.period import date_said
from orchestration.reading.scanning import fold

_DATED = re.compile(r"截[至止]|[到至]\s*$")
_YEARS = re.compile(r"(?:19|20)\d\d")
_YEAR = re.compile(r"((?:19|20)\d\d)\s?年")


def dated_as(m: Mention, year: int | None) -> tuple[date | None, int | None]:
    """The day a figure is as of, and the year it speaks of, from the nearest time in its clause."""
    if m.when and (said := day_of(m.when, year)) is not None:
        return said, None
    behind = [t for t in m.after if t.start >= m.until and t.kind == "time"]
    for token in [*behind, *reversed(m.times)]:
        words = fold(m.text[max(0, token.start - 2) : token.end])
        named = _YEAR.search(words)
        about = int(named[1]) if named and len(_YEARS.findall(words)) == 1 else None
        said = date_said(fold(m.text[token.start : token.end]), year)
        points = _DATED.search(words[:2]) or any(word in words for word in ("月", "季度", "半年"))
        return (said if points else None), about
    return None, None
