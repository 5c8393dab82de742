"""Printed documents with a text layer (.pdf) -> blocks.

A PDF holds letters and lines at places, nothing else: the letters are put back into lines,
sentences and cells, and what page breaks have cut is joined. pdfium gives letters and ruled lines
(pdfplumber was measured to take seven times as long for the same tables). A scan has no letters: it
is unreadable here and says so.
"""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from orchestration.reading.formats.pdf import glyphs, joining, layout
from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Block

MAX_PAGES = 2000
_MOST_UNMAPPED = 0.3
_NEEDS_OCR = "the pages are pictures without a text layer: they need OCR before they can be read"


def blocks(content: bytes) -> list[Block]:
    """Blocks of a document. Raises Unreadable: empty, password, damaged, hostile, needs_ocr."""
    if not content.strip():
        raise Unreadable("empty", "the file has no content")
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as problem:
        raise _refusal(problem) from problem
    try:
        if len(document) > MAX_PAGES:
            raise Unreadable("hostile", f"{len(document)} pages; at most {MAX_PAGES}")
        pages = list(glyphs.pages(document))
    except pdfium.PdfiumError as problem:
        raise Unreadable("damaged", f"a page cannot be read: {problem}") from problem
    finally:
        document.close()
    _check_letters(pages)
    found = list(joining.blocks([layout.laid(page) for page in pages]))
    for page in pages:
        if page.has_images and not page.glyphs:
            found.append(Block(len(found), "", note=f"page {page.number}, needs OCR"))
    return found


def _refusal(problem: pdfium.PdfiumError) -> Unreadable:
    """Why pdfium does not open a document."""
    if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD or "assword" in str(problem):
        return Unreadable("password", "the file is protected by a password")
    return Unreadable("damaged", f"the document cannot be opened: {problem}")


def _check_letters(pages: list[glyphs.Page]) -> None:
    """Refuse a document whose text only the print shows."""
    letters = sum(not glyph.text.isspace() for page in pages for glyph in page.glyphs)
    unmapped = sum(page.unmapped for page in pages)
    if not letters and not unmapped:
        if any(page.has_images or page.segments for page in pages):
            raise Unreadable("needs_ocr", _NEEDS_OCR)
        raise Unreadable("empty", "the pages hold no text")
    if unmapped > _MOST_UNMAPPED * (letters + unmapped):
        raise Unreadable(
            "needs_ocr", "the letters have no codes, only shapes: the pages need OCR to be read"
        )
