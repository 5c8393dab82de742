"""Whether a claim says what a label says. Amounts compare in base units, rates in per cent.

A label's operator must match unless its target is only a base (HC084: 55项中达到44项). A claim that
matches an optional label counts neither way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from orchestration.reading.report import Claim, Quantity, Report

_SCALES = {"万亿": 10**12, "亿": 10**8, "百万": 10**6, "万": 10**4}

Amount = tuple[Decimal, str] | None


@dataclass(frozen=True, slots=True)
class Said:
    """What a claim or a label says: amounts with base units, the rate in per cent, the operator."""

    target: Amount
    actual: Amount
    rate: Decimal | None
    op: str | None = None
    is_base: bool = False


@dataclass(slots=True)
class Tally:
    """True and false positives, false negatives; `misses` are for the reader of the table."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    misses: list[str] = field(default_factory=list)

    def __iadd__(self, other: Tally) -> Tally:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        self.misses += other.misses
        return self

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right; None where nothing was found."""
        found = self.right + self.wrong
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """Share of what there is that was found; None where there is nothing."""
        there = self.right + self.missed
        return self.right / there if there else None


def amount(value: Any, unit: str | None) -> Amount:
    """(amount, unit) with 万 and 亿 multiplied out; None for no value."""
    if value in (None, ""):
        return None
    name = (unit or "").replace("(户)", "")
    for scale, factor in _SCALES.items():
        if name.startswith(scale):
            return (Decimal(str(value)) * factor).normalize(), name[len(scale) :]
    return Decimal(str(value)).normalize(), name


def said_by_label(fact: dict[str, Any]) -> Said:
    """What a labelled fact says."""
    rate = fact.get("stated_rate_pct")
    return Said(
        amount(fact["target"], fact["target_unit"]),
        amount(fact["actual"], fact["actual_unit"]),
        None if rate in (None, "") else Decimal(str(rate)).normalize(),
        fact.get("target_op") or None,
        bool(fact.get("target_is_base")),
    )


def said_by_claim(report: Report, claim: Claim) -> Said:
    """What a claim says."""
    target = quantity(report, claim.target)
    actual = quantity(report, claim.actual)
    rate = quantity(report, claim.rate)
    return Said(
        amount(target.value, target.unit) if target else None,
        amount(actual.value, actual.unit) if actual else None,
        rate.value.normalize() if rate else None,
        target.op if target else None,
    )


def quantity(report: Report, statement: int | None) -> Quantity | None:
    """Quantity of a statement by its position."""
    return None if statement is None else report.statements[statement].quantity


def same(claim: Said, label: Said) -> bool:
    """Whether a claim says what a label says."""
    if claim.rate != label.rate:
        return False
    if not _alike(claim.target, label.target) or not _alike(claim.actual, label.actual):
        return False
    bound = label.target is not None and not label.is_base and label.op is not None
    return not bound or claim.op == label.op


def _alike(left: Amount, right: Amount) -> bool:
    """Equal amounts; a unit that one side does not print agrees with any."""
    if left is None or right is None:
        return left is right
    return left[0] == right[0] and (left[1] == right[1] or "" in (left[1], right[1]))


def tally(found: list[Said], labels: Iterable[Said], optional: list[Said]) -> Tally:
    """Counts of one text: each claim answers one label at most."""
    free = list(found)
    result = Tally()
    for label in labels:
        hit = next((claim for claim in free if same(claim, label)), None)
        if hit is None:
            result.missed += 1
            result.misses.append(f"missed {_words(label)}")
        else:
            free.remove(hit)
            result.right += 1
    for claim in free:
        if not any(same(claim, label) for label in optional):
            result.wrong += 1
            result.misses.append(f"made up {_words(claim)}")
    return result


def _words(said: Said) -> str:
    """One line for the table of misses."""
    parts = [
        f"{name} {value[0]:f}{value[1]}"
        for name, value in (("target", said.target), ("actual", said.actual))
        if value is not None
    ]
    if said.rate is not None:
        parts.append(f"rate {said.rate:f}%")
    return f"{said.op or ''} {', '.join(parts)}".strip()
