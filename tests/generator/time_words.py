"""Periods as reports say them: 截至9月底, 1—9月, 前三季度, 全年."""

from __future__ import annotations

import calendar
from random import Random

PERIOD_KINDS = ("year", "quarter", "half", "month", "range")
PERIOD_SHARES = (35, 20, 10, 25, 10)
MONTHS_OF_WORD = {3: "一季度", 6: "上半年", 9: "前三季度"}


def choose_period(rng: Random) -> tuple[str, int, int]:
    """A period as raw/ names it, its year, and the months elapsed at its end."""
    year = rng.randint(2017, 2025)
    kind = rng.choices(PERIOD_KINDS, PERIOD_SHARES)[0]
    if kind == "year":
        return f"{year}", year, 12
    if kind == "quarter":
        quarter = rng.randint(1, 3)
        return f"{year}-Q{quarter}", year, quarter * 3
    if kind == "half":
        return f"{year}-H1", year, 6
    month = rng.randint(2, 11)
    if kind == "month":
        return f"{year}-{month:02d}", year, month
    return f"{year}-01--{month:02d}", year, month


def as_of(rng: Random, year: int, months: int, dash: str) -> str:
    """How a clerk says up to when a figure counts."""
    if months == 12:
        return rng.choice((f"{year}年", "全年", f"截至{year}年底", "截至12月底", f"{year}年末"))
    known = [f"截至{months}月底", f"1{dash}{months}月", f"截至{months}月末", f"前{months}个月"]
    if months in MONTHS_OF_WORD:
        known.append(MONTHS_OF_WORD[months])
    if months > 2:
        known.append(f"截至{months + 1}月{rng.randint(3, 12)}日")
    return rng.choice(known)


def month_end(year: int, month: int) -> str:
    """The last day of a month, as 2021-07-31."""
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]}"
