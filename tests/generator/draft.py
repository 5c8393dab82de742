"""A report while it is written: its setting, the facts it tells, and marks around what is printed.

A mark is an invisible character before and after a piece of print; it keeps who owns the piece
through all that happens to the text, and is taken out when the report is finished.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from tests.generator.amounts import Amount
from tests.generator.bank import Bank, PlaceName
from tests.generator.style import Style
from tests.generator.truth import PlantedError, Relation

MARK = 0xF0000
END = "\ue000"
MARKS = re.compile("([\U000f0000-\U000ffffd\ue000])")
DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(slots=True)
class FactDraft:
    """A fact before it is printed; `role_text` and `values` are filled as figures are printed."""

    number: int
    label: str
    words: dict[str, str]
    target: Amount | None = None
    actual: Amount | None = None
    kind: str = "indicator"
    project: str = ""
    scope: str = ""
    dimension: str = ""
    item: str = ""
    direction: str = "up"
    as_of: str | None = None
    rate: Decimal | None = None
    rate_decimals: int = 0
    honest_rate: Decimal | None = None
    optional: bool = False
    template: str = ""
    printed: dict[str, dict[str, object]] = field(default_factory=dict)

    def say(self, role: str, value: Decimal, unit: str, **how: object) -> None:
        """Remember what a figure is printed as: the first print decides, an operator adds."""
        known = self.printed.setdefault(role, {"value": value, "unit": unit, **how})
        if how.get("op", "=") != "=" and known.get("op") == "=":
            known["op"] = how["op"]


@dataclass(slots=True)
class Draft:
    """Everything one report is written from."""

    rng: Random
    style: Style
    bank: Bank
    place: PlaceName
    sectors: tuple[str, ...]
    dept: str
    period: str
    year: int
    months: int
    error_budget: int
    error_share: float
    facts: list[FactDraft] = field(default_factory=list)
    owners: list[tuple[tuple[FactDraft, str], ...] | str] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    errors: list[PlantedError] = field(default_factory=list)
    templates: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    dimension: str = ""
    item: str = ""

    def fact(self, label: str, words: dict[str, str] | None = None) -> FactDraft:
        """A new fact of the dimension and item that are being written."""
        found = FactDraft(len(self.facts), label, words or {})
        found.dimension, found.item = self.dimension, self.item
        self.facts.append(found)
        return found

    def mark(self, text: str, *owners: tuple[FactDraft, str]) -> str:
        """`text` as the print of these figures: pairs of a fact and target, actual or rate."""
        self.owners.append(owners)
        return f"{chr(MARK + len(self.owners) - 1)}{text}{END}"

    def trap(self, text: str, why: str) -> str:
        """`text` with every number in it marked as no value of any indicator."""

        def marked(found: re.Match[str]) -> str:
            self.owners.append(why)
            return f"{chr(MARK + len(self.owners) - 1)}{found[0]}{END}"

        return DIGITS.sub(marked, text)

    @property
    def wants_error(self) -> bool:
        """Whether the next fact that can carry an error should; one draw each."""
        left = self.error_budget - len(self.errors)
        return left > 0 and self.rng.random() < self.error_share
