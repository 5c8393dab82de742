"""Which actual a stated rate is of.

Rates find their actuals before targets do: a rate stands beside what it is of.
"""

from __future__ import annotations

import re
from collections import Counter

from orchestration.reading.mention import Mention
from orchestration.reading.naming import bare, grams
from orchestration.reading.neighbours import earlier_in_sentence
from orchestration.reading.rate_lists import list_behind, rate_groups
from orchestration.reading.rules.when import dated
from orchestration.reading.scanning import without
from orchestration.reading.scoring import gives, overlap
from orchestration.reading.statements import Draft

_REACH = 24  # how many figures before and after a rate are looked at
_LEAST = -4.5  # below this the rate stands alone
_FOLLOWS = 2.5  # what it counts that the rate follows from the actual and the target in its phrase
_SUPERLATIVE = re.compile(r"最[高低快慢好差大小多少]|居首|垫底")
_RATE_WORDS = re.compile(r"[\u4e00-\u9fff]{2}率|进度|比例")
_OF_PLANS = re.compile(r"(?:年度|全年|年初|调整|下达|国家|省|市|半年|季度|月度|序时)+")
_BUILDING = {"start", "finish"}  # what is done to things, not to money
_OF_THE_WORKS = re.compile(
    r"(?:总体|整体|形象|工程|总)进度"
)  # how far the works are, counted in nothing
_OF_PEOPLE = ("人", "人次")


def rate_owners(drafts: list[Draft], inline: dict[Draft, Draft]) -> dict[Draft, list[Draft]]:
    """Actual -> the stated rates that are of it; `inline` are the targets inside the rates' phrases."""
    crowd = Counter(d.mention.sentence for d in drafts if d.role == "actual")
    owners: dict[Draft, list[Draft]] = {}
    for rates in rate_groups(drafts):
        listed = [
            d
            for d in drafts[max(0, rates[0].order - _REACH) : rates[0].order]
            if d.role == "actual"
            and d.mention.sentence == rates[0].mention.sentence
            and d.mention.depth == rates[0].mention.depth
        ]
        listed = _with_shares(drafts, rates, listed)
        verbs = {rate.subject.actions for rate in rates if rate.subject.actions}
        in_order = len(rates) > 1 and len(listed) >= len(rates) and len(verbs) < 2
        behind = [] if listed or len(rates) < 2 else list_behind(drafts, rates)
        if in_order and not _of_one_figure(rates):
            chosen: list[Draft | None] = list(listed[-len(rates) :])
        elif behind:
            chosen = list(behind)
        else:
            chosen = [_owner(drafts, rate, crowd, inline.get(rate)) for rate in rates]
            crossed = len(rates) > 2 and len(set(chosen)) < len(rates)
            if crossed and rates[0].mention.said("listed") and not _of_one_figure(rates):
                chosen = [None] * len(rates)  # a list that answers some other list
        if len(rates) == 1 and rates[0].mention.said("all") and len(listed) > 1:
            for actual in listed:
                owners.setdefault(actual, []).append(rates[0])
            continue
        for rate, actual in zip(rates, chosen, strict=True):
            if actual is not None:
                owners.setdefault(actual, []).append(rate)
    return owners


def _with_shares(drafts: list[Draft], rates: list[Draft], listed: list[Draft]) -> list[Draft]:
    """占GDP比重达2.3%,企业1012家,入库1856家,分别完成目标的102.2%、112.4%、123.7%: the share has its rate."""
    if len(listed) >= len(rates) or not rates[0].mention.said("listed"):
        return listed
    before = [
        d
        for d in earlier_in_sentence(drafts, rates[0])
        if d.role in ("actual", "share", "growth", "context", "activity")
        and d.mention.depth == rates[0].mention.depth
    ]
    if len(before) != len(rates):
        return listed
    for draft in before:
        draft.role = "actual"
    return before


