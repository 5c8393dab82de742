"""Which link an actual says again: the same amount elsewhere, or 工作成效 after 完成情况."""

from __future__ import annotations

from orchestration.reading.candidates import Scores
from orchestration.reading.link import Link
from orchestration.reading.scoring import overlap
from orchestration.reading.statements import Draft

_ONE_THING = 0.6  # share of letter pairs from which it has no target of its own
_BACK = 120  # links before it that an actual of 工作成效 may say again
_RETOLD = 0.5  # share of letter pairs from which another section says the same thing again


def told_before(actual: Draft, links: list[Link]) -> Link | None:
    """Of links of the actual's amount the one that says the same thing in another sentence."""
    return next(
        (link_ for link_ in links if link_.target is not None and _said_again(link_, actual)), None
    )


def told_in_results(actual: Draft, links: list[Link]) -> Link | None:
    """The link that 完成情况 says before 工作成效 says it again."""
    if "成效" not in actual.mention.section:
        return None
    told = [
        (overlap(link_.actual.subject.grams, actual.subject.grams), link_)
        for link_ in links[-_BACK:]
        if link_.actual is not None and _retold(link_.actual, actual)
    ]
    alike, first = max(told, key=lambda pair: pair[0], default=(0.0, None))
    return first if alike >= _RETOLD else None


def rather_again(actual: Draft, target: Draft | None, again: Link, scores: Scores) -> bool:
    """Whether an actual says a link again rather than answer a target of its own."""
    if target is None or again.target is None or again.actual is None:
        return True
    if overlap(again.actual.subject.grams, actual.subject.grams) >= _ONE_THING:
        return True
    own, first = (scores.get((actual.order, one.order), 0.0) for one in (target, again.target))
    return first > own


def answers_better(again: Link, target: Draft, scores: Scores) -> bool:
    """Whether what is told again answers this target better than the one it was given."""
    if again.target is None or again.actual is None:
        return True
    own, other = (
        scores.get((again.actual.order, one.order), 0.0) for one in (again.target, target)
    )
    return other > own


def _retold(known: Draft, actual: Draft) -> bool:
    """Whether it can say again what 完成情况 says: no part, no other date, no other verb."""
    verbs = known.subject.actions, actual.subject.actions
    return (
        "完成情况" in known.mention.section
        and known.quantity.base_unit == actual.quantity.base_unit
        and known.as_of == actual.as_of
        and not (known.project and actual.project and known.project != actual.project)
        and not (known.sub or actual.sub or known.mention.depth or actual.mention.depth)
        and not (all(verbs) and verbs[0] != verbs[1])
    )


def tells_again(first: Link, actual: Draft, owned: list[Draft]) -> bool:
    """Whether an actual with these rates says the linked one again, and not another plan's."""
    return _said_again(first, actual) and not _rated_apart(first, actual, owned)


def _rated_apart(first: Link, actual: Draft, owned: list[Draft]) -> bool:
    """Whether another amount has a rate of its own: then it is of another plan, however alike."""
    if first.rate is None or first.actual is None or not owned:
        return False
    other = all(rate.quantity.value != first.rate.quantity.value for rate in owned)
    return other and first.actual.quantity.amount != actual.quantity.amount


def _said_again(first: Link, actual: Draft) -> bool:
    """Whether an actual says the linked one again: the same thing in another sentence."""
    known = first.actual
    if known is None or known.quantity.base_unit != actual.quantity.base_unit:
        return False
    if (first.target is not None and first.target.role == "whole") or known.as_of != actual.as_of:
        return False
    if known.mention.sentence == actual.mention.sentence or known.sub != actual.sub:
        return False
    verbs = known.subject.actions, actual.subject.actions
    if all(verbs) and verbs[0] != verbs[1]:
        return False
    if known.project and actual.project and known.project != actual.project:
        return False
    alike = overlap(known.subject.grams, actual.subject.grams)
    return alike >= 0.75 or (alike >= 0.2 and known.quantity.amount == actual.quantity.amount)
