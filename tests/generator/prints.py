"""Figures printed in less usual ways: bare beside their unit, with a sign, in Chinese numerals, as
what is above the plan, or once for two facts. Slots of templates; nothing here makes a figure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from tests.generator.amounts import Amount, chinese, chinese_decimal, trimmed
from tests.generator.draft import Draft, FactDraft
from tests.generator.style import SYMBOL, mistype, number, show_amount

Slot = Callable[[Draft, FactDraft, Sequence[FactDraft]], str]
FULFILLED = ("如期完成", "按期完成", "足额完成", "圆满完成", "全部到位")


def amount_of(fact: FactDraft, role: str) -> Amount:
    found = fact.target if role == "target" else fact.actual
    assert found is not None
    return found


def remember(fact: FactDraft, role: str, op: str = "=") -> Amount:
    """The amount, and that it is printed with this operator; a limit is one by its nature."""
    amount = amount_of(fact, role)
    also = None
    if role == "target" and fact.direction == "down":
        op, also = "<=", "="
    elif role == "target" and amount.unit == "%" and op == "=":
        also = ">="
    fact.say(role, amount.value, amount.unit, op=op, op_also=also)
    return amount


def bare(role: str) -> Slot:
    """The digits alone; the unit stands in a column or in the head."""

    def printed(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
        amount = remember(fact, role)
        text = mistype(number(amount.value, draft.rng, draft.style), draft.rng, draft.style)
        return draft.mark(text, (fact, role))

    return printed


def bare_rate(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
    assert fact.rate is not None
    fact.say("rate", fact.rate, "%", form="percent")
    return draft.mark(f"{fact.rate:f}", (fact, "rate"))


def signed_target(*, with_unit: bool) -> Slot:
    """≥95%, ≤10起: the operator as a sign before the figure."""

    def printed(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
        op = "<=" if fact.direction == "down" else ">="
        amount = remember(fact, "target", op)
        unit = amount.unit if with_unit else ""
        return draft.mark(f"{SYMBOL[op]}{amount.value:f}{unit}", (fact, "target"))

    return printed


def in_numerals(role: str) -> Slot:
    """三十六个, 两座: a small count in Chinese numerals."""

    def printed(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
        amount = remember(fact, role)
        digits = "两" if amount.value == 2 else chinese(int(amount.value))
        return draft.mark(digits + amount.unit, (fact, role))

    return printed


def rate_in_numerals(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
    assert fact.rate is not None
    fact.say("rate", fact.rate, "%", form="percent")
    return draft.mark(f"百分之{chinese_decimal(fact.rate)}", (fact, "rate"))


def excess_percent(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
    """超额12.3%完成: the rate is 100 and what is printed."""
    assert fact.rate is not None
    fact.say("rate", fact.rate, "%", form="excess")
    return draft.mark(f"{trimmed(fact.rate - Decimal(100)):f}%", (fact, "rate"))


def both_actuals(draft: Draft, _: FactDraft, facts: Sequence[FactDraft]) -> str:
    """One result held against two targets."""
    for fact in facts[:2]:
        remember(fact, "actual")
    text = show_amount(amount_of(facts[0], "actual"), draft.rng, draft.style)
    return draft.mark(text, *((fact, "actual") for fact in facts[:2]))


def fulfilled(draft: Draft, fact: FactDraft, _: Sequence[FactDraft]) -> str:
    return fulfilled_together(draft, fact, [fact])


def fulfilled_together(draft: Draft, _: FactDraft, facts: Sequence[FactDraft]) -> str:
    """均已如期完成: the actual of each is its target, said in words."""
    for fact in facts:
        target = amount_of(fact, "target")
        fact.say("actual", target.value, target.unit, form="word")
    word = draft.rng.choice(FULFILLED)
    return draft.mark(word, *((fact, "actual") for fact in facts))


def month_end_word(draft: Draft, _: FactDraft, __: Sequence[FactDraft]) -> str:
    known = ("年底", "12月底", "年末") if draft.months == 12 else ("{}月底", "{}月末", "{}月底")
    return draft.trap(draft.rng.choice(known).format(draft.months), "date")


PRINTS: dict[str, Slot] = {
    "Tb": bare("target"),
    "Ab": bare("actual"),
    "Rb": bare_rate,
    "U": lambda _, fact, __: amount_of(fact, "target").unit,
    "Tsym": signed_target(with_unit=True),
    "Tbsym": signed_target(with_unit=False),
    "Tzh": in_numerals("target"),
    "Azh": in_numerals("actual"),
    "Rzh": rate_in_numerals,
    "Rover": excess_percent,
    "Aboth": both_actuals,
    "met": fulfilled,
    "met_all": fulfilled_together,
    "by": month_end_word,
    "level": lambda draft, _, __: draft.place.level,
    "dept": lambda draft, _, __: draft.dept,
    "district": lambda draft, _, __: draft.rng.choice(draft.place.districts),
}
