"""The time that a table's header names: 7月, 截至9月底完成, 完成数 over 12月. Roles are in headers.py."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from orchestration.reading.period import date_said, month_end
from orchestration.reading.scanning import fold

_YEAR = r"(?:(?:19|20)\d\d\s?年)"
_UP_TO = r"(?:截[至止])?"
_MONTHS = r"\d{1,2}(?:[-—–~至]\d{1,2})?"
_PARTS = r"第?[一二三四1-4]季度(?:末|底)?|前[二两三]个?季度|[上下]半年"
_OPENING = re.compile(
    rf"(?:{_UP_TO}{_YEAR}(?:度|末|底)?)?"
    rf"(?:{_UP_TO}前?{_MONTHS}个?月(?:份|底|末)?|{_PARTS}|全年(?=$))?"
)
# Behind other words a month is one of the calendar: 工期12个月 names no time.
_CLOSING = re.compile(rf"{_UP_TO}{_YEAR}?(?:{_MONTHS}月(?:份|底|末)?|{_PARTS})$")
_YEAR_ENDS = re.compile(rf"{_UP_TO}{_YEAR}?(?:年[底末]|全年)")
_NAMED_YEAR = re.compile(r"(?:19|20)\d\d")
_ALONE = re.compile(r"(?:(\d{1,2})月份?|第?([一二三四1-4])季度)")
_QUARTERS = {word: number for number, word in enumerate("一二三四", start=1)}


def taken_out(text: str) -> tuple[str, str]:
    """The time that header words name, and the other words, both without spaces.

    Lines of a cell, or the cells of several levels, are looked at one by one where the whole
    neither opens nor closes with a time.
    """
    words = "".join(text.split())
    for line in (words, *text.split("\n")):
        if when := _said("".join(line.split())):
            return when, words.replace(when, "", 1)
    return "", words


def _said(words: str) -> str:
    folded = fold(words)
    if _YEAR_ENDS.fullmatch(folded):
        return words
    said = _CLOSING.search(folded) or _OPENING.match(folded)
    return "" if said is None else words[said.start() : said.end()]


def without(text: str) -> str:
    """Header words without the times they name."""
    return _OPENING.sub("", fold("".join(text.split())))


def year_of(when: str) -> int | None:
    """The year that a header's time names, None where it names none."""
    named = _NAMED_YEAR.search(fold(when))
    return int(named[0]) if named else None


def day_of(when: str, year: int | None) -> date | None:
    """The day up to which a header's time reaches; `year` is the report's, for one that names none."""
    folded = fold(when)
    if year is not None and _YEAR_ENDS.fullmatch(folded):
        return date_said(folded, year) or month_end(year, 12)
    return date_said(folded, year)


def following(times: list[str]) -> set[str]:
    """Months or quarters that follow each other: 一季度|二季度|三季度 may each hold its own figures.

    7月|10月|12月 are days up to which figures run, as are 6月末, 1-6月 and 上半年.
    """
    numbers = {when: number for when in times if (number := _number(when))}
    found: set[str] = set()
    for (before, first), (after, second) in pairwise(numbers.items()):
        if second == first + 1 and before[-1] == after[-1]:
            found |= {before, after}
    return found


def _number(when: str) -> int:
    alone = _ALONE.fullmatch(fold(when))
    if alone is None:
        return 0
    return int(alone[1] or _QUARTERS.get(alone[2]) or alone[2])
