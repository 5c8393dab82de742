"""What the assignment leaves over: loose rates, second targets, bases, bare units.

Each function mends links that linking.py has made; none pairs anew.
"""

from __future__ import annotations

from collections import defaultdict

from orchestration.reading.link import Link
from orchestration.reading.neighbours import earlier_in_sentence
from orchestration.reading.quantity import with_unit
from orchestration.reading.rates import own_grams
from orchestration.reading.scoring import agrees, gives, rounds_to
from orchestration.reading.statements import Draft

_BASES = ("actual", "activity", "context")


def rates_of_the_task(links: list[Link]) -> None:
    """15个全部完成。…完工7个,开工8个,完成率100%: a bare rate that follows from the task under its heading."""
    unrated = _unrated(links)
    for loose in links:
        rate = loose.rate
        if rate is None or loose.target is not None or rate.role != "stated_rate":
            continue
        m = rate.mention
        if loose.actual is not None and not m.topic:
            continue
        places = (m.sentence, m.sentence - 1, m.sentence - 2, m.topic)
        for position in sorted({at for place in places for at in unrated.get(place, ())}):
            link_ = links[position]
            if link_.rate is None and _near_enough(link_, rate):
                link_.rate, loose.rate = rate, None
                break


def _unrated(links: list[Link]) -> dict[int | str, list[int]]:
    """Positions of pairs without a rate, by the actual's sentence and by its topic."""
    found: dict[int | str, list[int]] = defaultdict(list)
    for position, link_ in enumerate(links):
        if link_.rate is None and link_.target is not None and link_.actual is not None:
            found[link_.actual.mention.sentence].append(position)
            if link_.actual.mention.topic:
                found[link_.actual.mention.topic].append(position)
    return found


def _near_enough(pair: Link, rate: Draft) -> bool:
    """Whether a rate that nothing claims is the pair's: in its sentence, or bare and exact near by."""
    target, actual = pair.target, pair.actual
    if target is None or actual is None:
        return False
    m, n = rate.mention, actual.mention
    if m.sentence == n.sentence:
        return agrees(target, actual, rate)
    near = 0 < m.sentence - n.sentence <= 2 or (bool(m.topic) and m.topic == n.topic)
    return near and not own_grams(rate) and rounds_to(target, actual, rate)


def answered_in_row(links: list[Link], table: bool) -> list[Link]:
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


def with_bases(links: list[Link], drafts: list[Draft]) -> list[Link]:
    """到位3.6亿元,支出3.42亿元,支出进度95%: a rate that follows from a figure before it has it as its base."""
    taken: set[Draft] = set()
    rates = {link_.actual: link_.rate for link_ in links if link_.actual is not None}
    paired = {(link_.target, link_.actual) for link_ in links}
    for link_ in links:
        actual, rate = link_.actual, link_.rate
        if link_.target is not None or actual is None or rate is None:
            continue
        plan = _plan_told(drafts, actual, rate)
        if plan is not None:
            link_.target = None if (plan, actual) in paired else plan
            paired.add((plan, actual))
        if plan is not None or rate.basis:
            continue
        before = [
            other
            for other in reversed(earlier_in_sentence(drafts, actual))
            if other.mention.block == actual.mention.block
            and other.role in _BASES
            and other.quantity.base_unit == actual.quantity.base_unit
            and not _rated_itself(other, rates.get(other), rate)
        ]
        base = next((other for other in before if rounds_to(other, actual, rate)), None)
        base = base or next((other for other in before if gives(other, actual, rate)), None)
        if base is not None:
            link_.target = base
            taken.add(base)
    return [
        link_
        for link_ in links
        if link_.actual not in taken or link_.target is not None or link_.rate is not None
    ]


def _rated_itself(base: Draft, own: Draft | None, rate: Draft) -> bool:
    """甲县10座,完成率83%;乙县8座,完成率80%: what has the same rate of its own is no base of another's."""
    if own is None or own.mention is rate.mention.previous:
        return own is not None
    words = {_rate_word(one) for one in (own, rate)}
    return base.mention.segment != rate.mention.segment and len(words) == 1


def _rate_word(rate: Draft) -> str:
    """What a rate is called: 完成率; empty where nothing calls it."""
    cue = rate.mention.said("rate", "named_rate")
    return rate.mention.text[cue.start : cue.end] if cue is not None else ""


def _plan_told(drafts: list[Draft], actual: Draft, rate: Draft) -> Draft | None:
    """占任务88641户的80.26%,已竣工13498户,占任务数的15.23%: the plan said before, where the rate follows."""
    return next(
        (
            d
            for d in reversed(earlier_in_sentence(drafts, actual))
            if d.role == "target" and d.family == actual.family and rounds_to(d, actual, rate)
        ),
        None,
    )


def complete_units(link_: Link) -> None:
    """A bare number takes the unit of the figure it answers."""
    target, actual = link_.target, link_.actual
    if target is None or actual is None:
        return
    if target.quantity.base_unit is None and actual.quantity.unit:
        target.quantity = with_unit(target.quantity, actual.quantity.unit)
    elif actual.quantity.base_unit is None and target.quantity.unit:
        actual.quantity = with_unit(actual.quantity, target.quantity.unit)
