"""Facts that belong together: one result against two plans, one indicator in several districts;
and single figures of another kind, the progress of a building site and the budget of a bureau.
"""

from __future__ import annotations

from decimal import Decimal

from tests.generator.amounts import Amount, quantize, trimmed
from tests.generator.bank import Subject, Template
from tests.generator.draft import Draft, FactDraft
from tests.generator.levels import percent
from tests.generator.making import completion, make_amounts, make_fact, work_out_rate
from tests.generator.planting import plant, with_value
from tests.generator.projects import make_investment, project_name

ONE_UNIT = frozenset({"one_unit"})
SPANS = {3: "一季度", 6: "上半年", 9: "前三季度"}
BUDGETS = (Decimal(300), Decimal(20_000))  # of a bureau for a year, 万元


def second_plan(draft: Draft, first: FactDraft, share: Decimal) -> FactDraft:
    """The same result held against another plan, `share` of the first."""
    target = first.target
    assert target is not None
    step = Decimal(1).scaleb(-target.decimals)
    value = max(quantize(target.value * share, target.decimals), step)
    if value == target.value:
        value += step
    other = draft.fact(first.label, first.words)
    plan = with_value(target, value)
    other.target = Amount(
        plan.value, plan.decimals, plan.multiplier, plan.base, value * plan.factor, plan.counted
    )
    other.actual = first.actual
    work_out_rate(draft, other)
    return other


def make_on_two_bases(draft: Draft, subject: Subject) -> list[FactDraft]:
    """The plan of the year, and that of the months gone by."""
    rng = draft.rng
    year = make_fact(draft, subject, ONE_UNIT, checked=False)
    year.words = {**year.words, "span": SPANS.get(draft.months, f"前{draft.months}个月")}
    share = Decimal(repr(round(draft.months / 12 * rng.uniform(0.9, 1.03), 3)))
    return [year, second_plan(draft, year, share)]


def make_for_two_targets(draft: Draft, subject: Subject) -> list[FactDraft]:
    """What was asked from above, and the higher goal set at home."""
    asked = make_fact(draft, subject, ONE_UNIT, checked=False)
    share = draft.rng.choice((Decimal("1.05"), Decimal("1.1"), Decimal("1.2")))
    return [asked, second_plan(draft, asked, share)]


def make_in_places(
    draft: Draft, template: Template, subject: Subject, count: int
) -> list[FactDraft]:
    """One indicator in so many districts, the best first."""
    places = draft.rng.sample(draft.place.districts, count)
    made = []
    for _ in places:
        ratio = completion(draft, template.when)
        made.append((*make_amounts(draft, subject, ratio, whole_only=True),))
    made.sort(key=lambda pair: pair[1].exact / pair[0].exact, reverse=True)
    facts = []
    for position, (place, (target, actual)) in enumerate(zip(places, made, strict=True)):
        fact = draft.fact(subject["label"], {**subject.words, "place": place})
        fact.target, fact.actual, fact.scope = target, actual, place
        work_out_rate(draft, fact)
        if all(template.prints(position, *names) for names in (("T", "t"), ("A",), ("R",))):
            plant(draft, fact)
        facts.append(fact)
    return facts


def make_progress(draft: Draft) -> FactDraft:
    """How much of a building was to stand by the end of the year, and how much does."""
    rng = draft.rng
    project = project_name(draft)
    fact = draft.fact(f"{project}形象进度")
    fact.project = project
    target = Decimal(rng.randrange(20, 100, 5))
    share = Decimal(repr(round(draft.months / 12 * rng.uniform(0.8, 1.15), 3)))
    actual = min(max(quantize(target * share, 0), Decimal(1)), Decimal(100))
    fact.target = percent(target, 0, trim=True)
    fact.actual = percent(trimmed(actual), 0, trim=True)
    return fact


def make_budget(draft: Draft) -> FactDraft:
    """What a bureau was given for the year, and what it spent."""
    fact = make_investment(draft, frozenset(), "万元", span=BUDGETS)
    fact.kind, fact.label = "indicator", draft.rng.choice(("预算执行", "项目支出", "专项资金支出"))
    return fact
