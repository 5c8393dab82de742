"""Targets inside a rate's own phrase: 占年度计划580万套的90%.

Finds them before anything is paired; whose rates they are is told in rates.py.
"""

from __future__ import annotations

import itertools
from decimal import Decimal

from orchestration.reading.mention import Mention
from orchestration.reading.neighbours import earlier_in_sentence
from orchestration.reading.rate_lists import rate_groups
from orchestration.reading.statements import Draft

_AND = ("", "、", "和", "及", "与", "以及")


def inline_targets(drafts: list[Draft]) -> dict[Draft, Draft]:
    """Rate -> the target inside its phrase: 占年度计划580万套的90%, 目标630万套、470万套的69%和50%."""
    found = {
        after: before
        for before, after in itertools.pairwise(drafts)
        if after.role == "stated_rate"
        and before.role == "target"
        and (
            before.mention.following is after.mention
            or _bracket_closes(before.mention, after.mention)
        )
        and before.mention.clause == after.mention.clause
        and before.mention.zone not in ("target", "heading")
    }
    for rates in rate_groups(drafts):
        targets = drafts[max(0, rates[0].order - len(rates)) : rates[0].order]
        held = len(rates) > 1 and rates[0] in found and len(targets) == len(rates)
        if held and all(
            d.role == "target" and d.mention.clause == targets[0].mention.clause for d in targets
        ):
            found.update(zip(rates, targets, strict=True))
        elif held and all(rate.mention.left.strip() in _AND for rate in rates[1:]):
            found.update(dict.fromkeys(rates, found[rates[0]]))
        elif len(rates) > 1 and not any(rate in found for rate in rates):
            found.update(zip(rates, _plans_of_one(drafts, rates), strict=False))
    return found


def _plans_of_one(drafts: list[Draft], rates: list[Draft]) -> list[Draft]:
    """下达32万平方米,自定34万平方米,实际完成20.74万平方米,分别完成64.8%和61%: as many plans of one figure as rates."""
    before = earlier_in_sentence(drafts, rates[0])
    plans = [d for d in before if d.role == "target" and d.mention.depth == rates[0].mention.depth]
    plans = plans[-len(rates) :]
    done = [d for d in before if d.role == "actual" and plans and d.order > plans[0].order]
    if len(plans) != len(rates) or len(done) != 1 or done[0].order < plans[-1].order:
        return []
    units = {d.quantity.base_unit for d in (*plans, *done)}
    return plans if len(units) == 1 else []


def _bracket_closes(target: Mention, rate: Mention) -> bool:
    """完成全年目标值(410亿元)的76.2%: the target stands in a bracket before 的."""
    closed = target.depth == rate.depth + 1
    return closed and rate.text[target.stop : rate.begin].strip(" )）") == "的"


def settled(drafts: list[Draft], inline: dict[Draft, Draft]) -> dict[Draft, Draft]:
    """The same, with a target that only repeats the row's own (完成年度任务1970个的67%) put for it."""
    asked: dict[tuple[Decimal, str | None], Draft] = {}
    for d in drafts:
        if d.role == "target" and d.mention.zone == "target":
            asked.setdefault(_figure(d), d)
    found = {}
    for rate, target in inline.items():
        own = asked.get(_figure(target))
        if own is not None:
            target.restated = True
        found[rate] = own or target
    return found


def _figure(draft: Draft) -> tuple[Decimal, str | None]:
    """Amount and unit: what the same figure, said again, has in common."""
    return draft.quantity.amount, draft.quantity.base_unit
