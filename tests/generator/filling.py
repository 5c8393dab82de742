"""Templates to sentences: every slot printed, marked, and remembered in the fact it belongs to.

A slot is a figure (T, t, A, R and their kin), a word of the subject, or something that only looks
like a figure (growth, gaps, dates), which becomes a trap.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tests.generator.amounts import quantize, trimmed
from tests.generator.bank import Template, words
from tests.generator.draft import Draft, FactDraft
from tests.generator.prints import PRINTS, Slot
from tests.generator.projects import total_cost
from tests.generator.style import (
    show_amount,
    show_approximate,
    show_rate,
    times,
)
from tests.generator.time_words import as_of
from tests.generator.truth import PlantedError, Relation

OPERATOR_SHARE = 0.12  # of the targets that may carry 不少于 or 以上
ALL_NAMED_UP_TO = 4
END_OF_13TH_PLAN = 2020


def fill(draft: Draft, template: Template, facts: Sequence[FactDraft]) -> str:
    """The sentence of a template about these facts."""
    draft.templates.add(template.id)
    for fact in facts:
        fact.template = fact.template or template.id
    pieces = []
    for part in template.parts:
        if isinstance(part, str):
            pieces.append(part)
            continue
        name, index = part
        slot = SLOTS.get(name)
        fact = facts[index]
        pieces.append(slot(draft, fact, facts) if slot else draft.trap(fact.words[name], "name"))
    return "".join(pieces)


def target(draft: Draft, fact: FactDraft, *, op: str = "=", op_also: str | None = None) -> str:
    """The target as printed; `op` in words where it is not said by the sentence."""
    assert fact.target is not None
    amount = fact.target
    fact.say("target", amount.value, amount.unit, op=op, op_also=op_also)
    owners = sharing(draft, fact)
    return draft.mark(show_amount(amount, draft.rng, draft.style), *owners)


def sharing(draft: Draft, fact: FactDraft) -> list[tuple[FactDraft, str]]:
    """The fact and the stages that have the same target, with what is printed for all of them."""
    owners = [other for other in draft.facts[-8:] if other.target is fact.target]
    for other in owners:
        other.printed.setdefault("target", dict(fact.printed["target"]))
    return [(other, "target") for other in owners]


def open_target(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
    """A target that may be printed as a floor: 不少于60座."""
    assert fact.target is not None
    if draft.rng.random() > OPERATOR_SHARE or fact.direction == "down":
        return plain_target(draft, fact, _)
    fact.say("target", fact.target.value, fact.target.unit, op=">=")
    text = show_amount(fact.target, draft.rng, draft.style, op=">=")
    return draft.mark(text, (fact, "target"))


def plain_target(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
    """A target without operator; a limit is one by its nature, a level by habit."""
    if fact.direction == "down":
        return target(draft, fact, op="<=", op_also="=")
    if fact.target is not None and fact.target.unit == "%":
        return target(draft, fact, op_also=">=")
    return target(draft, fact)


def actual(draft: Draft, fact: FactDraft, _: Sequence[FactDraft] = ()) -> str:
    assert fact.actual is not None
    fact.say("actual", fact.actual.value, fact.actual.unit)
    return draft.mark(show_amount(fact.actual, draft.rng, draft.style), (fact, "actual"))


def approximate(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
    assert fact.actual is not None
    value, text, kind = show_approximate(fact.actual, draft.rng, draft.style)
    fact.say("actual", value, fact.actual.unit, approx=kind)
    return draft.mark(text, (fact, "actual"))


def all_done(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
    """全部完成: the actual is the target, said in words."""
    assert fact.target is not None
    fact.say("actual", fact.target.value, fact.target.unit, form="word")
    word = draft.rng.choice(("全部完成", "全面完成", "全部完成"))
    return draft.mark(word, (fact, "actual"))


def rate(draft: Draft, fact: FactDraft, _: Sequence[FactDraft] = ()) -> str:
    assert fact.rate is not None
    fact.say("rate", fact.rate, "%", form="percent")
    return draft.mark(show_rate(fact.rate, draft.rng, draft.style), (fact, "rate"))


def rate_in_times(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
    assert fact.target is not None and fact.actual is not None
    value, text = times(fact.target.exact, fact.actual.exact)
    fact.say("rate", value, "%", form="times")
    fact.rate, fact.rate_decimals = value, 0
    return draft.mark(text, (fact, "rate"))


def rate_in_excess(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
    """超年度计划4.2个百分点: the rate is 100 and what is printed."""
    assert fact.rate is not None
    fact.say("rate", fact.rate, "%", form="excess")
    return draft.mark(f"{fact.rate - 100:f}个百分点", (fact, "rate"))


def parts(*figures: str) -> Slot:
    """The parts of a whole with these figures: 棚户区改造1200套、公租房300套."""

    def listed(draft: Draft, _: FactDraft, facts: Sequence[FactDraft]) -> str:
        said = []
        for part in facts[1:]:
            part.template = facts[0].template
            text = part.label + (target(draft, part) if "T" in figures else actual(draft, part))
            said.append(text + (f"，完成率{rate(draft, part)}" if "R" in figures else ""))
        return ("；" if "R" in figures else "、").join(said)

    return listed


def parts_with_both(draft: Draft, _: FactDraft, facts: Sequence[FactDraft]) -> str:
    """Each part with its own plan: 小麦任务30万亩、完成28万亩；玉米任务…"""
    for part in facts[1:]:
        part.template = facts[0].template
    return "；".join(
        f"{part.label}任务{target(draft, part)}、完成{actual(draft, part)}" for part in facts[1:]
    )


def named_things(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
    """All the names where they are few, which their number must agree with; else two and 等."""
    assert fact.actual is not None
    count = int(fact.actual.value)
    if count > ALL_NAMED_UP_TO:
        return "、".join(named(draft, fact, 2)) + "等"
    wrong = count > 2 and draft.wants_error
    names = named(draft, fact, count - 1 if wrong else count)
    if wrong:
        error = PlantedError("count", fact.number, "actual", f"{count}", f"{len(names)}")
        draft.errors.append(error)
    draft.relations.append(Relation("count", "actual", fact.number, (), names, not wrong))
    return "、".join(names)


def named(draft: Draft, fact: FactDraft, count: int) -> tuple[str, ...]:
    sites = draft.rng.sample(words("projects")["sites"], count)
    return tuple(name + fact.words["site"] for name in sites)


def schedule(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
    """Ahead of or behind the time elapsed, by the honest rate."""
    assert fact.honest_rate is not None
    ahead = quantize(fact.honest_rate - Decimal(draft.months) * 100 / 12, 1)
    if ahead == 0:
        return "与序时进度持平"
    words_of = ("超序时进度", "快于时间进度") if ahead > 0 else ("低于序时进度", "慢于时间进度")
    return draft.trap(f"{draft.rng.choice(words_of)}{abs(ahead)}个百分点", "schedule")


def gap(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
    """The printed difference of target and actual, in the unit of the actual."""
    assert fact.target is not None and fact.actual is not None
    difference = abs(
        fact.target.value * fact.target.factor - fact.actual.value * fact.actual.factor
    )
    return apart(draft, fact, difference / fact.actual.factor, fact.actual.unit)


def level_gap(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
    assert fact.target is not None and fact.actual is not None
    return apart(draft, fact, abs(fact.target.value - fact.actual.value), "个百分点")


def apart(draft: Draft, fact: FactDraft, difference: Decimal, unit: str) -> str:
    """How far target and actual lie apart; where an error is due, by more than print can hide."""
    assert fact.target is not None and fact.actual is not None
    value, told = trimmed(difference), f"{trimmed(difference):f}{unit}"
    holds = any(error.fact == fact.number for error in draft.errors) or not draft.wants_error
    draft.relations.append(Relation("difference", "actual", fact.number, (), (), holds))
    if not holds:
        steps = (one.half_step * 2 * one.factor for one in (fact.target, fact.actual))
        least = max(1, *steps) / fact.actual.factor * 2
        value = trimmed(value + max(quantize(value / 10, fact.actual.decimals), least))
        draft.errors.append(
            PlantedError("difference", fact.number, "actual", f"{value:f}{unit}", told)
        )
    return draft.trap(f"{value:f}{unit}", "difference")


def baseline(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
    assert fact.actual is not None
    value = fact.actual.value - quantize(Decimal(repr(draft.rng.uniform(0.3, 6))), 1)
    return draft.trap(f"{value:f}%", "baseline")


def added(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
    """What came on top of last year's figure."""
    assert fact.actual is not None
    share = Decimal(repr(round(draft.rng.uniform(0.03, 0.2), 3)))
    value = trimmed(quantize(fact.actual.value * share, fact.actual.decimals))
    return draft.trap(f"{max(value, Decimal(1)):f}{fact.actual.unit}", "growth")


