"""Rows of a table without a header, read by what their cells hold: which is the target, which the result.

Rows that carry labels are read in label_cells.py.
"""

from __future__ import annotations

import re

from orchestration.reading import headers
from orchestration.reading.headers import ZONES
from orchestration.reading.quantity import is_unit
from orchestration.reading.report import Block, BlockRole

_RESULT_HEAD = re.compile(
    r"^\s*(?:[(（]?[\d一二三四五]+[)）、.．])?\s*(?:\([1一]\))?(?:工作|目标)?完成情况[。:：]"
    r"|[。;；]\s*[(（]?\d?[)）.、]?\s*工作(?:举措|成效|措施)[。:：]"
)
_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"[^\d\W]{2}")


def by_content(line: list[Block]) -> tuple[list[Block], list[str]]:
    """Roles and zones: a cell with result sections, and the target cell before it."""
    opened = [_RESULT_HEAD.search(block.text) is not None for block in line]
    if True not in opened or opened.index(True) == 0:
        return [block._replace(role="other") for block in line], [""] * len(line)
    result = opened.index(True)
    roles: list[BlockRole] = ["item"] * (result - 1) + ["target", "result"]
    roles += ["other"] * (len(line) - len(roles))
    placed = [block._replace(role=role) for block, role in zip(line, roles, strict=True)]
    return placed, [ZONES.get(role, "") for role in roles]


def name_of(line: list[Block]) -> str:
    """What the row is about: the cell placed as its item, else a first cell of words."""
    first = "".join(line[0].text.split())
    named = first if _NAME.match(first) and not _DIGIT.search(first) else ""
    return next((block.text.strip() for block in line if block.role == "item"), named)


def unit_of(line: list[Block]) -> str:
    """The unit in brackets in the first cell, or alone in a cell of its own."""
    alone = (text for block in line[1:] if is_unit(text := block.text.strip()))
    return headers.unit_in(line[0].text) or next(alone, "")
