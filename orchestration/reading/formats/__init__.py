"""A file's bytes -> blocks, one module for each format. A file's ending decides which reads it.

A block is one cell or paragraph with its place. What a column means is decided in layout.py. A
module is imported when its first file comes: who reads text needs no parser of Word files.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path, PurePath

from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Block

_READERS = {
    ".txt": "text",
    ".docx": "doc",  # which looks at what the file is: an older one may bear the newer name
    ".docm": "doc",
    ".dotx": "doc",
    ".html": "html",
    ".htm": "html",
    ".mht": "html",
    ".mhtml": "html",
    ".csv": "csv",
    ".tsv": "csv",
    ".xlsx": "sheets",
    ".xlsm": "sheets",
    ".xls": "sheets",
    ".et": "sheets",
    ".ods": "sheets",
    ".doc": "doc",
    ".wps": "doc",
    ".rtf": "doc",
    ".pdf": "pdf",
}


def format_of(path: PurePath) -> str:
    """The format a file's ending names: txt for 2020.txt; empty for a file without an ending."""
    return path.suffix.lower().lstrip(".")


def may_convert(path: Path) -> bool:
    """Whether LibreOffice may have to convert a file, by its ending and its first letters."""
    if _READERS.get(path.suffix.lower()) != "doc":
        return False
    try:
        with path.open("rb") as file:
            return file.read(2) != b"PK"
    except OSError:
        return False


def convert_ahead(paths: Sequence[Path]) -> None:
    """Convert together what LibreOffice has to convert of these files, before they are read."""
    from orchestration.reading.formats import doc, office

    files: list[tuple[bytes, str]] = []
    for path in paths:
        with suppress(OSError):
            content = path.read_bytes()
            if (suffix := doc.converts_from(content)) is not None:
                files.append((content, suffix))
    if len(files) > 1:
        office.convert_ahead(files, "docx")


def blocks_of(path: PurePath, content: bytes) -> list[Block]:
    """Blocks of a file. Raises Unreadable with a reason a person understands."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(_READERS))
        raise Unreadable(
            "unknown_format",
            f"no reader for {path.suffix or 'files without ending'}; known: {known}",
        )
    found: list[Block] = import_module(f"{__name__}.{reader}").blocks(content)
    return found
