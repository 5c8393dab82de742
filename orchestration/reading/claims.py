"""Blocks -> Report: runs layout, statements, linking and relations, and writes positions down.

The one place that knows the order of the steps.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal

from orchestration.reading.implied import answer_in_words
from orchestration.reading.layout import Row, rows
from orchestration.reading.lines import item_title
from orchestration.reading.link import Link
from orchestration.reading.linking import link
from orchestration.reading.mention import Mention
from orchestration.reading.naming import actionless
from orchestration.reading.passage import Passage
from orchestration.reading.relations import Bond, bonds_of, derive_totals
from orchestration.reading.report import Block, Claim, Relation, Report, Statement, Unread
from orchestration.reading.scanning import fold
from orchestration.reading.scoring import SURE
from orchestration.reading.statements import Draft, drafts
from orchestration.reading.understood import status_of

_YEAR = re.compile(r"((?:19|20)\d\d)\s?年")
_VERB = 2  # letters of a name that may be a verb alone: 淘汰
_ONLY_MOVES = re.compile(r"下降|降低|增长|提高|上升|减少|增加|压降|压减")
_CONFIDENT = 6.0  # the score from which a link is as sure as it gets


class _Record:
    """Statements, claims and relations of a report as they are written down, by position."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.claims: list[Claim] = []
        self.relations: list[Relation] = []
        self.numbers: dict[Draft, int] = {}

    def row(self, row: Row, found: Iterable[Draft], links: list[Link], bonds: list[Bond]) -> None:
        """Write down one row."""
        for draft in found:
            self._number(draft)
        self.claims.extend(self._claim(link_, row) for link_ in links)
        self.relations.extend(
            Relation(
                bond.kind,
                self._number(bond.total),
                tuple(self._number(part) for part in bond.parts),
                bond.names,
            )
            for bond in bonds
        )

    def _number(self, draft: Draft) -> int:
        """Position of a draft's statement; it is written down when first asked for."""
        if draft not in self.numbers:
            self.numbers[draft] = len(self.statements)
            self.statements.append(_statement(draft))
        return self.numbers[draft]

    def _claim(self, link_: Link, row: Row) -> Claim:
        target, actual, rate = link_.target, link_.actual, link_.rate
        parts = [draft for draft in (target, actual, rate) if draft is not None]
        money = any(draft.money for draft in parts)
        return Claim(
            kind="investment" if money else "indicator",
            dimension=row.dimension,
            item=row.item,
            indicator=_indicator(link_, row),
            project=next((draft.project for draft in parts if draft.project), ""),
            target=self._number(target) if target else None,
            actual=self._number(actual) if actual else None,
            rate=self._number(rate) if rate else None,
            direction="down" if _lower_is_better(link_) else "up",
            as_of=actual.as_of if actual else None,
            derived=any(draft.origin == "derived" for draft in parts),
            confidence=Decimal(round(min(1.0, max(0.0, link_.score / _CONFIDENT)) * 1000)) / 1000,
            unsure=link_.doubtful or link_.score < SURE,
        )


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Without garbage collection: what a report is made of stays until it is read, and looking it
    through over and over takes up to a fifth of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@_collecting_later()
def claims_of(
    blocks: list[Block],
    *,
    path: str,
    unit: str | None,
    period: str | None,
    year: int | None,
    format: str,
) -> Report:
    """The report that the blocks make; `year` is the report's year, for dates that name none."""
    placed, found_rows, unread = rows(blocks)
    year = year or _year_said(blocks)
    record = _Record()
    passage = Passage()
    for row in found_rows:
        found, unclear = drafts(row, year, passage)
        unread.extend(unclear)
        links = link(found, row.table)
        found.extend(answer_in_words(links, row))
        bonds = derive_totals(links)
        record.row(row, found, links, bonds + bonds_of(found, links))
    unread.extend(_nothing_understood(record, placed))
    return Report(
        path=path,
        unit=unit,
        period=period,
        format=format,
        status=status_of(record.claims, record.statements, unread, placed),
        blocks=tuple(placed),
        statements=tuple(record.statements),
        claims=tuple(record.claims),
        relations=tuple(record.relations),
        unread=tuple(unread),
    )


def _year_said(blocks: list[Block]) -> int | None:
    """The first year that the report names."""
    for block in blocks[:20]:
        if named := _YEAR.search(fold(block.text)):
            return int(named[1])
    return None


def _nothing_understood(record: _Record, blocks: list[Block]) -> list[Unread]:
    """A report without a single claim says so."""
    if record.claims or not blocks:
        return []
    return [Unread(None, "", "no_claims", "no indicator or investment was found in the report")]


def _statement(draft: Draft) -> Statement:
    m = draft.mention
    return Statement(
        role=draft.role,
        span=None if draft.origin == "derived" else draft.quantity.span,
        quantity=draft.quantity,
        subject=draft.subject.name,
        project=draft.project,
        section=m.section,
        basis=draft.basis,
        as_of=draft.as_of,
        cumulative=draft.cumulative,
        origin=draft.origin,
    )


def _indicator(link_: Link, row: Row) -> str:
    """Name of what is claimed: 完成投资 for money, else the words that say it best."""
    parts = [draft for draft in (link_.target, link_.actual, link_.rate) if draft is not None]
    if any(draft.money for draft in parts):
        return "完成投资"
    told = sorted(parts, key=lambda draft: (draft is link_.rate, _takes_its_name_over(draft)))
    names = [draft.subject.name for draft in told if len(draft.subject.name) >= 2]
    first = parts[0].mention
    inline = (
        link_.rate is not None
        and link_.target is not None
        and (first.clause == link_.rate.mention.clause and first.cell is None)
    )
    if inline and link_.actual is not None and len(link_.actual.subject.name) >= 2:
        return link_.actual.subject.name
    if names and len(names[0]) <= _VERB:
        names = [name for name in names if names[0] in name and name != names[0]] or names
    if names and len(actionless(names[0])) >= 2:
        return names[0]
    title = item_title(first.text, first.start) if first.cell is None else ""
    if names and not title:
        return names[0]
    return row.item or _sorted_by(first) or title


def _sorted_by(m: Mention) -> str:
    """10亿元以上项目 in 其中10亿元以上项目8个: the words that only sort, where nothing else names it."""
    before = m.previous
    return m.text[before.start : m.begin].strip() if before and before.stop > before.end else ""


def _takes_its_name_over(draft: Draft) -> bool:
    """均超额完成95%、93%的目标: whether the figure's name is that of the figure before it, or a verb."""
    before = draft.before
    taken = before is not None and draft.subject.noun == before.noun
    name = draft.subject.name
    return taken or len(actionless(name)) < 2 or _ONLY_MOVES.fullmatch(name) is not None


def _lower_is_better(link_: Link) -> bool:
    """Whether the claim is of something that must not be passed."""
    if link_.target is not None and link_.target.quantity.op in ("<=", "<"):
        return True
    return any(d is not None and d.mention.said("limit") for d in (link_.target, link_.rate))
