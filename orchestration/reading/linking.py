"""Drafts of a row -> links: which actual and which rate answer which target.

One assignment over the row, scored by candidates.py. What it leaves over is then told: a figure
said again, a target shared by several actuals, a rate against another plan.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from decimal import Decimal

from orchestration.reading.assignment import assign
from orchestration.reading.candidates import (
    CERTAIN,
    Scores,
    answer_in_order,
    by_actual,
    listed_targets,
    pair_scores,
)
from orchestration.reading.doubting import doubtful, of_a_span, spoken_for
from orchestration.reading.inline import inline_targets, settled
from orchestration.reading.leftovers import (
    answered_in_row,
    complete_units,
    rates_of_the_task,
    with_bases,
)
from orchestration.reading.link import Link
from orchestration.reading.neighbours import in_sentence
from orchestration.reading.rates import rate_owners
from orchestration.reading.retelling import (
    answers_better,
    rather_again,
    tells_again,
    told_before,
    told_in_results,
)
from orchestration.reading.rules.goals import named_after
from orchestration.reading.scoring import THRESHOLD, agrees, of_all
from orchestration.reading.statements import Draft

_SHORT = 16  # letters of a cell that holds one figure


def link(drafts: list[Draft], table: bool) -> list[Link]:
    """Links of a row, in print order of what they begin with."""
    inline = settled(drafts, inline_targets(drafts))
    rates = rate_owners(drafts, inline)
    inline |= listed_targets(drafts, rates)
    scores = pair_scores(drafts, rates, inline, table)
    answer_in_order(drafts, scores)
    pairs = assign(scores, THRESHOLD)
    links = _of_actuals(drafts, pairs, scores, rates, inline)
    links += _of_the_rest(drafts, links, rates, inline)
    rates_of_the_task(links)
    links = [link_ for link_ in links if link_.target or link_.actual or link_.rate]
    links = with_bases(answered_in_row(links, table), drafts)
    for link_ in links:
        complete_units(link_)
    spoken = spoken_for(links)
    for link_ in links:
        link_.doubtful = doubtful(link_, drafts, inline, spoken) or of_a_span(link_)
    return sorted(links, key=_print_order)


def _of_actuals(
    drafts: list[Draft],
    pairs: dict[int, int],
    scores: Scores,
    rates: dict[Draft, list[Draft]],
    inline: dict[Draft, Draft],
) -> list[Link]:
    """Links of everything that was reached; an actual that says a linked one again joins its link."""
    links: list[Link] = []
    linked: dict[Draft, Link] = {}
    by_amount: dict[Decimal, list[Link]] = defaultdict(list)
    answers, answered = by_actual(scores), set(pairs.values())
    for actual in drafts:
        if actual.role not in ("actual", "activity", "growth"):
            continue
        owned = rates.get(actual, [])
        target = drafts[pairs[actual.order]] if actual.order in pairs else None
        same = by_amount[actual.quantity.amount]
        again = told_before(actual, same) if target is None else None
        again = again or told_in_results(actual, links)
        if again is not None and rather_again(actual, target, again, scores):
            again.repeats.append(actual)
            if target is not None and answers_better(again, target, scores):
                again.target, again.score = target, scores[actual.order, target.order]
                linked[target] = again
            continue
        mine = answers.get(actual.order, [])
        if target is None and (second := _second(drafts, mine, answered)) is not None:
            if second in linked and tells_again(linked[second], actual, owned):
                linked[second].repeats.append(actual)
                continue
            near = [one for one in mine if drafts[one[0]].mention.segment == actual.mention.segment]
            shared = _shares(second, actual, owned, near if len(mine) > 1 and near else mine)
            if actual.mention.cell is None and owned and _settled(linked.get(second)):
                shared = any(agrees(second, actual, rate) for rate in owned)
            target = second if shared else None
        told = actual.role == "actual" or (actual.role == "growth" and owned)
        if target is None and not told:
            continue
        for link_ in _by_plan(
            actual, target, owned, _other_plans(actual, target, owned, inline, drafts)
        ):
            if link_.target is not None:
                link_.score = scores.get((actual.order, link_.target.order), CERTAIN)
                linked.setdefault(link_.target, link_)
            links.append(link_)
            same.append(link_)
    return links


def _second(drafts: list[Draft], mine: list[tuple[int, float]], answered: set[int]) -> Draft | None:
    """The answered target that an actual left over would answer best; `mine` are those it could."""
    candidates = [
        (score, -target) for target, score in mine if score >= THRESHOLD and target in answered
    ]
    return drafts[-max(candidates)[1]] if candidates else None


def _shares(
    target: Draft, actual: Draft, owned: list[Draft], mine: list[tuple[int, float]]
) -> bool:
    """One target for several actuals: the base of shares, the one target of a row of dates, a plain task."""
    agreed = any(agrees(target, actual, rate) for rate in owned)
    if target.role == "whole":
        return agreed or (not owned and _is_counted_out(target, actual))
    if actual.mention.cell is not None:
        alone = [order for order, _ in mine] == [target.order]
        m = actual.mention
        dated = actual.as_of is not None or bool(m.when) or not m.zone
        short = len(actual.mention.text) <= _SHORT
        return (alone and (dated or (bool(owned) and short))) or (agreed and short)
    if of_all(target.mention) and target.quantity.base_unit == "%":
        return target.mention.sentence == actual.mention.sentence and actual.order < target.order
    verbs = target.subject.actions
    begun = (
        "完成" in target.mention.left
        and not named_after(target.mention)
        and "start" in actual.subject.actions
    )
    plain = not verbs or bool(verbs & actual.subject.actions)
    if plain and not begun and not owned:
        return not actual.sub and _bare_task(target, actual, mine)
    near = target.mention.segment == actual.mention.segment or agreed
    return bool(owned) and plain and not begun and near


def _is_counted_out(whole: Draft, actual: Draft) -> bool:
    """45个事项中,24个已提前完成,9个超序时进度: one more count of the whole, each of its own things."""
    m, n = whole.mention, actual.mention
    alike = whole.quantity.base_unit == actual.quantity.base_unit and not actual.sub
    return alike and m.segment == n.segment and actual.quantity.amount < whole.quantity.amount


def _settled(first: Link | None) -> bool:
    """Whether target, actual and rate of a link agree: a rate that does not is of something else."""
    if first is None or first.target is None or first.actual is None or first.rate is None:
        return False
    return agrees(first.target, first.actual, first.rate)


def _bare_task(target: Draft, actual: Draft, mine: list[tuple[int, float]]) -> bool:
    """任务43户,…完成主体38户,入住21户: states of one task, each with its verb, in the task's sentence."""
    m = target.mention
    task = m.said("target")
    return (
        [order for order, _ in mine] == [target.order]
        and task is not None
        and task.end >= m.begin - 1
        and m.segment == actual.mention.segment
        and (bool(actual.subject.actions) or target.quantity.amount == actual.quantity.amount)
    )


