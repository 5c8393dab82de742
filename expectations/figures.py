"""What we expect of single figures: that they can be true, and that they are there at all."""

from __future__ import annotations

from expectations.rule import (
    Rule,
    is_empty,
    is_false,
    is_given,
    is_true,
    row_has,
    row_is,
    row_is_not,
)

_ABOUT = ("unit", "period", "item", "indicator", "project")
_SURE = (row_is("is_current"), row_is_not("is_unsure"))
_ASKED = (*_SURE, row_has("target_value"))

RULES: tuple[Rule, ...] = (
    Rule(
        name="figure_impossible",
        table="fct_indicator",
        sentence="数量不应为负，占比类指标（覆盖率、合格率等）不应超过100%。",
        severity="warning",
        because="The figure cannot be true as read, but its name may mislead our reader.",
        instruction="请责任单位核对该数字及其口径，并更正或说明。",
        rows=_SURE,
        expectation=is_empty("figure_fault"),
        about=_ABOUT,
        message=("“{subject}”{figure_fault}：", "目标{target_text}，", "完成{actual_text}。"),
    ),
    Rule(
        name="target_without_result",
        table="fct_indicator",
        sentence="每个有数字的目标都应有完成情况。",
        severity="note",
        because="The answer may stand where our reader did not find it.",
        instruction="请责任单位补充该目标的完成情况，或指出其在报告中的位置。",
        rows=_ASKED,
        expectation=is_true("has_result"),
        about=_ABOUT,
        message=("“{subject}”的目标是{target_text}，报告中未找到完成情况。",),
    ),
    Rule(
        name="result_without_number",
        table="fct_indicator",
        sentence="有数字的目标，其完成情况也应有数字。",
        severity="note",
        because="正常推进 or 未突破 may well be true; it only cannot be checked.",
        instruction="请责任单位补充该指标的完成数。",
        rows=(*_ASKED, row_is("has_result")),
        expectation=is_given("actual_value"),
        about=_ABOUT,
        message=("“{subject}”的目标是{target_text}，完成情况“{actual_text}”没有数字，无法核对。",),
    ),
    Rule(
        name="target_perhaps_low",
        table="fct_indicator",
        sentence="完成值一般不应超过目标值的两倍以上。",
        severity="note",
        because="Over-completion is no error; so much of it may mean that the target was low.",
        instruction="无需更正；下一年度核定目标时请参考。",
        rows=(*_ASKED, row_has("computed_rate_pct"), row_is_not("verdict", "inconsistent")),
        expectation=is_false("is_target_low"),
        about=_ABOUT,
        message=("“{subject}”超额较多，目标可能偏低：{working}。",),
    ),
    Rule(
        name="cumulative_fell",
        table="indicator_trend",
        sentence="同一年内的累计数不应比上一报告期变小。",
        severity="warning",
        because="Sums from January on cannot shrink, but an earlier one may have been corrected.",
        instruction="请责任单位核对两期累计数，说明更正情况或统计口径的变化。",
        rows=(row_is_not("is_unsure"), row_has("previous_actual_amount")),
        expectation=is_false("has_fallen"),
        about=_ABOUT,
        message=(
            "“{subject}”累计{actual_text}，小于{previous_period}的累计{previous_actual_text}。",
        ),
    ),
)
