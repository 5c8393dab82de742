"""Facts out of subjects: what was planned, what was done, and the rate the clerk worked out.

Values are made here and printed elsewhere. Parts add up to their whole unless an error says so.
"""

from __future__ import annotations

from collections.abc import Set
from decimal import Decimal

from tests.generator.amounts import (
    MULTIPLIERS,
    Amount,
    amount,
    cannot_add_up,
    quantize,
    rate_of,
    round_target,
    split_unit,
    trimmed,
)
from tests.generator.bank import Subject
from tests.generator.draft import Draft, FactDraft
from tests.generator.planting import plant, printed, with_value
from tests.generator.truth import PlantedError, Relation

LARGE = 20_000
SMALLEST_LOW = Decimal(12)  # of any unit, in small places: less cannot be split into parts
HIDDEN_DIGITS = 2  # decimals a clerk knows beyond those printed


def completion(draft: Draft, when: Set[str]) -> Decimal:
    """How much of a plan was reached: about the time elapsed, about all of it in a whole year."""
    rng = draft.rng
    elapsed = draft.months / 12
    if "equal" in when:
        return Decimal(1)
    if "over" in when:
        return Decimal(repr(round(rng.choice((1.0, 1.0, 1.2)) + rng.uniform(0.03, 0.45), 5)))
    share = rng.choices((0, 1, 2, 3), (20, 48, 17, 15))[0]
    wide = (
        rng.uniform(0.72, 0.995),
        rng.uniform(1.0, 1.25),
        1.0 if draft.months == 12 else rng.uniform(0.9, 1.1),
        rng.uniform(1.25, 1.9),
    )[share]
    ratio = wide * elapsed
    if "under" in when:
        ratio = min(ratio, rng.uniform(0.6, 0.97))
    return Decimal(repr(round(max(ratio, 0.02), 5)))


def units_of(draft: Draft, subject: Subject, exact: Decimal) -> tuple[str, str, int]:
    """The unit the target and the actual are printed in, and the decimals of the actual."""
    rng, unit = draft.rng, subject.unit
    if unit == "万元" and exact >= LARGE * MULTIPLIERS["万"] and rng.random() < 0.3:
        return "亿元", rng.choice(("亿元", "万元")), 2
    if split_unit(unit)[0] or exact < LARGE or unit == "%" or rng.random() < 0.5:
        return unit, unit, subject.decimals
    larger = f"万{unit}"
    return larger, larger if rng.random() < 0.8 else unit, rng.choice((1, 2, 2))


def make_amounts(
    draft: Draft, subject: Subject, ratio: Decimal, *, whole_only: bool = False
) -> tuple[Amount, Amount]:
    """Target and actual of a subject. `whole_only` keeps no digits behind the printed ones."""
    rng, style = draft.rng, draft.style
    counted = subject.words["family"] == "count"
    factor = MULTIPLIERS[split_unit(subject.unit)[0]]
    share = draft.place.share
    low = max(subject.low * share, min(subject.low, SMALLEST_LOW))
    high = low + (subject.high - subject.low) * share
    planned = round_target(rng, low, high, subject.decimals)
    hidden = style.hidden_digits and not counted and not whole_only
    digits = subject.decimals + (HIDDEN_DIGITS if hidden else 0)
    if hidden and rng.random() < 0.25:
        planned += quantize(Decimal(rng.random()) / 2, digits).scaleb(-subject.decimals)
    done = max(quantize(planned * ratio, digits), Decimal(1).scaleb(-subject.decimals))
    if ratio > 1 and done <= planned:
        done = planned + Decimal(1).scaleb(-subject.decimals)
    elif ratio < 1 and done >= planned:
        done = planned - Decimal(1).scaleb(-subject.decimals)
    exact_target, exact_actual = planned * factor, done * factor
    planned_unit, done_unit, decimals = units_of(draft, subject, exact_target)
    if whole_only:
        planned_unit = done_unit = subject.unit
        decimals = subject.decimals
    planned_decimals = decimals if planned_unit == done_unit else max(decimals, 2)
    if planned_unit != subject.unit:
        exact_target = trimmed(quantize(exact_target, -2))
    done_decimals = 0 if counted and done_unit == subject.unit else decimals
    if done_unit != planned_unit and done_unit == "万元":
        done_decimals = min(subject.decimals, 2)
    target = amount(exact_target, planned_unit, planned_decimals, counted=counted, trim=True)
    actual = amount(exact_actual, done_unit, done_decimals, counted=counted, trim=style.trim)
    return target, actual


def work_out_rate(draft: Draft, fact: FactDraft) -> None:
    """The rate as this report's clerk works it out: from exact values, rounded its own way."""
    assert fact.target is not None and fact.actual is not None
    rng, style = draft.rng, draft.style
    decimals = style.rate_decimals
    if rng.random() < 0.1:
        decimals = rng.choice((0, 1, 2))
    rate = rate_of(fact.target.exact, fact.actual.exact, decimals, cut=style.rate_cut)
    if rate == 0:
        rate = rate_of(fact.target.exact, fact.actual.exact, 2, cut=style.rate_cut)
    fact.rate = trimmed(rate) if style.trim or rng.random() < 0.3 else rate
    fact.rate_decimals = max(-int(fact.rate.as_tuple().exponent), 0)
    fact.honest_rate = fact.rate


