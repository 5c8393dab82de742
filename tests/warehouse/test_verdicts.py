"""From print to verdict: each case of verdicts.csv, relations.csv and doubts.toml is one report."""

from __future__ import annotations

import duckdb
import pytest

from tests.warehouse.cases import doubts, rows


@pytest.mark.parametrize("case", rows("verdicts"), ids=lambda case: case["case"])
def test_a_stated_rate_is_judged_as_the_field_prints_it(
    warehouse: duckdb.DuckDBPyConnection, case: dict[str, str]
) -> None:
    found = warehouse.execute(
        """
        select verdict, verdict_reason, computed_rate_pct::varchar, likely_cause
        from facts.fct_indicator where indicator = ?
        """,
        [case["case"]],
    ).fetchall()
    wanted = ("verdict", "verdict_reason", "computed_rate_pct", "likely_cause")
    assert found == [tuple(case[column] or None for column in wanted)]


@pytest.mark.parametrize("case", rows("relations"), ids=lambda case: case["case"])
def test_what_must_add_up_is_added_up(
    warehouse: duckdb.DuckDBPyConnection, case: dict[str, str]
) -> None:
    found = warehouse.execute(
        """
        select verdict, verdict_reason, expected_text
        from facts.fct_relation where indicator = ?
        """,
        [case["case"]],
    ).fetchall()
    wanted = ("verdict", "verdict_reason", "expected")
    assert found == [tuple(case[column] or None for column in wanted)]


@pytest.mark.parametrize("case", doubts(), ids=lambda case: case["case"])
def test_whoever_is_not_sure_what_belongs_together_accuses_nobody(
    warehouse: duckdb.DuckDBPyConnection, case: dict[str, str]
) -> None:
    found = warehouse.execute(
        "select verdict, verdict_reason from facts.fct_indicator where indicator = ?",
        [case["case"]],
    ).fetchall()
    wanted = ("uncheckable", case["doubt"]) if "doubt" in case else ("inconsistent", None)
    assert found == [wanted]
