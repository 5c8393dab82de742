"""Separated values (.csv, .tsv) -> blocks. The encoding and the separator are found, not assumed.

Which rows are titles, tables and notes is decided in grid.py, as for any sheet.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice

import regex

from orchestration.reading.formats import grid
from orchestration.reading.formats.text import decode
from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Block

_SEPARATORS = (",", "\t", ";", "|", "，", "；")
_LOOKED_AT_ROWS = 200
_NUMERIC = regex.compile(r"[-+−]?[\d,]*\.?\d+[%％‰]?")
# Excel's first line in files that say their separator.
_SAID = regex.compile(r"sep=(.)\n", regex.IGNORECASE)


def blocks(content: bytes) -> list[Block]:
    """Blocks of a file of separated values. Raises Unreadable as text.py says; damaged."""
    text = decode(content)
    said = _SAID.match(text)
    text = text[said.end() :] if said else text
    separator = said[1] if said else _separator(text)
    cells: list[grid.Cell] = []
    try:
        for row, fields in enumerate(_records(text, separator)):
            for col, field in enumerate(fields):
                if shown := field.strip():
                    numeric = _NUMERIC.fullmatch(shown) is not None
                    cells.append(grid.Cell(row, col, shown, numeric=numeric))
    except csv.Error as problem:
        raise Unreadable("damaged", f"a quoted field does not end: {problem}") from problem
    if not cells:
        raise Unreadable("empty", "the file holds separators and nothing between them")
    return grid.blocks([grid.Sheet("", hidden=False, cells=cells)])


def _records(text: str, separator: str) -> csv.Reader:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _separator(text: str) -> str:
    """The separator that cuts most rows into the same number of fields; then the most fields.

    Rows are cut with their quotes, so that a comma within quotes separates nothing.
    """
    best, found = (0.0, 0), ","
    for separator in _SEPARATORS:
        if separator not in text:
            continue
        try:
            widths = [len(r) for r in islice(_records(text, separator), _LOOKED_AT_ROWS) if any(r)]
        except csv.Error:
            continue
        counted = Counter(width for width in widths if width > 1)
        if not counted:
            continue
        width, rows = counted.most_common(1)[0]
        if (rows / len(widths), width) > best:
            best, found = (rows / len(widths), width), separator
    return found
