"""Drafts of a row -> links: which actual and which rate answer which target.

One assignment over the row, scored by scoring.py. What the assignment leaves over is then told: a
figure said again, a target shared by several actuals, a rate against another plan, a total whose
target nobody printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from orchestration.reading.assignment import assign
from orchestration.reading.quantity import with_unit
from orchestration.reading.rates import inline_targets, own_grams, rate_groups, rate_owners
from orchestration.reading.scoring import THRESHOLD, agrees, overlap, pair_score
from orchestration.reading.statements import Draft

_WINDOW = (
    14  # running text: how many targets before an actual are looked at, and half as many after
)
_NAMED = 0.3  # share of letter pairs from which two names speak of one thing
_SHORT = 16  # letters of a cell that holds one figure
_CERTAIN = 9.0  # the score of a pair that one phrase holds
_ALONE = 5.0  # the score of a figure that claims to answer nothing

_BASES = ("actual", "activity", "context")
Scores = dict[tuple[int, int], float]  # (order of actual, order of target) -> score


@dataclass(slots=True, eq=False)
class Link:
    """One claim in the making."""

    target: Draft | None
    actual: Draft | None
    rate: Draft | None
    score: float = _ALONE
    repeats: list[Draft] = field(default_factory=list)  # the same actual said again
    doubtful: bool = False  # the rate contradicts a pair that little but the unit speaks for


def link(drafts: list[Draft], table: bool) -> list[Link]:
    """Links of a row, in print order of what they begin with."""
    rates = rate_owners(drafts)
    inline = inline_targets(drafts) | _listed_targets(drafts, rates)
    scores = _scores(drafts, rates, inline, table)
    _answer_in_order(drafts, scores)
    pairs = assign(scores, THRESHOLD)
    links = _of_actuals(drafts, pairs, scores, rates, inline)
    links += _of_the_rest(drafts, links, rates, inline)
    _rates_of_the_task(links)
    links = [link_ for link_ in links if link_.target or link_.actual or link_.rate]
    links = _with_bases(_answered_in_row(links, table), drafts)
    for link_ in links:
        _complete_units(link_)
        link_.doubtful = _doubtful(link_, drafts, inline)
    return sorted(links, key=_print_order)


def _scores(
    drafts: list[Draft], rates: dict[Draft, list[Draft]], inline: dict[Draft, Draft], table: bool
) -> Scores:
    """Scores of all pairs that can answer each other.

    A target inside a rate's phrase answers to that rate's actual alone.
    """
    targets = _targets(drafts)
    places = _places(drafts) if table else {}
    held = set(inline.values())
    scores: Scores = {}
    for actual in drafts:
        if actual.role not in ("actual", "activity") and (table or actual.role != "growth"):
            continue
        owned = rates.get(actual, [])
        fixed = next((inline[rate] for rate in owned if rate in inline), None)
        for target in _near(targets, actual, table):
            if target is fixed:
                scores[actual.order, target.order] = _CERTAIN
            elif fixed is None and target not in held:
                score = pair_score(target, actual, owned, places)
                if score is not None:
                    scores[actual.order, target.order] = score
    return scores


def _answer_in_order(drafts: list[Draft], scores: Scores) -> None:
    """已分别完成7356个、1410个和60座: a bare list answers the list before it, figure by figure."""
    runs = _runs(drafts)
    for first, second in zip(runs, runs[1:], strict=False):
        if len(first) != len(second) or {first[0].role, second[0].role} != {"target", "actual"}:
            continue
        if not any(d.mention.said("listed") or d.mention.depth for d in second[:1]):
            continue
        for before, after in zip(first, second, strict=True):
            target, actual = (before, after) if before.role == "target" else (after, before)
            scores[actual.order, target.order] = _CERTAIN


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


def _listed_targets(drafts: list[Draft], rates: dict[Draft, list[Draft]]) -> dict[Draft, Draft]:
    """管网146公里、98公里、53公里,开工率分别为100%、96.9%、84.9%: rates that answer a list of targets."""
    owned = {rate for group in rates.values() for rate in group}
    found: dict[Draft, Draft] = {}
    for group in rate_groups(drafts):
        if len(group) < 2 or any(rate in owned for rate in group):
            continue
        before = [
            d
            for d in drafts[: group[0].order]
            if d.role == "target" and d.mention.sentence == group[0].mention.sentence
        ]
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
    before = [t for t in targets if t.order < actual.order][-_WINDOW:]
    return before + [t for t in targets if t.order > actual.order][: _WINDOW // 2]


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
    for actual in drafts:
        if actual.role not in ("actual", "activity", "growth"):
            continue
        owned = rates.get(actual, [])
        target = drafts[pairs[actual.order]] if actual.order in pairs else None
        if target is None and (second := _second(actual, drafts, scores, pairs)) is not None:
            if second in linked and _said_again(linked[second], actual):
                linked[second].repeats.append(actual)
                continue
            target = second if _shares(second, actual, owned, scores) else None
        told = actual.role == "actual" or (actual.role == "growth" and owned)
        if target is None and not told:
            continue
        for link_ in _by_plan(actual, target, owned, inline):
            if link_.target is not None:
                link_.score = scores.get((actual.order, link_.target.order), _CERTAIN)
                linked.setdefault(link_.target, link_)
            links.append(link_)
    return links


def _second(
    actual: Draft, drafts: list[Draft], scores: Scores, pairs: dict[int, int]
) -> Draft | None:
    """The answered target that an actual left over would answer best."""
    answered = set(pairs.values())
    candidates = [
        (score, drafts[target])
        for (order, target), score in scores.items()
        if order == actual.order and score >= THRESHOLD and target in answered
    ]
    return max(candidates, key=lambda pair: (pair[0], -pair[1].order))[1] if candidates else None


def _shares(target: Draft, actual: Draft, owned: list[Draft], scores: Scores) -> bool:
    """One target for several actuals: the base of shares, the one target of a row of dates, a plain task."""
    agreed = any(agrees(target, actual, rate) for rate in owned)
    if target.role == "whole":
        return agreed
    if actual.mention.cell is not None:
        mine = [t for a, t in scores if a == actual.order]
        alone = mine == [target.order]
        dated = actual.as_of is not None or not actual.mention.zone
        return (alone and dated) or (agreed and len(actual.mention.text) <= _SHORT)
    if target.mention.said("all") is not None and target.quantity.base_unit == "%":
        return target.mention.sentence == actual.mention.sentence
    verbs = target.subject.actions
    begun = "完成" in target.mention.left and "start" in actual.subject.actions
    plain = not verbs or bool(verbs & actual.subject.actions)
    return bool(owned) and plain and not begun


def _said_again(first: Link, actual: Draft) -> bool:
    """Whether an actual says the linked one again: the same thing in another sentence."""
    known = first.actual
    if known is None or known.quantity.base_unit != actual.quantity.base_unit:
        return False
    if (first.target is not None and first.target.role == "whole") or known.as_of != actual.as_of:
        return False
    if known.mention.sentence == actual.mention.sentence:
        return False
    verbs = known.subject.actions, actual.subject.actions
    if all(verbs) and verbs[0] != verbs[1]:
        return False
    alike = overlap(known.subject.grams, actual.subject.grams)
    return alike >= 0.75 or (alike >= 0.2 and known.quantity.amount == actual.quantity.amount)


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
        ):
            if draft.mention.zone != "activity":
                target = inline.get(draft)
                rest.append(Link(target, None, draft))
                used.add(target)
    rest.extend(
        Link(draft, None, None)
        for draft in drafts
        if draft.role == "target" and not draft.restated and draft not in used
    )
    return rest


def _rates_beside(actual: Draft, drafts: list[Draft]) -> list[Draft]:
    """Rates of the actual's sentence behind it, up to the next actual."""
    found = []
    for draft in drafts[actual.order + 1 :]:
        if draft.role != "stated_rate" or draft.mention.sentence != actual.mention.sentence:
            break
        found.append(draft)
    return found


