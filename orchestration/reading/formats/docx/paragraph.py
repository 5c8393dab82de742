"""One Word paragraph -> its text, as the printed page shows it.

Insertions are in, deletions out; a field shows its result, not its code; a soft break is a line
break. What stands in a paragraph but not in its line (text boxes, hidden text) is laid aside
with a note. List labels are in numbering.py, tables in story.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from orchestration.reading.formats.docx import names as w
from orchestration.reading.formats.docx.styles import Styles
from orchestration.reading.formats.docx.symbols import symbol

_PLAIN = {
    w.TAB: "\t",
    w.POSITION_TAB: "\t",
    w.BREAK: "\n",
    w.CARRIAGE_RETURN: "\n",
    w.HYPHEN: "-",
}
# A paragraph with one of the last is walked element by element; most have none.
_LOOKED_AT = (
    w.TEXT,
    *_PLAIN,
    w.DELETED,
    w.MOVED_FROM,
    w.HIDDEN,
    w.FIELD_CHAR,
    w.ALTERNATE,
    w.TEXT_BOX,
    w.SYMBOL,
    w.RUBY,
    w.MATH,
    w.RUN_STYLE,
)
_SILENT = {
    w.PARAGRAPH_PROPERTIES,
    w.RUN_PROPERTIES,
    w.CONTROL_PROPERTIES,
    w.DELETED,
    w.MOVED_FROM,
}
_MARK_GONE = tuple(
    f"{w.PARAGRAPH_PROPERTIES}/{w.RUN_PROPERTIES}/{gone}"
    for gone in (w.DELETED, w.MOVED_FROM, w.HIDDEN)
)


@dataclass(slots=True)
class Carried:
    """What one paragraph leaves to the next in a part: open fields, and what was laid aside.

    `looked_at` are the tags of _LOOKED_AT that occur in the part: a search for few tags is faster.
    """

    styles: Styles
    looked_at: list[str]
    has_fields: bool
    fields: list[bool] = field(default_factory=list)  # for each open field: is its result reached?
    asides: list[tuple[str, etree._Element | str]] = field(default_factory=list)


def carried(root: etree._Element, styles: Styles) -> Carried:
    """The state before a part's first paragraph.

    Fields that do not close as often as they open are damaged: their codes cannot be told from
    their results, so that all text is kept.
    """
    tags = sorted({element.tag for element in root.iter(_LOOKED_AT)})
    marks = [mark.get(w.FIELD_CHAR_TYPE) for mark in root.iter(w.FIELD_CHAR)]
    return Carried(styles, tags, marks.count("begin") == marks.count("end"))


def paragraph(element: etree._Element, state: Carried) -> tuple[str, bool]:
    """Text of a paragraph, and whether it runs on in the next: its end is deleted or hidden."""
    if not state.fields:
        text = _simple(element, state)
        if text is not None:
            return text, False
    pieces: list[str] = []
    _walk(element, pieces, state)
    runs_on = any(w.is_on(element.find(mark)) for mark in _MARK_GONE)
    return "".join(pieces), runs_on


def alternatives(element: etree._Element) -> list[etree._Element]:
    """The one version of an AlternateContent to read: the first with text. They say the same."""
    versions = [version for version in element if version.tag in (w.CHOICE, w.FALLBACK)]
    return [one for one in versions if next(one.iter(w.TEXT), None) is not None][:1]


def _simple(element: etree._Element, state: Carried) -> str | None:
    """Text of a paragraph of plain runs; None where there is more to it."""
    pieces: list[str] = []
    for part in element.iter(state.looked_at or w.TEXT):
        tag = part.tag
        if tag == w.TEXT:
            pieces.append(_shown(part))
        elif tag not in _PLAIN:
            return None
        elif part.getparent().tag == w.RUN:  # else it is a tab stop of the paragraph's properties
            pieces.append(_PLAIN[tag])
    return "".join(pieces)


def _shown(element: etree._Element) -> str:
    """Text of a w:t. Blanks at its ends do not count unless it says that they do."""
    text: str = element.text or ""
    if text and (text[0] in " \t\r\n" or text[-1] in " \t\r\n"):
        return text if element.get(w.SPACE) == "preserve" else text.strip(" \t\r\n")
    return text


def _walk(element: etree._Element, pieces: list[str], state: Carried) -> None:
    """Add the text below an element to `pieces`."""
    for child in alternatives(element) if element.tag == w.ALTERNATE else element:
        tag = child.tag
        if tag in _SILENT:
            continue
        if tag == w.FIELD_CHAR:
            _step(child.get(w.FIELD_CHAR_TYPE), state)
        elif tag == w.TEXT_BOX:
            state.asides.append(("text box", child))
        elif tag in (w.TEXT, w.MATH_TEXT):
            if all(state.fields):
                pieces.append(_shown(child))
        elif tag in _PLAIN:
            pieces.append(_PLAIN[tag])
        elif tag == w.SYMBOL:
            pieces.append(symbol(child.get(w.FONT, ""), child.get(w.CHAR, "")))
        elif tag == w.RUBY:
            base = child.find(w.RUBY_BASE)
            if base is not None:
                _walk(base, pieces, state)
        elif tag == w.RUN and _is_hidden(child, state):
            unseen: list[str] = []
            _walk(child, unseen, state)
            state.asides.append(("hidden text", "".join(unseen)))
        else:
            if tag == w.DENOMINATOR:
                pieces.append("/")
            _walk(child, pieces, state)


def _step(kind: str | None, state: Carried) -> None:
    """One mark of a field: it opens, its code ends and its result begins, or it closes."""
    if not state.has_fields:
        return
    if kind == "begin":
        state.fields.append(False)
    elif kind == "separate" and state.fields:
        state.fields[-1] = True
    elif kind == "end" and state.fields:
        state.fields.pop()


def _is_hidden(run: etree._Element, state: Carried) -> bool:
    """Whether a run is formatted as hidden, itself or by its style."""
    properties = run.find(w.RUN_PROPERTIES)
    if properties is None:
        return False
    own = properties.find(w.HIDDEN)
    if own is not None:
        return w.is_on(own)
    style = properties.find(w.RUN_STYLE)
    return style is not None and state.styles.hides(style.get(w.VAL, ""))
