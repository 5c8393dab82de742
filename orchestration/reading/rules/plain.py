"""The order in which the rules for amounts and counts are asked; the first answer counts.

`EXPLICIT` are the rules that a word or a column decides: what they say is not corrected later.
"""

from __future__ import annotations

from orchestration.reading.rules import answers, aside, growing, ratio_aside, targets, told
from orchestration.reading.rules.course import Rule

RULES: tuple[Rule, ...] = (
    ratio_aside.last_year,
    aside.score,
    targets.symbol,
    targets.listed_head,
    targets.restated,
    targets.done_over_planned,
    targets.bracketed_target,
    targets.all_of_the_tasks,
    aside.definition,
    targets.inline_target,
    aside.capacity,
    targets.whole,
    aside.apart,
    targets.counted_out,
    aside.superseded,
    aside.small,
    aside.difference,
    targets.beaten,
    targets.goal,
    growing.change,
    aside.baseline,
    aside.passed_on,
    aside.forecast,
    aside.modifier,
    answers.in_parts,
    answers.done_beside,
    answers.set_against,
    told.there_are,
    told.of_those,
    answers.in_kind,
    answers.answers_list,
    told.final_word,
    aside.activity,
    targets.named_target,
    told.main_cue,
    told.zone,
    told.done_after,
    answers.held_by_bracket,
    answers.cell_sequence,
    answers.answers_task,
    answers.planned_behind,
    told.rated,
    told.judged,
    told.compared_later,
    told.arranged,
    told.perfective,
    told.inherited,
    aside.company,
    told.default,
)
INLINE = targets.inline_target


EXPLICIT: frozenset[Rule] = frozenset(
    {
        targets.inline_target,
        told.main_cue,
        told.zone,
        told.done_after,
        targets.whole,
        told.final_word,
        targets.named_target,
        targets.symbol,
        targets.beaten,
        told.there_are,
        told.of_those,
    }
)
