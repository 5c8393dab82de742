"""Blocks -> rows: which cell is the target, which the result, whatever the table's shape.

A row is what statements are linked in: the cells of one table row, or a run of paragraphs. Headers
may stand anywhere, have several levels, or run down the first column (a table on its side).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, groupby

from orchestration.reading import headers
from orchestration.reading.bare_rows import by_content, name_of, unit_of
from orchestration.reading.header_levels import of_levels
from orchestration.reading.headers import NOTHING, ZONES, Column, Columns
from orchestration.reading.label_cells import by_labels, unfolded
from orchestration.reading.paired_cells import taken_apart
from orchestration.reading.report import Block, BlockRole, Unread
from orchestration.reading.table_sides import continues, is_break, sides

_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"[^\d\W]{2}")
_TOTAL = re.compile(r"[合小总共]计")
_UNIT_ABOVE = re.compile(r"单位\s*[:：]\s*([^\s()（）,，、]{1,8})")


@dataclass(slots=True)
class Row:
    """Cells (or paragraphs) read together. `zones` gives each block's zone, "" where nothing says."""

    blocks: list[Block]
    zones: list[str]
    dimension: str = ""
    item: str = ""
    columns: list[Column | None] = field(default_factory=list)
    table: bool = False
    unit: str = ""  # the unit that the row names for its figures


@dataclass(slots=True)
class _Table:
    """A table being read: what has been placed, and what the rows above say."""

    placed: list[Block] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    columns: Columns | None = None
    dimension: str = ""
    item: str = ""


def rows(blocks: Iterable[Block]) -> tuple[list[Block], list[Row], list[Unread]]:
    """Blocks with their roles, the rows they form, and the headers that nobody knows."""
    placed: list[Block] = []
    found: list[Row] = []
    unread: list[Unread] = []
    above: Columns | None = None  # the columns of a table that may go on in the next one
    for table, members in groupby(blocks, key=lambda block: block.table):
        run = list(members)
        if table is None:
            above = above if all(is_break(block.text) for block in run) else None
            run = [block._replace(role="prose") for block in run]
            found.append(Row(run, [""] * len(run), columns=[None] * len(run)))
            placed.extend(run)
            continue
        read = _read_table(_lines(run), _unit_above(placed), above)
        above = read.columns
        placed.extend(sorted(read.placed, key=lambda block: block.number))
        found.extend(read.rows)
        unread.extend(read.unread)
    return placed, found, unread


def _lines(blocks: list[Block]) -> list[list[Block]]:
    """Rows of cells; rows under one tall target or result cell are one row."""
    lines: list[list[Block]] = []
    reach = -1
    for row, members in groupby(blocks, key=lambda block: block.row or 0):
        cells = list(members)
        if row <= reach and lines:
            lines[-1].extend(cells)
        else:
            lines.append(cells)
        tall = [
            row + cell.row_span - 1 for cell in cells if cell.row_span > 1 and len(cell.text) > 30
        ]
        reach = max([reach, *tall])
    return lines


def _read_table(lines: list[list[Block]], unit: str, above: Columns | None) -> _Table:
    """All rows of a table; `above` are the columns of the table that it may go on with."""
    table = _Table()
    if turned := _turned(lines, unit):
        return turned
    if len(lines) == 1 and (both := unfolded(lines[0])) is not None:
        lines = both
    if above is not None and not _has_header(lines) and continues(lines, above):
        table.columns = above
    position = 0
    while position < len(lines):
        taken = _header_at(table, lines, position, unit)
        if not taken:
            _add_line(table, lines[position])
        position += max(1, taken)
    return table


def _header_at(table: _Table, lines: list[list[Block]], position: int, unit: str) -> int:
    """How many lines from here on are a header, 0 for none; the table's columns are then set."""
    line = lines[position]
    if len(line) == 1 and line[0].col_span > 1:
        return 0  # a title over the whole table
    if (found := of_levels(lines, position)) is not None:
        columns, height = found
        _head(table, [*chain(*lines[position : position + height])], columns, unit)
        return height
    first = table.columns is None
    words = headers.without_caption(line)
    if not (first or headers.is_later_header(words)):
        return 0
    alone = headers.columns_of(words)
    if alone is None or (first and position > 3 and not headers.is_later_header(words)):
        return 0
    _head(table, line, alone, unit)
    return 1


def _head(table: _Table, line: list[Block], columns: Columns, unit: str) -> None:
    """Take a header in."""
    table.columns = headers.with_unit_above(columns, unit) if unit else columns
    table.placed.extend(block._replace(role="header") for block in line)
    table.unread.extend(headers.unknown(line, columns))
    table.dimension = table.item = ""


def _has_header(lines: list[list[Block]]) -> bool:
    """Whether rows say themselves what they hold, at the top or in labels."""
    return headers.columns_of(lines[0]) is not None or any(by_labels(line) for line in lines)


def _add_bare(table: _Table, line: list[Block]) -> None:
    """Add a row of a table without a header: read by its labels, or by what its cells hold."""
    if (labelled := by_labels(line)) is not None:
        line, zones, columns = labelled
        item = next((block.text.strip() for block in line if block.role == "item"), "")
        unit = ""
    else:
        line, zones = by_content(line)
        columns = [None] * len(line)
        item, unit = name_of(line), unit_of(line)
    table.rows.append(Row(line, zones, item=item, columns=columns, table=True, unit=unit))
    table.placed.extend(line)


