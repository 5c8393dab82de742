"""Blocks -> Report: runs layout, statements, linking and relations, and writes positions down.

The one place that knows the order of the steps.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import regex

from orchestration.reading.layout import rows
from orchestration.reading.clauses import Passage
from orchestration.reading.linking import SURE, Link, completed_units, link
from orchestration.reading.report import Block, Claim, Relation, Report, Span, Statement, Unread
from orchestration.reading.scanning import fold
from orchestration.reading.statements import Draft, drafts

_YEAR = regex.compile(r"((?:19|20)\d\d)\s?年")


def claims_of(
    blocks: list[Block], *, path: str, unit: str | None, period: str | None, year: int | None, format: str
) -> Report:
    """The report that the blocks make; `year` is the report's year, for dates that name none."""
    placed, found_rows, unread = rows(blocks)
    if year is None and (named := _YEAR.search(fold(" ".join(block.text for block in blocks[:20])))):
        year = int(named[1])
    statements: list[Statement] = []
    claims: list[Claim] = []
    relations: list[Relation] = []
    passage = Passage()
    for row in found_rows:
        row_drafts, row_unread = drafts(row, year, passage)
        unread.extend(row_unread)
        links = link(row_drafts, row.table)
        for link_ in links:
            completed_units(link_)
        numbers: dict[Draft, int] = {}
        for draft in row_drafts:
            numbers[draft] = len(statements)
            statements.append(_statement(draft))
        for link_ in links:
            claims.append(_claim(link_, numbers, row.dimension, row.item))
    status = "read" if statements else "partly"
    return Report(
        path, unit, period, format, status, tuple(placed), tuple(statements), tuple(claims), tuple(relations), tuple(unread)
    )


def _statement(draft: Draft) -> Statement:
    m = draft.mention
    return Statement(
        role=draft.role,
        span=Span(m.block, m.start, m.end),
        quantity=draft.quantity,
        subject=draft.subject.name,
        project=draft.project,
        section=m.section,
        basis=draft.basis,
        as_of=draft.as_of,
        cumulative=draft.cumulative,
    )


def _claim(link_: Link, numbers: dict[Draft, int], dimension: str, item: str) -> Claim:
    target, actual, rate = link_.target, link_.actual, link_.rate
    first = target or actual or rate
    assert first is not None
    money = any(d is not None and d.money for d in (target, actual))
    project = next((d.project for d in (target, actual) if d is not None and d.project), "")
    down = target is not None and target.quantity.op in ("<=", "<") or any(
        d.mention.said("limit") for d in (target, rate) if d is not None
    )
    return Claim(
        kind="investment" if money else "indicator",
        dimension=dimension,
        item=item,
        indicator="完成投资" if money else first.subject.name,
        project=project,
        target=numbers[target] if target else None,
        actual=numbers[actual] if actual else None,
        rate=numbers[rate] if rate else None,
        direction="down" if down else "up",
        as_of=actual.as_of if actual else None,
        confidence=Decimal(str(round(min(1.0, max(0.0, link_.score / 6)), 3))),
        unsure=link_.score < SURE,
    )
