"""Small PDF files for the tests, written letter by letter and line by line: no program between.

A page is what is printed on it. The font is one that every reader knows by name, so none is inside.
"""

from __future__ import annotations

from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
SIZE = 12
# A grey picture over the whole page, as of a scan.
PICTURE = "q 400 0 0 600 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"


@dataclass
class Page:
    """A page to print on. Places are in points from the lower left corner."""

    marks: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str) -> None:
        code = text.encode("utf-16-be").hex()
        self.marks.append(f"BT /F1 {SIZE} Tf {x} {y} Td <{code}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.marks.append(f"{x0} {y0} m {x1} {y1} l S")

    def table(self, xs: list[float], ys: list[float]) -> None:
        """A grid of lines; `ys` go down."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)


def document(*pages: Page) -> bytes:
    """The bytes of a PDF with these pages."""
    kids = " ".join(f"{5 + 2 * no} 0 R" for no in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        " /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo"
        " << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000"
        " /W [1 [500] 2 95 500 814 939 500] >>",
    ]
    for number, page in enumerate(pages):
        content = "\n".join(page.marks)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * number} 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    out = b"%PDF-1.5\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode("ascii")
    out += b"".join(f"{place:010} 00000 n \n".encode("ascii") for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out + trailer.encode("ascii")
