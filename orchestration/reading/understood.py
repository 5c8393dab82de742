"""How far a report was understood: read, or partly, where a column or many of its figures were not.

Judges what the other steps have left unread; reads nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from orchestration.reading.report import Block, Claim, Statement, Status, Unread

_FEW = 0.2  # share of all figures that may stay unread in a report that counts as read
_FIGURE = re.compile(r"\s*[^\d\s]{0,2}\d[\d,.]*\s*[^\d\s]{0,4}\s*")


def status_of(
    claims: Sequence[Claim],
    statements: Sequence[Statement],
    unread: Sequence[Unread],
    blocks: Sequence[Block],
) -> Status:
    """Status of a report whose file could be read."""
    figures = sum(piece.reason == "no_unit" for piece in unread)
    many = figures > _FEW * (figures + len(statements))
    lost = any(
        piece.reason == "unknown_header" and _held_figures(piece, blocks) for piece in unread
    )
    return "partly" if not claims or many or lost else "read"


def _held_figures(header: Unread, blocks: Sequence[Block]) -> bool:
    """Whether the column below a header that nobody knows holds figures."""
    if header.span is None:
        return False
    head = next(block for block in blocks if block.number == header.span.block)
    below = [
        block
        for block in blocks
        if block.table == head.table
        and block.col == head.col
        and (block.row or 0) > (head.row or 0)
        and block.role != "header"
    ]
    filled = [block for block in below if block.text.strip()]
    held = sum(_FIGURE.fullmatch(block.text) is not None for block in filled)
    return 2 * held > len(filled)
