"""What we expect of answers beside their figures: that they answer, in time, and of the same thing.

All of these are notes: the words may be right, and our reader may have missed where they say it.
"""

from __future__ import annotations

from expectations.rule import (
    Expectation,
    Rule,
    is_empty,
    is_false,
    is_true,
    row_has,
    row_is,
    row_is_not,
)

_ABOUT = ("unit", "period", "item", "indicator", "project")
_SURE = (row_is("is_current"), row_is_not("is_unsure"))
_ANSWERED = (*_SURE, row_has("target_text"), row_has("actual_text"))


def _rule(
    name: str,
    sentence: str,
    why: str,
    instruction: str,
    expectation: Expectation,
    *message: str,
    rows: tuple = _ANSWERED,
    table: str = "fct_substance",
) -> Rule:
    return Rule(
        name=name,
        table=table,
        sentence=sentence,
        why=why,
        instruction=instruction,
        rows=rows,
        expectation=expectation,
        about=_ABOUT,
        message=message,
    )


RULES: tuple[Rule, ...] = (
    _rule(
        "result_says_more_than_target",
        "完成情况不应只重复目标的原话。",
        "照抄目标的完成情况没有提供依据。",
        "请责任单位补充完成情况的依据，如数量、名单或时间。",
        is_false("is_repetition"),
        "“{subject}”的完成情况只重复了目标的原话：{repeated_text}。",
    ),
    _rule(
        "target_stands_in_target",
        "目标值应写在目标栏里。",
        "只在完成情况里出现的目标，无从核对它是否就是下达的目标。",
        "请责任单位说明该目标的来源，并补入目标栏。",
        is_false("is_target_in_result"),
        "“{subject}”的目标{target_text}只见于完成情况，目标栏里没有。",
    ),
    _rule(
        "names_stay_the_same",
        "完成情况应使用目标的指标名称。",
        "换了名称，就难以知道说的是不是同一件事。",
        "请责任单位确认“{other_name}”就是目标所指，或按目标的名称填报。",
        is_empty("other_name"),
        "“{subject}”的目标是{target_text}，完成情况写的是{actual_text}“{other_name}”，名称不同。",
    ),
    _rule(
        "figures_as_of_the_period",
        "数字应截至报告期末。",
        "用较早的数字填报，会与同期其他数字不可比。",
        "请责任单位补充截至报告期末的数字。",
        is_empty("older_as_of_text"),
        "“{subject}”的{actual_text}截至{older_as_of_text}，早于报告期末。",
        rows=(*_SURE, row_has("actual_text")),
    ),
    _rule(
        "figures_of_the_year",
        "年度报告的数字应是本年的完成数。",
        "“累计”可能包含以前年度，且没有目标可对照。",
        "请责任单位说明累计的起始时间，并补充本年完成数。",
        is_false("is_perhaps_of_several_years"),
        "“{subject}”写累计{actual_text}，可能包含以前年度。",
        rows=(*_SURE, row_has("actual_text")),
    ),
    _rule(
        "own_flag_agrees",
        "单位自评的进度（达进度、欠进度、超进度、已办结）应与序时进度相符。",
        "单位自己的判断另行保留，与按月数计算的序时进度对照。",
        "请责任单位说明自评进度的依据。",
        is_false("is_flag_contrary"),
        "“{subject}”自评“{own_flag}”，按数字完成{computed_rate_pct}%，序时进度{schedule_rate_pct}%。",
        rows=(*_SURE, row_has("own_flag"), row_has("computed_rate_pct")),
    ),
    _rule(
        "deadline_has_its_date",
        "有时限的目标，完成情况应写明完成时间。",
        "时限已过而没有写日期，无从知道是否按期完成。",
        "请责任单位补充完成日期。",
        is_true("has_date"),
        "“{item}”要求{deadlines}完成，完成情况没有写明完成时间。",
        table="fct_deadline",
        rows=(row_is("is_current"), row_is("is_past")),
    ),
)
