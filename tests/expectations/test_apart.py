"""dbt tests guard our own code, expectations judge what bureaus told us: no rule lives in both.

A rule would live in both where a dbt test refused a row because of what an expectation finds wrong
with it. So the rows that expectations fail, as columns of their tables, are put to every dbt test.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
import yaml

from expectations import RULES
from expectations.pages import EXAMPLES
from expectations.rule import Rule

MODELS = Path(__file__).parents[2] / "dbt_project" / "models"
_BOOK = tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))
_CASES = {case["rule"]: case for case in _BOOK["cases"]}
_KEYS = ("unique", "relationships", "one_row_per")


def _dbt_tests() -> Iterator[tuple[str, str | None, str, dict[str, Any]]]:
    """(table, column or None, kind of test, its arguments) of every test in the models' files."""
    for file in MODELS.rglob("*.yml"):
        for model in yaml.safe_load(file.read_text(encoding="utf-8")).get("models", ()):
            for column in (None, *model.get("columns", ())):
                told = (model if column is None else column).get("data_tests", ())
                for test in told:
                    [(kind, rest)] = test.items() if isinstance(test, dict) else [(test, {})]
                    yield model["name"], column and column["name"], kind, rest.get("arguments", {})


TESTS = list(_dbt_tests())


def _failing(rule: Rule) -> dict[str, Any]:
    """A row that the rule fails, and no more than that is wrong with it."""
    case = _CASES[rule.name]
    row = _BOOK["defaults"][rule.table] | case.get("always", {}) | case["fails"]
    return {name: None if value == "null" else value for name, value in row.items()}


def _refused(kind: str, column: str | None, arguments: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether the dbt test finds fault with the row by itself."""
    if kind == "not_null":
        return column in row and row[column] is None
    if kind == "accepted_values":
        return row.get(column) is not None and row[column] not in arguments["values"]
    frame = pd.DataFrame([row]).astype(object)  # noqa: F841 - DuckDB finds it by its name
    try:
        [(kept,)] = duckdb.sql(f"select ({arguments['expression']}) from frame").fetchall()
    except duckdb.BinderException:  # speaks of columns that the expectation's row does not name
        return False
    return kept is False


def test_the_tests_of_the_models_are_all_of_a_known_kind() -> None:
    assert len(TESTS) > 50
    assert {kind for _, _, kind, _ in TESTS} <= {"not_null", "accepted_values", "holds", *_KEYS}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_an_expectation_finds_wrong_no_dbt_test_refuses(rule: Rule) -> None:
    row = _failing(rule)
    for table, column, kind, arguments in TESTS:
        if table != rule.table:
            continue
        if kind in _KEYS:
            assert rule.expectation.column not in (column, *arguments.get("columns", ()))
        else:
            assert not _refused(kind, column, arguments, row), (column, kind)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_an_expectation_judges_a_column_that_the_models_promise(rule: Rule) -> None:
    promised = {
        column["name"]
        for file in MODELS.rglob("*.yml")
        for model in yaml.safe_load(file.read_text(encoding="utf-8")).get("models", ())
        if model["name"] == rule.table
        for column in model["columns"]
    }
    assert {rule.expectation.column, *(row.column for row in rule.rows)} <= promised
