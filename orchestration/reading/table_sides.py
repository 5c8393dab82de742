"""Where the rows of a table go on: the same columns twice side by side, and a table without a header
that follows one of the same columns.
"""

from __future__ import annotations

import re

from orchestration.reading.headers import Columns, has_figures
from orchestration.reading.report import Block

_FIGURES = ("target", "result", "rate", "both")
_FEWEST = 3  # columns that a side has at least
_GOES_ON = re.compile(r"\W*(?:续|接)(?:上)?[表页]?\W*|\W*第?\s*\d{1,4}\s*页?(?:共\d+页)?\W*")


def sides(line: list[Block], columns: Columns) -> list[list[Block]]:
    """The row's cells, one list for each time that the table's columns stand side by side."""
    numbers = sorted(columns)
    said = [(columns[no].role, columns[no].header, columns[no].when) for no in numbers]
    for times in (3, 2):
        width, odd = divmod(len(numbers), times)
        if odd or width < _FEWEST or said != said[:width] * times or said[0][0] in _FIGURES:
            continue
        starts = [*numbers[width::width], numbers[-1] + 1]
        first = numbers[0] - 1
        found: list[list[Block]] = []
        for start in starts:
            found.append([block for block in line if first <= (block.col or 0) < start])
            first = start
        return [side for side in found if side]
    return [line]


def is_break(text: str) -> bool:
    """Whether a paragraph between two tables only says that the first goes on: 续表, a page number."""
    return not text.strip() or _GOES_ON.fullmatch(text) is not None


def continues(lines: list[list[Block]], columns: Columns) -> bool:
    """Whether rows without a header fill the columns of the table before: figures where it has figures."""
    if any({block.col or 0 for block in line} != set(columns) for line in lines):
        return False
    held = [
        {columns[block.col or 0].role in _FIGURES for block in line if has_figures(block.text)}
        for line in lines
    ]
    return sum(True in roles for roles in held) * 2 > len(lines)
