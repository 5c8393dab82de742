"""A file's bytes -> blocks, one module for each format. Decides by the file's ending which reads it.

A block is one cell or paragraph with its place. What a column means is decided in layout.py.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from orchestration.reading.formats import text
from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Block

_READERS: dict[str, Callable[[bytes], list[Block]]] = {".txt": text.blocks}


def format_of(path: PurePath) -> str:
    """The format a file's ending names: txt for 2020.txt; empty for a file without an ending."""
    return path.suffix.lower().lstrip(".")


def blocks_of(path: PurePath, content: bytes) -> list[Block]:
    """Blocks of a file. Raises Unreadable with a reason a person understands."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(_READERS))
        raise Unreadable(
            "unknown_format",
            f"no reader for {path.suffix or 'files without ending'}; known: {known}",
        )
    return reader(content)
