"""The order in which the rules for per cent, 百分点 and 倍 are asked; the first answer counts.

`EXPLICIT` are the rules that a word or a column decides: what they say is not corrected later.
"""

from __future__ import annotations

from orchestration.reading.rules import (
    answers,
    growing,
    ratio_aside,
    ratio_bare,
    ratio_told,
    shares,
    targets,
    told,
)
from orchestration.reading.rules.course import Rule

RULES: tuple[Rule, ...] = (
    ratio_aside.last_year,
    ratio_aside.vague,
    ratio_told.worked_out,
    targets.symbol,
    targets.listed_head,
    targets.inline_per_cent,
    targets.restated,
    ratio_aside.condition,
    ratio_aside.points,
    targets.bracketed_target,
    ratio_aside.time_elapsed,
    ratio_aside.ranked,
    ratio_aside.score,
    ratio_aside.apart,
    ratio_told.beaten,
    ratio_aside.capacity,
    ratio_aside.average,
    ratio_bare.listed_rate,
    ratio_bare.ranked_rate,
    ratio_told.times,
    growing.against_a_day,
    ratio_aside.forecast,
    ratio_bare.asked_beside,
    ratio_bare.judged,
    growing.growth,
    ratio_aside.baseline,
    ratio_bare.holds_count,
    ratio_told.named_rate,
    ratio_told.of_plan,
    ratio_told.after_inline,
    ratio_told.of_base,
    ratio_bare.bare_ratio,
    ratio_bare.of_the_year,
    shares.share,
    ratio_told.done_in_cell,
    ratio_bare.done_rate,
    ratio_bare.of_the_asked,
    ratio_bare.cell_rate,
    ratio_bare.bracketed,
    ratio_bare.sub_rate,
    ratio_told.self_named,
    answers.set_against,
    told.main_cue,
    ratio_told.zone,
    answers.held_by_bracket,
    told.judged,
    told.compared_later,
    ratio_told.bounded,
    answers.planned_behind,
    ratio_told.answers_bound,
    ratio_told.inherited,
    ratio_told.default,
)

INLINE = targets.inline_per_cent


EXPLICIT: frozenset[Rule] = frozenset(
    {
        told.main_cue,
        ratio_told.named_rate,
        ratio_told.of_plan,
        ratio_told.zone,
        ratio_told.beaten,
        targets.symbol,
    }
)
