"""What we expect of stated completion rates, of indicators and of investments alike.

The verdicts come from fct_rate; dbt_project/macros/rate_verdict.sql tells how they are reached.
"""

from __future__ import annotations

from expectations.rule import Rule, Severity, not_in, row_has, row_is, row_is_not

_CHECKED = (row_is("is_current"), row_is_not("verdict", "uncheckable"))
_STATED = (row_is("is_current"), row_has("stated_rate_text"))
_ABOUT = ("unit", "period", "item", "indicator", "project")


def _rule(
    table: str,
    name: str,
    sentence: str,
    severity: Severity,
    because: str,
    instruction: str,
    column: str,
    value: str,
    message: tuple[str, ...],
) -> Rule:
    by_verdict = column == "verdict"
    return Rule(
        name=name if table == "fct_indicator" else f"investment_{name}",
        table=table,
        sentence=sentence,
        severity=severity,
        because=because,
        instruction=instruction,
        rows=_CHECKED if by_verdict else _STATED,
        expectation=not_in(column, value, missing="unheard of" if by_verdict else "passes"),
        about=_ABOUT,
        message=message,
    )


def _rules(table: str) -> tuple[Rule, ...]:
    return (
        _rule(
            table,
            "rate_inconsistent",
            "报告所写完成率应能由所写的完成值和目标值得出（考虑四舍五入、截断和数字的精度）。",
            "error",
            "No true figures behind the print give this rate, so one of the three is wrong.",
            "请责任单位核对目标值、完成值和完成率，说明哪一个有误或所用的基数，并更正。",
            "verdict",
            "inconsistent",
            (
                "“{subject}”写完成率{stated_rate_text}，与所写数字不符：{working}。",
                "可能的原因：{likely_cause}。",
                "{suggestion}。",
            ),
        ),
        _rule(
            table,
            "rate_truncated",
            "报告所写完成率应按四舍五入保留小数。",
            "note",
            "Cutting off is common, misleads nobody by more than the last digit, and is no error.",
            "请责任单位知悉；下次填报时按四舍五入保留小数。",
            "verdict",
            "truncated",
            ("“{subject}”的完成率是截尾而非四舍五入：{working}。", "{suggestion}。"),
        ),
        _rule(
            table,
            "rate_print_too_coarse",
            "目标值和完成值应写到足以核对完成率的精度。",
            "note",
            "Nothing is contradicted; more digits would let the rate be checked.",
            "请责任单位补充更精确的目标值和完成值。",
            "verdict_reason",
            "print too coarse",
            ("“{subject}”的完成率精度不足，无法核对：{working}。",),
        ),
    )


RULES: tuple[Rule, ...] = (*_rules("fct_indicator"), *_rules("fct_investment"))
