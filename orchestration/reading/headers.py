"""What a table's header says of its columns: role, unit, date. Header words are data (headers.csv).

A header nobody knows is reported with the nearest known words, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from orchestration.reading import header_times, vocabulary
from orchestration.reading.header_words import name_of_parts, role_of_parts
from orchestration.reading.quantity import is_unit
from orchestration.reading.report import Block, Span, Unread

ZONES: dict[str, str] = {
    "target": "target",
    "result": "result",
    "rate": "rate",
    "score": "score",
    "note": "context",
    "order": "context",
    "both": "",  # 计划/完成: the cell's own words say which is which
}
_PARTS = re.compile(r"[/／、|｜;；与和及（）()]")
_PAIRED = ("target", "result", "rate")
_DUE = re.compile(r"应\S{1,5}$")  # 应查 | 实查
_MADE = re.compile(r"(?:实|已)(?!施|验|事|训|践)\S{1,5}$")
_UNIT = re.compile(r"[(（](?:单位[:：])?\s*([^()（）]{1,8})\s*[)）]")
_OPENED = re.compile(r"^(?:应办|应|实(?![际施绩])|已)")
_DIGIT = re.compile(r"\d")
_NUMBERING = re.compile(r"[甲乙丙丁戊]|[栏行列]次|[(（]?\d{1,2}[)）]?(?:=[\d()（）+\-*/×÷%]+)?")
_FIRST_NUMBERED = {"甲", "栏次", "行次", "列次"}
_MONEY = {"投资", "投资额"}  # says which money, not of what
_LONGEST = 24  # letters of a header cell


class Column(NamedTuple):
    """What a column holds: its role, its header as printed, the unit and date its header names."""

    role: str
    header: str
    unit: str = ""
    when: str = ""  # the time its header names: 9月
    alone: bool = False  # its figures may be those of that month or quarter alone
    parts: tuple[Column, ...] = ()  # of several figures in one cell, in order: 完成数/计划数


NOTHING = Column("", "")
Columns = dict[int, Column]


def columns_of(line: list[Block], above: Mapping[int, str] | None = None) -> Columns | None:
    """Columns by number when a row is a header: words, no figures, some of them known as roles.

    `above` holds the words of the header rows above, by column, for headers of several levels.
    """
    texts = under(above or {}, line)
    if any(len("".join(text.split())) > _LONGEST or has_figures(text) for text in texts.values()):
        return None
    columns = _by_neighbours({no: column_of(text) for no, text in texts.items()})
    columns = _of_earlier_years(_of_spans(columns))
    known = {column.role for column in columns.values()}
    return columns if known & {"target", "result", "rate", "both"} else None


def _by_neighbours(columns: Columns) -> Columns:
    """验收数 | 验收率: the column before a rate holds what the rate is of."""
    found = dict(columns)
    for no, column in columns.items():
        following = columns.get(no + 1)
        rated = column.header.removesuffix("数") + "率"
        if column.role == "" and following is not None and following.header == rated:
            found[no] = column._replace(role="result")
    return found


def _of_spans(columns: Columns) -> Columns:
    """一季度 | 二季度 | 三季度: results that may be each of its time alone."""
    spans = header_times.following([c.when for c in columns.values() if c.role == "result"])
    return {
        no: column._replace(alone=True) if column.when in spans else column
        for no, column in columns.items()
    }


def _of_earlier_years(columns: Columns) -> Columns:
    """2022年实际 | 2023年计划 | 2023年完成: what an earlier year brought answers no plan of this one."""
    planned = {header_times.year_of(c.when) for c in columns.values() if c.role == "target"}
    done = {header_times.year_of(c.when) for c in columns.values() if c.role == "result"}
    asked = max(planned - {None}, default=None)
    if asked is None or not done & {asked, None}:
        return columns
    past = done - planned - {None}
    return {
        no: column._replace(role="note")
        if column.role == "result" and header_times.year_of(column.when) in past
        else column
        for no, column in columns.items()
    }


def is_later_header(line: list[Block]) -> bool:
    """Whether a row further down heads the rows below it: mostly known words, two of them columns of figures."""
    filled = [block for block in line if block.text.strip()]
    if len(filled) < 3 or any(len(block.text) > 14 or has_figures(block.text) for block in filled):
        return False
    roles = [column_of(block.text).role for block in filled]
    counted = sum(role in ("target", "result", "rate") for role in roles)
    return counted >= 2 and sum(bool(role) for role in roles) * 2 > len(roles)


def without_caption(line: list[Block]) -> list[Block]:
    """A header without the line above the table, where that ran into its first cell."""
    caption, _, words = line[0].text.rpartition("\n")
    below = [line[0]._replace(text=words), *line[1:]]
    return below if caption and is_later_header(below) and not is_later_header(line) else line


def numbers_columns(line: list[Block]) -> bool:
    """Whether a row numbers the columns: 甲 | 1 | 2 | 3=2/1."""
    texts = ["".join(block.text.split()) for block in line if block.text.strip()]
    numbered = all(_NUMBERING.fullmatch(text) for text in texts)
    return len(texts) > 2 and texts[0] in _FIRST_NUMBERED and numbered


def texts_of(line: Iterable[Block]) -> dict[int, str]:
    """Header words by column; a cell over several columns heads each of them."""
    return {
        (block.col or 0) + step: block.text
        for block in line
        for step in range(max(1, block.col_span))
    }


def under(above: Mapping[int, str], line: Iterable[Block]) -> dict[int, str]:
    """Header words by column, those of a further level below those of the levels above."""
    texts = texts_of(line)
    return {no: "\n".join(filter(None, (above.get(no), texts.get(no)))) for no in {*above, *texts}}


def has_figures(text: str) -> bool:
    """Whether digits remain when times and units in brackets are taken out."""
    if _DIGIT.search(text) is None:
        return False
    return _DIGIT.search(header_times.without(_UNIT.sub("", text))) is not None


@vocabulary.cached
def column_of(text: str) -> Column:
    """What a header cell says of its column; a bare date heads results as of that date."""
    known = vocabulary.headers()
    words = "".join(text.split())
    when = ""
    if words not in known:
        when, words = header_times.taken_out(text)
        if when and not words:
            return Column("result", "", when=when)
    if words in known:
        return _column(known[words], words, "", when)
    units = [unit for unit in _UNIT.findall(words) if not _names_a_role(unit)]
    words = _UNIT.sub(lambda found: found[0] if _names_a_role(found[1]) else "", words)
    unit = units[-1] if units else ""  # of several levels the last tells
    if parts := _paired(words):
        named = name_in(parts[0])  # 开工数/计划数: both of what the first names
        said = [parts[0], *(part if name_in(part) else named + part for part in parts[1:])]
        each = tuple(_column(_role(part), part, "", when) for part in said)
        return Column("both", words, unit, when, parts=each)
    return _column(_role(words), words, unit, when)


def _column(role: str, words: str, unit: str, when: str) -> Column:
    """A column of one role; the unit of several levels may be that of a figure beside the rate."""
    if role == "rate" and unit not in ("‰", "倍"):
        unit = "%"
    return Column(role, words, unit, when)


def _names_a_role(words: str) -> bool:
    """Whether words in brackets say what a second figure is: 完成（计划）."""
    return not is_unit(words) and (_role(words) in _PAIRED or len(_paired(words)) > 1)


def _paired(words: str) -> list[str]:
    """The parts of header words that name several figures of one cell, each its own; none else.

    完成率（完成数/计划数） says how a rate is made up.
    """
    parts = [part for part in _PARTS.split(words) if part]
    roles = [_role(part) for part in parts] if len(parts) > 1 else []
    told = set(roles) <= set(_PAIRED) and len(set(roles)) == len(roles)
    return parts if roles and told and roles[0] != "rate" else []


def _role(words: str) -> str:
    """Role of header words: as known whole, by 应 and 实, else by their parts."""
    known = vocabulary.headers()
    if words in known:
        return known[words]
    if _DUE.match(words):
        return "target"
    if _MADE.match(words):
        return "result"
    return role_of_parts(words)


def with_unit_above(columns: Columns, unit: str) -> Columns:
    """The columns with the table's unit (单位：万元) where their header names none."""
    return {no: column._replace(unit=column.unit or unit) for no, column in columns.items()}


