"""Which actuals can answer which targets, and how well: the scores that linking.py assigns by.

Also the lists that answer lists figure by figure, which no single score would see.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect
from collections import defaultdict
from operator import attrgetter

from orchestration.reading.mention import Mention
from orchestration.reading.naming import actionless, bare, grams
from orchestration.reading.neighbours import earlier_in_sentence
from orchestration.reading.rate_lists import rate_groups
from orchestration.reading.scanning import without
from orchestration.reading.scoring import agrees, pair_score
from orchestration.reading.statements import Draft

_WINDOW = (
    14  # running text: how many targets before an actual are looked at, and half as many after
)


_THIS_YEAR = re.compile(r"今年|本年|当年|年内")
_REACHED = ("actual", "activity", "forecast")
_ACROSS = 1.5
CERTAIN = 9.0  # the score of a pair that one phrase holds


Scores = dict[tuple[int, int], float]  # (order of actual, order of target) -> score
Answers = dict[int, list[tuple[int, float]]]  # order of actual -> orders of targets, and scores


def pair_scores(
    drafts: list[Draft], rates: dict[Draft, list[Draft]], inline: dict[Draft, Draft], table: bool
) -> Scores:
    """Scores of all pairs that can answer each other.

    A target inside a rate's phrase answers to that rate's actual alone.
    """
    targets = _targets(drafts)
    places = _places(drafts) if table else {}
    hosted = _in_brackets(targets, {d.mention for d in drafts if d.role in _REACHED})
    by_mention = {target.mention: target for target in targets}
    met = {
        d.mention: by_mention[d.mention]
        for d in drafts
        if d.origin == "implied" and d.mention in by_mention
    }
    held = {*inline.values(), *hosted.values()}
    scores: Scores = {}
    for actual in drafts:
        if actual.role not in ("actual", "activity", "growth"):
            continue
        owned = rates.get(actual, [])
        if _of_several_years(actual, drafts) or (
            not owned and _of_all_years(actual, drafts, rates)
        ):
            continue
        fixed = hosted.get(actual.mention)
        if owned and all(rate in inline for rate in owned):
            fixed = inline[owned[0]]
        if actual.origin == "implied":
            fixed = met.get(actual.mention)
        for target in _near(targets, actual, table):
            if target is fixed:
                scores[actual.order, target.order] = CERTAIN
            elif fixed is None and target not in held and _is_open(target, met, actual, owned):
                score = pair_score(target, actual, owned, places)
                rated = any(agrees(target, actual, rate) for rate in owned)
                if (
                    score is not None
                    and not (table or rated)
                    and _answered_nearer(drafts, target, actual)
                ):
                    score -= _ACROSS
                if score is not None:
                    scores[actual.order, target.order] = score
    return scores


def _answered_nearer(drafts: list[Draft], target: Draft, actual: Draft) -> bool:
    """目标100个,上半年引进107个;新开工项目80个: the figure right behind a task answers before one behind ;."""
    behind = drafts[target.order + 1] if target.order + 1 < len(drafts) else None
    return (
        behind is not None
        and behind.role == "actual"
        and behind.quantity.base_unit == target.quantity.base_unit
        and behind.mention.segment == target.mention.segment != actual.mention.segment
        and actual.mention.sentence == target.mention.sentence
        and actual is not behind
    )


def _is_open(target: Draft, met: dict[Mention, Draft], actual: Draft, rates: list[Draft]) -> bool:
    """A task said to be met is answered by nothing else, unless a printed rate says so."""
    return target.mention not in met or any(agrees(target, actual, rate) for rate in rates)


def _of_several_years(actual: Draft, drafts: list[Draft]) -> bool:
    """累计完成投资7.8亿元,其中今年完成2.4亿元: the year's plan is answered by the part of the year."""
    part = drafts[actual.order + 1] if actual.order + 1 < len(drafts) else None
    return (
        part is not None
        and actual.cumulative
        and part.sub
        and part.role == "actual"
        and part.quantity.base_unit == actual.quantity.base_unit
        and _THIS_YEAR.search(part.mention.left) is not None
    )


def _of_all_years(actual: Draft, drafts: list[Draft], rates: dict[Draft, list[Draft]]) -> bool:
    """1-8月完成5760万元,完成年度计划的72%,累计完成投资1.9亿元: the year's plan has its answer and its rate."""
    return actual.cumulative and any(
        other.role == "actual"
        and not other.cumulative
        and any(rate.basis == "annual" for rate in rates.get(other, []))
        and other.quantity.base_unit == actual.quantity.base_unit
        and other.quantity.amount < actual.quantity.amount
        for other in earlier_in_sentence(drafts, actual)
        if other.mention.segment == actual.mention.segment
    )


def by_actual(scores: Scores) -> Answers:
    """The scores of each actual."""
    answers: Answers = defaultdict(list)
    for (actual, target), score in scores.items():
        answers[actual].append((target, score))
    return answers


def _in_brackets(targets: list[Draft], reached: set[Mention]) -> dict[Mention, Draft]:
    """新增863个(计划5400个,…): the target in the bracket of what was reached answers to it alone."""
    held = {
        target.mention.host: target
        for target in targets
        if target.mention.host in reached
        and target.mention.zone == ""
        and target.mention.host.quantity.base_unit == target.quantity.base_unit
    }
    inner: dict[tuple[int, str | None], list[Draft]] = defaultdict(list)
    for target in targets:
        if target.mention.inner:
            inner[target.mention.clause, target.quantity.base_unit].append(target)
    for mention in reached if inner else ():  # 处理率(目标95%)达95.2%
        alone = inner.get((mention.clause, mention.quantity.base_unit), [])
        if len(alone) == 1 and mention.previous is None and not mention.depth:
            held.setdefault(mention, alone[0])
    return held


