"""What arithmetic proves: a per cent that two amounts before it give is their rate, however it is called.

Corrects roles that no word has decided; a role that a word or a column says is left as it is.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

from orchestration.reading.mention import Mention
from orchestration.reading.rules.context import RATIO_UNITS, named
from orchestration.reading.rules.course import Reading
from orchestration.reading.rules.goals import goal_of, named_after
from orchestration.reading.rules.ratio_bare import is_nameless

_REACH = 4  # how many figures before a per cent its two amounts may stand
_ASKED = 24  # how many targets of the row it may be of
_CLAUSES = 2  # how many clauses the nearer of them may be away
_AMOUNTS = ("target", "actual")
_RATES = ("target", "actual", "stated_rate")


def prove(readings: Sequence[Reading]) -> None:
    """Mark target, actual and rate where 100 × one amount ÷ the other prints as the per cent."""
    for position, rate in enumerate(readings):
        m = rate.mention
        if m.quantity.base_unit != "%" or m.quantity.op != "=" or m.quantity.approx:
            continue
        if m.zone not in ("", "result") or not _may_be_a_rate(rate):
            continue
        if rate.role == "actual" and _asked_in_per_cent(readings, position):
            continue
        if m.zone == "result" and _gives_what_was_asked(readings, position):
            rate.role = "stated_rate"
        elif m.cell is None and m.listed and _answers_a_list(readings, position):
            continue
        elif m.cell is None and (pair := _two_before(readings, position)) is not None:
            first, second = pair
            if _gives(first.mention, second.mention, m):
                _mark(first, second, rate)
            elif _gives(second.mention, first.mention, m):
                _mark(second, first, rate)


def _answers_a_list(readings: Sequence[Reading], position: int) -> bool:
    """应免牛18.2万头、羊46.5万只,实免…、…,免疫密度分别为100%和99.6%: as many per cents as pairs before them."""
    if (
        position + 1 < len(readings)
        and readings[position + 1].mention.previous is readings[position].mention
    ):
        return False  # the list goes on
    first = position
    while first and readings[first].mention.listed:
        first -= 1
    size = position + 1 - first
    before, rates = readings[max(0, first - 2 * size) : first], readings[first : position + 1]
    asked, done = before[:size], before[size:]
    told = [r.role for r in before] == ["target"] * size + ["actual"] * size
    triples = [[r.mention for r in triple] for triple in zip(asked, done, rates, strict=False)]
    alike = all(a.quantity.base_unit == b.quantity.base_unit for a, b, _ in triples)
    if not (told and alike and all(itertools.starmap(_comes_to, triples))):
        return False
    for rate in rates:
        rate.role = "stated_rate"
    return True


def _may_be_a_rate(rate: Reading) -> bool:
    """Whether no word says that the per cent is something else."""
    if rate.role == "share":
        return is_nameless(rate.mention)
    return rate.role in _RATES and not (rate.role == "target" and rate.explicit)


def _gives_what_was_asked(readings: Sequence[Reading], position: int) -> bool:
    """任务30座|建设率80%,已建24座: the amount beside the per cent gives it with an amount of the target's cell."""
    m = readings[position].mention
    around = (*readings[position - 1 : position], *readings[position + 1 : position + 2])
    n = next((one.mention for one in around if _beside(one, m)), None)
    if n is None:
        return False
    asked = [one.mention for one in readings[:position] if one.role == "target"]
    return any(
        goal.zone == "target"
        and n.quantity.base_unit == goal.quantity.base_unit
        and _gives(goal, n, m)
        and _of_the_same(m, n, goal)
        for goal in asked[-_ASKED:]
    )


def _beside(reading: Reading, rate: Mention) -> bool:
    """Whether a figure is an amount that was reached, told in the rate's clause or next to it."""
    n = reading.mention
    counted = reading.role == "actual" and n.quantity.base_unit not in RATIO_UNITS
    return counted and n.segment == rate.segment and abs(n.clause - rate.clause) <= 1


def _of_the_same(rate: Mention, *others: Mention) -> bool:
    """Whether the per cent has no name of its own, or shares it: 合格率 is of something else."""
    words = named(rate)
    pairs = [words[at : at + 2] for at in range(len(words) - 1)]
    return not words.endswith("率") or any(pair in one.left for one in others for pair in pairs)


def _asked_in_per_cent(readings: Sequence[Reading], position: int) -> bool:
    """完工率要求达到80%,现已完工25座,完工率89.3%: the per cent answers the one that was asked for."""
    sentence = readings[position].mention.sentence
    return any(
        reading.role == "target"
        and reading.mention.sentence == sentence
        and reading.mention.quantity.base_unit == "%"
        for reading in readings[max(0, position - _REACH) : position]
    )


def _two_before(readings: Sequence[Reading], position: int) -> tuple[Reading, Reading] | None:
    """The last two amounts before a per cent, where they are of one unit and near."""
    m = readings[position].mention
    near = [
        reading
        for reading in readings[max(0, position - _REACH) : position]
        if reading.mention.sentence == m.sentence
        and reading.role in _AMOUNTS
        and reading.mention.quantity.base_unit not in RATIO_UNITS
    ]
    if len(near) < 2:
        return None
    first, second = near[-2:]
    alike = first.mention.quantity.base_unit == second.mention.quantity.base_unit
    part = second.mention.said("sub") or first.mention.said("sub")
    close = m.clause - second.mention.clause <= _CLAUSES
    return (first, second) if alike and close and not part else None


def _gives(whole: Mention, part: Mention, rate: Mention) -> bool:
    """Whether part ÷ whole, rounded, is the per cent. 100% says nothing about which is which."""
    return part.quantity.amount != whole.quantity.amount and _comes_to(whole, part, rate)


def _comes_to(whole: Mention, part: Mention, rate: Mention) -> bool:
    """Whether part ÷ whole, rounded, is the per cent."""
    over, under = part.quantity.amount, whole.quantity.amount
    step = Decimal(1).scaleb(-rate.quantity.decimals)
    return bool(under) and abs(100 * over / under - rate.quantity.value) <= step / 2


def _mark(target: Reading, actual: Reading, rate: Reading) -> None:
    """Give the three their roles, where one of the amounts is a target already and no word is against it."""
    if "target" not in (target.role, actual.role):
        return
    if (target.role == "actual" and target.explicit) or _is_called_target(actual):
        return
    target.role, actual.role, rate.role = "target", "actual", "stated_rate"


def _is_called_target(reading: Reading) -> bool:
    """超额完成155所的年度目标: whether words call it the target, whatever the rate would prove."""
    told = reading.explicit or goal_of(reading.mention) or named_after(reading.mention)
    return reading.role == "target" and told
