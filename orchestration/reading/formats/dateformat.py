"""A stored day number and a date format -> the date as the sheet shows it.

Belongs to numberformat.py, which splits a format into tokens. Formats that follow the reader's
system (14, [$-F800]) print as a Chinese system prints them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

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

_MONTHS = "January February March April May June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_WEEK = "一二三四五六日"
_SECONDS_A_DAY = 86_400


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
    runs = _runs(tokens)
    half_days = any(run in ("AM/PM", "A/P", "上午/下午") for run, _ in runs)
    seconds = int(days * _SECONDS_A_DAY + Decimal("0.5"))
    return "".join(
        text
        if run == "literal"
        else _part(run, moment, seconds, half_days, _is_minute(runs, position))
        for position, (run, text) in enumerate(runs)
    )


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


def _runs(tokens: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Tokens joined into runs of one letter (yyyy, mm), half-day marks, and literals."""
    runs: list[tuple[str, str]] = []
    letters = "".join(text if len(text) == 1 and kind == text else "\0" for kind, text in tokens)
    position = 0
    while position < len(tokens):
        kind, text = tokens[position]
        mark = next(
            (
                word
                for word in ("AM/PM", "A/P", "上午/下午")
                if letters[position : position + len(word)].upper() == word
            ),
            None,
        )
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
            runs.append(("literal", text))
        position += 1
    return runs


def _is_minute(runs: list[tuple[str, str]], position: int) -> bool:
    """m and mm are minutes after hours and before seconds, else months."""
    if runs[position][0] not in ("m", "mm"):
        return False
    before = next((run for run, _ in reversed(runs[:position]) if run != "literal"), "")
    after = next((run for run, _ in runs[position + 1 :] if run != "literal"), "")
    return before.strip("[]")[:1] == "h" or after[:1] == "s"


def _part(run: str, moment: datetime, seconds: int, half_days: bool, minute: bool) -> str:
    hour = (moment.hour % 12 or 12) if half_days else moment.hour
    month = _MONTHS.split()[moment.month - 1]
    day = _DAYS.split()[moment.weekday()]
    if minute:
        return f"{moment.minute:0{len(run)}d}"
    parts = {
        "d": str(moment.day),
        "dd": f"{moment:%d}",
        "ddd": day[:3],
        "dddd": day,
        "aaa": _WEEK[moment.weekday()],
        "aaaa": f"星期{_WEEK[moment.weekday()]}",
        "m": str(moment.month),
        "mm": f"{moment:%m}",
        "mmm": month[:3],
        "mmmm": month,
        "mmmmm": month[:1],
        "y": f"{moment.year % 100:02d}",
        "yy": f"{moment.year % 100:02d}",
        "h": str(hour),
        "hh": f"{hour:02d}",
        "s": str(moment.second),
        "ss": f"{moment:%S}",
        "AM/PM": "AM" if moment.hour < 12 else "PM",
        "A/P": "A" if moment.hour < 12 else "P",
        "上午/下午": "上午" if moment.hour < 12 else "下午",
        "[h]": str(seconds // 3600),
        "[hh]": f"{seconds // 3600:02d}",
        "[m]": str(seconds // 60),
        "[mm]": f"{seconds // 60:02d}",
        "[s]": str(seconds),
        "[ss]": f"{seconds:02d}",
    }
    return parts.get(run, str(moment.year) if run[0] in "ye" else "")
