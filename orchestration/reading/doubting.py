"""Whether a link that its printed rate contradicts could be a link of ours that is wrong.

Whoever is not sure what belongs together accuses nobody: such a link is kept and marked. What the
warehouse holds against a link is told in dbt_project (fct_claim_doubt).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from orchestration.reading.candidates import CERTAIN
from orchestration.reading.link import Link
from orchestration.reading.mention import Mention
from orchestration.reading.neighbours import earlier_in_sentence, in_sentence
from orchestration.reading.rules.goals import named_after
from orchestration.reading.scoring import agrees, gives, overlap
from orchestration.reading.statements import Draft

_APART = 2  # sentences of running text behind which a contradicted pair is no longer sure
_NAMED = 0.3  # share of letter pairs from which two names speak of one thing
_ASKING = ("target", "limit", "modal")
_COMPARED = ("target", "whole", "actual", "activity", "context")


def spoken_for(links: list[Link]) -> set[Draft]:
    """Targets and actuals whose own rate follows from them: they explain no other rate."""
    return {
        draft
        for link_ in links
        if link_.target is not None and link_.actual is not None and link_.rate is not None
        if agrees(link_.target, link_.actual, link_.rate)
        for draft in (link_.target, link_.actual)
    }


def doubtful(
    link_: Link, drafts: list[Draft], inline: dict[Draft, Draft], settled: set[Draft]
) -> bool:
    """Whether a printed rate contradicts its pair, and the pair could well be wrong: never accuse it.

    `settled` are the figures that another link's rate speaks for.
    """
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
    if not inside and not _plain(target, actual) and gives(actual, target, rate):
        return True  # which is which is not said, and the other way round they fit
    if _better_read(link_, drafts, inside, settled):
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


def _better_read(link_: Link, drafts: list[Draft], inside: bool, settled: set[Draft]) -> bool:
    """Whether other figures of the sentence give the rate: then the reading erred, not the bureau."""
    target, actual, rate = link_.target, link_.actual, link_.rate
    assert target is not None and actual is not None and rate is not None
    near = [d for d in in_sentence(drafts, actual) if d.role in _COMPARED]
    if target.mention.zone == "target" and not _in_columns(target, actual):
        near += [d for d in drafts if d.role == "target" and d.mention.zone == "target"]
    held = inside or link_.score >= CERTAIN  # one phrase says whose target it is
    told = {_amounts(target, actual), _amounts(actual, target)}
    sharp = rate.quantity.decimals > 0 and rate.quantity.value != 100
    wholes = [target] if held else [target, *near]
    parts = [d for d in near if d.role != "target" and _may_own(d, rate, actual, settled)]
    return any(
        whole.family == part.family
        and gives(whole, part, rate)
        and _amounts(whole, part) not in told
        for whole in wholes
        for part in parts
        if whole is not part
        and not (part is actual and _answers_worse(whole, target, actual))
        # 100% and other whole rates fit too many pairs by chance: one figure has to be the pair's
        and (sharp or whole is target or part is actual)
    )


def _answers_worse(whole: Draft, target: Draft, actual: Draft) -> bool:
    """Whether only the pair's own target is counted in the actual's unit: 109辆 answers 3000辆, not 300个."""
    unit = actual.quantity.base_unit
    return target.quantity.base_unit == unit != whole.quantity.base_unit


def _may_own(part: Draft, rate: Draft, actual: Draft, settled: set[Draft]) -> bool:
    """Whether a rate could be of this figure instead of the one it was given to."""
    if part is actual:
        return True
    m, n = part.mention, rate.mention
    if n.host is actual.mention or part in settled:
        return False
    beyond = m.segment != n.segment or m.depth > n.depth
    return not (beyond and actual.order < rate.order < part.order)


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
