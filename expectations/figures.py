"""What we expect of single figures: that they can be true, and that they are there at all."""

from __future__ import annotations

from expectations.rule import (
    Rule,
    is_empty,
    is_given,
    is_true,
    not_in,
    row_has,
    row_is,
    row_is_not,
)

_ABOUT = ("unit", "period", "item", "indicator", "project")
_SURE = (row_is("is_current"), row_is_not("is_unsure"))
_ASKED = (*_SURE, row_has("target_value"))
_RATED = (*_ASKED, row_has("computed_rate_pct"), row_is_not("verdict", "inconsistent"))

RULES: tuple[Rule, ...] = (
    Rule(
        name="figure_impossible",
        table="fct_indicator",
        sentence="数量不应为负，占比类指标（覆盖率、合格率等）不应超过100%。",
        why="占整体的比例不超过一百，数量不小于零。",
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
        why="考核看目标是否有答复。",
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
        why="以数字下达的目标，应以数字答复，才能核对。",
        instruction="请责任单位补充该指标的完成数。",
        rows=(*_ASKED, row_is("has_result")),
        expectation=is_given("actual_value"),
        about=_ABOUT,
        message=("“{subject}”的目标是{target_text}，完成情况“{actual_text}”没有数字，无法核对。",),
    ),
    Rule(
        name="overrun_large",
        table="fct_indicator",
        sentence="完成值一般不超过目标值的三成以上。",
        why="超额完成是常事，分级提示，不作差错。",
        instruction="无需更正，请知悉。",
        rows=_RATED,
        expectation=not_in("overrun", "large", missing="passes"),
        about=_ABOUT,
        message=("“{subject}”超额较多：{working}。",),
    ),
    Rule(
        name="target_perhaps_low",
        table="fct_indicator",
        sentence="完成值一般不应超过目标值的两倍以上。",
        why="超额完成是常事，分级提示，不作差错。",
        instruction="无需更正；下一年度核定目标时请参考。",
        rows=_RATED,
        expectation=not_in("overrun", "low target", missing="passes"),
        about=_ABOUT,
        message=("“{subject}”超额较多，目标可能偏低：{working}。",),
    ),
)
