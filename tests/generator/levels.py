"""Facts that are not amounts against a plan: levels in per cent, limits to keep, named things.

A level has a target and an actual in per cent and no completion rate; below a limit is better.
"""

from __future__ import annotations

from collections.abc import Set
from decimal import Decimal

from tests.generator.amounts import Amount, quantize, trimmed
from tests.generator.bank import Subject
from tests.generator.draft import Draft, FactDraft
from tests.generator.making import make_amounts, work_out_rate
from tests.generator.planting import plant

FULL = Decimal(100)


def percent(value: Decimal, decimals: int, *, trim: bool) -> Amount:
    value = trimmed(value) if trim else quantize(value, decimals)
    return Amount(value, max(-int(value.as_tuple().exponent), 0), "", "%", value, False)


def make_percent(draft: Draft, subject: Subject, when: Set[str]) -> FactDraft:
    """A level and its target: reached or not, as `when` (better, worse) asks."""
    rng = draft.rng
    fact = draft.fact(subject["label"], subject.words)
    fact.direction = subject["direction"]
    span = subject.high - subject.low
    target = quantize((subject.low + span * Decimal(repr(rng.random()))) * 2, 0) / 2
    better = "better" in when or ("worse" not in when and rng.random() < 0.8)
    distance = quantize(Decimal(repr(rng.uniform(0.2, 4.5))), subject.decimals)
    distance = max(distance, Decimal(1).scaleb(-subject.decimals))
    upwards = better == (fact.direction == "up")
    actual = min(target + distance, FULL) if upwards else target - distance
    fact.target = percent(target, subject.decimals, trim=True)
    fact.actual = percent(actual, subject.decimals, trim=draft.style.trim)
    return fact


def make_limit(draft: Draft, subject: Subject, when: Set[str]) -> FactDraft:
    """A control indicator: a limit for the year, and what it came to."""
    rng = draft.rng
    fact = draft.fact(subject["label"], subject.words)
    fact.direction = "down"
    high = 0.97 if "under" in when or rng.random() < 0.85 else 1.2
    ratio = Decimal(repr(round(rng.uniform(0.5, high) * draft.months / 12, 4)))
    fact.target, fact.actual = make_amounts(draft, subject, ratio, whole_only=True)
    if "under" in when and fact.actual.value >= fact.target.value:
        fact.target, fact.actual = make_amounts(draft, subject, ratio / 2, whole_only=True)
    work_out_rate(draft, fact)
    if not when:
        plant(draft, fact)
    return fact


def make_zero(draft: Draft, accident: str) -> FactDraft:
    """A limit of nought: there is no rate of it."""
    fact = draft.fact(f"较大及以上{accident}起数", {"accident": accident})
    fact.direction = "down"
    fact.target = Amount(Decimal(0), 0, "", "起", Decimal(0), True)
    happened = Decimal(0 if draft.rng.random() < 0.9 else 1)
    fact.actual = Amount(happened, 0, "", "起", happened, True)
    return fact


def make_site(draft: Draft, subject: Subject) -> FactDraft:
    """Things that are counted and partly named: 翠湖公园、南苑公园等12个口袋公园."""
    rng = draft.rng
    fact = draft.fact(subject["label"], subject.words)
    low, high = int(subject.low), int(subject.high)
    target = Decimal(rng.randint(low, high))
    share = draft.months / 12 * rng.uniform(0.8, 1.3)
    actual = Decimal(max(2, round(float(target) * share)))
    fact.target = Amount(target, 0, "", subject.unit, target, True)
    fact.actual = Amount(actual, 0, "", subject.unit, actual, True)
    work_out_rate(draft, fact)
    return fact
