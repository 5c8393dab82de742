"""Word files (.docx, .docm) -> blocks: body, then headers, footers, footnotes and endnotes.

Read straight from the XML, a millisecond a file. Here: which parts there are and in which order
they are read. Not read: comments, pictures, charts, and macros, which are never looked at.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from lxml import etree

from orchestration.reading.formats import archive, markup
from orchestration.reading.formats.docx import names as w
from orchestration.reading.formats.docx.numbering import Numbering
from orchestration.reading.formats.docx.paragraph import carried
from orchestration.reading.formats.docx.story import Story
from orchestration.reading.formats.docx.styles import Styles
from orchestration.reading.formats.relations import relations as relations_of
from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Block

_ASIDES = ("header", "footer", "footnote", "endnote")


def blocks(content: bytes) -> list[Block]:
    """Blocks of a Word file. Raises Unreadable, as archive.py and markup.py say, or:

    not_as_named where the container holds no Word document; empty, needs_ocr where that has no text.
    """
    opened = archive.opened(content)
    main = _main(opened)
    relations = relations_of(opened, main)
    targets: dict[str, list[str]] = {}
    for kind, target in relations.values():
        if target in opened and target not in targets.setdefault(kind, []):
            targets[kind].append(target)

    def read_styles() -> bytes:
        return next((opened.read(name) for name in targets.get("styles", [])), b"")

    def read_numbering() -> etree._Element | None:
        return next((_part(opened, name) for name in targets.get("numbering", [])), None)

    def embedded(relation: str) -> list[Block]:
        kind, target = relations.get(relation, ("", ""))
        return _embedded(opened.read(target), target) if kind == "aFChunk" else []

    styles = Styles(read_styles)
    story = Story(Numbering(read_numbering, styles), embedded)
    root = _part(opened, main)
    body = root.find(w.BODY)
    if body is None:
        raise Unreadable("not_as_named", f"part {main} is no Word document")
    story.add(body, carried(root, styles))
    for kind in _ASIDES:
        for name in targets.get(kind if kind in ("header", "footer") else f"{kind}s", []):
            root = _part(opened, name)
            notes = [note for note in root if note.tag in w.NOTE_TAGS] or [root]
            for note in notes:
                if note.get(w.TYPE, "normal") == "normal":
                    story.add(note, carried(root, styles), kind)
    if not story.blocks:
        raise _nothing(opened)
    return story.blocks


def _nothing(opened: archive.Archive) -> Unreadable:
    """Why a document without text has none. Scans are sent as pictures in a Word file."""
    if any("/media/" in name for name in opened.names):
        return Unreadable("needs_ocr", "the document holds pictures and no text: it needs OCR")
    return Unreadable("empty", "the document holds no text")


def _part(opened: archive.Archive, name: str) -> etree._Element:
    return markup.xml(w.transitional(opened.read(name)), name)


def _main(opened: archive.Archive) -> str:
    """Name of the part that holds the document."""
    leads = relations_of(opened, "").values()
    named = [target for kind, target in leads if kind == "officeDocument"]
    for name in (*named, "word/document.xml"):
        if name in opened:
            return name
    raise Unreadable("not_as_named", "the container holds no Word document")


def _embedded(content: bytes, name: str) -> list[Block]:
    """Blocks of a page that an office system wrapped into a Word file as a whole (altChunk)."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in (".docx", ".docm", ".dotx"):
        raise Unreadable("embedded", f"a whole Word file is embedded as {name}: send it by itself")
    from orchestration.reading.formats import blocks_of

    return blocks_of(PurePosixPath(name), content)
