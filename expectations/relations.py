"""What we expect of figures that belong together: parts and totals, wholes, averages, repetitions.

The verdicts come from fct_relation, which reckons with how each figure is printed.
"""

from __future__ import annotations

from expectations.rule import Rule, not_in, row_is, row_is_not

_ABOUT = ("unit", "period", "item", "indicator", "project")


def _rule(
    name: str,
    kind: str,
    sentence: str,
    why: str,
    instruction: str,
    *message: str,
    verdict: str = "broken",
) -> Rule:
    return Rule(
        name=name,
        table="fct_relation",
        sentence=sentence,
        why=why,
        instruction=instruction,
        rows=(row_is("is_current"), row_is("kind", kind), row_is_not("verdict", "uncheckable")),
        expectation=not_in("verdict", verdict),
        about=_ABOUT,
        message=message,
    )


RULES: tuple[Rule, ...] = (
    _rule(
        "total_is_sum_of_parts",
        "sum",
        "总数应等于各分项之和。",
        "分项之和等于总数；按所印位数，允许各分项舍入的累积。",
        "请责任单位核对总数与分项，说明差额来自哪里。",
        "“{subject}”的总数与分项之和不符：{working}。",
        "{suggestion}。",
    ),
    _rule(
        "part_within_whole",
        "subset",
        "部分不应大于总数。",
        "“其中”的部分不会超过总数。",
        "请责任单位核对部分与总数，并更正。",
        "“{subject}”的部分大于总数：{working}。",
    ),
    _rule(
        "finished_within_begun",
        "order",
        "同一任务后一阶段的数（如完工、入住）不应大于前一阶段（如开工、建成）。",
        "没有开工就没有完工，没有建成就没有入住。",
        "请责任单位核对两个阶段的数，说明是否含以前年度的项目。",
        "“{subject}”后一阶段多于前一阶段：{working}。",
    ),
    _rule(
        "all_finished_agrees",
        "finished",
        "写明全部完成的，已完成数不应少于总数。",
        "同一份报告里，全部完成与部分在建不能并存。",
        "请责任单位说明“全部完成”的口径，并按实际完工数更正完成率。",
        "“{subject}”写全部完成，但同一报告中并非如此：{working}。",
    ),
    _rule(
        "average_of_rates",
        "average",
        "平均完成率应等于各项完成率的平均值。",
        "平均完成率是各项完成率的平均，或各项完成值之和与目标值之和的比。",
        "请责任单位核对平均完成率，说明计算方法。",
        "“{item}”的",
        "平均完成率与各项完成率不符：{working}。",
        "{suggestion}。",
    ),
    _rule(
        "average_only_when_rounded",
        "average",
        "平均完成率应写到一位小数。",
        "平均数取整会掩盖个别未完成的项目。",
        "请责任单位知悉；建议平均完成率保留一位小数。",
        "“{item}”的",
        "平均完成率仅因取整一致，与数字不矛盾：{working}。",
        "{suggestion}。",
        verdict="within_rounding",
    ),
    _rule(
        "names_match_count",
        "count",
        "列出的名称个数应与所写个数一致。",
        "写明个数又列出名称的，二者应一致；写“等”的不数。",
        "请责任单位核对个数与所列名称。",
        "“{subject}”所写个数与所列名称不符：{working}。",
    ),
    _rule(
        "difference_agrees",
        "difference",
        "写明超出或差多少的，应等于完成值与目标值之差。",
        "差额由目标值与完成值相减而得；按所印位数的区间比较，百分数之差以百分点计。",
        "请责任单位核对目标值、完成值和差额，说明哪一个有误。",
        "“{subject}”所写的差额与数字不符：{working}。",
    ),
    _rule(
        "repetition_agrees",
        "repeat",
        "同一事项在报告中多次出现时，数字应一致。",
        "同一数字在报告中写两遍，应当一致；位数不同的按区间比较。",
        "请责任单位核对两处数字，确认以哪一处为准。",
        "“{subject}”在报告中前后不一致：{working}。",
    ),
    Rule(
        name="units_add_up",
        table="fct_unit_total",
        sentence="上级单位的总数应等于所属各单位同期数之和。",
        why="市里的数由各区县的数汇总而来；所属单位有一个没有报，就不核对。",
        instruction="请上级单位和所属单位核对同期数，说明差额来自哪里。",
        rows=(row_is_not("verdict", "uncheckable"),),
        expectation=not_in("verdict", "broken"),
        about=_ABOUT,
        message=("“{subject}”与所属各单位之和不符：{working}。",),
    ),
)