def own_grams(rate: Draft) -> frozenset[str]:
    """Letter pairs of the words right before a rate, without those of the rate's and the plan's names."""
    m = rate.mention
    cue = m.said("rate", "named_rate")
    of_base = m.said("target", "limit") is not None or m.left.rstrip().endswith("的")
    if of_base:
        opened = next((t for t in m.before if t.cue is not None and t.cue.kind == "of"), None)
        cue = opened or cue
    words = without(m.text, m.since, cue.start if cue is not None else m.begin, m.before)
    return grams(_OF_PLANS.sub("", bare(_RATE_WORDS.sub("", words))))


_AGAINST = re.compile(r"同比|环比|比上|较上|比去年|较去年|同期")


def _of_one_figure(rates: list[Draft]) -> bool:
    """为序时计划211%、年度计划42.3%: two rates of one figure, against two plans."""
    return len({rate.basis for rate in rates}) == len(rates) and all(rate.basis for rate in rates)


def _hosts(drafts: list[Draft], rate: Draft) -> bool:
    """Whether the rate stands in its figure's bracket with no other figure before it."""
    host = rate.mention.host
    near = drafts[max(0, rate.order - _REACH) : rate.order]
    return host is not None and not any(d.role == "actual" and d.mention.host is host for d in near)


def _owner(
    drafts: list[Draft], rate: Draft, crowd: Counter[int], target: Draft | None
) -> Draft | None:
    """The actual a single rate is of: by bracket, by verb, by name, else the nearest before it."""
    best: tuple[float, Draft] | None = None
    own = own_grams(rate)
    hosted = _hosts(drafts, rate)
    behind_parts = _follows_parts(drafts, rate)
    bases = [target] if target is not None else _bases_before(drafts, rate)
    for draft, steps in _around(drafts, rate):
        score = _nearness(draft, rate, own, crowd, steps, hosted)
        if score is None or (behind_parts and draft.sub):
            continue
        if target is not None and _unlike(target, draft):
            continue
        if any(
            (base is target or base.family == draft.family) and gives(base, draft, rate)
            for base in bases
        ):
            score += _FOLLOWS
        elif (_OF_THE_WORKS.search(rate.mention.left) and draft.quantity.base_unit != "元") or (
            _begun_apart(draft, rate, bases)
        ):
            continue
        if best is None or score > best[0]:
            best = (score, draft)
    return best[1] if best is not None and best[0] > _LEAST else None


def _unlike(target: Draft, draft: Draft) -> bool:
    """改造2.1万户,完成年度投资计划1.36亿元的100%: money is no answer to a count, nor a per cent to either."""
    units = {target.quantity.base_unit, draft.quantity.base_unit}
    return bool(units & {"元", "%"}) and len(units) == 2 and None not in units


def _begun_apart(draft: Draft, rate: Draft, bases: list[Draft]) -> bool:
    """签约项目34个;项目开工率61.8%: behind a semicolon a rate of other doings speaks for itself, and
    ;退耕还林任务2万亩,完成率98% is of the task behind the semicolon.
    """
    if draft.mention.segment == rate.mention.segment:
        return False
    doing = rate.subject.actions
    if not bases:
        return bool(doing) and not doing & draft.subject.actions
    return bases[-1].mention.segment == rate.mention.segment and bases[-1].role == "target"


def _follows_parts(drafts: list[Draft], rate: Draft) -> bool:
    """共完成148.8万亩,包括小麦59.7万亩、玉米55万亩,占任务的89.1%: behind a list of parts the whole goes on."""
    m = rate.mention
    if rate.order < 2 or not all(d.sub for d in drafts[rate.order - 2 : rate.order]):
        return False
    n = drafts[rate.order - 1].mention
    listed = n.listed and n.previous is drafts[rate.order - 2].mention and n.segment == m.segment
    return listed and n.clause != m.clause and n.depth <= m.depth and not own_grams(rate)


def _around(drafts: list[Draft], rate: Draft) -> list[tuple[Draft, int]]:
    """Figures that a rate can be of, in print order, each with how many figures away it stands.

    They stand in the rate's sentence or the one before, or in its segment behind it. Figures in
    brackets deeper than the rate's are not counted.
    """
    m = rate.mention
    before: list[tuple[Draft, int]] = []
    steps = 1
    for draft in reversed(drafts[max(0, rate.order - _REACH) : rate.order]):
        if m.sentence - draft.mention.sentence > 1:
            break
        before.append((draft, steps))
        steps += draft.mention.depth <= m.depth
    after: list[tuple[Draft, int]] = []
    steps = 1
    for draft in drafts[rate.order + 1 : rate.order + _REACH]:
        if draft.mention.segment != m.segment:
            break
        after.append((draft, steps))
        steps += draft.mention.depth <= m.depth
    return [*reversed(before), *after]


