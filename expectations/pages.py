"""Each rule as a page for a person: what it expects, why, an example of each kind, what to do.

Written from the rule itself, its settings and its example; nothing is told twice.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from expectations.judging import message_of
from expectations.rule import Rule

EXAMPLES = Path(__file__).with_name("examples.toml")


@dataclass(frozen=True, slots=True)
class Page:
    """A rule for its reader. `asked` is the question the bad example would raise."""

    rule: str
    expects: str
    why: str
    severity: str
    because: str
    enabled: bool
    good: str
    bad: str
    asked: str
    instruction: str
    judged: str  # the table and column it looks at
    rows: tuple[str, ...]  # which rows of it


def pages(rules: Iterable[Rule]) -> list[Page]:
    """The pages of these rules, in their order."""
    return [_page(rule) for rule in rules]


def _page(rule: Rule) -> Page:
    example = _cases()[rule.name]
    return Page(
        rule=rule.name,
        expects=rule.sentence,
        why=rule.why,
        severity=rule.severity,
        because=rule.because,
        enabled=rule.enabled,
        good=example["good"],
        bad=example["bad"],
        asked=message_of(rule, _row(rule, example)),
        instruction=rule.instruction,
        judged=f"{rule.table}.{rule.expectation.column}",
        rows=tuple(str(condition) for condition in rule.rows),
    )


def _row(rule: Rule, example: Mapping[str, Any]) -> dict[str, Any]:
    """The judged row of the bad example."""
    row = _book()["defaults"][rule.table] | example.get("always", {}) | example["fails"]
    return {column: None if value == "null" else value for column, value in row.items()}


@cache
def _cases() -> dict[str, Mapping[str, Any]]:
    return {case["rule"]: case for case in _book()["cases"]}


@cache
def _book() -> dict[str, Any]:
    return tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))
