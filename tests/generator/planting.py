"""Mistakes as clerks make them, planted in a fact before it is printed, and labelled.

A mistake is planted only where print alone gives it away: the rate contradicts the printed
figures. Mistakes in sums, orders and repeats are planted where those are made.
"""

from __future__ import annotations

from decimal import Decimal

from tests.generator.amounts import Amount, agreement, quantize, rate_of, trimmed
from tests.generator.draft import Draft, FactDraft
from tests.generator.truth import PlantedError

KINDS = (
    "factor_of_ten",
    "wan_for_yi",
    "swapped",
    "wrong_rate",
    "truncated_digits",
    "transposed_digits",
    "wrong_denominator",
)


def printed(amount: Amount) -> str:
    return f"{amount.value:f}{amount.unit}"


def with_value(amount: Amount, value: Decimal) -> Amount:
    """The amount misprinted: the exact value behind it stays what it was."""
    value = trimmed(value)
    decimals = max(-int(value.as_tuple().exponent), 0)
    return Amount(value, decimals, amount.multiplier, amount.base, amount.exact, amount.counted)


def misprint(kind: str, draft: Draft, amount: Amount) -> Amount | None:
    """The amount with one mistake of the print, or None where this one cannot have it."""
    rng, value = draft.rng, amount.value
    digits = f"{value:f}"
    if kind == "factor_of_ten":
        whole = amount.counted and not amount.multiplier
        if whole and value % 10:
            return with_value(amount, value * 10)
        return with_value(amount, value * rng.choice((Decimal(10), Decimal("0.1"))))
    if kind == "wan_for_yi" and amount.multiplier:
        other = "亿" if amount.multiplier == "万" else "万"
        return Amount(value, amount.decimals, other, amount.base, amount.exact, amount.counted)
    if kind == "truncated_digits" and "." not in digits and len(digits) > 3:
        return with_value(amount, Decimal(digits[:-1]))
    if kind == "transposed_digits" and len(digits) > 2 and digits[:1] != digits[1:2] != ".":
        swapped = digits[1] + digits[0] + digits[2:]
        return None if swapped[0] == "0" else with_value(amount, Decimal(swapped))
    return None


def wrong_rate(kind: str, draft: Draft, fact: FactDraft) -> Decimal | None:
    """A rate that is off by a few points, or was worked out from another plan."""
    assert fact.rate is not None and fact.target is not None and fact.actual is not None
    rng = draft.rng
    if kind == "wrong_rate":
        shift = quantize(Decimal(rng.uniform(3, 6)), fact.rate_decimals)
        rate = fact.rate + shift * rng.choice((1, -1))
        return trimmed(rate) if rate > 0 else None
    if kind == "wrong_denominator":
        share = rng.choice((Decimal(draft.months) / 12, Decimal("0.5"), Decimal(3)))
        base = fact.target.exact * share
        return trimmed(rate_of(base, fact.actual.exact, fact.rate_decimals, cut=False))
    return None


def plant(draft: Draft, fact: FactDraft) -> None:
    """Give the fact, all three figures of which will be printed, one mistake if it is its turn."""
    if fact.target is None or fact.actual is None or fact.rate is None or not draft.wants_error:
        return
    for kind in draft.rng.sample(KINDS, len(KINDS)):
        if try_to_plant(kind, draft, fact):
            return


def try_to_plant(kind: str, draft: Draft, fact: FactDraft) -> bool:
    """Plant this mistake if it is possible and shows; say whether it was planted."""
    target, actual, rate = fact.target, fact.actual, fact.rate
    assert target is not None and actual is not None and rate is not None
    figure, was = "rate", f"{rate:f}%"
    if kind == "swapped":
        target, actual, figure, was = actual, target, "actual", printed(actual)
    elif kind in ("wrong_rate", "wrong_denominator"):
        changed_rate = wrong_rate(kind, draft, fact)
        if changed_rate is None or changed_rate == rate:
            return False
        rate = changed_rate
    else:
        figure = draft.rng.choice(("actual", "target"))
        amount = actual if figure == "actual" else target
        changed, was = misprint(kind, draft, amount), printed(amount)
        if changed is None or changed.value <= 0:
            return False
        target, actual = (target, changed) if figure == "actual" else (changed, actual)
    decimals = max(-int(rate.as_tuple().exponent), 0)
    if agreement(target, actual, rate, decimals) != "inconsistent":
        return False
    fact.target, fact.actual, fact.rate, fact.rate_decimals = target, actual, rate, decimals
    shown = {"target": printed(target), "actual": printed(actual), "rate": f"{rate:f}%"}
    draft.errors.append(PlantedError(kind, fact.number, figure, shown[figure], was))
    return True
