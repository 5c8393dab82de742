"""What we expect of bureaus' numbers: a file for each subject, judged together.

Expectations judge columns that dbt reckoned; none of them computes. What guards our own code (keys,
contracts, identities) is a dbt test and stands in dbt_project.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from expectations import documents, figures, investment, rates, relations
from expectations.judging import Judgement, judge_rules
from expectations.rule import Rule, Severity

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["RULES", "TABLES", "Judgement", "Rule", "Severity", "judge"]

RULES: tuple[Rule, ...] = (
    *rates.RULES,
    *figures.RULES,
    *investment.RULES,
    *relations.RULES,
    *documents.RULES,
)

TABLES: tuple[str, ...] = tuple(sorted({rule.table for rule in RULES}))


def judge(tables: Mapping[str, pd.DataFrame]) -> list[Judgement]:
    """Judge every rule on frames of the tables in TABLES (all columns, all rows)."""
    return judge_rules(RULES, tables)
