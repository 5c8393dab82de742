"""Numbers as they are written in Chinese print -> exact decimals.

Digits with separators and stray spaces, Chinese numerals, and mixtures (5万2485, 1亿2千万).
Knows nothing of units or of what a number means.
"""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
MULTIPLIERS = {
    word: Decimal(value)
    for word, value in (
        ("", 1),
        ("百", 100),
        ("千", 1000),
        ("万", 10**4),
        ("十万", 10**5),
        ("百万", 10**6),
        ("千万", 10**7),
        ("亿", 10**8),
        ("百亿", 10**10),
        ("千亿", 10**11),
        ("万亿", 10**12),
    )
}


def decimal_of(text: str) -> Decimal:
    """Value of digits (45 087, 1,234.5), of Chinese numerals (一百二十) or a mixture (5万2485).

    The text has half-width digits. Raises ValueError for anything else.
    """
    if text.isascii() and text.isdecimal():
        return Decimal(text)
    plain = "".join(text.split()).replace(",", "")
    if plain.startswith("-"):
        return -decimal_of(plain[1:])
    if plain.replace(".", "", 1).isdecimal() and plain.isascii():
        return Decimal(plain)
    whole, point, fraction = plain.partition("点")
    if point:
        return _chinese(whole) + Decimal("0." + "".join(str(_DIGITS[char]) for char in fraction))
    return _chinese(plain)


def _chinese(text: str) -> Decimal:
    """Sum of groups below 亿 and 万; a trailing digit after 百 or 千 counts tens or hundreds."""
    total = section = Decimal(0)
    pending: Decimal | None = None
    digits = ""
    last_scale = 1
    for char in text:
        if char.isascii() and (char.isdigit() or char == "."):
            digits += char
            continue
        if digits:
            pending, digits = Decimal(digits), ""
        if char in _DIGITS:
            pending = Decimal(_DIGITS[char])
            if char in "零〇":
                last_scale = 1
        elif char in _SMALL:
            section += (Decimal(1) if pending is None else pending) * _SMALL[char]
            pending, last_scale = None, _SMALL[char]
        elif char in _LARGE:
            section += pending or Decimal(0)
            total = (
                (total + section) * _LARGE[char]
                if total and char == "亿"
                else (total + section * _LARGE[char])
            )
            section, pending, last_scale = Decimal(0), None, _LARGE[char]
        else:
            raise ValueError(f"not a number: {text!r}")
    if digits:
        return total + section + Decimal(digits)
    if pending is not None:
        abbreviated = last_scale >= 100 and pending < 10
        section += pending * (last_scale // 10) if abbreviated else pending
    return total + section


def decimals_of(text: str) -> int:
    """How many decimals are printed: 2 for 3.75, 1 for 二点五, 0 for 300."""
    _, _, fraction = text.replace("点", ".").partition(".")
    return len("".join(fraction.split()))
