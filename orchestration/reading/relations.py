"""What a row says must add up: totals and parts, averages, names and their number, things said twice.

Finds relations and writes down their members. It checks nothing: the arithmetic is dbt's. The one
figure made here is the target of a total that nobody printed, Σ of its parts' targets, marked derived.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from orchestration.reading.link import Link
from orchestration.reading.report import RelationKind
from orchestration.reading.statements import Draft

_NEAR_MISS = Decimal(
    "0.03"
)  # parts this near a total were meant to make it up; others are some of many
_LISTED = re.compile(
    r"^[^,，;；。]*?(?:建成|开工|完成|建设|改造|包括|分别为|即|有|:|：)?(?P<names>[^,，;；。:：]+)$"
)
_BRACKET = re.compile(r"\s*[(（]([^()（）]{4,400})[)）]")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_NO_NAMES = re.compile(r"[\d%;；,，。]|其中|等$|约|含")
_COUNTED = re.compile(r"\d+\s*(?:个|项|条)")
_JOINED = re.compile(r"等|和|及|与")
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
        *_parts(drafts),
        *_averages(links),
        *_names(drafts),
        *_repeats(links),
        *_in_order(links),
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
    quantity = replace(
        first,
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


def _parts(drafts: Sequence[Draft]) -> list[Bond]:
    """其中 and the figures after it: a sum when they (nearly) make up the whole, else each is a part."""
    bonds: list[Bond] = []
    for position, whole in enumerate(drafts):
        if whole.role not in ("target", "actual") or whole.sub or whole.origin != "stated":
            continue
        parts = _after_opening(drafts, position)
        amounts = sum((part.quantity.amount for part in parts), Decimal(0))
        total = whole.quantity.amount
        if len(parts) >= 2 and total and abs(amounts - total) <= _NEAR_MISS * total:
            bonds.append(Bond("sum", whole, tuple(parts)))
        else:
            bonds.extend(Bond("subset", part, (whole,)) for part in parts)
    return bonds


def _after_opening(drafts: Sequence[Draft], position: int) -> list[Draft]:
    """Figures of the whole's unit and role that 其中 opens right after it."""
    whole = drafts[position]
    parts: list[Draft] = []
    opened = False
    for draft in drafts[position + 1 : position + 16]:
        m = draft.mention
        if m.sentence != whole.mention.sentence:
            break
        first = parts[0].mention if parts else None
        if first is not None and (
            m.host is not first.host if first.host else m.segment != first.segment
        ):
            break
        if draft.role != whole.role or draft.quantity.base_unit != whole.quantity.base_unit:
            continue
        if not opened and not draft.sub:
            break
        opened = True
        parts.append(draft)
    return parts


def _averages(links: Sequence[Link]) -> list[Bond]:
    """各项指标平均完成率150%: the mean of the rates of the claims told before it in its section."""
    bonds = []
    for link_ in links:
        average = link_.rate
        if average is None or average.role != "average":
            continue
        parts = [
            other.actual
            for other in links
            if other.actual is not None
            and other.target is not None
            and other.actual.mention.sentence == average.mention.sentence
            and other.actual.order < average.order
        ]
        if len(parts) >= 2:
            bonds.append(Bond("average", average, tuple(parts)))
    return bonds


def _names(drafts: Sequence[Draft]) -> list[Bond]:
    """建成甲路、乙路、丙路3个项目, 完工项目7个(甲厂、乙厂…): as many names as the figure says."""
    bonds = []
    for draft in drafts:
        m = draft.mention
        if draft.role not in ("actual", "target", "context") or not draft.quantity.exact:
            continue
        names = _names_in_bracket(m.text, m.stop) or _names_before(m.left)
        if len(names) >= 2 and m.zone != "activity":
            bonds.append(Bond("count", draft, (), names))
    return bonds


def _names_in_bracket(text: str, at: int) -> tuple[str, ...]:
    """Names in the bracket right behind a figure; none when the bracket holds figures or 等."""
    found = _BRACKET.match(text, at)
    if found is None or _NO_NAMES.search(found[1]):
        return ()
    return tuple(name.strip() for name in found[1].split("、"))


def _names_before(left: str) -> tuple[str, ...]:
    """Names listed right before a figure; none when 等 says that the list is not whole."""
    words = left.strip()
    if words.endswith("等") or "、" not in words or _COUNTED.search(words):
        return ()
    flat = _BRACKETED.sub("", words)
    found = _LISTED.match(flat)
    if found is None or _JOINED.search(found["names"]):
        return ()
    names = tuple(name.strip() for name in found["names"].split("、"))
    return names if all(2 <= len(name) <= 30 for name in names) and len(names) >= 3 else ()


def _repeats(links: Sequence[Link]) -> list[Bond]:
    """The same actual said again."""
    return [
        Bond("repeat", again, (link_.actual,))
        for link_ in links
        if link_.actual is not None
        for again in link_.repeats
    ]


def _in_order(links: Sequence[Link]) -> list[Bond]:
    """竣工 cannot pass 动工 where both answer one task."""
    bonds = []
    for done in links:
        for begun in links:
            if (
                done.actual is not None
                and begun.actual is not None
                and done.target is not None
                and done.target is begun.target
                and _FINISHED in done.actual.subject.actions
                and "start" in begun.actual.subject.actions
                and done.actual.quantity.base_unit == begun.actual.quantity.base_unit
            ):
                bonds.append(Bond("order", done.actual, (begun.actual,)))
    return bonds


def _all_finished(drafts: Sequence[Draft]) -> list[Bond]:
    """15个全部完成 beside 完工7个, 开工和续建8个 under the same heading: the 15 are split by state."""
    bonds = []
    for total in drafts:
        m = total.mention
        if total.role != "actual" or m.said("all", after=True) is None or not m.topic:
            continue
        same = [
            d
            for d in drafts
            if d.role == "actual"
            and d.mention.topic == m.topic
            and d.mention.sentence > m.sentence
            and d.quantity.base_unit == total.quantity.base_unit
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
