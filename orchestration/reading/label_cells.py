"""Rows that carry their own headers: 年度计划(万元)|12500|累计完成(万元)|9860, or a head and one row in one line.

Tells which cells are labels and what the cells behind them hold. Header words are read in headers.py.
"""

from __future__ import annotations

from orchestration.reading import headers
from orchestration.reading.headers import ZONES, Column
from orchestration.reading.report import Block

_SAYS = ("target", "result", "rate", "score")
_LONGEST = 14  # letters of a label


def label_of(block: Block) -> Column | None:
    """The column a cell of label words opens; None for any other cell."""
    text = "".join(block.text.split())
    if not 1 < len(text) <= _LONGEST or headers.has_figures(text):
        return None
    column = headers.column_of(text)
    return column if column.role in _SAYS else None


def by_labels(line: list[Block]) -> tuple[list[Block], list[str], list[Column | None]] | None:
    """Blocks, zones and columns of a row whose figures stand behind labels; None for any other row."""
    found = [label_of(block) for block in line]
    labels = [  # of two labels on end the first is a name: 投资完成情况|年度计划|12500
        None if label and following else label
        for label, following in zip(found, [*found[1:], None], strict=True)
    ]
    before = [None, *labels[:-1]]
    openers = [
        label for label, block in zip(before, line, strict=True) if headers.has_figures(block.text)
    ]
    roles = {label.role for label in openers if label is not None}
    if None in openers or not {"target", "result"} <= roles:
        return None
    placed: list[Block] = []
    zones: list[str] = []
    columns: list[Column | None] = []
    open_: Column | None = None
    for block, label in zip(line, labels, strict=True):
        if label is not None:
            open_ = label
            placed.append(block._replace(role="header"))
        else:
            role = "item" if open_ is None and block.text.strip() else "other"
            placed.append(block._replace(role=role))
        zones.append(ZONES.get(open_.role, "") if open_ is not None and label is None else "")
        columns.append(open_ if label is None else None)
    return placed, zones, columns


def unfolded(line: list[Block]) -> list[list[Block]] | None:
    """A head and its one row printed in one line, as two lines; None for any other line."""
    half, odd = divmod(len(line), 2)
    if odd or half < 3 or any(headers.has_figures(block.text) for block in line[:half]):
        return None
    if headers.columns_of(line[:half]) is None:
        return None
    if sum(headers.has_figures(block.text) for block in line[half:]) < 2:
        return None
    first = line[0].col or 0
    below = [block._replace(col=first + at) for at, block in enumerate(line[half:])]
    return [line[:half], below]