def unknown(line: Iterable[Block], columns: Columns) -> list[Unread]:
    """Header cells that nobody knows, each with the nearest known words."""
    return [
        Unread(
            Span(block.number, 0, len(block.text)),
            block.text,
            "unknown_header",
            _nearest(block.text.strip()),
        )
        for block in line
        if block.text.strip() and columns.get(block.col or 0, NOTHING).role == ""
    ]


@vocabulary.cached
def _nearest(words: str) -> str:
    """The known header words that are most like these."""
    return "、".join(get_close_matches(words, vocabulary.headers(), n=3, cutoff=0.4))


def unit_in(text: str) -> str:
    """The unit in brackets behind words: 个 in 新增托位（个）."""
    named = _UNIT.search(text)
    return named[1] if named else ""


def name_in(header: str) -> str:
    """What a header says beyond its role: 开工 in 计划开工数; empty where it says the role alone."""
    return name_of_parts(_OPENED.sub("", header))


def label_of(header: str, item: str) -> str:
    """What a figure alone in its cell is of: 开工 in 计划开工数, else what the row is about."""
    name = name_in(header)
    plain = _UNIT.sub(lambda found: "" if is_unit(found[1]) else found[0], item)
    return plain if name in _MONEY and plain else name or plain


def zone_of_label(label: str) -> str:
    """Zone that a label inside a cell gives its figure: 完成值:402户."""
    return ZONES.get(vocabulary.headers().get("".join(label.split()), ""), "")
