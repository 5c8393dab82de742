"""What the assignment leaves over: loose rates, second targets, bases, bare units, doubtful pairs.

Each function mends links that linking.py has made; none pairs anew.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from orchestration.reading.candidates import CERTAIN
from orchestration.reading.link import Link
from orchestration.reading.mention import Mention
from orchestration.reading.neighbours import earlier_in_sentence, in_sentence
from orchestration.reading.quantity import with_unit
from orchestration.reading.rates import own_grams
from orchestration.reading.rules.goals import named_after
from orchestration.reading.scoring import agrees, gives, overlap, rounds_to
from orchestration.reading.statements import Draft

_APART = 2  # sentences of running text behind which a contradicted pair is no longer sure
_NAMED = 0.3  # share of letter pairs from which two names speak of one thing


_BASES = ("actual", "activity", "context")
_ASKING = ("target", "limit", "modal")
_COMPARED = ("target", "whole", *_BASES)


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


def doubtful(link_: Link, drafts: list[Draft], inline: dict[Draft, Draft]) -> bool:
    """Whether a printed rate contradicts its pair, and the pair could well be wrong: never accuse it."""
    target, actual, rate = link_.target, link_.actual, link_.rate
    if target is None or actual is None or rate is None:
        return False
    if target.origin != "stated" or agrees(target, actual, rate):
        return False
    if _named_of_other_doings(target, actual, rate):
        return True
    doing, done = rate.subject.actions, actual.subject.actions
    if doing and done and not doing & done:
        return True  # 完工7条,…,开工率88.9%
    if rate.mention.said("total") and not actual.mention.said("total"):
        return True  # …2.9万户、…0.95万户,合计完工比例91.7%
    if _of_their_sum(target, actual, rate, drafts):
        return True
    inside = inline.get(rate) is target
    if _better_read(target, actual, rate, drafts, inside or _plain(target, actual)):
        return True
    m, n = actual.mention, rate.mention
    if m.block == n.block and m.sentence != n.sentence:
        return True
    if n.host not in (None, m) and n.host.quantity.base_unit == actual.quantity.base_unit:
        return True
    if inside or link_.score >= CERTAIN or _in_columns(target, actual):
        return False
    if target.project and actual.project and target.project != actual.project:
        return True
    if target.mention.cell is None and target.sub != actual.sub:
        return True
    apart = target.mention.segment != actual.mention.segment and target.mention.zone != "target"
    if target.mention.cell is None and apart and not _called_target(target.mention):
        return True
    if target.mention.cell is None and abs(target.mention.sentence - m.sentence) > _APART:
        return True
    if target.mention.cell is None and not _called_target(target.mention):
        rivals = [
            d
            for d in earlier_in_sentence(drafts, actual)
            if d.family == actual.family and d.role in _COMPARED and d is not target
        ]
        if rivals:
            return True  # 补助15.26亿元,配套3.4亿元,已拨付12.87亿元,拨付率69%
    named = overlap(target.subject.grams, actual.subject.grams) >= _NAMED
    if named or target.subject.actions & actual.subject.actions:
        return False
    near = target.mention.sentence == actual.mention.sentence
    if not near and target.mention.cell is None:
        return True
    around = in_sentence(drafts, target) if near else drafts
    return sum(d.role in ("target", "whole") and d.family == target.family for d in around) > 1


def _named_of_other_doings(target: Draft, actual: Draft, rate: Draft) -> bool:
    """计划办理80件,实际办理83件,办结率100%: a rate named after what neither figure was said to be."""
    named = rate.mention.said("named_rate")
    if named is None or named.cue is None or rate.mention.cell is not None:
        return False
    words = target.mention.left + target.mention.right + actual.mention.left + actual.mention.right
    return named.cue.word.removesuffix("率") not in words


def of_a_span(link_: Link) -> bool:
    """Whether a target is answered by a figure that may be of one month or quarter alone."""
    return link_.target is not None and link_.actual is not None and link_.actual.mention.alone


def _better_read(
    target: Draft, actual: Draft, rate: Draft, drafts: list[Draft], plain: bool
) -> bool:
    """Whether another figure of the sentence gives the rate: then the reading erred, not the bureau.

    `plain` says that print leaves no doubt which is which: figures that fit the other way were swapped.
    """
    if not plain and gives(actual, target, rate):
        return True
    near = [d for d in in_sentence(drafts, actual) if d.role in _COMPARED]
    if target.mention.zone == "target" and not _in_columns(target, actual):
        near += [d for d in drafts if d.role == "target" and d.mention.zone == "target"]
    told = {_amounts(target, actual), _amounts(actual, target)}
    sharp = rate.quantity.decimals > 0 and rate.quantity.value != 100
    return any(
        whole.family == part.family
        and gives(whole, part, rate)
        and _amounts(whole, part) not in told
        for whole in (target, *near)
        for part in near
        if whole is not part
        and part.role != "target"
        # 100% and other whole rates fit too many pairs by chance: one figure has to be the pair's
        and (sharp or whole is target or part is actual)
    )


def _of_their_sum(target: Draft, actual: Draft, rate: Draft, drafts: list[Draft]) -> bool:
    """分别新建86公顷和94公顷,目标400公顷,完成45%: the rate is of all that the list of actuals adds up to."""
    head = actual.mention.list_head
    listed = [
        d.quantity.amount
        for d in in_sentence(drafts, actual)
        if d.role == "actual"
        and d.mention.list_head is head
        and d.quantity.base_unit == actual.quantity.base_unit
    ]
    whole = replace(actual, quantity=actual.quantity._replace(amount=sum(listed, Decimal(0))))
    return len(listed) > 1 and agrees(target, whole, rate)


def _amounts(whole: Draft, part: Draft) -> tuple[Decimal, Decimal]:
    """What the two come to: the same pair, wherever it is printed once more."""
    return whole.quantity.amount, part.quantity.amount


def _plain(target: Draft, actual: Draft) -> bool:
    """Whether columns, brackets or words say which is the target and which was reached."""
    m, n = target.mention, actual.mention
    if (m.zone == "target" and n.zone == "result") or _in_columns(target, actual) or m.host is n:
        return True
    return _called_target(m) and not _called_target(n)


def _in_columns(target: Draft, actual: Draft) -> bool:
    """Whether both stand alone in cells that a header names."""
    return target.mention.header != "" and actual.mention.header != ""


def _called_target(m: Mention) -> bool:
    """Whether words call it what was to be reached: before it, before its list, or behind it."""
    if m.said(*_ASKING) is not None or named_after(m):
        return True
    return m.listed and any(t.cue is not None and t.cue.kind in _ASKING for t in m.earlier)


def complete_units(link_: Link) -> None:
    """A bare number takes the unit of the figure it answers."""
    target, actual = link_.target, link_.actual
    if target is None or actual is None:
        return
    if target.quantity.base_unit is None and actual.quantity.unit:
        target.quantity = with_unit(target.quantity, actual.quantity.unit)
    elif actual.quantity.base_unit is None and target.quantity.unit:
        actual.quantity = with_unit(actual.quantity, target.quantity.unit)
