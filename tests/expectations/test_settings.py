"""The settings of judging: what is wrong in them is told before anything runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from expectations import RULES
from expectations.settings import FILE, WrongRuleSettings, check_names, load, settings

TEXT = FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ('severity = "error"', 'severity = "grave"', "severity is 'grave'"),
        ("value = 5\n", "value = 500\n", "about_margin_pct.value is 500"),
        ("value = 5\n", 'value = "5"\n', "about_margin_pct.value is '5'"),
        ("[thresholds.about_margin_pct]", "[thresholds.about_margin]", "has no about_margin"),
        ("[rules.rate_truncated]", "[rules.rate_truncated", "settings.toml"),
        ('severity = "error"', 'severity = "error"\nenable = true', "has no enable"),
        ('severity = "error"', 'severity = "error"\nenabled = "no"', "enabled is 'no'"),
        (re.search(r'because = ".*"', TEXT)[0], 'because = " "', "gives no reason"),  # type: ignore[index]
        ("[thresholds.about_margin_pct]", "[limits.about_margin_pct]", "the file has no limits"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, was: str, now: str, told: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(TEXT.replace(was, now, 1), encoding="utf-8")
    with pytest.raises(WrongRuleSettings, match=re.escape(told)):
        load(file)


def test_every_rule_has_its_entry_and_no_other() -> None:
    names = [rule.name for rule in RULES]
    with pytest.raises(WrongRuleSettings, match="no entry for the rule new_rule"):
        check_names([*names, "new_rule"], settings())
    with pytest.raises(WrongRuleSettings, match="there is no rule file_removed"):
        check_names([name for name in names if name != "file_removed"], settings())


def test_every_severity_and_threshold_gives_its_reason() -> None:
    assert all(rule.because == settings().rules[rule.name].because != "" for rule in RULES)
