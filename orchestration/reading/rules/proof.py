"""What arithmetic proves: a per cent that two amounts before it give is their rate, however it is called.

Corrects roles that no word has decided; a role that a word or a column says is left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from orchestration.reading.mention import Mention
from orchestration.reading.rules.context import RATIO_UNITS, goal_of, named_after
from orchestration.reading.rules.course import Reading

_REACH = 4  # how many figures before a per cent its two amounts may stand
_CLAUSES = 2  # how many clauses the nearer of them may be away
_AMOUNTS = ("target", "actual")
_RATES = ("target", "actual", "stated_rate")


def prove(readings: Sequence[Reading]) -> None:
    """Mark target, actual and rate where 100 × one amount ÷ the other prints as the per cent."""
    for position, rate in enumerate(readings):
        m = rate.mention
        if m.quantity.base_unit != "%" or m.quantity.op != "=" or m.quantity.approx:
            continue
        if m.cell is not None or m.zone not in ("", "result"):
            continue
        if rate.role not in _RATES or (rate.role == "target" and rate.explicit):
            continue
        if rate.role == "actual" and _asked_in_per_cent(readings, position):
            continue
        pair = _two_before(readings, position)
        if pair is None:
            continue
        first, second = pair
        if _gives(first.mention, second.mention, m):
            _mark(first, second, rate)
        elif _gives(second.mention, first.mention, m):
            _mark(second, first, rate)


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
    over, under = part.quantity.amount, whole.quantity.amount
    if not under or over == under:
        return False
    step = Decimal(1).scaleb(-rate.quantity.decimals)
    return abs(100 * over / under - rate.quantity.value) <= step / 2


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
