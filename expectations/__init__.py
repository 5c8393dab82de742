"""What we expect of bureaus' numbers: a file for each subject, judged together.

Expectations judge columns that dbt reckoned; none of them computes. What guards our own code (keys,
contracts, identities) is a dbt test and stands in dbt_project. Severities, switches and thresholds
stand in settings.toml, an example of each rule in examples.toml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from expectations import (
    calendar,
    documents,
    figures,
    investment,
    rates,
    relations,
    substance,
    time,
)
from expectations.judging import Judgement, judge_rules
from expectations.rule import Rule, Severity
from expectations.settings import check_names, settings

if TYPE_CHECKING:
    import pandas as pd

    RULES: tuple[Rule, ...]
    TABLES: tuple[str, ...]

__all__ = ["RULES", "TABLES", "Judgement", "Rule", "Severity", "judge"]


@cache
def _set() -> tuple[Rule, ...]:
    """All rules as the settings want them, those switched off among them."""
    declared = (
        *rates.RULES,
        *figures.RULES,
        *investment.RULES,
        *relations.RULES,
        *time.RULES,
        *substance.RULES,
        *documents.RULES,
        *calendar.RULES,
    )
    known = settings()
    check_names([rule.name for rule in declared], known)
    return tuple(
        replace(
            rule,
            severity=known.rules[rule.name].severity,
            because=known.rules[rule.name].because,
            enabled=known.rules[rule.name].enabled,
        )
        for rule in declared
    )


def __getattr__(name: str) -> tuple:
    """RULES, and the TABLES they judge: made when first asked for, so that bad settings are told
    by the command that needs them.
    """
    if name == "RULES":
        return _set()
    if name == "TABLES":
        return tuple(sorted({rule.table for rule in _set()}))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def judge(tables: Mapping[str, pd.DataFrame]) -> list[Judgement]:
    """Judge every rule that is switched on, on frames of the tables in TABLES (all of them)."""
    return judge_rules([rule for rule in _set() if rule.enabled], tables)
