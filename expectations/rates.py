"""What we expect of stated completion rates, of indicators and of investments alike.

The verdicts come from fct_rate; dbt_project/macros/rate_verdict.sql tells how they are reached.
"""

from __future__ import annotations

from expectations.rule import Expectation, Rule, not_in, row_has, row_is, row_is_not, row_lacks

_CHECKED = (row_is("is_current"), row_is_not("verdict", "uncheckable"))
_STATED = (row_is("is_current"), row_has("stated_rate_text"))
_ABOUT = ("unit", "period", "item", "indicator", "project")
_QUOTIENT = (
    "完成率=完成值÷目标值，是考核报告的通行算法；核对时按所印位数的区间判断，不用固定的容差。"
)


def _rules(table: str) -> tuple[Rule, ...]:
    prefix = "" if table == "fct_indicator" else "investment_"

    def rule(
        name: str,
        sentence: str,
        why: str,
        instruction: str,
        expectation: Expectation,
        *message: str,
        rows: tuple = _CHECKED,
    ) -> Rule:
        return Rule(
            name=prefix + name,
            table=table,
            sentence=sentence,
            why=why,
            instruction=instruction,
            rows=rows,
            expectation=expectation,
            about=_ABOUT,
            message=message,
        )

    return (
        rule(
            "rate_inconsistent",
            "报告所写完成率应能由所写的完成值和目标值得出（考虑四舍五入、截断和数字的精度）。",
            _QUOTIENT,
            "请责任单位核对目标值、完成值和完成率，说明哪一个有误或所用的基数，并更正。",
            not_in("verdict", "inconsistent"),
            "“{subject}”写完成率{stated_rate_text}，与所写数字不符：{working}。",
            "可能的原因：{likely_cause}。",
            "{suggestion}。",
            rows=(*_CHECKED, row_lacks("rate_doubt")),
        ),
        rule(
            "rate_of_other_base",
            "完成率的基数应写明，并与所写目标值一致。",
            "年度计划与季度计划、本年与多年、报告前后的目标不同，是常见的基数混用。",
            "请责任单位写明完成率所用的基数。",
            not_in("rate_doubt", "other base", missing="passes"),
            "“{subject}”写完成率{stated_rate_text}，似以另一目标为基数：{working}。",
            "{suggestion}。",
        ),
        rule(
            "rate_far_off",
            "完成率与所写数字不应相差悬殊。",
            "差几倍而又说不出原因的，往往是写的（或我们读的）不是同一件事。",
            "请责任单位核对该完成率说的是哪一项目标。",
            not_in("rate_doubt", "far off", missing="passes"),
            "“{subject}”旁写有完成率{stated_rate_text}，与数字相差悬殊，可能不是同一件事：{working}。",
        ),
        rule(
            "rate_truncated",
            "报告所写完成率应按四舍五入保留小数。",
            "完成率一般保留零至两位小数并四舍五入。",
            "请责任单位知悉；下次填报时按四舍五入保留小数。",
            not_in("verdict", "truncated"),
            "“{subject}”的完成率是截尾而非四舍五入：{working}。",
            "{suggestion}。",
        ),
        rule(
            "rate_print_too_coarse",
            "目标值和完成值应写到足以核对完成率的精度。",
            "按所印位数，完成率可能的范围太宽，既不能证实也不能否定。",
            "请责任单位补充更精确的目标值和完成值。",
            not_in("verdict_reason", "print too coarse", missing="passes"),
            "“{subject}”的完成率精度不足，无法核对：{working}。",
            rows=_STATED,
        ),
    )


RULES: tuple[Rule, ...] = (*_rules("fct_indicator"), *_rules("fct_investment"))
