"""Working days: counted forward over days off, and told apart from days the calendar does not have."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from orchestration.workdays import CalendarEnds, add_workdays, workdays_between

# Monday to Friday, less the holidays of 2026-10-01 to 10-07, plus the Saturday worked for them.
_DAYS = [date(2026, 9, 1) + timedelta(days=number) for number in range(61)]
_OFF = {date(2026, 10, number) for number in range(1, 8)}
CALENDAR = [
    day for day in _DAYS if (day.weekday() < 5 and day not in _OFF) or day == date(2026, 10, 10)
]


@pytest.mark.parametrize(
    ("day", "n", "then"),
    [
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-09-30", 4, "2026-10-12"),
        ("2026-10-03", 1, "2026-10-08"),
        ("2026-10-03", 0, "2026-10-08"),
        ("2026-09-30", 0, "2026-09-30"),
        ("2026-10-10", 0, "2026-10-10"),
    ],
)
def test_so_many_working_days_on(day: str, n: int, then: str) -> None:
    assert add_workdays(date.fromisoformat(day), n, CALENDAR) == date.fromisoformat(then)


def test_days_between_count_what_was_added() -> None:
    start = date(2026, 9, 18)
    for n in range(1, 20):
        assert workdays_between(start, add_workdays(start, n, CALENDAR), CALENDAR) == n
    assert workdays_between(start, start, CALENDAR) == 0
    assert workdays_between(date(2026, 10, 8), date(2026, 9, 30), CALENDAR) == -1


@pytest.mark.parametrize(("day", "n"), [("2026-10-30", 5), ("2025-10-30", 1), ("2027-01-04", 0)])
def test_beyond_the_calendar_nothing_is_guessed(day: str, n: int) -> None:
    with pytest.raises(CalendarEnds, match="calendar"):
        add_workdays(date.fromisoformat(day), n, CALENDAR)


def test_without_a_calendar_there_is_no_answer() -> None:
    with pytest.raises(CalendarEnds, match="empty"):
        add_workdays(date(2026, 1, 5), 1, [])