def _other_plans(
    actual: Draft,
    target: Draft | None,
    owned: list[Draft],
    inline: dict[Draft, Draft],
    drafts: list[Draft],
) -> dict[Draft, Draft]:
    """Rate -> the plan it is of: 占年度计划的53.9%、半年计划的107.9% behind both plans."""
    if target is None or len(owned) < 2:
        return inline
    near = [
        d
        for d in drafts
        if d.role == "target" and d is not target and d.mention.sentence == actual.mention.sentence
    ]
    found = dict(inline)
    for rate in owned:
        if rate in found or agrees(target, actual, rate):
            continue
        plan = next(
            (d for d in near if d.family == actual.family and agrees(d, actual, rate)), None
        )
        if plan is not None:
            found[rate] = plan
    return found


def _by_plan(
    actual: Draft, target: Draft | None, owned: list[Draft], inline: dict[Draft, Draft]
) -> list[Link]:
    """One link for each plan the actual is measured against; at least one."""
    if not owned:
        return [Link(target, actual, None)]
    best = next(
        (rate for rate in owned if target is not None and agrees(target, actual, rate)), owned[0]
    )
    links = []
    for rate in owned:
        answered = inline.get(rate, target if rate is best else None)
        other_plan = (
            answered is not None
            and rate not in inline
            and rate.basis != answered.basis
            and rate.basis
            and answered.basis
            and not agrees(answered, actual, rate)
        )
        links.append(Link(None if other_plan else answered, actual, rate))
    if target is not None and all(link_.target is not target for link_ in links):
        links.insert(0, Link(target, actual, None))
    return links


def _of_the_rest(
    drafts: list[Draft],
    links: list[Link],
    rates: dict[Draft, list[Draft]],
    inline: dict[Draft, Draft],
) -> list[Link]:
    """Targets that nothing answers, and rates that stand without their actual."""
    used = {draft for link_ in links for draft in (link_.target, link_.actual, link_.rate)}
    used.update(rate for owner in rates if owner.role == "forecast" for rate in rates[owner])
    repeated = {
        id(rate)
        for link_ in links
        for again in link_.repeats
        for rate in _rates_beside(again, drafts)
    }
    rest: list[Link] = []
    for draft in drafts:
        if (
            draft.role in ("stated_rate", "average")
            and draft not in used
            and id(draft) not in repeated
        ) and draft.mention.zone != "activity":
            target = inline.get(draft) or _only_task(draft, drafts, used)
            rest.append(Link(target, None, draft))
            used.add(target)
    rest.extend(
        Link(draft, None, None)
        for draft in drafts
        if draft.role == "target" and not draft.restated and draft not in used
    )
    return rest


def _only_task(rate: Draft, drafts: list[Draft], used: set[Draft | None]) -> Draft | None:
    """建设任务45万亩,截至12月底建成率100%: the one task of the sentence, where nothing was counted."""
    m = rate.mention
    if m.cell is not None or rate.role != "stated_rate":
        return None
    same = in_sentence(drafts, rate)
    segment = [d for d in same if d.mention.segment == m.segment]
    if any(d.role == "target" for d in segment):
        same = segment
    if any(d.role == "actual" for d in same) or sum(d.role == "stated_rate" for d in same) > 1:
        return None
    tasks = [d for d in same if d.role == "target" and not d.sub and d.order < rate.order]
    alone = len(tasks) == 1 and tasks[0] not in used and tasks[0].quantity.base_unit != "%"
    return tasks[0] if alone else None


def _rates_beside(actual: Draft, drafts: list[Draft]) -> list[Draft]:
    """Rates of the actual's sentence behind it, up to the next actual."""
    behind = (d for d in in_sentence(drafts, actual) if d.order > actual.order)
    return list(itertools.takewhile(lambda d: d.role == "stated_rate", behind))


def _print_order(link_: Link) -> tuple[int, int]:
    """Print order of a link: its target's place, else its actual's or rate's."""
    first = link_.target or link_.actual or link_.rate
    second = link_.actual or link_.rate
    return (first.order if first else 0, second.order if second else 0)
