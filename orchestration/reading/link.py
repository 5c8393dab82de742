"""A claim in the making: a target, an actual and a rate that belong together."""

from __future__ import annotations

from dataclasses import dataclass, field

from orchestration.reading.statements import Draft

ALONE = 5.0  # the score of a figure that claims to answer nothing


@dataclass(slots=True, eq=False)
class Link:
    """One claim in the making."""

    target: Draft | None
    actual: Draft | None
    rate: Draft | None
    score: float = ALONE
    repeats: list[Draft] = field(default_factory=list)  # the same actual said again
    doubtful: bool = False  # the rate contradicts a pair that little but the unit speaks for