def answer_in_order(drafts: list[Draft], scores: Scores) -> None:
    """已分别完成7356个、1410个和60座: a bare list answers the list before it, figure by figure."""
    runs = _runs(drafts)
    for first, second in itertools.pairwise(runs):
        if len(first) != len(second) or {first[0].role, second[0].role} != {"target", "actual"}:
            continue
        told = first[0].role == "target" or first[-1].mention.sentence == second[0].mention.sentence
        if not told:
            continue  # …完成8户、9户。任务分别为10户、12户: those are of the sentence before
        listed = any(d.mention.said("listed") or d.mention.depth for d in (first[0], second[0]))
        if not listed and not any(test(first, second) for test in _IN_ORDER):
            continue
        pairs = [
            (after.order, before.order) if before.role == "target" else (before.order, after.order)
            for before, after in zip(first, second, strict=True)
        ]
        bracket = second[0].mention.depth > first[0].mention.depth and second[0].role == "target"
        alike = all(one.family == other.family for one, other in zip(first, second, strict=True))
        if all(pair in scores for pair in pairs) or (bracket and alike):
            scores.update(dict.fromkeys(pairs, CERTAIN))


def _nameless(first: list[Draft], second: list[Draft]) -> bool:
    """…1500公里,改造危桥60座,…2000公里。已建成1687公里、改造72座、完成2315公里: only units and order tell."""
    units = [draft.quantity.base_unit for draft in first]
    if units != [draft.quantity.base_unit for draft in second] or len(set(units)) == len(units):
        return False
    plain = all(not draft.sub and draft.mention.depth == 0 for draft in (*first, *second))
    return plain and all(len(bare(actionless(_own_words(draft)))) < 2 for draft in second)


def _unit_for_unit(first: list[Draft], second: list[Draft]) -> bool:
    """计划新开工5.3万个、涉及居民865万户。新开工5.13万个、惠及851万户: lists of the same unlike units, in order."""
    units = [draft.quantity.base_unit for draft in first]
    same = units == [draft.quantity.base_unit for draft in second]
    lists = all(one.mention.listed for run in (first, second) for one in run[1:])
    return same and lists and len(set(units)) == len(units)


def _name_for_name(first: list[Draft], second: list[Draft]) -> bool:
    """国家级合作社3家、省级8家,实际获评国家级4家、省级11家: each is called as the one it stands for."""
    lists = all(one.mention.listed for run in (first, second) for one in run[1:])
    pairs = [[grams(_own_words(one)) for one in pair] for pair in zip(first, second, strict=True)]
    return lists and all(left & right for left, right in pairs)


_IN_ORDER = (_nameless, _unit_for_unit, _name_for_name)


def _own_words(draft: Draft) -> str:
    """The words before a figure that no cue says."""
    m = draft.mention
    return without(m.text, m.since, m.begin, m.before)


def _runs(drafts: list[Draft]) -> list[list[Draft]]:
    """Neighbouring targets or actuals of two and more, in print order; rates between are passed over."""
    runs: list[list[Draft]] = []
    for draft in drafts:
        if draft.role not in ("target", "actual"):
            continue
        same = runs and runs[-1][-1].role == draft.role
        near = same and draft.mention.sentence == runs[-1][-1].mention.sentence
        if near and not draft.mention.said("listed"):
            runs[-1].append(draft)
        else:
            runs.append([draft])
    return [run for run in runs if len(run) > 1]


def listed_targets(drafts: list[Draft], rates: dict[Draft, list[Draft]]) -> dict[Draft, Draft]:
    """管网146公里、98公里、53公里,开工率分别为100%、96.9%、84.9%: rates that answer a list of targets."""
    owned = {rate for group in rates.values() for rate in group}
    found: dict[Draft, Draft] = {}
    for group in rate_groups(drafts):
        if len(group) < 2 or any(rate in owned for rate in group):
            continue
        before = [d for d in earlier_in_sentence(drafts, group[0]) if d.role == "target"]
        if len(before) == len(group):
            found.update(zip(group, before, strict=True))
    return found


def _targets(drafts: list[Draft]) -> list[Draft]:
    """Targets that can be answered: a heading's repetition counts only where nothing else stands."""
    targets = [d for d in drafts if d.role in ("target", "whole")]
    return [d for d in targets if not d.restated] or targets


def _places(drafts: list[Draft]) -> dict[Draft, float]:
    """Where each target and actual of a table row stands in its list, 0..1."""
    targets = [d for d in drafts if d.role == "target" and d.mention.zone == "target"]
    actuals = [d for d in drafts if d.role == "actual"]
    return {d: at / len(group) for group in (targets, actuals) for at, d in enumerate(group)}


def _near(targets: list[Draft], actual: Draft, table: bool) -> list[Draft]:
    """Targets that an actual may answer: all of a table row, a window of running text."""
    if table and len(targets) <= 60:
        return targets
    here = bisect(targets, actual.order, key=_ORDER)
    return targets[max(0, here - _WINDOW) : here + _WINDOW // 2]


_ORDER = attrgetter("order")
