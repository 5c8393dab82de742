"""XML and HTML -> trees, parsed so that a file cannot reach out, expand or exhaust.

No entity is resolved, no DTD or network loaded, no huge tree accepted. What the elements mean is
decided by the format that asks.
"""

from __future__ import annotations

from lxml import etree

from orchestration.reading.formats.unreadable import Unreadable

_XML = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    dtd_validation=False,
    attribute_defaults=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def xml(content: bytes, name: str) -> etree._Element:
    """Root of a part of an office file. `name` says which part, for the message.

    Office files have no DOCTYPE; one that has is refused, whatever it declares.
    """
    if any(doctype in content for doctype in _DOCTYPES):
        raise Unreadable("hostile", f"part {name} declares a document type: refused unread")
    try:
        root = etree.fromstring(content, _XML)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise Unreadable("damaged", f"part {name} is not well-formed: {problem}") from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("hostile", f"part {name} declares a document type: refused unread")
    return root


def html(text: str) -> etree._Element | None:
    """Root of a page, mended as browsers mend it; None where the page holds no element.

    Raises Unreadable where the page nests deeper than the parser follows: the rest would be lost.
    """
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=True,  # 2,048 levels instead of 256: tags left open nest; HTML has no entities
        remove_comments=True,
        remove_pis=True,
        recover=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise Unreadable("damaged", f"the page cannot be parsed: {problem}") from problem
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable("hostile", "the page nests its elements without end")
    return root
