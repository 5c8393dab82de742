"""Blocks -> rows: which column is the target, which the result, whatever the table's shape.

A row is what statements are linked in: the cells of one table row, or a run of paragraphs. Columns get
their roles from header words (vocabulary/headers.csv). What a header does not name is not guessed:
it is reported as unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

from orchestration.reading import vocabulary
from orchestration.reading.report import Block, BlockRole, Span, Unread
from orchestration.reading.scanning import fold

_ZONES: dict[str, str] = {
    "target": "target",
    "result": "result",
    "rate": "rate",
    "score": "score",
    "note": "context",
    "order": "context",
}
_PRECEDENCE = {"rate": 3, "target": 2, "result": 1}  # 计划新开工: of two words alike long, the plan
_DUE = re.compile(r"应\S{1,5}$")  # 应查 | 实查
_MADE = re.compile(r"(?:实|已)(?!施|验|事|训|践)\S{1,5}$")
_RESULT_HEAD = re.compile(
    r"^\s*(?:[(（]?[\d一二三四五]+[)）、.．])?\s*(?:\([1一]\))?(?:工作|目标)?完成情况[。:：]|[。;；]\s*[(（]?\d?[)）.、]?\s*工作(?:举措|成效|措施)[。:：]"
)
_TIME_IN_HEADER = re.compile(
    r"(?:(?:19|20)\d\d\s?年)?(?:度|末|底)?(?:(?:截[至止])?前?\d{1,2}(?:[-—–~至]\d{1,2})?个?月(?:份|底|末)?|[一二三四]季度|上半年|前三季度|全年(?=$))?"
)
_UNIT_IN_HEADER = re.compile(r"[(（](?:单位[:：])?\s*([^()（）]{1,8})\s*[)）]")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: its role, its header as printed, the unit and date its header names."""

    role: str
    header: str
    unit: str = ""
    when: str = ""  # the time its header names: 9月


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


def rows(blocks: Iterable[Block]) -> tuple[list[Block], list[Row], list[Unread]]:
    """Blocks with their roles, the rows they form, and the headers that nobody knows."""
    placed: list[Block] = []
    found: list[Row] = []
    unread: list[Unread] = []
    for table, members in groupby(blocks, key=lambda block: block.table):
        run = list(members)
        if table is None:
            run = [replace(block, role="prose") for block in run]
            found.append(Row(run, [""] * len(run), columns=[None] * len(run)))
        else:
            run, table_rows, unknown = _table(run, _unit_above(placed))
            found.extend(table_rows)
            unread.extend(unknown)
        placed.extend(run)
    return placed, found, unread


def _table(blocks: list[Block], unit: str = "") -> tuple[list[Block], list[Row], list[Unread]]:
    """Rows of one table; merged cells to the left are inherited from the row above."""
    lines = [list(members) for _, members in groupby(blocks, key=lambda block: block.row)]
    columns = _columns(lines[0])
    if columns is not None and unit:
        columns = {no: replace(column, unit=column.unit or unit) for no, column in columns.items()}
    unread: list[Unread] = []
    placed: list[Block] = []
    found: list[Row] = []
    if columns is None:
        for line in lines:
            line, zones = _by_content(line)
            placed.extend(line)
            item = next((b.text.strip() for b in line if b.role == "item"), "")
            found.append(Row(line, zones, item=item, columns=[None] * len(line), table=True))
        return placed, found, unread
    placed.extend(replace(block, role="header") for block in lines[0])
    unread.extend(
        Unread(Span(block.number, 0, len(block.text)), block.text, "unknown_header")
        for block in lines[0]
        if block.text.strip() and columns[block.col or 0].role == ""
    )
    carried = {"dimension": "", "item": ""}
    for line in lines[1:]:
        under = [columns.get(block.col or 0, Column("", "")) for block in line]
        roles = [column.role for column in under]
        if "dimension" in roles and _plain(line, roles, "dimension"):
            carried = {"dimension": _plain(line, roles, "dimension"), "item": ""}
        if _plain(line, roles, "item"):
            carried["item"] = _plain(line, roles, "item")
        line = [
            replace(block, role=_block_role(role)) for block, role in zip(line, roles, strict=True)
        ]
        placed.extend(line)
        found.append(
            Row(
                line,
                [
                    _ZONES.get(role, "" if role in ("dimension", "item") else "context")
                    for role in roles
                ],
                carried["dimension"],
                carried["item"],
                list(under),
                table=True,
                unit=_row_unit(line, roles),
            )
        )
    return placed, found, unread


def _unit_above(placed: list[Block]) -> str:
    """Unit of a line right above the table: 单位：万元."""
    if not placed or placed[-1].table is not None:
        return ""
    named = re.search(r"单位\s*[:：]\s*([^\s()（）,，、]{1,8})", placed[-1].text)
    return named[1] if named else ""


def _by_content(line: list[Block]) -> tuple[list[Block], list[str]]:
    """Roles of a row without headers: a cell with result sections, and the target cell before it."""
    opened = [_RESULT_HEAD.search(block.text) is not None for block in line]
    if True not in opened or opened.index(True) == 0:
        return [replace(block, role="other") for block in line], [""] * len(line)
    result = opened.index(True)
    roles: list[BlockRole] = ["item"] * (result - 1) + ["target", "result"]
    roles += ["other"] * (len(line) - len(roles))
    placed = [replace(block, role=role) for block, role in zip(line, roles, strict=True)]
    return placed, [_ZONES.get(role, "") for role in roles]


def zone_of_label(label: str) -> str:
    """Zone that a label inside a cell gives its figure: 完成值:402户."""
    return _ZONES.get(vocabulary.headers().get("".join(label.split()), ""), "")


def _row_unit(line: list[Block], roles: list[str]) -> str:
    """The unit in the row's unit column, or in brackets behind its indicator: 新增托位（个）."""
    if said := _plain(line, roles, "unit"):
        return said
    named = _UNIT_IN_HEADER.search(_plain(line, roles, "item"))
    return named[1] if named else ""


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


def _columns(header: list[Block]) -> dict[int, Column] | None:
    """Columns by number when the first row is a header: words without figures, known as roles."""
    columns = {block.col or 0: _column(block.text) for block in header}
    known = {column.role for column in columns.values()} - {""}
    if not known & {"target", "result", "rate"} or any(
        len("".join(block.text.split())) > 24 for block in header
    ):
        return None
    if any(
        re.search(r"\d", _TIME_IN_HEADER.sub("", fold(_UNIT_IN_HEADER.sub("", block.text))))
        for block in header
    ):
        return None
    return columns


def _column(text: str) -> Column:
    """What a header cell says of its column; a bare date heads results as of that date."""
    words = "".join(text.split())
    unit = ""
    when = _TIME_IN_HEADER.match(fold(words))
    when_said = words[: when.end()] if when and when.end() else ""
    words = words[len(when_said) :] if words not in vocabulary.headers() else words
    if when_said and not words:
        return Column("result", "", when=when_said)
    if (named := _UNIT_IN_HEADER.search(words)) is not None and words not in vocabulary.headers():
        unit = named[1]
        words = words.replace(named[0], "")
    known = vocabulary.headers()
    if words in known:
        return Column(known[words], words, unit, when_said)
    if _DUE.match(words):
        return Column("target", words, unit, when_said)
    if _MADE.match(words):
        return Column("result", words, unit, when_said)
    inside = [word for word in known if word in words and len(word) > 1]
    inside.sort(key=lambda word: (len(word), _PRECEDENCE.get(known[word], 0)))
    return Column(known[inside[-1]] if inside else "", words, unit, when_said)