def _add_line(table: _Table, line: list[Block]) -> None:
    """Add the rows of a line, but for one that numbers the columns: 甲 | 1 | 2 | 3=2/1."""
    if table.columns is None:
        _add_bare(table, line)
    elif headers.numbers_columns(line):
        table.placed.extend(block._replace(role="header") for block in line)
    else:
        for side in sides(line, table.columns):
            _add_row(table, side, table.columns)


def _add_row(table: _Table, line: list[Block], columns: Columns) -> None:
    """Add a row of cells; merged cells to the left are inherited from the row above."""
    under = [columns.get(block.col or 0, NOTHING) for block in line]
    roles = [column.role for column in under]
    if dimension := _plain(line, roles, "dimension"):
        table.dimension, table.item = dimension, ""
    if "item" not in {column.role for column in columns.values()}:
        roles = _named_by_words(line, roles)
    table.item = _plain(line, roles, "item") or _total(line, roles) or table.item
    line = [block._replace(role=_block_role(role)) for block, role in zip(line, roles, strict=True)]
    zones = [ZONES.get(role, "" if role in ("dimension", "item") else "context") for role in roles]
    table.placed.extend(line)
    unit = _row_unit(line, roles)
    line, zones, under = taken_apart(line, zones, under)
    table.rows.append(Row(line, zones, table.dimension, table.item, [*under], True, unit))


def _named_by_words(line: list[Block], roles: list[str]) -> list[str]:
    """The first column of words holds the names where no other does: one that no header names, or
    one headed 目标任务 beside a column of target figures."""
    spare = roles.count("target") > 1
    for at, (block, role) in enumerate(zip(line, roles, strict=True)):
        text = block.text.strip()
        free = role == "" or (role == "target" and spare and not _DIGIT.search(text))
        if free and _NAME.match(text):
            return [*roles[:at], "item", *roles[at + 1 :]]
    return roles


def _turned(lines: list[list[Block]], unit: str) -> _Table | None:
    """A table on its side: 计划 | 100 | 80 over 实际 | 104 | 76; None when it stands upright."""
    labels = {
        at: headers.column_of(line[0].text)
        for at, line in enumerate(lines)
        if line and len(line) > 1
    }
    known = {
        at: label for at, label in labels.items() if label.role in ("target", "result", "rate")
    }
    roles = {label.role for label in known.values()}
    upright = headers.columns_of(lines[0]) is not None
    if upright or not {"target", "result"} <= roles or len(known) * 2 < len(lines):
        return None
    table = _Table()
    heads = 0 in known or (0 in labels and labels[0].role == "unit")
    top = [] if heads else lines[0]
    names = {block.col or 0: block.text for block in top}
    units = {
        block.col or 0: "".join(block.text.split())
        for at, label in labels.items()
        if label.role == "unit"
        for block in lines[at][1:]
    }
    numbers = sorted({block.col or 0 for at in known for block in lines[at][1:]})
    cells = {(at, block.col or 0): block for at in known for block in lines[at]}
    for number in numbers:
        column = [
            (
                cells[at, number]._replace(role=_block_role(label.role)),
                label._replace(unit=label.unit or unit),
            )
            for at, label in known.items()
            if (at, number) in cells
        ]
        line = [block for block, _ in column]
        item = "".join(names.get(number, "").split())
        table.rows.append(
            Row(
                line,
                [ZONES.get(label.role, "context") for _, label in column],
                item=item,
                columns=[label for _, label in column],
                table=True,
                unit=headers.unit_in(item) or units.get(number, ""),
            )
        )
        table.placed.extend(line)
    numbered = {block.number for block in table.placed}
    table.placed.extend(
        block._replace(role="header")
        for line in lines
        for block in line
        if block.number not in numbered
    )
    return table


def _unit_above(placed: list[Block]) -> str:
    """Unit of a line right above the table: 单位：万元."""
    if not placed or placed[-1].table is not None:
        return ""
    named = _UNIT_ABOVE.search(placed[-1].text)
    return named[1] if named else ""


def _row_unit(line: list[Block], roles: list[str]) -> str:
    """The unit in the row's unit column, or in brackets behind its indicator: 新增托位（个）."""
    return _plain(line, roles, "unit") or headers.unit_in(_plain(line, roles, "item"))


def _total(line: list[Block], roles: list[str]) -> str:
    """合计 of a row that names its total where no name stands else; empty for any other row."""
    others = (block.text for block, role in zip(line, roles, strict=True) if role != "dimension")
    words = ("".join(text.split()) for text in others)
    return next((text for text in words if _TOTAL.fullmatch(text)), "")


def _plain(line: list[Block], roles: list[str], wanted: str) -> str:
    """Text of the row's last filled cell with a role, spaces taken out."""
    texts = [
        "".join(block.text.split())
        for block, role in zip(line, roles, strict=True)
        if role == wanted
    ]
    return next((text for text in reversed(texts) if text), "")


def _block_role(role: str) -> BlockRole:
    """Role of a block in the report, from its column's role."""
    return role if role in ("dimension", "item", "target", "result", "rate") else "other"  # type: ignore[return-value]
