"""dbt started by hand, in dbt_project/, takes the thresholds and the file that a run takes."""

from __future__ import annotations

import re

import yaml

from expectations.settings import settings
from tests.warehouse.build import PROJECT


def _variables() -> dict[str, object]:
    return yaml.safe_load((PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))["vars"]


def test_thresholds_are_those_of_the_settings() -> None:
    known = _variables()
    assert {name: known[name] for name in settings().thresholds} == settings().thresholds


def test_every_variable_that_a_model_asks_for_has_a_value() -> None:
    asked = {
        name
        for folder in ("models", "macros")
        for file in (PROJECT / folder).rglob("*.sql")
        for name in re.findall(r"""\bvar\(["'](\w+)["']\)""", file.read_text(encoding="utf-8"))
    }
    assert asked
    assert asked <= set(_variables())


def test_the_warehouse_is_that_of_var() -> None:
    profile = (PROJECT / "profiles.yml").read_text(encoding="utf-8")
    assert "env_var('KAOHE_WAREHOUSE', '../var/warehouse.duckdb')" in profile
