"""A document and its report as plain rows of the bronze tables.

The order of values is the order of columns in bronze.sql. Nothing is computed or judged here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from orchestration.reading.report import Report, Statement

Row = tuple[object, ...]

# Every bronze table that hangs on a document.
DETAIL_TABLES = (
    *("block", "statement", "claim", "relation", "relation_part", "unread"),
    *("reply", "reply_figure"),
)

# decimal(28, 8) holds 20 digits before the point.
_TOO_LARGE = Decimal(10) ** 20


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one file: a row of bronze.document, field by column."""

    document_id: str
    path: str
    unit: str | None
    period: str | None
    period_kind: str | None
    period_start: date | None
    period_end: date | None
    format: str
    content_sha256: str
    size_bytes: int
    version: int
    supersedes: str | None
    received_at: datetime
    left_at: datetime | None
    left_because: str | None
    status: str
    reason: str | None
    reader: str
    kind: str


def detail_rows(document_id: str, report: Report) -> dict[str, list[Row]]:
    """Rows for each of `DETAIL_TABLES`."""
    return {
        "block": [
            (document_id, b.number, b.table, b.row, b.col, b.role, b.note, b.text)
            for b in report.blocks
        ],
        "statement": [
            _statement(document_id, number, statement)
            for number, statement in enumerate(report.statements)
        ],
        "claim": [
            (
                *(document_id, number, c.kind, c.dimension, c.item, c.indicator, c.project),
                *(c.target, c.actual, c.rate, c.direction, c.as_of),
                *(c.derived, c.confidence, c.unsure),
            )
            for number, c in enumerate(report.claims)
        ],
        "relation": [
            (
                *(document_id, number, r.kind, r.total),
                *((len(r.names), "、".join(r.names)) if r.kind == "count" else (None, None)),
            )
            for number, r in enumerate(report.relations)
        ],
        "relation_part": [
            (document_id, number, part_no, statement_no)
            for number, relation in enumerate(report.relations)
            for part_no, statement_no in enumerate(relation.parts)
        ],
        "unread": [
            (
                *(document_id, number),
                *((u.span.block, u.span.start, u.span.end) if u.span else (None, None, None)),
                *(u.text, u.reason, u.detail),
            )
            for number, u in enumerate(report.unread)
        ],
        "reply": [
            (
                *(document_id, number, r.finding_id, r.fact_id, r.period, r.about, r.working),
                *(r.is_true, r.corrected_text, r.explanation, r.block),
                *(r.filled_by, r.filled_on or None),
            )
            for number, r in enumerate(report.replies)
        ],
        "reply_figure": [
            (
                *(document_id, number, figure_no, figure.part, *q.span),
                *(q.text, q.value, q.unit, q.amount, q.base_unit),
                *(q.multiplier, q.decimals, q.exact),
            )
            for number, reply in enumerate(report.replies)
            for figure_no, figure in enumerate(reply.corrected)
            for q in (figure.quantity,)
        ],
    }


def misfit(report: Report) -> str | None:
    """Why this report cannot be stored: a figure or a character no table column can hold."""
    for rows in detail_rows("", report).values():
        for value in _values(rows):
            if isinstance(value, Decimal) and not (value.is_finite() and abs(value) < _TOO_LARGE):
                return f"the figure {value:.6g} has more than 20 digits before the point"
            if isinstance(value, str) and not value.isascii() and not _is_text(value):
                return f"characters that are no text: {value[:40]!a}"
    return None


def _values(rows: Iterable[Row]) -> Iterable[object]:
    return (value for row in rows for value in row)


def _is_text(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _statement(document_id: str, number: int, s: Statement) -> Row:
    place = (s.span.block, s.span.start, s.span.end) if s.span else (None, None, None)
    q = s.quantity
    figure: Row = (
        (
            *(q.text if s.span else None, q.value, q.unit, q.op, q.approx),
            *(q.amount, q.base_unit, q.multiplier, q.decimals, q.exact),
        )
        if q
        else (None,) * 10
    )
    said = (s.subject, s.project, s.section, s.basis, s.as_of, s.cumulative, s.origin)
    return (document_id, number, s.role, *place, *figure, *said)