def _rates_of_the_task(links: list[Link]) -> None:
    """15个全部完成。…完工7个,开工8个,完成率100%: a bare rate that follows from the task under its heading."""
    for loose in links:
        rate = loose.rate
        if rate is None or loose.target is not None or rate.role != "stated_rate":
            continue
        for link_ in links:
            if (
                link_.rate is None
                and link_.target is not None
                and link_.actual is not None
                and _near_enough(link_.target, link_.actual, rate)
            ):
                link_.rate, loose.rate = rate, None
                break


def _near_enough(target: Draft, actual: Draft, rate: Draft) -> bool:
    """Whether a rate that nothing claims is the pair's: in its sentence, or bare and exact near by."""
    m, n = rate.mention, actual.mention
    if m.sentence == n.sentence:
        return agrees(target, actual, rate)
    near = 0 < m.sentence - n.sentence <= 2 or (bool(m.topic) and m.topic == n.topic)
    return near and not own_grams(rate) and agrees(target, actual, rate, steps="0.5")


def _answered_in_row(links: list[Link], table: bool) -> list[Link]:
    """In a row of single figures a second target that nothing answers (年初预算) is no claim of its own."""
    answered = [
        link_.target for link_ in links if link_.target is not None and link_.actual is not None
    ]
    wordy = any(link_.target is not None and len(link_.target.mention.text) > 16 for link_ in links)
    if not table or not answered or wordy:
        return links
    units = {target.quantity.base_unit for target in answered}
    return [
        link_
        for link_ in links
        if link_.target is None
        or link_.actual is not None
        or link_.target.quantity.base_unit not in units
    ]


