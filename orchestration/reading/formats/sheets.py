"""Spreadsheets -> blocks by what the bytes are, not by what the file is called.

Programs of the offices write web pages, newer workbooks and plain text under the name of .xls.
"""

from __future__ import annotations

from importlib import import_module

from orchestration.reading.formats import archive, compound
from orchestration.reading.report import Block

_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")


def blocks(content: bytes) -> list[Block]:
    """Blocks of a spreadsheet of any kind. Raises Unreadable with a reason a person understands."""
    return import_module(f"orchestration.reading.formats.{_kind(content)}").blocks(content)


def _kind(content: bytes) -> str:
    """Name of the format that reads these bytes."""
    if content.startswith(b"PK"):
        return "ods" if "content.xml" in archive.opened(content) else "xlsx"
    if content.startswith((compound.SIGNATURE, *_BIFF)):
        return "xls"
    head = content[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").lower()
    if head.startswith(b"<"):
        return "html"
    return "csv"
