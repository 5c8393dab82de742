"""What a generated report says, as it was known before the report was written.

The shapes here are what a scorer reads: facts, relations, traps and planted errors, each with the
characters of the report it stands at. How they come about is decided elsewhere.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

Place = tuple[int, int]  # characters start..end of the whole report text
Cell = tuple[int, int, int]  # table, row and column, counted from 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as printed: `value` with `unit`, and every place it stands at.

    `text` is the print at the first place. `form` says how a rate is put: per cent, 倍 (times) or
    个百分点 above 100 (excess); or how an actual is: a number, or a word (全部完成). A rate's value
    is always per cent. `cells` names the cell of each place, None in prose.
    """

    value: Decimal
    unit: str
    op: str  # =, >=, <=
    op_also: str | None  # another operator that a reader may rightly choose
    approx: str | None  # about, over, under
    form: str  # number, percent, times, excess, word
    text: str
    places: tuple[Place, ...]
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One indicator or investment as the report states it; a figure is None where none is printed.

    `rate_agreement` is what an honest judge finds from print alone: exact, truncated,
    within_rounding, inconsistent, uncheckable (a figure is missing) or na (no rate is printed).
    `is_rate_consistent` is whether the clerk's rate was honest, None without a rate. `optional`
    facts may be claimed or not.
    """

    number: int
    kind: str  # indicator, investment
    dimension: str
    item: str
    indicator: str
    project: str
    scope: str  # the district of the row, where a table has one row for each
    target: Figure | None
    actual: Figure | None
    rate: Figure | None
    direction: str  # up, down
    as_of: str | None  # the date of the column in tables with several, else None
    rate_agreement: str
    is_rate_consistent: bool | None
    optional: bool
    template: str


@dataclass(frozen=True, slots=True)
class Relation:
    """What must add up: facts by number, with the figure (target, actual, rate) that is meant.

    sum: total = Σ parts; average: total = mean of parts; order: total ≤ parts[0]; repeat: total =
    parts[0]; count: total = number of `names`; difference: how far total lies from its own target.
    """

    kind: str
    figure: str
    total: int
    parts: tuple[int, ...]
    names: tuple[str, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class Trap:
    """A printed number that is no value of any indicator, and why.

    `activity` marks counts of things done on the way: to claim one as an actual without target
    and rate is no fault, to give it a target or a rate is.
    """

    text: str
    why: str  # date, name, growth, share, difference, schedule, total, sequence, score, activity
    place: Place


@dataclass(frozen=True, slots=True)
class PlantedError:
    """One mistake planted in the report: which figure of which fact, printed and true.

    kinds: factor_of_ten, wan_for_yi, truncated_digits, transposed_digits (of target or actual),
    swapped (target and actual; the actual is named), wrong_rate (off by 3 to 6 points),
    wrong_denominator, sum, order, repeat, average, count, difference (of the actual from its target).
    """

    kind: str
    fact: int
    figure: str  # target, actual, rate
    printed: str
    was: str


@dataclass(frozen=True, slots=True)
class GeneratedReport:
    """A report, where it would lie in raw/, and the truth about it."""

    seed: int
    unit: str
    period: str
    layout: str
    bank: str  # a, b or held_out: whose phrases and layouts it is written with
    text: str
    truth: tuple[Fact, ...]
    relations: tuple[Relation, ...]
    traps: tuple[Trap, ...]
    errors: tuple[PlantedError, ...]
    templates: tuple[str, ...]
    noise: tuple[str, ...] = field(default=())

    @property
    def path(self) -> str:
        """The place under raw/ that the report would have."""
        return f"{self.unit}/{self.period}.txt"

    def truth_of(self, number: int) -> Fact:
        """The fact that relations and errors name by this number."""
        return next(fact for fact in self.truth if fact.number == number)

    def truth_json(self, path: str | None = None) -> str:
        """Everything but the text, as one line of JSON; decimals are printed as text."""
        record: dict[str, Any] = {"path": path or self.path, **asdict(self)}
        del record["text"]
        return json.dumps(record, ensure_ascii=False, default=str)
