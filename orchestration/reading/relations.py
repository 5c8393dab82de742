"""What a row says must add up: totals and parts, averages, things said twice, a task split by state.

Finds relations and writes down their members. It checks nothing: the arithmetic is dbt's. The one
figure made here is the target of a total that nobody printed, Σ of its parts' targets, marked derived.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from orchestration.reading.comparing import differences
from orchestration.reading.link import Link
from orchestration.reading.listing import counted_names
from orchestration.reading.neighbours import earlier_in_sentence
from orchestration.reading.report import RelationKind
from orchestration.reading.rules.context import VERB_FIRST
from orchestration.reading.stages import stages_in_order
from orchestration.reading.statements import Draft

_NEAR_MISS = Decimal(
    "0.03"
)  # parts this near a total were meant to make it up; others are some of many
_PASSED = Decimal("0.1")  # parts that pass their whole by more than this overlap
_FINISHED = "finish"


@dataclass(frozen=True, slots=True, eq=False)
class Bond:
    """A relation between drafts: `total` is checked against `parts` (see report.Relation)."""

    kind: RelationKind
    total: Draft
    parts: tuple[Draft, ...] = ()
    names: tuple[str, ...] = ()


def derive_totals(links: list[Link]) -> list[Bond]:
    """Give a total without a target the sum of its parts' targets: 四个项目完成投资15.37亿元.

    The parts are the row's linked claims of the same kind of money or measure, as many as the total says.
    """
    bonds: list[Bond] = []
    first: dict[tuple[int, Decimal], Link] = {}
    for link_ in list(links):
        total = link_.actual
        if total is None or link_.target is not None or not total.total_of:
            continue
        said = (total.total_of, total.quantity.amount)
        if said in first:
            first[said].repeats.append(total)
            links.remove(link_)
            continue
        parts = _siblings(link_, links)
        if len(parts) != total.total_of:
            continue
        targets = [part.target for part in parts if part.target is not None]
        first[said] = link_
        link_.target = _sum_of(targets, total)
        bonds.append(Bond("sum", link_.target, tuple(targets)))
        bonds.append(
            Bond("sum", total, tuple(part.actual for part in parts if part.actual is not None))
        )
    return bonds


def bonds_of(drafts: Sequence[Draft], links: Sequence[Link]) -> list[Bond]:
    """All relations that a row's drafts and links hold."""
    return [
        *_parts(drafts, links),
        *_averages(drafts, links),
        *(Bond("count", draft, (), names) for draft, names in counted_names(drafts)),
        *_repeats(links),
        *(
            Bond("difference", far, (actual, target))
            for far, actual, target in differences(drafts, links)
        ),
        *(Bond("order", later, (earlier,)) for later, earlier in stages_in_order(drafts, links)),
        *_all_finished(drafts),
    ]


def _siblings(total: Link, links: list[Link]) -> list[Link]:
    """Linked claims that the total can be the total of."""
    assert total.actual is not None
    return [
        link_
        for link_ in links
        if link_ is not total
        and link_.target is not None
        and link_.actual is not None
        and link_.actual.family == total.actual.family
        and link_.actual.money == total.actual.money
        and not link_.actual.total_of
    ]


def _sum_of(targets: list[Draft], total: Draft) -> Draft:
    """The target that the parts' targets add up to, in the unit of the first of them."""
    first = targets[0].quantity
    amount = sum((target.quantity.amount for target in targets), Decimal(0))
    value = amount / first.multiplier
    decimals = max(target.quantity.decimals for target in targets)
    exact = all(target.quantity.exact for target in targets)
    quantity = first._replace(
        text="",
        value=value.normalize() + 0,
        amount=amount,
        op="=",
        approx=None,
        decimals=decimals,
        exact=exact,
    )
    return replace(
        targets[0],
        quantity=quantity,
        named=total.subject,
        project=total.project,
        origin="derived",
    )


def _parts(drafts: Sequence[Draft], links: Sequence[Link]) -> list[Bond]:
    """其中 and the figures after it: a sum when they (nearly) make up the whole, else each is a part."""
    bonds: list[Bond] = []
    # 举办活动329场 is work on the way by its verb, and reached all the same where it answers a target
    roles = {link_.actual: "actual" for link_ in links if link_.actual is not None}
    said = [(draft, roles.get(draft, draft.role)) for draft in drafts]
    for position, (whole, role) in enumerate(said):
        if role not in ("target", "actual") or whole.sub or whole.origin != "stated":
            continue
        parts = _after_opening(said[position : position + 16])
        fewer = _until_another_item(parts)
        if not _nearly(whole, parts, _NEAR_MISS) and _nearly(whole, fewer, _PASSED):
            parts = fewer
        if _nearly(whole, parts, _NEAR_MISS):
            bonds.append(Bond("sum", whole, tuple(parts)))
        else:
            bonds.extend(Bond("subset", part, (whole,)) for part in parts)
    return bonds


