"""Headers of several levels: which lines stand on end, also where merged cells were written as empty ones.

What the words of its lines mean together is read in headers.py.
"""

from __future__ import annotations

import re

from orchestration.reading import headers
from orchestration.reading.header_words import is_plain
from orchestration.reading.headers import Columns
from orchestration.reading.quantity import is_unit
from orchestration.reading.report import Block

_LONGEST = 12  # letters of a cell below another
_UNIT = re.compile(r"\s*[(（]?(?:单位[:：])?([^()（）]+)[)）]?\s*")


def of_levels(lines: list[list[Block]], position: int) -> tuple[Columns, int] | None:
    """The columns of a header of several levels from `position` on, and how many lines it takes."""
    found = _levels(lines, position)
    above: dict[int, str] = {}
    for level in found[:-1]:
        above = headers.under(above, level)
    columns = headers.columns_of(found[-1], above) if found else None
    return None if columns is None else (columns, len(found))


def _levels(lines: list[list[Block]], position: int) -> list[list[Block]]:
    """The lines of a header of several levels, the cells of each widened; none for a single level.

    Each but the last has a cell over several columns, or stands over a line that only goes on with it.
    """
    found = [lines[position]]
    reach = max((block.row or 0) + block.row_span for block in found[0])
    for line in lines[position + 1 :]:
        wide = any(block.col_span > 1 for block in found[-1])
        covered = (line[0].row or 0) < reach  # by a cell of the header's first line
        if _goes_on(found[-1], line):
            found[-1] = _spread(found[-1], line)
        elif not wide or not (covered or headers.columns_of(line)):
            break
        found.append(line)
    return found if len(found) > 1 else []


def _goes_on(above: list[Block], line: list[Block]) -> bool:
    """| | | 数量 | 比例 | or | | （亿元） | （%） |: words below those of a header, which open with an empty cell."""
    upper = headers.texts_of(above)
    lower = {no: text for no, text in headers.texts_of(line).items() if text.strip()}
    opens_empty = bool(lower) and not line[0].text.strip() and min(upper, default=0) not in lower
    if not opens_empty or any(headers.has_figures(text) for text in upper.values()):
        return False
    under_empty = any(not upper.get(no, "").strip() for no in lower)
    units = [_is_unit(text) for text in lower.values()]
    if not (under_empty or all(units)) or headers.columns_of(above) is None:
        return False
    return all(
        unit or _is_level_word(text) for unit, text in zip(units, lower.values(), strict=True)
    )


def _is_unit(text: str) -> bool:
    named = _UNIT.fullmatch(text)
    return named is not None and (is_unit(named[1]) or named[1] == "%")


def _is_level_word(text: str) -> bool:
    """Whether a cell may stand below another one of a header: known words, short, without figures."""
    words = "".join(text.split())
    if len(words) > _LONGEST or headers.has_figures(words):
        return False
    return is_plain(words) or headers.column_of(words).role != ""


def _spread(above: list[Block], line: list[Block]) -> list[Block]:
    """The upper line with its cells widened over the empty ones that the lower line fills."""
    filled = {block.col or 0 for block in line if block.text.strip()}
    spread: list[Block] = []
    for block in above:
        last = spread[-1] if spread else None
        if (
            last is not None
            and not block.text.strip()
            and {last.col or 0, block.col or 0} <= filled
            and last.text.strip()
        ):
            spread[-1] = last._replace(col_span=(block.col or 0) + block.col_span - (last.col or 0))
        else:
            spread.append(block)
    return spread
