"""Quoting: what a report printed, as a reader wants to see it again, its figures marked.

A sentence is cut around its figures when it is as long as a page. A figure that stands alone in a
cell is quoted with its row, each cell under its heading. What no page can show is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

import duckdb
import regex

from orchestration.alerting.letters.letter import Quote
from orchestration.alerting.notice import Words
from orchestration.storing.asking import rows_of
from orchestration.storing.questions import Sentence

Cell = Mapping[str, Any]

# Of a sentence so much is quoted before its first figure and after its last, and between two.
_AROUND = 80
_BETWEEN = 160
# Of a neighbouring cell so much is quoted.
_CELL = 30
_LEFT_OUT = "……"
# Halves of a pair, what is no character, and what nobody sees: office files refuse the one, and the
# other hides words or turns their direction.
_UNSEEN = regex.compile(r"[\p{Cc}\p{Cs}\p{Cf}\uFFFE\uFFFF]")


def printable(text: str) -> str:
    """The text on one line, without what no page can show."""
    return " ".join(_seen(text).split())


def quotes(
    connection: duckdb.DuckDBPyConnection, finding_id: str, sentences: Iterable[Sentence]
) -> tuple[Quote, ...]:
    """The sentences of a finding, those that are cells of one row joined to that row."""
    cells = _cells(connection, finding_id)

    def row_of(sentence: Sentence) -> tuple[object, ...]:
        cell = cells.get((sentence.file, sentence.block))
        if cell is None or not _is_a_figure(sentence):
            return (sentence.file, sentence.block, sentence.start)
        return (sentence.file, cell["table_no"], cell["row_no"], "row")

    found = []
    for place, group in groupby(sentences, row_of):
        told = list(group)
        words = _row(told, cells) if place[-1] == "row" else _sentence(told[0])
        found.append(Quote(PurePosixPath(printable(told[0].file)).name, tuple(words)))
    return tuple(found)


def _cells(connection: duckdb.DuckDBPyConnection, finding_id: str) -> dict[tuple[str, int], Cell]:
    """The cells of the tables that the finding's evidence stands in, by file and block."""
    rows = rows_of(
        connection,
        """
        with
        piece as (
            select distinct
                json_extract_string(piece, '$.document_id') as document_id,
                json_extract_string(piece, '$.file') as file,
                json_extract(piece, '$.block')::integer as block,
            from (
                select unnest(evidence::json[]) as piece
                from quality.finding
                where finding_id = ?
            )
        ),
        place as (
            select distinct document_id, piece.file, table_no
            from piece inner join bronze.block using (document_id, block)
            where table_no is not null
        )
        select place.file, block, block.table_no, row_no, col_no, role, text
        from place inner join bronze.block using (document_id, table_no)
        order by block
        """,
        [finding_id],
    )
    return {(row["file"], row["block"]): row for row in rows}


def _is_a_figure(sentence: Sentence) -> bool:
    """Whether a cell says little but its figure, so that its row has to say the rest."""
    marked = sum(mark.end - mark.start for mark in sentence.marks_apart)
    return 2 * marked > len(sentence.text.strip())


def _row(sentences: Iterable[Sentence], cells: Mapping[tuple[str, int], Cell]) -> Iterator[Words]:
    """项目名称：某路 | 年度计划：1000万元 | …: the row of these cells, each under its heading."""
    marked = {(sentence.file, sentence.block): sentence for sentence in sentences}
    [file, first] = next(iter(marked))
    here = cells[file, first]
    heads: dict[int, str] = {}
    is_first = True
    for (found_in, block), cell in cells.items():
        if (found_in, cell["table_no"]) != (file, here["table_no"]):
            continue
        if cell["row_no"] != here["row_no"]:
            if cell["role"] == "header" and cell["row_no"] < here["row_no"]:
                heads[cell["col_no"]] = printable(cell["text"])
            continue
        sentence = marked.get((file, block))
        if not printable(cell["text"]):
            continue
        head = heads.get(cell["col_no"])
        yield Words(("" if is_first else " | ") + (f"{head}：" if head else ""))
        is_first = False
        if sentence is None:
            yield Words(_cut(printable(cell["text"]), _CELL))
        else:
            yield from _sentence(sentence)


def _sentence(sentence: Sentence) -> Iterator[Words]:
    """The sentence cut at its figures, and shortened where none is near."""
    marks = sentence.marks_apart
    if not marks:
        yield Words(_cut(printable(sentence.text), _BETWEEN))
        return
    before = _seen(sentence.text[: marks[0].start])
    yield Words(_LEFT_OUT + before[-_AROUND:] if len(before) > _AROUND else before)
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        yield Words(printable(sentence.text[mark.start : mark.end]), mark.part)
        after = _seen(sentence.text[mark.end : following.start if following else None])
        if following is None:
            yield Words(_cut(after, _AROUND))
        elif len(after) > _BETWEEN:
            yield Words(after[: _BETWEEN // 2] + _LEFT_OUT + after[-_BETWEEN // 2 :])
        else:
            yield Words(after)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[:length] + _LEFT_OUT


def _seen(text: str) -> str:
    return _UNSEEN.sub("", regex.sub(r"\s+", " ", text))