def _with_bases(links: list[Link], drafts: list[Draft]) -> list[Link]:
    """到位3.6亿元,支出3.42亿元,支出进度95%: a rate that follows from a figure before it has it as its base."""
    taken: set[Draft] = set()
    for link_ in links:
        actual, rate = link_.actual, link_.rate
        if link_.target is not None or actual is None or rate is None or rate.basis:
            continue
        for other in reversed(drafts[: actual.order]):
            m = other.mention
            if m.block != actual.mention.block or m.sentence != actual.mention.sentence:
                break
            same = other.quantity.base_unit == actual.quantity.base_unit
            if same and other.role in _BASES and agrees(other, actual, rate):
                link_.target = other
                taken.add(other)
                break
    return [
        link_
        for link_ in links
        if link_.actual not in taken or link_.target is not None or link_.rate is not None
    ]


def _doubtful(link_: Link, drafts: list[Draft], inline: dict[Draft, Draft]) -> bool:
    """Whether a printed rate contradicts its pair, and the pair could well be wrong: never accuse it."""
    target, actual, rate = link_.target, link_.actual, link_.rate
    if target is None or actual is None or rate is None or inline.get(rate) is target:
        return False
    if target.origin != "stated" or agrees(target, actual, rate):
        return False
    named = overlap(target.subject.grams, actual.subject.grams) >= _NAMED
    if named or target.subject.actions & actual.subject.actions:
        return False
    rivals = [d for d in drafts if d.role in ("target", "whole") and d.family == target.family]
    near = target.mention.cell is not None or target.mention.sentence == actual.mention.sentence
    return len(rivals) > 1 or not near


def _complete_units(link_: Link) -> None:
    """A bare number takes the unit of the figure it answers."""
    target, actual = link_.target, link_.actual
    if target is None or actual is None:
        return
    if target.quantity.base_unit is None and actual.quantity.unit:
        target.quantity = with_unit(target.quantity, actual.quantity.unit)
    elif actual.quantity.base_unit is None and target.quantity.unit:
        actual.quantity = with_unit(actual.quantity, target.quantity.unit)


def _print_order(link_: Link) -> tuple[int, int]:
    """Print order of a link: its target's place, else its actual's or rate's."""
    first = link_.target or link_.actual or link_.rate
    second = link_.actual or link_.rate
    return (first.order if first else 0, second.order if second else 0)
