"""A second opinion on a stated rate, by intervals, independent of the warehouse's SQL.

Used to count false accusations: an honest rate that reading linked so that no true values behind the
printed figures could give it.
"""

from __future__ import annotations

from fractions import Fraction

from orchestration.reading.report import Quantity

Interval = tuple[Fraction, Fraction]


def contradicts(target: Quantity, actual: Quantity, rate: Quantity) -> bool:
    """Whether no values behind the print of target and actual give the printed rate.

    A measure is known to half a unit of its last place, a whole count exactly; a bound or an
    approximation contradicts nothing. The rate may have been rounded or cut off.
    """
    if any(q.approx or q.op != "=" for q in (actual, rate)) or target.approx or not target.amount:
        return False
    low, high = _behind(actual)
    least, most = _behind(target)
    if least <= 0:
        return False
    step = Fraction(1, 10**rate.decimals)
    printed = Fraction(rate.value)
    return 100 * high / least < printed - step / 2 or 100 * low / most >= printed + step


def _behind(quantity: Quantity) -> Interval:
    """The values that print as this quantity."""
    amount = Fraction(quantity.amount)
    if quantity.exact:
        return amount, amount
    half = Fraction(quantity.multiplier) / 10**quantity.decimals / 2
    return amount - half, amount + half
