"""Working days: counted over the days that the offices work, which the caller brings.

Which days those are is decided in dbt (facts.dim_day), from seeds/holidays.csv.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

# Working days in order, without a gap between the first and the last.
Calendar = Sequence[date]


class CalendarEnds(ValueError):
    """The calendar does not reach that far; the message says how far it does."""


def add_workdays(day: date, n: int, calendar: Calendar) -> date:
    """The n-th working day after `day`; for 0 the day itself, or the first working day after it.

    Raises `CalendarEnds`.
    """
    _within(day, calendar)
    place = bisect_right(calendar, day) + n - 1 if n else bisect_left(calendar, day)
    if not 0 <= place < len(calendar):
        raise CalendarEnds(f"{n} working days from {day}: the calendar ends {calendar[-1]}")
    return calendar[place]


def workdays_between(first: date, last: date, calendar: Calendar) -> int:
    """How many working days come after `first`, up to and with `last`; below 0 when `last` is before.

    Raises `CalendarEnds`.
    """
    _within(first, calendar)
    _within(last, calendar)
    return bisect_right(calendar, last) - bisect_right(calendar, first)


def _within(day: date, calendar: Calendar) -> None:
    # a few days off lie around the first and the last working day
    if not calendar or not 0 <= day.year - calendar[0].year <= calendar[-1].year - calendar[0].year:
        told = f"from {calendar[0]} to {calendar[-1]}" if calendar else "empty"
        raise CalendarEnds(f"{day} is outside the calendar, which is {told}")
