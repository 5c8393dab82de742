"""Word files for tests, written as XML: what office programs save, and what they never would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

from orchestration.reading.formats.docx import blocks

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def t(text: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    """A paragraph; bare text becomes a run."""
    runs = "".join(part if part.startswith("<") else t(part) for part in content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def listed(text: str, num: int = 1, level: int = 0) -> str:
    """A paragraph of a list."""
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return p(text, properties=properties)


def tc(*content: str, properties: str = "") -> str:
    """A cell; bare text becomes a paragraph."""
    inner = "".join(part if part.startswith("<") else p(part) for part in content) or p()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; bare text becomes a cell."""
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def level(number: int, format: str, text: str, more: str = "") -> str:
    """A level of a list, without a gap between label and text."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(
    *levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
) -> str:
    """A numbering part with one abstract list."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def word(
    *body: str, parts: dict[str, str] | None = None, files: dict[str, bytes] | None = None
) -> bytes:
    """A Word file. `parts`: inner XML by kind (numbering, styles, header, …); `files`: more."""
    parts = parts or {}
    main = f"<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>"
    related = "".join(
        f'<Relationship Id="r{kind}" Type="{_KINDS}{kind}" Target="{kind}.xml"/>' for kind in parts
    ) + "".join(
        f'<Relationship Id="f{number}" Type="{_KINDS}aFChunk" Target="{name}"/>'
        for number, name in enumerate(files or {})
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", _content_types(parts))
        packed.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
            f'Type="{_KINDS}officeDocument" Target="word/document.xml"/></Relationships>',
        )
        packed.writestr("word/document.xml", main)
        packed.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}">{related}</Relationships>',
        )
        for kind, inner in parts.items():
            packed.writestr(f"word/{kind}.xml", f"<w:{kind} {NAMESPACES}>{inner}</w:{kind}>")
        for name, content in (files or {}).items():
            packed.writestr(f"word/{name}", content)
    return out.getvalue()


def _content_types(parts: dict[str, str]) -> str:
    """What each part is, for the programs that ask."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    named = {"document": f"{kind}document.main+xml"} | {part: f"{kind}{part}+xml" for part in parts}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{name}"/>'
        for part, name in named.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )


def repacked(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A zip container with each part changed by its name and bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as packed,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for name in packed.namelist():
            changed.writestr(name, change(name, packed.read(name)))
    return out.getvalue()


def texts(*body: str, parts: dict[str, str] | None = None) -> list[str]:
    """Texts of the blocks that a Word file of this body gives."""
    return [block.text for block in blocks(word(*body, parts=parts))]


def noted(*body: str, parts: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """Texts of the blocks, each with its note."""
    return [(block.text, block.note) for block in blocks(word(*body, parts=parts))]
