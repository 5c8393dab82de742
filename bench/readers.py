"""How long a report takes to read, against the readers that others use: `make bench`.

Each reader gets the same file, the real report as tests/reading/containers.py builds it, and gives
what it finds: cells with their text at least. A reader reads the file several times on end, as it
would a folder of them; readers take turns, so that a busy machine is unfair to none; the median of
the turns counts. The result is printed and written to bench/results/readers.md.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.machine import machine
from orchestration.reading.formats import docx, html, office, pdf, xlsx
from tests.reading import containers

RESULTS = Path(__file__).parent / "results" / "readers.md"
TURNS = 9
SECONDS_A_TURN = 0.5
MOST_FILES_A_TURN = 50
# To reach, in ms a file.
GOALS = {"docx": 1.5, "xlsx": 0.6, "html": 0.6}


@dataclass
class Reader:
    """A reader of one format, and the seconds a file took in each turn."""

    suffix: str
    name: str
    read: Callable[[bytes], object]
    turns: list[float] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        return statistics.median(self.turns) * 1000


def readers() -> Iterator[Reader]:
    """Ours and the peers, imported here: who only reads reports needs none of them."""
    import docx as python_docx
    import openpyxl
    import pandas
    import pdfplumber
    import python_calamine
    from docx2python import docx2python
    from markitdown import MarkItDown

    markitdown = MarkItDown()

    def by_python_docx(content: bytes) -> object:
        document = python_docx.Document(io.BytesIO(content))
        paragraphs = [paragraph.text for paragraph in document.paragraphs]
        return paragraphs, [
            [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables
        ]

    def by_docx2python(content: bytes) -> object:
        with docx2python(io.BytesIO(content)) as document:
            return document.body

    def by_openpyxl(content: bytes) -> object:
        workbook = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        return [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in workbook]

    def by_calamine(content: bytes) -> object:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
        return [(sheet.to_python(), sheet.merged_cell_ranges) for sheet in sheets]

    def by_pdfplumber(content: bytes) -> object:
        with pdfplumber.open(io.BytesIO(content)) as document:
            return [page.extract_tables() for page in document.pages]

    yield Reader("docx", "kaohe", docx.blocks)
    yield Reader("docx", "python-docx", by_python_docx)
    yield Reader("docx", "docx2python", by_docx2python)
    yield Reader("docx", "markitdown", lambda content: markitdown.convert(io.BytesIO(content)))
    yield Reader("xlsx", "kaohe", xlsx.blocks)
    yield Reader("xlsx", "openpyxl", by_openpyxl)
    yield Reader("xlsx", "python-calamine", by_calamine)
    yield Reader("html", "kaohe", html.blocks)
    yield Reader("html", "pandas.read_html", lambda content: pandas.read_html(io.BytesIO(content)))
    yield Reader("pdf", "kaohe", pdf.blocks)
    yield Reader("pdf", "pdfplumber", by_pdfplumber)


def files() -> dict[str, bytes]:
    """The report by suffix; .pdf only where LibreOffice can print it."""
    built = containers.plain()
    if office.program() is not None:
        built["pdf"] = office.converted(built["docx"], "docx", "pdf")
    return built


def measure(found: list[Reader], contents: dict[str, bytes]) -> None:
    """Let the readers take turns. A slow one reads fewer files in each, at least one."""
    for _ in range(TURNS):
        for reader in found:
            content = contents[reader.suffix]
            reader.read(content)
            files = 0
            start = time.perf_counter()
            while files == 0 or (
                files < MOST_FILES_A_TURN and time.perf_counter() - start < SECONDS_A_TURN
            ):
                reader.read(content)
                files += 1
            reader.turns.append((time.perf_counter() - start) / files)


def table(found: list[Reader], contents: dict[str, bytes]) -> str:
    """The result in Markdown."""
    ours = {reader.suffix: reader.milliseconds for reader in found if reader.name == "kaohe"}
    lines = [
        "# ms to read the real report",
        "",
        f"Median of {TURNS} turns of up to {MOST_FILES_A_TURN} files, imports done. {machine()}",
        "",
        "| format | bytes | reader | ms a file | × kaohe | goal |",
        "|---|---:|---|---:|---:|---:|",
    ]
    for reader in found:
        goal = GOALS.get(reader.suffix, "") if reader.name == "kaohe" else ""
        ratio = reader.milliseconds / ours[reader.suffix]
        lines.append(
            f"| .{reader.suffix} | {len(contents[reader.suffix])} | {reader.name} "
            f"| {reader.milliseconds:.2f} | {ratio:.1f} | {goal} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    contents = files()
    found = [reader for reader in readers() if reader.suffix in contents]
    measure(found, contents)
    result = table(found, contents)
    sys.stdout.write(result)
    RESULTS.write_text(result, encoding="utf-8")


if __name__ == "__main__":
    main()
