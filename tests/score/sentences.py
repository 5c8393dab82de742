"""Scores over labelled sentences: figures, roles, claims, traps."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from orchestration.reading.claims import claims_of
from orchestration.reading.formats.text import blocks
from orchestration.reading.report import Report
from tests.score.matching import Tally, said_by_claim, said_by_label, tally

CASES = Path(__file__).parents[1] / "reading" / "cases"
_ROLES = {
    "target": "target",
    "whole": "target",
    "actual": "actual",
    "stated_rate": "rate",
    "average": "rate",
}
_FIELDS = {"target": "target", "actual": "actual", "stated_rate_pct": "rate"}


def labelled(name: str) -> list[dict[str, Any]]:
    """The labelled sentences of one file; empty when it is not there."""
    path = CASES / f"{name}.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def report_of(text: str) -> Report:
    """A sentence read as a file of its own."""
    return claims_of(
        blocks(text.encode()), path="", unit=None, period=None, year=None, format="txt"
    )


def score(cases: list[dict[str, Any]]) -> dict[str, Tally]:
    """Tallies of figures, roles, claims and traps over labelled sentences."""
    totals = {"figures": Tally(), "roles": Tally(), "claims": Tally(), "traps": Tally()}
    for case in cases:
        report = report_of(case["text"])
        facts, optional = case["facts"], case.get("optional_facts", [])
        claims = [said_by_claim(report, claim) for claim in report.claims]
        one = tally(claims, map(said_by_label, facts), [said_by_label(fact) for fact in optional])
        one.misses = [f"{case['id']} {miss} — {case['text'][:60]}" for miss in one.misses]
        totals["claims"] += one
        totals["figures"] += _figures(report, facts, optional, case["must_not_be_values"])
        totals["roles"] += _roles(report, facts, optional)
        totals["traps"] += _traps(claims, case)
    return totals


def _figures(report: Report, facts: list, optional: list, traps: list[str]) -> Tally:
    """Whether each labelled figure was found as a figure, and no trap was taken for a target or actual."""
    wanted = Counter(dict.fromkeys((value for fact in facts for value, _ in _values(fact)), 1))
    found = {s.quantity.value.normalize() for s in report.statements if s.quantity is not None}
    allowed = {value for fact in [*facts, *optional] for value, _ in _values(fact)}
    claimed = {
        s.quantity.value.normalize()
        for s in report.statements
        if s.quantity is not None and s.role in _ROLES
    }
    refused = {Decimal(trap).normalize() for trap in traps if _is_number(trap)} - allowed
    hits = len(set(wanted) & found)
    return Tally(hits, len(claimed & refused), len(set(wanted) - found))


def _roles(report: Report, facts: list, optional: list) -> Tally:
    """Whether each labelled figure has its label's role."""
    wanted = {pair for fact in facts for pair in _values(fact)}
    allowed = wanted | {pair for fact in optional for pair in _values(fact)}
    found = {
        (s.quantity.value.normalize(), _ROLES[s.role])
        for s in report.statements
        if s.quantity is not None and s.role in _ROLES
    }
    return Tally(len(wanted & found), len(found - allowed), len(wanted - found))


def _values(fact: dict[str, Any]) -> list[tuple[Decimal, str]]:
    """(value, role) of a fact's figures."""
    return [
        (Decimal(str(fact[field])).normalize(), role)
        for field, role in _FIELDS.items()
        if fact.get(field) not in (None, "")
    ]


def _traps(claims: list, case: dict[str, Any]) -> Tally:
    """Numbers that are no values and stand in a claim all the same."""
    traps = {Decimal(t).normalize() for t in case["must_not_be_values"] if _is_number(t)}
    values = {side[0] for claim in claims for side in (claim.target, claim.actual) if side}
    broken = traps & values
    return Tally(wrong=len(broken), misses=[f"{case['id']} trap {trap:f}" for trap in broken])


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()