def make_fact(
    draft: Draft, subject: Subject, when: Set[str] = frozenset(), *, checked: bool = True
) -> FactDraft:
    """A fact of one subject; `checked` says that target, actual and rate will all be printed."""
    fact = draft.fact(subject["label"], subject.words)
    fact.target, fact.actual = make_amounts(
        draft, subject, completion(draft, when), whole_only="one_unit" in when
    )
    work_out_rate(draft, fact)
    if checked:
        plant(draft, fact)
    return fact


def split_amount(draft: Draft, whole: Amount, count: int) -> list[Amount]:
    """So many amounts that add up to the whole as printed."""
    step = Decimal(1).scaleb(-whole.decimals)
    total = int(whole.value / step)
    weights = [draft.rng.uniform(0.2, 1) for _ in range(count)]
    shares = [max(1, int(total * weight / sum(weights))) for weight in weights[:-1]]
    values = [*shares, total - sum(shares)]
    shown = [trimmed(value * step) if draft.style.trim else value * step for value in values]
    return [
        Amount(
            value,
            max(-int(value.as_tuple().exponent), 0),
            whole.multiplier,
            whole.base,
            value * whole.factor,
            whole.counted,
        )
        for value in shown
    ]


def make_whole(draft: Draft, subject: Subject, figures: Set[str]) -> list[FactDraft]:
    """A whole and its parts, which add up in `figures` (target, actual) as printed."""
    whole = draft.fact(subject["label"], subject.words)
    ratio = completion(draft, frozenset())
    whole.target, whole.actual = make_amounts(draft, subject, ratio, whole_only=True)
    work_out_rate(draft, whole)
    names = subject["parts"].split(";")
    parts = [draft.fact(name) for name in names]
    for figure in ("target", "actual"):
        total = whole.target if figure == "target" else whole.actual
        for part, share in zip(parts, split_amount(draft, total, len(parts)), strict=True):
            setattr(part, figure, share)
    for part in parts:
        work_out_rate(draft, part)
    for figure in sorted(figures):
        add_sum(draft, figure, whole, parts)
    return [whole, *parts]


def add_sum(draft: Draft, figure: str, whole: FactDraft, parts: list[FactDraft]) -> None:
    """The relation that parts add up, broken in one part where an error is due and can show."""
    changed = None
    if draft.wants_error:
        part = draft.rng.choice(parts)
        others = [getattr(other, figure) for other in parts if other is not part]
        value: Amount = getattr(part, figure)
        changed = too_much(value, getattr(whole, figure), others)
        if changed is not None:
            setattr(part, figure, changed)
            draft.errors.append(
                PlantedError("sum", part.number, figure, printed(changed), printed(value))
            )
    numbers = tuple(part.number for part in parts)
    relation = Relation("sum", figure, whole.number, numbers, (), holds=changed is None)
    draft.relations.append(relation)


def too_much(value: Amount, whole: Amount, others: list[Amount]) -> Amount | None:
    """A part made so large that print gives it away; None where it would take so much that the
    parts could as well overlap.
    """
    step = value.half_step * 2
    shift = max(step, quantize(value.value * Decimal("0.07"), value.decimals))
    changed = with_value(value, value.value + shift)
    while not cannot_add_up(whole, [changed, *others]):
        shift += step
        changed = with_value(value, value.value + shift)
    return changed if shift * value.factor <= whole.value * whole.factor / 10 else None


def make_stages(draft: Draft, subject: Subject) -> list[FactDraft]:
    """Two stages of one plan: begun and finished, which share their target."""
    rng = draft.rng
    first = draft.fact(subject["noun"] + subject["first"], subject.words)
    second = draft.fact(subject["noun"] + subject["second"], subject.words)
    begun = Decimal(repr(round(rng.choice((1.0, rng.uniform(0.75, 1.06))), 4)))
    first.target, first.actual = make_amounts(draft, subject, begun, whole_only=True)
    share = Decimal(repr(round(rng.uniform(0.3, 0.98), 4)))
    exact = max(quantize(first.actual.exact * share, subject.decimals), Decimal(1))
    holds = True
    if draft.wants_error:
        exact, holds = first.actual.exact + max(Decimal(1), quantize(exact / 12, 0)), False
    second.target = first.target
    second.actual = amount(
        exact, subject.unit, subject.decimals, counted=first.actual.counted, trim=True
    )
    work_out_rate(draft, first)
    work_out_rate(draft, second)
    if not holds:
        shown = printed(second.actual)
        draft.errors.append(
            PlantedError("order", second.number, "actual", shown, f"≤{printed(first.actual)}")
        )
    draft.relations.append(Relation("order", "actual", second.number, (first.number,), (), holds))
    return [first, second]