def average(draft: Draft, _: FactDraft, facts: Sequence[FactDraft]) -> str:
    """平均完成率 of the facts of the sentence: an optional fact with a rate and no more."""
    rates = [fact.rate for fact in facts if fact.rate is not None]
    members = tuple(fact.number for fact in facts)
    honest = quantize(sum(rates, Decimal(0)) / len(rates), draft.style.rate_decimals)
    fact = draft.fact("平均完成率")
    fact.optional, fact.rate, holds = True, honest, True
    if draft.wants_error:
        fact.rate, holds = honest + Decimal(6), False
        draft.errors.append(
            PlantedError("average", fact.number, "rate", f"{fact.rate:f}%", f"{honest:f}%")
        )
    draft.relations.append(Relation("average", "rate", fact.number, members, (), holds))
    return rate(draft, fact)


def small_percent(draft: Draft, unit: str, why: str, low: float, high: float) -> str:
    value = quantize(Decimal(repr(draft.rng.uniform(low, high))), 1)
    return draft.trap(f"{value}{unit}", why)


def said(draft: Draft, text: str) -> str:
    return draft.trap(text, "date")


SLOTS: dict[str, Slot] = PRINTS | {
    "T": open_target,
    "t": plain_target,
    "tge": lambda d, f, _: target(d, f, op=">="),
    "tle": lambda d, f, _: target(d, f, op="<="),
    "A": actual,
    "An": lambda d, f, _: actual(d, f) + f.words["noun"],
    "Aapprox": approximate,
    "all": all_done,
    "R": rate,
    "Rx": rate_in_times,
    "Re": rate_in_excess,
    "partsT": parts("T"),
    "partsA": parts("A"),
    "partsAR": parts("A", "R"),
    "partsTA": parts_with_both,
    "avg": average,
    "names": named_things,
    "ahead": schedule,
    "gap": gap,
    "diff": level_gap,
    "base": baseline,
    "delta": added,
    "growth": lambda d, _, __: small_percent(d, "%", "growth", 1.1, 24),
    "points": lambda d, _, __: small_percent(d, "个百分点", "growth", 0.2, 4.8),
    "scope": lambda d, _, __: d.place.scope,
    "year": lambda d, _, __: said(d, f"{d.year}年"),
    "plan_name": lambda d, _, __: "十三五" if d.year <= END_OF_13TH_PLAN else "十四五",
    "month": lambda d, _, __: said(d, f"{d.rng.choice((6, 9, 10, 11, 12))}月"),
    "asof": lambda d, _, __: said(d, as_of(d.rng, d.year, d.months, d.style.dash)),
    "project": lambda d, f, _: d.trap(f.project, "name"),
    "total": lambda d, f, _: d.trap(total_cost(d, f), "total"),
    "label": lambda d, f, _: d.trap(f.label, "name"),
    "n": lambda d, _, __: d.trap(str(d.rng.randint(6, 160)), "activity"),
    "progress": lambda d, _, __: d.rng.choice(words("filler", d.bank)["progress"]),
}
