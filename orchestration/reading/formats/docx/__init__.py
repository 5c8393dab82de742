"""Word files (.docx, .docm) -> blocks: body, then headers, footers, footnotes and endnotes.

Read straight from the XML, a millisecond a file. Here: which parts there are and in which order they
are read. Not read: comments, pictures, charts, and macros, which are never looked at.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from lxml import etree

from orchestration.reading.formats import archive, markup
from orchestration.reading.formats.docx import names as w
from orchestration.reading.formats.docx.numbering import Numbering
from orchestration.reading.formats.docx.paragraph import carried
from orchestration.reading.formats.docx.story import Story
from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Block

_USUAL_MAIN = "word/document.xml"
_ASIDES = ("header", "footer", "footnote", "endnote")


def blocks(content: bytes) -> list[Block]:
    """Blocks of a Word file. Raises Unreadable, as archive.py and markup.py say, or:

    not_as_named where the container holds no Word document.
    """
    opened = archive.opened(content)
    main = _main(opened)
    relations = _relations(opened, main)
    targets: dict[str, list[str]] = {}
    for kind, target in relations.values():
        if target in opened and target not in targets.setdefault(kind, []):
            targets[kind].append(target)

    styles = _needed_styles(opened, targets)
    numbering = next((_part(opened, name) for name in targets.get("numbering", [])), None)
    hidden = _hidden_styles(styles)

    def embedded(relation: str) -> list[Block]:
        kind, target = relations.get(relation, ("", ""))
        return _embedded(opened.read(target), target) if kind == "aFChunk" else []

    story = Story(Numbering(numbering, styles), embedded)
    root = _part(opened, main)
    body = root.find(w.BODY)
    if body is None:
        raise Unreadable("not_as_named", f"part {main} is no Word document")
    story.add(body, carried(root, hidden))
    for kind in _ASIDES:
        for name in targets.get(kind if kind in ("header", "footer") else f"{kind}s", []):
            root = _part(opened, name)
            notes = [note for note in root if note.tag in w.NOTE_TAGS] or [root]
            for note in notes:
                if note.get(w.TYPE, "normal") == "normal":
                    story.add(note, carried(root, hidden), kind)
    return story.blocks


def _part(opened: archive.Archive, name: str) -> etree._Element:
    """Root of a part, in the transitional dialect whichever it is written in."""
    content = opened.read(name)
    if b"http://purl.oclc.org/ooxml" in content:
        for strict, transitional in w.STRICT:
            content = content.replace(strict, transitional)
    return markup.xml(content, name)


def _main(opened: archive.Archive) -> str:
    """Name of the part that holds the document."""
    if _USUAL_MAIN in opened:
        return _USUAL_MAIN
    for kind, target in _relations(opened, "").values():
        if kind == "officeDocument" and target in opened:
            return target
    raise Unreadable("not_as_named", "the container holds no Word document")


def _relations(opened: archive.Archive, part: str) -> dict[str, tuple[str, str]]:
    """Kind and target of each relation of a part, within the container. "" is the container."""
    home = PurePosixPath(part).parent if part else PurePosixPath()
    name = (home / "_rels" / f"{PurePosixPath(part).name}.rels").as_posix()
    if name not in opened:
        return {}
    return {
        one.get("Id", ""): (
            one.get("Type", "").rpartition("/")[2],
            (PurePosixPath("/") / home / one.get("Target", "")).as_posix().lstrip("/"),
        )
        for one in markup.xml(opened.read(name), name)
        if one.get("TargetMode") != "External"
    }


def _needed_styles(opened: archive.Archive, targets: dict[str, list[str]]) -> etree._Element | None:
    """The styles, where they bear on the text: they hide some of it, or number paragraphs.

    Parsing them costs as much as the document itself, and most say nothing but looks.
    """
    for name in targets.get("styles", []):
        content = opened.read(name)
        if b"numPr" in content or b"vanish" in content:
            return _part(opened, name)
    return None


def _hidden_styles(styles: etree._Element | None) -> frozenset[str]:
    """Names of the styles whose text is hidden."""
    if styles is None:
        return frozenset()
    return frozenset(
        style.get(w.STYLE_ID, "")
        for style in styles.iter(w.STYLE)
        if style.find(f"{w.RUN_PROPERTIES}/{w.HIDDEN}") is not None
    )


def _embedded(content: bytes, name: str) -> list[Block]:
    """Blocks of a page that an office system wrapped into a Word file as a whole (altChunk)."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in (".docx", ".docm", ".dotx"):
        raise Unreadable("embedded", f"a whole Word file is embedded as {name}: send it by itself")
    from orchestration.reading.formats import blocks_of

    return blocks_of(PurePosixPath(name), content)
