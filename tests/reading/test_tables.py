"""What the shape and the header of a table make of its figures. Cases are data: tables.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from orchestration.reading.claims import claims_of
from orchestration.reading.formats.text import blocks as text_blocks
from orchestration.reading.report import Block, Claim, Report

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "tables.toml").read_text(encoding="utf-8")
)["tables"]


def _blocks(grid: str) -> list[Block]:
    """Cells of a drawn table: ^ goes on the cell above, < the cell to the left."""
    rows = [line.split("|") for line in grid.strip().split("\n")]
    found: list[Block] = []
    for row, cells in enumerate(rows):
        for col, text in enumerate(cells):
            if text in ("^", "<"):
                continue
            across = next((n for n, t in enumerate(cells[col + 1 :], 1) if t != "<"), None)
            down = next((n for n, r in enumerate(rows[row + 1 :], 1) if r[col] != "^"), None)
            spans = (down or len(rows) - row, across or len(cells) - col)
            found.append(Block(len(found), text, 0, row, col, "", *spans))
    return found


def _written(report: Report, claim: Claim) -> str:
    def figure(position: int | None) -> str:
        quantity = None if position is None else report.statements[position].quantity
        return "-" if quantity is None else f"{quantity.value}{quantity.unit or ''}"

    parts = " / ".join(map(figure, (claim.target, claim.actual, claim.rate)))
    day = f" @ {claim.as_of}" if claim.as_of else ""
    return f"{claim.item or '-'}: {parts}{day}{' ?' if claim.unsure else ''}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["theme"])
def test_a_header_says_what_its_figures_are(case: dict[str, Any]) -> None:
    blocks = _blocks(case["grid"]) if "grid" in case else text_blocks(case["text"].encode())
    report = claims_of(blocks, path="", unit=None, period=None, year=2020, format="")
    assert sorted(_written(report, claim) for claim in report.claims) == sorted(case["claims"])
    assert report.status == case.get("status", report.status)
    for _, span, quantity, *_ in report.statements:
        if span is not None and quantity is not None:
            assert report.blocks[span.block].text[span.start : span.end] == quantity.text
