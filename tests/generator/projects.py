"""Names of projects and the money spent on them.

The plan of the year is the target; the total cost of the project is not.
"""

from __future__ import annotations

from collections.abc import Set
from decimal import Decimal

from tests.generator.amounts import (
    MULTIPLIERS,
    Amount,
    amount,
    quantize,
    round_target,
    split_unit,
)
from tests.generator.bank import SLOT, words
from tests.generator.draft import Draft, FactDraft
from tests.generator.making import completion, work_out_rate
from tests.generator.planting import plant

USUAL_SUMS = (Decimal(600), Decimal(90_000))  # planned for one project in a year, 万元
SMALLEST_IN_YI = Decimal(2_000)  # 万元; less is not printed in 亿元


def project_name(draft: Draft) -> str:
    """One name, without marks; digits in it belong to the name."""
    rng, phrases = draft.rng, words("projects")
    simple = {
        "road": lambda: rng.choice(phrases["roads"]),
        "river": lambda: rng.choice(phrases["rivers"]),
        "district": lambda: rng.choice(draft.place.districts),
        "ordinal": lambda: rng.choice(phrases["ordinals"]),
        "highway": lambda: str(rng.choice((104, 205, 312, 318, 320))),
        "provincial": lambda: str(rng.randint(201, 349)),
        "voltage": lambda: str(rng.choice((35, 110, 220))),
        "line": lambda: str(rng.randint(1, 12)),
    }
    known = phrases["names"]
    if draft.place.level in "市州":
        known = known + phrases["city_names"]
    return SLOT.sub(lambda found: simple[found[1]](), rng.choice(known))


def money(draft: Draft, exact: Decimal, unit: str, *, plan: bool) -> Amount:
    """An exact sum in 元, printed in 万元 or 亿元."""
    if unit == "万元":
        decimals = 0 if plan or draft.style.rate_decimals < 2 else 2
    else:
        decimals = 2 if plan or draft.style.rate_decimals < 2 else 4
    return amount(exact, unit, decimals, counted=False, trim=plan or draft.style.trim)


def make_investment(
    draft: Draft,
    when: Set[str],
    unit: str,
    *,
    span: tuple[Decimal, Decimal] = USUAL_SUMS,
    checked: bool = True,
) -> FactDraft:
    """Money planned for the year and spent, in `unit`; the exact sums are known to the 万元."""
    fact = draft.fact("完成投资")
    fact.kind = "investment"
    factor = MULTIPLIERS["万"]
    planned = round_target(draft.rng, *span, 0)
    if unit == "亿元":
        planned = max(quantize(planned, -2), SMALLEST_IN_YI)
    done = max(quantize(planned * completion(draft, when), 0), Decimal(1))
    fact.target = money(draft, planned * factor, unit, plan=True)
    fact.actual = money(draft, done * factor, unit, plan=False)
    if fact.actual.value == 0:
        fact.actual = amount(done * factor, unit, 4, counted=False, trim=True)
    work_out_rate(draft, fact)
    if checked:
        plant(draft, fact)
    return fact


def total_cost(draft: Draft, fact: FactDraft) -> str:
    """What the whole project costs: more than any year of it."""
    assert fact.target is not None
    unit = fact.target.unit
    exact = fact.target.exact * Decimal(repr(round(draft.rng.uniform(1.6, 7), 2)))
    decimals = 0 if split_unit(unit)[0] == "万" else 2
    shown = amount(exact, unit, decimals, counted=False, trim=True)
    return f"{shown.value:f}{unit}"
