"""Counting: which question met which planted error, and which met none.

A question is right when the characters it points at meet a figure that an error made wrong, or one
that the error's relation binds to it. All others of warning or above are false accusations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tests.audit.world import Asked, Span
from tests.generator import GeneratedReport, PlantedError

# The rules that may answer each kind of error; more than one where print shows it in more than one way.
RATE = ("rate_inconsistent", "investment_rate_inconsistent")
RIGHT_RULES: Mapping[str, tuple[str, ...]] = {
    "factor_of_ten": RATE,
    "wan_for_yi": RATE,
    "swapped": RATE,
    "wrong_rate": RATE,
    "truncated_digits": RATE,
    "transposed_digits": RATE,
    "wrong_denominator": RATE,
    "sum": ("total_is_sum_of_parts", "part_within_whole", *RATE),
    "order": ("finished_within_begun", "part_within_whole", *RATE),
    "average": ("average_of_rates",),
    "repeat": ("repetition_agrees", *RATE),
    "count": ("names_match_count",),
    "difference": ("difference_agrees",),
    "fall": ("cumulative_fell",),
    "month": ("month_follows_from_cumulatives",),
    "year_end": ("year_agrees_with_december",),
    "target_changed": ("target_unchanged",),
    "units": ("units_add_up",),
}
RIGHT_CAUSES = {
    "factor_of_ten": ("相差十倍",),
    "wan_for_yi": ("相差一万倍",),
    "swapped": ("目标值与完成值对调",),
}


@dataclass
class Tally:
    """Of one kind of error: planted, met by any question of warning or above, by the right rule,
    and with the right likely cause.
    """

    planted: int = 0
    met: int = 0
    right_rule: int = 0
    right_cause: int = 0


@dataclass
class Count:
    """The audit: tallies by kind of error, and for each rule its right and false questions."""

    kinds: dict[str, Tally] = field(default_factory=dict)
    right: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    accusations: list[Asked] = field(default_factory=list)
    missed: list[tuple[str, PlantedError]] = field(default_factory=list)


def count(reports: Mapping[str, GeneratedReport], asked: Iterable[Asked]) -> Count:
    """Count the questions on these reports, by path."""
    counted = Count()
    met: dict[tuple[str, int], list[Asked]] = {}
    for one in asked:
        errors = [
            (path, number)
            for path in {at.path for at in one.spans}
            for number, error in enumerate(reports[path].errors)
            if any(span.meets(at) for span in _wrong(reports[path], error) for at in one.spans)
        ]
        for error in errors:
            met.setdefault(error, []).append(one)
        if one.severity == "note":
            counted.notes[one.rule] += 1
        elif errors:
            counted.right[one.rule] += 1
        else:
            counted.false[one.rule] += 1
            counted.accusations.append(one)
    for path, report in reports.items():
        for number, error in enumerate(report.errors):
            _tally(counted, path, error, met.get((path, number), []))
    return counted


def _tally(counted: Count, path: str, error: PlantedError, found: list[Asked]) -> None:
    tally = counted.kinds.setdefault(error.kind, Tally())
    grave = [one for one in found if one.severity != "note"]
    tally.planted += 1
    tally.met += bool(grave)
    tally.right_rule += any(one.rule in RIGHT_RULES[error.kind] for one in grave)
    tally.right_cause += any(one.likely_cause in RIGHT_CAUSES.get(error.kind, ()) for one in grave)
    if not grave:
        counted.missed.append((path, error))


def _wrong(report: GeneratedReport, error: PlantedError) -> Iterator[Span]:
    """Where the figures stand that the error speaks of."""
    for fact in report.truth:
        if fact.number == error.fact:
            for figure in (fact.target, fact.actual, fact.rate):
                yield from (
                    Span(report.path, *place) for place in (figure.places if figure else ())
                )