def _nearly(whole: Draft, parts: Sequence[Draft], share: Decimal) -> bool:
    """Whether two parts or more come within this share of the whole."""
    amounts = sum((part.quantity.amount for part in parts), Decimal(0))
    total = whole.quantity.amount
    return len(parts) >= 2 and total != 0 and abs(amounts - total) <= share * total


def _until_another_item(parts: Sequence[Draft]) -> Sequence[Draft]:
    """The parts up to the first that opens like an item of its own: 单项冠军8家,12月底前新增企业160家."""
    for position, part in enumerate(parts):
        m = part.mention
        timed = any(token.kind == "time" for token in m.before)
        if position and not m.listed and (timed or m.said("modal") or VERB_FIRST.match(m.left)):
            return parts[:position]
    return parts


def _after_opening(said: Sequence[tuple[Draft, str]]) -> list[Draft]:
    """Of a figure and those behind it: the ones of its unit and role that 其中 opens right after it."""
    whole, asked = said[0]
    parts: list[Draft] = []
    opened = False
    for draft, role in said[1:]:
        m = draft.mention
        if m.sentence != whole.mention.sentence:
            break
        first = parts[0].mention if parts else None
        if first is not None and (
            m.host is not first.host if first.host else m.segment != first.segment
        ):
            break
        if role != asked or draft.quantity.base_unit != whole.quantity.base_unit:
            continue
        if not opened and not draft.sub:
            break
        opened = True
        parts.append(draft)
    return parts


def _averages(drafts: Sequence[Draft], links: Sequence[Link]) -> list[Bond]:
    """各项指标平均完成率150%: the mean of the rates listed right before it, else of those of the claims
    told before it in its section.
    """
    bonds = []
    for link_ in links:
        average = link_.rate
        if average is None or average.role != "average":
            continue
        listed = set(_rates_before(drafts, average))
        parts = [
            part
            for other in links
            if (part := _averaged(other)) is not None
            and part.mention.sentence == average.mention.sentence
            and part.order < average.order
            and (not listed or other.rate in listed)
        ]
        if len(parts) >= 2:
            bonds.append(Bond("average", average, tuple(parts)))
    return bonds


def _rates_before(drafts: Sequence[Draft], average: Draft) -> list[Draft]:
    """The rates that stand in one list right before an average; none where it follows no list."""
    listed: list[Draft] = []
    for draft in reversed(earlier_in_sentence(drafts, average)):
        if draft.role != "stated_rate":
            break
        listed.append(draft)
        if "分别" in draft.mention.left:
            break
    return listed if len(listed) > 1 else []


def _averaged(link_: Link) -> Draft | None:
    """What stands for a claim among the parts of an average: its actual, which leads to its figures,
    or the bare rate of a claim that prints no more.
    """
    if link_.actual is not None and link_.target is not None:
        return link_.actual
    return link_.rate if link_.rate is not None and link_.rate.role == "stated_rate" else None


def _repeats(links: Sequence[Link]) -> list[Bond]:
    """The same actual said again. 甲路等10个 counts what stands at other places too, 甲路4个 does not."""
    return [
        Bond("repeat", again, (link_.actual,))
        for link_ in links
        if link_.actual is not None
        for again in link_.repeats
        if _goes_on(link_.actual) == _goes_on(again)
    ]


def _goes_on(draft: Draft) -> bool:
    """Whether the figure counts a list of which only some are named: …等10个."""
    return draft.mention.left.rstrip().endswith("等")


def _all_finished(drafts: Sequence[Draft]) -> list[Bond]:
    """15个全部完成 beside 完工7个, 开工和续建8个 under the same heading: the 15 are split by state."""
    bonds = []
    headed: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.role == "actual" and draft.mention.topic:
            headed[draft.mention.topic].append(draft)
    for total in drafts:
        m = total.mention
        if total.role != "actual" or m.said("all", after=True) is None or not m.topic:
            continue
        same = [
            d
            for d in headed[m.topic]
            if d.mention.sentence > m.sentence and d.quantity.base_unit == total.quantity.base_unit
        ]
        finished = [d for d in same if _FINISHED in d.subject.actions]
        others = [d for d in same if d not in finished and d.subject.actions]
        if (
            len(finished) == 1
            and finished[0].quantity.amount + sum((d.quantity.amount for d in others), Decimal(0))
            == total.quantity.amount
        ):
            bonds.append(Bond("finished", total, (finished[0], *others)))
    return bonds
