"""What we expect of bureaus' numbers: a file for each subject, judged together.

Expectations judge columns that dbt reckoned; none of them computes. What guards our own code (keys,
contracts, identities) is a dbt test and stands in dbt_project. Severities, switches and thresholds
stand in settings.toml, an example of each rule in examples.toml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from expectations import documents, figures, investment, rates, relations, substance, time
from expectations.judging import Judgement, judge_rules
from expectations.rule import Rule, Severity
from expectations.settings import check_names, settings

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["RULES", "TABLES", "Judgement", "Rule", "Severity", "judge"]


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


RULES: tuple[Rule, ...] = _set()

TABLES: tuple[str, ...] = tuple(sorted({rule.table for rule in RULES}))


def judge(tables: Mapping[str, pd.DataFrame]) -> list[Judgement]:
    """Judge every rule that is switched on, on frames of the tables in TABLES (all of them)."""
    return judge_rules([rule for rule in RULES if rule.enabled], tables)
