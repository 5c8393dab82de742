"""Drafts of a row -> claims: which actual and which rate answer which target.

One assignment over the row. The score of a pair is a short sum of features, each with its reason in
`WEIGHTS`; what scores below `THRESHOLD` stays apart, what scores below `SURE` is kept and marked unsure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from orchestration.reading.assignment import assign
import regex

from orchestration.reading.clauses import Mention
from orchestration.reading.naming import bare, grams, without
from orchestration.reading.quantity import with_unit
from orchestration.reading.statements import Draft

WEIGHTS = {
    "same_unit": 2.0,  # 公里 answers 公里
    "same_family": 1.2,  # 户 answers 万户; 座 answers 个
    "no_unit": 0.6,  # a bare number can answer anything
    "words": 4.0,  # times the share of letter pairs that both names have
    "no_words": 0.8,  # a figure that leaves its subject out answers what is near
    "same_action": 1.2,  # 开工 answers 开工
    "topic": 1.5,  # times the share of the target's letter pairs in the heading above the actual
    "same_segment": 1.2,  # between the same semicolons
    "same_sentence": 0.6,
    "far": -0.35,  # for each sentence between, in running text
    "order": -1.2,  # times how far apart the two stand in their lists, 0..1
    "part": 0.5,  # 其中 answers 其中
    "whole_for_part": -0.8,  # 其中 does not answer the whole
    "rate_agrees": 1.5,  # the printed rate follows from the pair
    "activity": -1.6,  # work on the way rarely answers a target
    "same_project": 2.0,
    "unnamed": -0.5,  # nothing but the unit speaks for the pair
}
THRESHOLD = 1.7
SURE = 2.6
WINDOW = 14  # running text: how many targets before and after an actual are looked at

_COUNTED = {"count", "dwellings", "rooms", "buildings", "beds", "times"}


@dataclass(slots=True, eq=False)
class Link:
    """One claim in the making."""

    target: Draft | None
    actual: Draft | None
    rate: Draft | None
    score: float = 0.0
    repeats: list[Draft] = field(default_factory=list)  # the same actual said again
    of_whole: bool = False  # the target is the base of a share


def link(drafts: list[Draft], table: bool) -> list[Link]:
    """Links of a row, in print order of what they begin with."""
    rates = rate_owners(drafts)
    inline = _inline_targets(drafts)
    targets = _targets(drafts)
    actuals = [d for d in drafts if d.role in ("actual", "activity")]
    if table:
        growth: list[Draft] = []
    else:
        growth = [d for d in drafts if d.role == "growth"]
    taken = set(inline.values())  # a target inside a rate's phrase answers to that rate's actual alone
    scores: dict[tuple[int, int], float] = {}
    for actual in [*actuals, *growth]:
        owned = rates.get(actual, [])
        fixed = next((inline[r] for r in owned if r in inline), None)
        for target in _near(targets, actual, table):
            if (fixed is not None or target in taken) and target is not fixed:
                continue
            score = pair_score(target, actual, owned, drafts, table)
            if fixed is target:
                score = 9.0
            if score is not None:
                scores[actual.order, target.order] = score
    pairs = assign(scores, THRESHOLD)
    links = _assembled(drafts, pairs, scores, rates, inline, table)
    return _with_bases(_answered_in_row(links, table), drafts)


def _targets(drafts: list[Draft]) -> list[Draft]:
    """Targets that can be answered: a heading's repetition counts only where nothing else stands."""
    targets = [d for d in drafts if d.role in ("target", "whole")]
    said = [d for d in targets if not d.restated]
    return said or targets


