"""The bytes of a web page -> its text: a page as it is, or saved whole as MIME (.mht).

The encoding is the page's own word for it where that holds, else found as for plain text. gb2312
and gbk are read as GB18030, which contains them: pages often use more than they declare.
"""

from __future__ import annotations

import codecs
from email import message_from_bytes
from email.message import Message

import regex

from orchestration.reading.formats.text import decode
from orchestration.reading.formats.unreadable import Unreadable

_MIME = regex.compile(rb"\s*(?:MIME-Version:|From:|Content-Type:\s*multipart/)", regex.IGNORECASE)
_DECLARED = regex.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})"
    rb"|<\?xml[^>]{0,80}?encoding=[\"']([\w-]{2,20})",
    regex.IGNORECASE,
)
_PAGES = ("text/html", "application/xhtml+xml")
_HEAD_BYTES = 4096
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso8859-1": "cp1252"}
# A page with a few broken characters is still a page; more, and it is something else.
_MAX_BROKEN = 0.01


def joined(*notes: str) -> str:
    """Notes as one: footer, nested table."""
    return ", ".join(note for note in notes if note)


def text(content: bytes) -> str:
    """Text of a page. Raises Unreadable (empty, not_text, damaged, hostile)."""
    if _MIME.match(content):
        content, declared = _saved_page(content)
    else:
        declared = ""
    if content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(content)
    if not declared and (found := _DECLARED.search(content[:_HEAD_BYTES])) is not None:
        declared = (found[1] or found[2]).decode("ascii", "replace")
    return _decoded(content, declared)


def _decoded(content: bytes, declared: str) -> str:
    encoding = ""
    try:
        encoding = codecs.lookup(declared).name if declared else ""
        encoding = _WIDER.get(encoding, encoding)
        shown = content.decode(encoding) if encoding else ""
    except (LookupError, ValueError):  # no such encoding, a name with a NUL, bytes that do not fit
        shown = ""
    if shown and "\0" not in shown:
        return shown
    try:
        return decode(content)
    except Unreadable as problem:
        if problem.reason == "empty":
            raise
        shown = content.decode("gb18030" if encoding == "gb18030" else "utf-8", "replace")
        broken = shown.count("\N{REPLACEMENT CHARACTER}")
        if "\0" in shown or broken > max(3, len(shown) * _MAX_BROKEN):
            raise
        return shown


def _saved_page(content: bytes) -> tuple[bytes, str]:
    """Bytes and declared encoding of the page within a page saved whole."""
    try:
        page = next(iter(_texts(message_from_bytes(content))), None)
    except RecursionError as problem:
        raise Unreadable("hostile", "the parts of the saved page nest without end") from problem
    if page is None:
        raise Unreadable("damaged", "the saved page holds no page")
    payload = page.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b"", page.get_content_charset("")


def _texts(message: Message) -> list[Message]:
    """Parts that are pages, the one a reader opens first; plain text where there is none."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    start = message.get_param("start")
    pages.sort(key=lambda part: part.get("Content-ID") != start or start is None)
    return pages or [part for part in parts if part.get_content_type() == "text/plain"]
