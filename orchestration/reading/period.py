"""Periods: how a report is filed (2020-Q3), and dates said in text (截至11月底 -> 2020-11-30).

A period is a calendar interval with a key. Nothing here knows of reports or figures.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_KEY = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})"
    r"(?:-H(?P<half>[12])|-Q(?P<quarter>[1-4])|-(?P<first>[0-9]{2})(?:--(?P<last>[0-9]{2}))?)?"
)
_CHINESE = {word: n for n, word in enumerate("一二三四五六七八九十", start=1)} | {
    "十一": 11,
    "十二": 12,
}
_YEAR = re.compile(r"((?:19|20)\d\d)\s?年")
_DAY = re.compile(r"(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]")
_LAST_MONTH = re.compile(r"(\d{1,2})\s?月")
_FIRST_MONTHS = re.compile(r"前\s?(\d{1,2}|十[一二]?|[一二三四五六七八九])\s?个?月")
_QUARTER = re.compile(r"([一二三四1-4])\s?季度")


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar interval. `kind` is year, half, quarter, month or range; both days included."""

    key: str
    kind: str
    start: date
    end: date


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def period_of(key: str) -> Period | None:
    """Period of a key: 2020, 2020-H1, 2020-Q3, 2020-11, 2020-01--09. None when it is no key."""
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    year = int(found["year"])
    if found["half"]:
        last = 6 * int(found["half"])
        return Period(key, "half", date(year, last - 5, 1), month_end(year, last))
    if found["quarter"]:
        last = 3 * int(found["quarter"])
        return Period(key, "quarter", date(year, last - 2, 1), month_end(year, last))
    if found["first"]:
        first = int(found["first"])
        last = int(found["last"] or first)
        if not 1 <= first <= last <= 12:
            return None
        kind = "range" if found["last"] else "month"
        return Period(key, kind, date(year, first, 1), month_end(year, last))
    return Period(key, "year", date(year, 1, 1), date(year, 12, 31))


def date_said(text: str, year: int | None) -> date | None:
    """The day up to which a time expression reaches; None when it names none.

    `year` is the report's year, for expressions that name none: 截至11月底, 1-9月, 上半年, 前三季度.
    """
    named = _YEAR.findall(text)
    year = int(named[-1]) if named else year
    if year is None:
        return None
    if (day := _DAY.search(text)) and 1 <= int(day[1]) <= 12:
        month, number = int(day[1]), int(day[2])
        last = calendar.monthrange(year, month)[1]
        return date(year, month, number) if 1 <= number <= last else None
    if first := _FIRST_MONTHS.search(text):
        month = int(first[1]) if first[1].isdigit() else _CHINESE[first[1]]
        return month_end(year, month) if 1 <= month <= 12 else None
    months = [int(found) for found in _LAST_MONTH.findall(text)]
    if months and 1 <= months[-1] <= 12:
        return month_end(year, months[-1])
    if "上半年" in text or re.search(r"前[二两]个?季度", text):
        return date(year, 6, 30)
    if "下半年" in text:
        return date(year, 12, 31)
    if quarter := _QUARTER.search(text):
        number = int(quarter[1]) if quarter[1].isdigit() else _CHINESE[quarter[1]]
        return month_end(year, 3 * number)
    return date(year, 12, 31) if named else None