def _bases_before(drafts: list[Draft], rate: Draft) -> list[Draft]:
    """Targets of the rate's sentence before it, else the one task of the section or cell before a result."""
    asked = [
        d for d in drafts[max(0, rate.order - _REACH) : rate.order] if d.role in ("target", "whole")
    ]
    own = [d for d in asked if d.mention.sentence == rate.mention.sentence]
    alone = len(asked) == 1 and rate.mention.zone == "result" and asked[0].mention.zone == "target"
    return own or (asked if alone else [])


def _nearness(
    draft: Draft, rate: Draft, own: frozenset[str], crowd: Counter[int], steps: int, hosted: bool
) -> float | None:
    """How well a rate fits an actual `steps` figures away; None where it cannot be of it."""
    m, n = rate.mention, draft.mention
    if draft.role not in ("actual", "activity", "forecast", "growth") or (
        n.block != m.block and n.cell is None and not _next_line(n, m)
    ):
        return None
    if draft.order > rate.order and (draft.role == "forecast" or draft.quantity.base_unit == "%"):
        return None
    apart = abs(n.sentence - m.sentence)
    if apart and crowd[n.sentence] > 1:
        return None
    if n.clause != m.clause and _is_of_another(m):
        return None
    if ("投资" in m.left or "资金" in m.left) and draft.quantity.base_unit not in ("元", "%"):
        return None
    if n.clause != m.clause and rate.cumulative and not draft.cumulative and not dated(n):
        return None
    left, right = rate.subject.actions, draft.subject.actions
    if left & _BUILDING and not left & right and draft.quantity.base_unit == "元":
        return None
    if left & _BUILDING and not left & right and draft.quantity.base_unit in _OF_PEOPLE:
        return None
    if rate.sub and own and not draft.sub and n.clause != m.clause:
        return None
    if "start" in left and not right and "完成" in _clause_before(n):
        return None
    shared = overlap(own, draft.subject.grams)
    if (
        own
        and shared < 0.3
        and n.clause != m.clause
        and (draft.subject.grams or n.segment != m.segment)
    ) and (len(own) >= 3 or not shared):
        return None
    beside = steps == 1 or (steps == 2 and n.following is None)
    if draft.role == "growth" and not beside:
        return None
    if draft.role == "growth" and (
        draft.quantity.base_unit != "%"
        or not m.tells("target", "limit")
        or (n.said("growth", "from") is not None and _AGAINST.search(n.left))
    ):
        return None
    score = -0.7 * steps + 3.0 * shared
    score -= 1.0 if draft.order > rate.order else 0.0
    score -= 1.2 if draft.quantity.base_unit == "%" else 0.0
    score -= 1.0 if draft.role == "growth" else 0.0
    score -= 2.0 if n.depth != m.depth and m.host is None else 0.0
    score -= 2.0 * apart
    score -= 0.8 if n.segment != m.segment else 0.0
    score += 3.0 if (hosted and m.host is n) or n.host is m else 0.0
    if left and right:
        score += 1.0 if left & right else -2.0
    return score


def _next_line(done: Mention, rate: Mention) -> bool:
    """落实情况:已完成16个 / 完成比率:31.3%: a labelled line of the rate right below the result's."""
    return rate.zone == "rate" and done.zone == "result" and rate.block - done.block == 1


def _is_of_another(m: Mention) -> bool:
    """其中平利县进度最快,为74.2%: the words right before a rate say whose it is."""
    start, end = m.lead_at
    since = start if end and m.since - end <= 1 else m.since
    return _SUPERLATIVE.search(m.text, since, m.begin) is not None


def _clause_before(m: Mention) -> str:
    """The clause up to a figure, earlier figures included."""
    first = m
    while first.previous is not None:
        first = first.previous
    return m.text[first.since : m.start]
