"""A stored day number and a date format -> the date as the sheet shows it.

Belongs to numberformat.py, which splits a format into tokens. Formats that follow the reader's
system (14, [$-F800]) print as a Chinese system prints them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache

LETTERS = (*tuple("ymdhsaeYMDHSAE"), "上", "下")
BUILT_IN: dict[int, str] = {
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    52: 'yyyy"年"m"月"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
}

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = "一二三四五六日"
_HALF_DAYS = ("AM/PM", "A/P", "上午/下午")
_LITERAL = "literal"
_SECONDS_A_DAY = 86_400

_Part = Callable[[datetime, int, int], str]


def shown(days: Decimal, tokens: tuple[tuple[str, str], ...], epoch_1904: bool) -> str | None:
    """The date as printed; None where the number is no date (negative, or past the year 9999)."""
    moment = _moment(days, epoch_1904)
    if moment is None:
        return None
    system = next((text for kind, text in tokens if kind == "system"), None)
    if system == "F800":
        return f"{moment.year}年{moment.month}月{moment.day}日"
    if system == "F400":
        return f"{moment.hour}:{moment:%M:%S}"
    runs, half_days = _runs(tokens)
    seconds = int(days * _SECONDS_A_DAY + Decimal("0.5"))
    hour = (moment.hour % 12 or 12) if half_days else moment.hour
    return "".join(text if part is None else part(moment, hour, seconds) for part, text in runs)


def _moment(days: Decimal, epoch_1904: bool) -> datetime | None:
    """The moment a day number means; 1900 has a 29 February that never was."""
    if not 0 <= days < 2_958_466:
        return None
    if epoch_1904:
        start = datetime(1904, 1, 1)
    else:
        start = datetime(1899, 12, 31) if days < 60 else datetime(1899, 12, 30)
    try:
        return start + timedelta(seconds=int(days * _SECONDS_A_DAY + Decimal("0.5")))
    except OverflowError:
        return None


@lru_cache(maxsize=512)
def _runs(tokens: tuple[tuple[str, str], ...]) -> tuple[list[tuple[_Part | None, str]], bool]:
    """What prints each run of a format, None for a literal, its text; and whether hours are to 12.

    m and mm are minutes after hours and before seconds, else months.
    """
    runs = _letters(tokens)
    found: list[tuple[_Part | None, str]] = []
    for position, (run, text) in enumerate(runs):
        minute = run in _MINUTES and _is_minute(runs, position)
        found.append((_MINUTES[run] if minute else _part(run), text))
    return found, any(run in _HALF_DAYS for run, _ in runs)


def _letters(tokens: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Tokens joined into runs of one letter (yyyy, mm), half-day marks, and literals."""
    runs: list[tuple[str, str]] = []
    letters = "".join(text if len(text) == 1 and kind == text else "\0" for kind, text in tokens)
    position = 0
    while position < len(tokens):
        kind, text = tokens[position]
        ahead = (w for w in _HALF_DAYS if letters[position : position + len(w)].upper() == w)
        mark = next(ahead, None)
        if mark is not None:
            runs.append((mark, ""))
            position += len(mark)
            continue
        if kind == "elapsed":
            runs.append((f"[{text}]", ""))
        elif kind in LETTERS and kind.lower() in "ymdhsae":
            end = position
            while end < len(tokens) and tokens[end][0].lower() == kind.lower():
                end += 1
            runs.append((kind.lower() * (end - position), ""))
            position = end
            continue
        else:
            runs.append((_LITERAL, text))
        position += 1
    return runs


def _is_minute(runs: list[tuple[str, str]], position: int) -> bool:
    before = next((run for run, _ in reversed(runs[:position]) if run != _LITERAL), "")
    after = next((run for run, _ in runs[position + 1 :] if run != _LITERAL), "")
    return before.strip("[]")[:1] == "h" or after[:1] == "s"


def _part(run: str) -> _Part | None:
    """What prints a run: years of any length are whole, other letters that nobody knows nothing."""
    if run == _LITERAL:
        return None
    return _PARTS.get(run, _year if run[0] in "ye" else _nothing)


def _year(moment: datetime, hour: int, seconds: int) -> str:
    return str(moment.year)


def _nothing(moment: datetime, hour: int, seconds: int) -> str:
    return ""


# What prints a run of letters, from the moment, its hour as the format counts it, and all seconds.
_PARTS: dict[str, _Part] = {
    "d": lambda moment, hour, seconds: str(moment.day),
    "dd": lambda moment, hour, seconds: f"{moment.day:02d}",
    "ddd": lambda moment, hour, seconds: _DAYS[moment.weekday()][:3],
    "dddd": lambda moment, hour, seconds: _DAYS[moment.weekday()],
    "aaa": lambda moment, hour, seconds: _WEEK[moment.weekday()],
    "aaaa": lambda moment, hour, seconds: f"星期{_WEEK[moment.weekday()]}",
    "m": lambda moment, hour, seconds: str(moment.month),
    "mm": lambda moment, hour, seconds: f"{moment.month:02d}",
    "mmm": lambda moment, hour, seconds: _MONTHS[moment.month - 1][:3],
    "mmmm": lambda moment, hour, seconds: _MONTHS[moment.month - 1],
    "mmmmm": lambda moment, hour, seconds: _MONTHS[moment.month - 1][:1],
    "y": lambda moment, hour, seconds: f"{moment.year % 100:02d}",
    "yy": lambda moment, hour, seconds: f"{moment.year % 100:02d}",
    "h": lambda moment, hour, seconds: str(hour),
    "hh": lambda moment, hour, seconds: f"{hour:02d}",
    "s": lambda moment, hour, seconds: str(moment.second),
    "ss": lambda moment, hour, seconds: f"{moment.second:02d}",
    "AM/PM": lambda moment, hour, seconds: "AM" if moment.hour < 12 else "PM",
    "A/P": lambda moment, hour, seconds: "A" if moment.hour < 12 else "P",
    "上午/下午": lambda moment, hour, seconds: "上午" if moment.hour < 12 else "下午",
    "[h]": lambda moment, hour, seconds: str(seconds // 3600),
    "[hh]": lambda moment, hour, seconds: f"{seconds // 3600:02d}",
    "[m]": lambda moment, hour, seconds: str(seconds // 60),
    "[mm]": lambda moment, hour, seconds: f"{seconds // 60:02d}",
    "[s]": lambda moment, hour, seconds: str(seconds),
    "[ss]": lambda moment, hour, seconds: f"{seconds:02d}",
}
_MINUTES: dict[str, _Part] = {
    "m": lambda moment, hour, seconds: str(moment.minute),
    "mm": lambda moment, hour, seconds: f"{moment.minute:02d}",
}
