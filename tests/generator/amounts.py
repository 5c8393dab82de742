"""Numbers as a clerk has and prints them: amounts, rates, and what the print still proves.

Exact values stand behind printed ones; a rate is worked out from the exact values and rounded as
the report rounds. `agreement` judges from print alone, by the interval rule of the field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random

MULTIPLIERS = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
DIGITS = "零一二三四五六七八九"
HUNDRED = Decimal(100)


@dataclass(slots=True)
class Amount:
    """A printed value in its printed unit, and the exact value behind it in the base unit."""

    value: Decimal
    decimals: int
    multiplier: str
    base: str
    exact: Decimal
    counted: bool  # a count printed whole has no rounding behind it

    @property
    def unit(self) -> str:
        return self.multiplier + self.base

    @property
    def factor(self) -> Decimal:
        return MULTIPLIERS[self.multiplier]

    def printed_in(self, other: Amount) -> Amount:
        """The same amount printed in the unit of another, as a column of a table has one unit."""
        decimals = max(2, other.decimals)
        return amount(self.exact, other.unit, decimals, counted=self.counted, trim=True)

    @property
    def half_step(self) -> Decimal:
        """Half a unit of the last printed place."""
        return Decimal(5).scaleb(-self.decimals - 1)

    def bounds(self) -> tuple[Decimal, Decimal]:
        """The least and the greatest value in the base unit that could be printed like this."""
        if self.counted and not self.multiplier:
            return self.value, self.value
        half = self.half_step
        return (self.value - half) * self.factor, (self.value + half) * self.factor


def quantize(value: Decimal, decimals: int, *, cut: bool = False) -> Decimal:
    """Round half up, or cut off, to so many decimals."""
    step = Decimal(1).scaleb(-decimals)
    return value.quantize(step, rounding=ROUND_DOWN if cut else ROUND_HALF_UP)


def trimmed(value: Decimal) -> Decimal:
    """The same value without trailing zeros, never with an exponent."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def split_unit(unit: str) -> tuple[str, str]:
    """万亩 -> 万 and 亩; 亿元 -> 亿 and 元; 个 -> "" and 个."""
    return (unit[0], unit[1:]) if len(unit) > 1 and unit[0] in "万亿" else ("", unit)


def amount(exact: Decimal, unit: str, decimals: int, *, counted: bool, trim: bool) -> Amount:
    """The amount `exact` (in the base of `unit`) printed in `unit` with so many decimals."""
    head, base = split_unit(unit)
    value = quantize(exact / MULTIPLIERS[head], decimals)
    if trim:
        value = trimmed(value)
    return Amount(value, max(-int(value.as_tuple().exponent), 0), head, base, exact, counted)


def chinese(value: int) -> str:
    """一百二十 for 120; whole numbers below 10,000 only."""
    if value == 0:
        return "零"
    text, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, power)
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = bool(text)
    return text[1:] if text.startswith("一十") else text


def chinese_decimal(value: Decimal) -> str:
    """九十二点五 for 92.5."""
    whole, _, rest = f"{value:f}".partition(".")
    return chinese(int(whole)) + (f"点{''.join(DIGITS[int(d)] for d in rest)}" if rest else "")


def rate_of(target: Decimal, actual: Decimal, decimals: int, *, cut: bool) -> Decimal:
    """Actual against target in per cent, rounded as the report rounds."""
    return quantize(actual * HUNDRED / target, decimals, cut=cut)


def agreement(target: Amount, actual: Amount, rate: Decimal, decimals: int) -> str:
    """What print alone says of a rate: exact, truncated, within_rounding or inconsistent."""
    base_target, base_actual = target.value * target.factor, actual.value * actual.factor
    if base_target <= 0:
        return "uncheckable"
    if rate_of(base_target, base_actual, decimals, cut=False) == rate:
        return "exact"
    if rate_of(base_target, base_actual, decimals, cut=True) == rate:
        return "truncated"
    (target_low, target_high), (actual_low, actual_high) = target.bounds(), actual.bounds()
    step = Decimal(1).scaleb(-decimals)
    if target_low <= 0:
        return "uncheckable"
    low, high = actual_low * HUNDRED / target_high, actual_high * HUNDRED / target_low
    inside = low < rate + step and high >= rate - step / 2
    return "within_rounding" if inside else "inconsistent"


def cannot_add_up(total: Amount, parts: Sequence[Amount]) -> bool:
    """Whether print alone says that the parts are not the total: no values behind it could be."""
    low, high = total.bounds()
    bounds = [part.bounds() for part in parts]
    least, most = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    return least > high or most < low or (least == high != low) or (most == low != high)


def round_target(rng: Random, low: Decimal, high: Decimal, decimals: int) -> Decimal:
    """A figure a plan would name: mostly round, log-uniform between low and high."""
    ratio = float(high / low)
    value = low * Decimal(repr(ratio ** rng.random()))
    digits = rng.choices((1, 2, 3, 9), (20, 45, 25, 10))[0]
    keep = min(max(digits - value.adjusted() - 1, -6), decimals)
    rounded = value.quantize(Decimal(1).scaleb(-keep), rounding=ROUND_HALF_UP)
    return max(rounded, Decimal(1).scaleb(-decimals) * 2)
