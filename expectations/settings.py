"""The settings of judging: severity and switch of each rule, and every threshold, with its reason.

They stand in settings.toml and nowhere else; dbt gets the thresholds as variables. What is wrong in
the file is told before anything runs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from expectations.rule import SEVERITIES, Severity

FILE = Path(__file__).with_name("settings.toml")

# Least and greatest sensible value of each threshold; dbt_project uses them by these names.
RANGES: Mapping[str, tuple[float, float]] = {
    "about_margin_pct": (0, 50),
    "too_coarse_points": (0, 100),
    "far_off_times": (2, 1000),
    "yellow_margin_points": (0, 100),
    "overrun_note_pct": (100, 10_000),
    "overrun_low_target_pct": (100, 10_000),
    "outlier_robust_z": (2, 100),
    "outlier_least_periods": (4, 100),
    "rename_likeness_pct": (0, 100),
}


class WrongRuleSettings(RuntimeError):
    """The settings cannot be used; the message names the file, the entry and what is wrong."""


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """How a rule is used here, and why so."""

    severity: Severity
    because: str
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """All of settings.toml."""

    rules: Mapping[str, RuleSetting]
    thresholds: Mapping[str, int | float]


@cache
def settings() -> RuleSettings:
    """The settings of this house. Raises `WrongRuleSettings`."""
    return load(FILE)


def load(file: Path) -> RuleSettings:
    """The settings in `file`. Raises `WrongRuleSettings`."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongRuleSettings(f"{file}: {error}") from error
    _only(file, "the file", told, {"rules", "thresholds"})
    thresholds = told.get("thresholds", {})
    _only(file, "thresholds", thresholds, RANGES)
    if missing := sorted(set(RANGES) - set(thresholds)):
        raise WrongRuleSettings(f"{file}: no threshold {', '.join(missing)}")
    return RuleSettings(
        rules={name: _rule(file, name, entry) for name, entry in told.get("rules", {}).items()},
        thresholds={name: _threshold(file, name, entry) for name, entry in thresholds.items()},
    )


def check_names(rules: Collection[str], known: RuleSettings, file: Path = FILE) -> None:
    """Every rule has its entry, and no entry is of a rule that is not there."""
    if missing := sorted(set(rules) - set(known.rules)):
        raise WrongRuleSettings(f"{file}: no entry for the rule {', '.join(missing)}")
    if unknown := sorted(set(known.rules) - set(rules)):
        raise WrongRuleSettings(f"{file}: there is no rule {', '.join(unknown)}")


def _rule(file: Path, name: str, entry: Mapping[str, Any]) -> RuleSetting:
    _only(file, f"rules.{name}", entry, {"severity", "because", "enabled"})
    severity, enabled = entry.get("severity"), entry.get("enabled", True)
    if severity not in SEVERITIES:
        raise WrongRuleSettings(
            f"{file}: rules.{name}.severity is {severity!r}, not one of {', '.join(SEVERITIES)}"
        )
    if not isinstance(enabled, bool):
        raise WrongRuleSettings(f"{file}: rules.{name}.enabled is {enabled!r}, not true or false")
    return RuleSetting(severity, _because(file, f"rules.{name}", entry), enabled)


def _threshold(file: Path, name: str, entry: Mapping[str, Any]) -> int | float:
    _only(file, f"thresholds.{name}", entry, {"value", "because"})
    value = entry.get("value")
    least, most = RANGES[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise WrongRuleSettings(
            f"{file}: thresholds.{name}.value is {value!r}, not a number from {least} to {most}"
        )
    _because(file, f"thresholds.{name}", entry)
    return value


def _because(file: Path, name: str, entry: Mapping[str, Any]) -> str:
    because = entry.get("because")
    if not isinstance(because, str) or not because.strip():
        raise WrongRuleSettings(f"{file}: {name} gives no reason (because)")
    return because


def _only(file: Path, name: str, entry: object, allowed: Collection[str]) -> None:
    if not isinstance(entry, Mapping):
        raise WrongRuleSettings(f"{file}: {name} is no table")
    if unknown := sorted(set(entry) - set(allowed)):
        raise WrongRuleSettings(f"{file}: {name} has no {', '.join(unknown)}")
