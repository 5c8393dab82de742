"""What we expect of investments against their plan. Their stated rates are judged in rates.py."""

from __future__ import annotations

from expectations.rule import Rule, is_given, is_true, not_in, row_has, row_is, row_is_not

_ABOUT = ("unit", "period", "item", "indicator", "project")
_PLANNED = (row_is("is_current"), row_is_not("is_unsure"), row_has("planned_value"))

RULES: tuple[Rule, ...] = (
    Rule(
        name="investment_behind_schedule",
        table="investment_progress",
        sentence="完成投资不应明显落后于序时进度。",
        why="期中按序时进度（已过月数÷12）看，不按百分之百看。",
        instruction="请责任单位说明进度滞后的原因和追赶措施。",
        rows=(row_is_not("status_colour", "grey"), row_is_not("is_derived")),
        expectation=not_in("status_colour", "red"),
        about=_ABOUT,
        message=(
            "“{subject}”计划投资{planned_text}，完成{completed_text}，"
            "占计划{share_of_plan_pct}%，序时进度{schedule_rate_pct}%。",
        ),
    ),
    Rule(
        name="investment_without_result",
        table="fct_investment",
        sentence="有计划投资的项目应报告完成投资。",
        why="考核看计划是否有答复。",
        instruction="请责任单位补充该项目的完成投资，或指出其在报告中的位置。",
        rows=_PLANNED,
        expectation=is_true("has_result"),
        about=_ABOUT,
        message=("“{subject}”计划投资{planned_text}，报告中未找到完成投资。",),
    ),
    Rule(
        name="investment_without_number",
        table="fct_investment",
        sentence="有计划投资的项目，其完成投资应有数字。",
        why="以数字下达的计划，应以数字答复，才能核对。",
        instruction="请责任单位补充该项目的完成投资额。",
        rows=(*_PLANNED, row_is("has_result")),
        expectation=is_given("completed_value"),
        about=_ABOUT,
        message=("“{subject}”计划投资{planned_text}，“{completed_text}”没有数字，无法核对。",),
    ),
)
