"""The JSON that scripts depend on: a report as plain objects, with the names issue 1 fixed.

Findings come from `storing.questions` in their own contract. Nothing here prints or decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from orchestration.reading.report import Claim, Report, Statement

Json = dict[str, object]


def claims(report: Report) -> Iterator[Json]:
    """One object for each claim, in the order of the report."""
    for claim in report.claims:
        yield {
            "file": report.path,
            "unit": report.unit,
            "period": report.period,
            "dimension": claim.dimension,
            "item": claim.item,
            "indicator": claim.indicator,
            "project": claim.project,
            "kind": claim.kind,
            "target": _figure(report, claim.target),
            "actual": _figure(report, claim.actual),
            "stated_rate": _rate(report, claim),
            "as_of": claim.as_of.isoformat() if claim.as_of else None,
            "derived": claim.derived,
        }


def quantities(report: Report) -> Iterator[Json]:
    """One object for each quantity that stands in print, by place."""
    printed = (s for s in report.statements if s.quantity and s.span)
    for statement in sorted(printed, key=_place):
        figure = _figure_of(statement)
        names = ("block", "start", "end", "text", "value", "unit", "op", "approx")
        yield {
            "file": report.path,
            **{name: figure[name] for name in names},
            "role": statement.role,
        }


def blocks(report: Report) -> Iterator[Json]:
    """One object for each cell or paragraph."""
    for block in report.blocks:
        yield {
            "file": report.path,
            "block": block.number,
            "text": block.text,
            "table": block.table,
            "row": block.row,
            "col": block.col,
            "role": block.role,
        }


def unread(report: Report) -> Iterator[Json]:
    """One object for each piece that was not understood; without a place it is about the file."""
    for piece in report.unread:
        span = piece.span
        yield {
            "file": report.path,
            "block": span.block if span else None,
            "start": span.start if span else None,
            "end": span.end if span else None,
            "text": piece.text,
            "reason": piece.reason,
            "detail": piece.detail,
        }


def number(value: Decimal) -> int | float:
    """A JSON number that reads as it is printed: 300, not 300.0."""
    return int(value) if value == value.to_integral_value() else float(value)


def _figure(report: Report, position: int | None) -> Json | None:
    if position is None or report.statements[position].quantity is None:
        return None
    return _figure_of(report.statements[position])


def _rate(report: Report, claim: Claim) -> Json | None:
    """The stated rate, its value in per cent however it was said (九成 is 90, 2倍 is 200)."""
    figure = _figure(report, claim.rate)
    if figure and figure["base_unit"] == "%":
        figure |= {"value": figure["amount"], "unit": "%"}
    return figure


def _figure_of(statement: Statement) -> Json:
    quantity, span = statement.quantity, statement.span
    assert quantity is not None
    return {
        "value": number(quantity.value),
        "unit": quantity.unit,
        "op": quantity.op,
        "approx": quantity.approx,
        "text": quantity.text if span else None,
        "block": span.block if span else None,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "amount": number(quantity.amount),
        "base_unit": quantity.base_unit,
    }


def _place(statement: Statement) -> tuple[int, int, int]:
    span = statement.span
    assert span is not None
    return (span.block, span.start, span.end)
