"""What we expect of figures over time: against the report before, the year, and their own history."""

from __future__ import annotations

from expectations.rule import Rule, is_false, not_in, row_is, row_is_not

_ABOUT = ("unit", "period", "item", "indicator", "project")


def _rule(name: str, kind: str, sentence: str, why: str, instruction: str, *message: str) -> Rule:
    return Rule(
        name=name,
        table="fct_comparison",
        sentence=sentence,
        why=why,
        instruction=instruction,
        rows=(row_is("kind", kind), row_is_not("verdict", "uncheckable")),
        expectation=not_in("verdict", "broken"),
        about=_ABOUT,
        message=message,
    )


RULES: tuple[Rule, ...] = (
    _rule(
        "cumulative_fell",
        "fall",
        "同一年内的累计数不应比上一报告期变小。",
        "累计数从一月算起，只增不减；上期若已更正，应有说明。",
        "请责任单位核对两期累计数，说明更正情况或统计口径的变化。",
        "“{subject}”累计{printed_text}，小于{other_period}的累计{other_text}。",
    ),
    _rule(
        "month_follows_from_cumulatives",
        "month",
        "当月数应等于本月累计数减去上月累计数。",
        "两期累计之差就是当月；按所印位数的区间比较。",
        "请责任单位核对当月数与两期累计数，说明是否更正过以前月份。",
        "“{subject}”的当月数与两期累计数之差不符：{working}。",
    ),
    _rule(
        "year_agrees_with_december",
        "year end",
        "全年数应与12月的累计数一致。",
        "全年就是一至十二月的累计；年终核定若有调整，应有说明。",
        "请责任单位说明全年数与12月累计数的差别。",
        "“{subject}”的全年数与12月累计数不一致：{working}。",
    ),
    _rule(
        "target_unchanged",
        "target",
        "同一年内的目标值不应未加说明就改变。",
        "目标一经下达，调整应有依据；悄悄改动目标会使完成率失去意义。",
        "请责任单位说明目标调整的依据和时间。",
        "“{subject}”的目标与{other_period}的报告不同，报告未说明调整：{working}。",
    ),
    Rule(
        name="result_within_history",
        table="fct_outlier",
        sentence="本期数不应远离该指标自己的历史。",
        why="与历史中位数相差多少个绝对中位差（稳健z值）；历史不够长的不判断。",
        instruction="请责任单位核对本期数，确认属实的说明原因。",
        rows=(row_is("is_checked"),),
        expectation=is_false("is_outlier"),
        about=_ABOUT,
        message=("“{subject}”本期{actual_text}，与历史相差较大：{working}。",),
    ),
)
