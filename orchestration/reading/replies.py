"""A filled reply sheet (核实回执): blocks -> what a bureau answers to the questions it was asked.

The sheet is known by its header, whatever the file is called or kept in. What it quotes of reports
is no claim. What an answer does is decided elsewhere; whether a corrected figure fits, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from orchestration.reading.correcting import Unclear, corrected_in
from orchestration.reading.period import date_said
from orchestration.reading.report import Block, Reply, Report, Span, Unread
from orchestration.reading.scanning import fold

_HEADER = {
    "编号": "finding",
    "报告期": "period",
    "指标": "about",
    "我们的计算": "working",
    "属实": "is_true",
    "更正为": "corrected",
    "说明": "explanation",
    "核对码": "fact",
}
_KNOWN_BY = {"finding", "is_true", "corrected", "explanation"}
_TO_FILL = ("is_true", "corrected", "explanation")
_LONGEST_TITLE = 20
_FINDING = re.compile(r"[0-9a-f]{12}")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_UNTICKED = re.compile(r"[□☐○](?:是|否|不?属实)?")
_YES = {"是", "是的", "属实", "确属实", "情况属实", "对", "√", "✓", "✔", "☑", "☑是", "√是", "是√"}
_NO = {"否", "不是", "不属实", "×", "✗", "✘", "x", "☑否", "√否", "否√"}
# What stands in a cell that has nothing to say.
_NOTHING = {"", "无", "暂无", "不适用", "/", "-", "—", "——", "--", "同上"}
_FILLED_BY, _FILLED_ON, _UNIT = "填报人", "填报日期", "责任单位"
_LABELS = (_FILLED_BY, _FILLED_ON, _UNIT)
_DATE = re.compile(r"(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})")


class _Filled(NamedTuple):
    """A row of the sheet: its cells by what their column asks; a cell that is empty is not there."""

    cells: Mapping[str, Block]

    def text(self, column: str) -> str:
        block = self.cells.get(column)
        return block.text.strip() if block else ""

    def said(self, column: str) -> str:
        """What was filled in, without the signs of having nothing to say."""
        text = self.text(column)
        return "" if _squeezed(text) in _NOTHING else text

    @property
    def place(self) -> Block:
        """The first cell that somebody filled."""
        return next(self.cells[column] for column in _TO_FILL if self.said(column))


def is_reply_sheet(blocks: Iterable[Block]) -> bool:
    """Whether a row of the document is the header of a reply sheet."""
    return any(_columns(line) for line in _lines(blocks))


def replies_of(
    blocks: list[Block], *, path: str, unit: str | None, period: str | None, format: str
) -> Report:
    """The report of a reply sheet: its replies, and what of them was not understood."""
    by, on = _filler(blocks)
    found: dict[str, list[Reply]] = {}
    unread: list[Unread] = []
    for row in _rows(blocks):
        try:
            reply = _reply(row)._replace(filled_by=by, filled_on=on)
        except Unclear as why:
            place = row.place
            span = Span(place.number, 0, len(place.text))
            unread.append(Unread(span, place.text, why.reason, why.detail))
        else:
            found.setdefault(reply.finding_id, []).append(reply)
    for finding, said in found.items():
        if any(_words(other) != _words(said[0]) for other in said[1:]):
            unread += [_twice(reply, blocks) for reply in said]
            found[finding] = []
    return Report(
        path=path,
        unit=unit,
        period=period,
        format=format,
        status="partly" if unread else "read",
        kind="reply",
        blocks=tuple(blocks),
        replies=tuple(said[0] for said in found.values() if said),
        unread=tuple(unread),
    )


def _lines(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    cells = (block for block in blocks if block.table is not None)
    for _, line in groupby(cells, key=lambda block: (block.table, block.row)):
        yield list(line)


def _columns(line: Iterable[Block]) -> dict[int, str]:
    """What each column asks, by its number; nothing where the row is no header of a sheet."""
    named = {
        block.col or 0: _HEADER[title]
        for block in line
        if len(block.text) <= _LONGEST_TITLE
        and (title := _IN_BRACKETS.sub("", _squeezed(block.text))) in _HEADER
    }
    is_header = set(named.values()) >= _KNOWN_BY and len(set(named.values())) == len(named)
    return named if is_header else {}


def _rows(blocks: Iterable[Block]) -> Iterator[_Filled]:
    """Rows below a header in which somebody filled something in. A table that has no header goes on
    with the columns of the one before.
    """
    columns: dict[int, str] = {}
    for line in _lines(blocks):
        if header := _columns(line):
            columns = header
            continue
        cells = {columns[block.col or 0]: block for block in line if (block.col or 0) in columns}
        row = _Filled(cells)
        if any(row.said(column) for column in _TO_FILL):
            yield row


def _reply(row: _Filled) -> Reply:
    """What a row answers. Raises `Unclear`."""
    finding = _squeezed(row.text("finding")).lower()
    if not _FINDING.fullmatch(finding):
        raise Unclear("reply_no_finding", f"编号 {row.text('finding')!r}")
    is_true = _is_true(row.said("is_true"))
    figures, explanation = row.cells.get("corrected"), row.said("explanation")
    corrected = corrected_in(figures) if figures and row.said("corrected") else ()
    if is_true is False and corrected:
        raise Unclear("reply_contradicts", row.text("corrected"))
    if is_true is False and not explanation:
        raise Unclear("reply_no_reason")
    return Reply(
        finding_id=finding,
        fact_id=_squeezed(row.text("fact")),
        period=_squeezed(row.text("period")),
        about=row.text("about"),
        working=row.text("working"),
        is_true=is_true,
        corrected=corrected,
        corrected_text=row.said("corrected"),
        explanation=explanation,
        block=row.place.number,
    )


def _is_true(text: str) -> bool | None:
    """属实 as filled in; None where nothing is. Raises `Unclear`."""
    said = _UNTICKED.sub("", _squeezed(text)).lower().rstrip("。.")
    if not _squeezed(text):
        return None
    if said in _YES:
        return True
    if said in _NO:
        return False
    both = "是" in said and "否" in said
    raise Unclear("reply_yes_and_no" if both else "reply_neither_yes_nor_no", text)


def _words(reply: Reply) -> tuple[object, ...]:
    return (reply.is_true, _squeezed(reply.corrected_text), _squeezed(reply.explanation))


def _twice(reply: Reply, blocks: Iterable[Block]) -> Unread:
    text = next(block.text for block in blocks if block.number == reply.block)
    span = Span(reply.block, 0, len(text))
    return Unread(span, text, "reply_twice", f"编号 {reply.finding_id}")


def _filler(blocks: Iterable[Block]) -> tuple[str, str]:
    """Who filled the sheet in, and on which day as a date in ISO form; empty where it is not said."""
    told = {_FILLED_BY: "", _FILLED_ON: ""}
    before: Block | None = None
    for block in blocks:
        label, _, inline = fold(block.text).partition(":")
        if (title := _squeezed(label)) in told and inline.strip() and not told[title]:
            told[title] = inline.strip()
        if before is not None and (before.table, before.row) == (block.table, block.row):
            title = _squeezed(before.text).rstrip(":")
            if title in told and not told[title] and _title(block) not in _LABELS:
                told[title] = block.text.strip()
        before = block
    return " ".join(told[_FILLED_BY].split())[:40], _day(told[_FILLED_ON])


def _title(block: Block) -> str:
    return _squeezed(block.text).rstrip(":")


def _day(text: str) -> str:
    folded = _squeezed(text)
    if found := _DATE.search(folded):
        folded = "{}年{}月{}日".format(*found.groups())
    day = date_said(folded, None) if "日" in folded else None
    return day.isoformat() if day else ""


def _squeezed(text: str) -> str:
    return "".join(fold(text).split())