def _near(targets: list[Draft], actual: Draft, table: bool) -> list[Draft]:
    """Targets that an actual may answer: all of a table row, a window of running text."""
    if table and len(targets) <= 60:
        return targets
    before = [t for t in targets if t.order < actual.order][-WINDOW:]
    after = [t for t in targets if t.order > actual.order][: WINDOW // 2]
    return before + after


def rate_owners(drafts: list[Draft]) -> dict[Draft, list[Draft]]:
    """Which actual each stated rate belongs to."""
    owners: dict[Draft, list[Draft]] = {}
    for rates in _rate_groups(drafts):
        listed = _actuals_before(drafts, rates[0])
        named = {rate.subject.actions for rate in rates if rate.subject.actions}
        if len(rates) > 1 and len(listed) >= len(rates) and not _of_one(rates) and len(named) < 2:
            chosen = listed[-len(rates) :]
        else:
            chosen = [_owner(drafts, rate) for rate in rates]
        for rate, actual in zip(rates, chosen, strict=True):
            if actual is not None:
                owners.setdefault(actual, []).append(rate)
    return owners


def _of_one(rates: list[Draft]) -> bool:
    """为序时计划211%、年度计划42.3%: two rates of one figure, against two plans."""
    return len({rate.basis for rate in rates}) == len(rates) and all(rate.basis for rate in rates)


def _rate_groups(drafts: list[Draft]) -> list[list[Draft]]:
    """Rates joined by 、 or 分别 into one list."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        if draft.role != "stated_rate":
            continue
        joined = draft.mention.listed or draft.mention.left.strip() in ("和", "及", "与", "以及")
        if groups and joined and groups[-1][-1].mention is draft.mention.previous:
            groups[-1].append(draft)
        else:
            groups.append([draft])
    return groups


def _actuals_before(drafts: list[Draft], rate: Draft) -> list[Draft]:
    """Actuals of the rate's sentence before it, the nearest list of them last."""
    return [
        d
        for d in drafts[: rate.order]
        if d.role == "actual" and d.mention.sentence == rate.mention.sentence
    ]


def _owner(drafts: list[Draft], rate: Draft) -> Draft | None:
    """The actual a single rate is of: by bracket, by verb, by name, else the nearest before it."""
    m = rate.mention
    best: tuple[float, Draft] | None = None
    for draft in drafts:
        n = draft.mention
        if draft.role not in ("actual", "activity"):
            continue
        if n.block != m.block and n.cell is None or abs(n.sentence - m.sentence) > 1:
            continue
        score = -0.5 * abs(draft.order - rate.order) - (0.6 if draft.order > rate.order else 0)
        score -= 1.2 if draft.quantity.base_unit == "%" else 0
        if n.sentence != m.sentence:
            score -= 2.0
            if _crowded(drafts, n.sentence):
                continue
        score -= 0.8 if n.segment != m.segment else 0
        score += 3.0 if m.host is n else 0
        if "start" in rate.subject.actions and not draft.subject.actions and "完成" in _clause_before(n):
            continue
        score += 2.0 if rate.subject.actions & draft.subject.actions else 0
        score -= 2.0 if rate.subject.actions and draft.subject.actions and not (
            rate.subject.actions & draft.subject.actions
        ) else 0
        own = _own_grams(rate)
        shared = overlap(own, draft.subject.grams)
        score += 3.0 * shared
        if len(own) >= 3 and not shared and n.clause != m.clause:
            continue
        if best is None or score > best[0]:
            best = (score, draft)
    return best[1] if best is not None and best[0] > -3.5 else None


def _crowded(drafts: list[Draft], sentence: int) -> bool:
    """Whether a sentence has more than one actual, so that a rate after it could be of any."""
    return sum(1 for d in drafts if d.role == "actual" and d.mention.sentence == sentence) > 1


def _clause_before(m: Mention) -> str:
    """The clause up to a figure, earlier figures included."""
    first = m
    while first.previous is not None:
        first = first.previous
    return m.text[first.since : m.start]


def _own_grams(rate: Draft) -> frozenset[str]:
    """Letter pairs of the words right before a rate, without those of the rate's and the plan's names."""
    m = rate.mention
    words = regex.sub(r"[\u4e00-\u9fff]{2}率|进度|比例", "", without(m.text, m.since, m.begin, m.before))
    return grams(regex.sub(r"(?:年度|全年|年初|调整|下达|国家|省|市)+", "", bare(words)))


def _inline_targets(drafts: list[Draft]) -> dict[Draft, Draft]:
    """Rate -> the target inside its phrase: 占年度计划580万套的90%."""
    found: dict[Draft, Draft] = {}
    for before, after in zip(drafts, drafts[1:], strict=False):
        if (
            after.role == "stated_rate"
            and before.role == "target"
            and before.mention.following is after.mention
            and before.mention.clause == after.mention.clause
            and before.mention.zone not in ("target", "heading")
        ):
            found[after] = before
    return found


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Share of letter pairs in common, 0..1, against the shorter name, damped for very short ones."""
    if not left or not right:
        return 0.0
    common = len(left & right)
    return common / (min(len(left), len(right)) + 1)


def pair_score(
    target: Draft, actual: Draft, rates: list[Draft], drafts: list[Draft], table: bool
) -> float | None:
    """How well an actual answers a target; None where it cannot."""
    units = _unit_score(target, actual)
    if target.role == "whole" and not (
        actual.order > target.order and actual.mention.sentence == target.mention.sentence
    ):
        return None
    if units is None or _different_years(target, actual):
        return None
    left, right = target.subject, actual.subject
    if left.actions and right.actions and not left.actions & right.actions:
        return None
    score = units
    words = overlap(left.grams, right.grams)
    score += WEIGHTS["words"] * words
    if not words:
        empty = not left.grams or not right.grams
        score += WEIGHTS["no_words"] if empty else WEIGHTS["unnamed"]
    if left.actions and left.actions & right.actions:
        score += WEIGHTS["same_action"]
    if target.project and target.project == actual.project:
        score += WEIGHTS["same_project"]
    if actual.mention.topic:
        topic = frozenset(
            a + b for a, b in zip(actual.mention.topic, actual.mention.topic[1:], strict=False)
        )
        score += WEIGHTS["topic"] * (len(left.grams & topic) / (len(left.grams) + 1))
    score += _place_score(target, actual, drafts, table)
    if target.sub != actual.sub:
        score += WEIGHTS["whole_for_part"]
    elif target.sub:
        score += WEIGHTS["part"]
    if any(_agrees(target, actual, rate) for rate in rates):
        score += WEIGHTS["rate_agrees"]
    if actual.role == "activity":
        score += WEIGHTS["activity"]
    return score


def _unit_score(target: Draft, actual: Draft) -> float | None:
    """Whether the units can answer each other, and how plainly."""
    left, right = target.quantity.base_unit, actual.quantity.base_unit
    if (actual.role == "growth") != (target.quantity.base_unit == "%" and _is_growth(target)):
        return None
    if left is None or right is None:
        return WEIGHTS["no_unit"] if "%" not in (left, right) else None
    if left == right:
        return WEIGHTS["same_unit"]
    if target.family == actual.family or {target.family, actual.family} <= _COUNTED:
        return WEIGHTS["same_family"]
    return None


def _is_growth(target: Draft) -> bool:
    """Whether a per-cent target is one of growth."""
    return target.mention.said("growth") is not None


def _different_years(target: Draft, actual: Draft) -> bool:
    """A target of one year is not answered by a figure of another."""
    return target.year is not None and actual.year is not None and target.year != actual.year


def _place_score(target: Draft, actual: Draft, drafts: list[Draft], table: bool) -> float:
    """How near the two stand: in text by sentences, in a table row by their order in their lists."""
    left, right = target.mention, actual.mention
    if left.zone == "target" and table:
        targets = [d for d in drafts if d.role == "target" and d.mention.zone == "target"]
        others = [d for d in drafts if d.role == "actual"]
        if actual not in others:
            return 0.0
        apart = abs(
            targets.index(target) / max(1, len(targets)) - others.index(actual) / max(1, len(others))
        )
        return WEIGHTS["order"] * apart
    if left.segment == right.segment:
        near = WEIGHTS["same_segment"]
    elif left.sentence == right.sentence:
        near = WEIGHTS["same_sentence"]
    else:
        near = max(-3.0, WEIGHTS["far"] * abs(left.sentence - right.sentence))
    return near - 0.12 * abs(target.order - actual.order)


def _agrees(target: Draft, actual: Draft, rate: Draft) -> bool:
    """Whether the printed rate follows from the pair, within a unit of its last place."""
    whole = target.quantity.amount
    if not whole or rate.quantity.value is None:
        return False
    computed = 100 * actual.quantity.amount / whole
    step = Decimal(1).scaleb(-rate.quantity.decimals)
    return abs(computed - rate.quantity.value) <= step


def _assembled(
    drafts: list[Draft],
    pairs: dict[int, int],
    scores: dict[tuple[int, int], float],
    rates: dict[Draft, list[Draft]],
    inline: dict[Draft, Draft],
    table: bool,
) -> list[Link]:
    """Links from the pairing: shared targets, second rates, rates and targets that stand alone."""
    links: list[Link] = []
    used: set[Draft] = set()
    linked: dict[Draft, Link] = {}
    for actual in drafts:
        if actual.role not in ("actual", "activity", "growth"):
            continue
        owned = rates.get(actual, [])
        target_no = pairs.get(actual.order)
        target = drafts[target_no] if target_no is not None else None
        if target is None:
            target = _shared(actual, owned, drafts, scores, pairs)
        if target is None and actual.role in ("activity", "growth"):
            continue
        if target is not None and target in linked and _said_again(linked[target], actual, owned):
            linked[target].repeats.append(actual)
            used.update(owned)
            continue
        for link_ in _links_of(actual, target, owned, inline):
            link_.score = scores.get((actual.order, target.order), 0.0) if target else 5.0
            links.append(link_)
            if link_.target is not None:
                linked.setdefault(link_.target, link_)
                used.add(link_.target)
        used.update(owned)
        used.add(actual)
    for draft in drafts:
        if draft in used:
            continue
        if draft.role == "target" and not draft.restated:
            links.append(Link(draft, None, None, 5.0))
        elif draft.role == "stated_rate" and draft.mention.zone != "activity":
            links.append(Link(inline.get(draft), None, draft, 5.0))
            used.add(draft)
    consumed = {link_.target for link_ in links if link_.rate is not None and link_.actual is None}
    links = [
        link_
        for link_ in links
        if not (link_.target in consumed and link_.actual is None and link_.rate is None)
    ]
    return sorted(links, key=_place)


def _answered_in_row(links: list[Link], table: bool) -> list[Link]:
    """In a row of single figures a second target that nothing answers (年初预算) is no claim of its own."""
    answered = [link_ for link_ in links if link_.target is not None and link_.actual is not None]
    if not table or not answered or any(_runs_on(link_) for link_ in links):
        return links
    units = {link_.target.quantity.base_unit for link_ in answered if link_.target is not None}
    return [
        link_
        for link_ in links
        if link_.target is None or link_.actual is not None or link_.target.quantity.base_unit not in units
    ]


def _runs_on(link_: Link) -> bool:
    """Whether the link's target stands in a cell of words."""
    return link_.target is not None and len(link_.target.mention.text) > 16


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
            if same and other.role == "actual" and _agrees(other, actual, rate):
                link_.target, link_.of_whole = other, True
                taken.add(other)
                break
    return [
        link_
        for link_ in links
        if not (link_.actual in taken and link_.target is None and link_.rate is None)
    ]


def _place(link_: Link) -> tuple[int, int]:
    """Print order of a link: its target's place, else its actual's or rate's."""
    first = link_.target or link_.actual or link_.rate
    second = link_.actual or link_.rate
    return (first.order if first else 0, second.order if second else 0)


def _links_of(
    actual: Draft, target: Draft | None, owned: list[Draft], inline: dict[Draft, Draft]
) -> list[Link]:
    """One link for each plan the actual is measured against; at least one."""
    if not owned:
        return [Link(target, actual, None)]
    links = []
    best = next((rate for rate in owned if target is not None and _agrees(target, actual, rate)), owned[0])
    for rate in owned:
        its_target = inline.get(rate, target if rate is best else None)
        if (
            rate not in inline
            and its_target is not None
            and rate.basis
            and its_target.basis
            and rate.basis != its_target.basis
            and not _agrees(its_target, actual, rate)
        ):
            its_target = None
        links.append(Link(its_target, actual, rate))
    if target is not None and all(link_.target is not target for link_ in links):
        links.insert(0, Link(target, actual, None))
    if len(links) > 1 and all(link_.target is links[0].target for link_ in links[1:]):
        return links[:1] if links[0].target is not None else links
    return links


def _shared(
    actual: Draft,
    owned: list[Draft],
    drafts: list[Draft],
    scores: dict[tuple[int, int], float],
    pairs: dict[int, int],
) -> Draft | None:
    """One target for several actuals: a task that names no verb, or the base of shares."""
    candidates = [
        (score, drafts[target_no])
        for (actual_no, target_no), score in scores.items()
        if actual_no == actual.order and score >= THRESHOLD and target_no in pairs.values()
    ]
    if not candidates:
        return None
    score, target = max(candidates, key=lambda pair: (pair[0], -pair[1].order))
    neutral = not target.subject.actions or target.subject.actions & actual.subject.actions
    in_bare_row = actual.mention.cell is not None and not actual.mention.zone
    if target.role == "whole" or in_bare_row and len(set(t.order for _, t in candidates)) == 1:
        return target
    if owned and neutral:
        return target
    if target.mention.zone == "target" and overlap(target.subject.grams, actual.subject.grams) >= 0.5:
        return target
    return None


def _said_again(first: Link, actual: Draft, owned: list[Draft]) -> bool:
    """Whether an actual says the linked one again: same thing, same unit, in the same row."""
    known = first.actual
    if known is None or known.quantity.base_unit != actual.quantity.base_unit:
        return False
    if first.target is not None and first.target.role == "whole":
        return False
    if known.as_of != actual.as_of or known.mention.sentence == actual.mention.sentence:
        return False
    same_rate = not owned or first.rate is None or owned[0].quantity.value == first.rate.quantity.value
    return same_rate or overlap(known.subject.grams, actual.subject.grams) >= 0.5


def completed_units(link_: Link) -> None:
    """A bare number takes the unit of the figure it answers."""
    target, actual = link_.target, link_.actual
    if target is None or actual is None:
        return
    if target.quantity.base_unit is None and actual.quantity.unit:
        target.quantity = with_unit(target.quantity, actual.quantity.unit)
    elif actual.quantity.base_unit is None and target.quantity.unit:
        actual.quantity = with_unit(actual.quantity, target.quantity.unit)
