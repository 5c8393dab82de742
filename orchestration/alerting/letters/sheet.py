"""The reply sheet (核实回执) as .xlsx: a row for each question, three columns to fill.

Everything else is locked, without a password. Every text is written as text: what begins with = is
no formula, and what a person fills in stays as typed (95.3% and not 0.953).
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from orchestration.alerting.letters.letter import Letter, Question, Quote
from orchestration.alerting.letters.packing import packed
from orchestration.words import PARTS

TITLE = "核实回执"
# The header by which a filled sheet is known again, and how wide each column is.
COLUMNS = {
    "编号": 14,
    "报告期": 12,
    "指标": 15,
    "报告原文": 38,
    "我们的计算": 25,
    "建议": 25,
    "属实（是/否）": 13,
    "更正为": 15,
    "说明": 20,
    "核对码": 9,
}
_HINTS = {
    "属实（是/否）": "报告确有需要更正之处填“是”，报告无误填“否”。",
    "更正为": "属实的，写更正后的数，如：完成率 95.3%　完成值 1200户　目标值 310吨。暂不能更正的，留空。",
    "说明": "填“否”的，请写明口径或依据；不写说明的，问题仍予保留。",
    "核对码": "供回收时核对，请勿改动。",
}
TO_FILL = ("属实（是/否）", "更正为", "说明")
_HEADER_ROW = 3
_MOST_CHARACTERS = 8000  # of a cell: Excel takes 32,767
_TO_FILL = PatternFill("solid", fgColor="FFF7D6")
_HEADER = PatternFill("solid", fgColor="E7ECF2")
_LINE = Side(style="thin", color="9AA5B1")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FONT = "宋体"
_LINE_POINTS = 13
_MOST_POINTS = 400  # of a row: Excel takes 409


def sheet(letter: Letter) -> bytes:
    """The reply sheet of a letter."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = TITLE
    _head(page, letter)
    for question in letter.questions:
        _write_row(page, _HEADER_ROW + question.number, question)
    _guard(page, _HEADER_ROW + len(letter.questions))
    _lay_out(page, letter)
    book.properties.creator = "kaohe"
    book.properties.title = f"{letter.unit} {TITLE} {letter.number}"
    written = io.BytesIO()
    book.save(written)
    return packed(written.getvalue(), letter.day.isoformat())


def is_filled(content: bytes) -> bool:
    """Whether somebody wrote into a reply sheet. What cannot be opened may hold anything."""
    try:
        book = load_workbook(io.BytesIO(content), read_only=True)
        rows = list(book.worksheets[0].values)
    except Exception:
        return True
    first = list(COLUMNS).index(TO_FILL[0])
    by_hand = [cell for row in rows[_HEADER_ROW:] for cell in row[first : first + len(TO_FILL)]]
    who_and_when = [cell for row in rows[1:2] for cell in row[3:6:2]]
    return any(cell not in (None, "") for cell in (*by_hand, *who_and_when))


def _head(page: Worksheet, letter: Letter) -> None:
    for column in range(1, len(COLUMNS)):
        # centred over the columns without merging them: a merged row cannot be sorted or pasted
        page.cell(1, column).alignment = Alignment(horizontal="centerContinuous", vertical="center")
    _text(page.cell(1, 1), TITLE).font = Font(name="黑体", size=18)
    page.row_dimensions[1].height = 34
    told = ("责任单位", letter.unit, "填报人", "", "填报日期", "")
    for column, text in enumerate(told, start=1):
        cell = _text(page.cell(2, column), text)
        cell.font = Font(name=_FONT, size=11, bold=column % 2 == 1)
        cell.alignment = Alignment(vertical="center", wrap_text=column == 2)
        if not text:
            _open_to_fill(cell)
    page.row_dimensions[2].height = 44
    for column, (name, width) in enumerate(COLUMNS.items(), start=1):
        cell = _text(page.cell(_HEADER_ROW, column), name)
        cell.font = Font(name="黑体", size=10)
        cell.fill = _HEADER
        cell.border = _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if name in _HINTS:
            cell.comment = Comment(_HINTS[name], "核实函", height=90, width=220)
        page.column_dimensions[get_column_letter(column)].width = width
    page.row_dimensions[_HEADER_ROW].height = 34


def _write_row(page: Worksheet, row: int, question: Question) -> None:
    said = (
        question.finding_id,
        question.period or "",
        question.about,
        _quoted(question.quotes),
        "\n".join((*question.asked, *question.working)),
        "\n".join(_advice(question)),
        *("", "", ""),
        question.fact_id,
    )
    for column, text in enumerate(said, start=1):
        cell = _text(page.cell(row, column), text)
        cell.border = _BORDER
        is_code = column == len(COLUMNS)
        cell.font = Font(name=_FONT, size=7 if is_code else 10, color="808080" if is_code else None)
        cell.alignment = Alignment(vertical="top", wrap_text=not is_code)
        if not text:
            _open_to_fill(cell)
    widths = list(COLUMNS.values())[:-1]
    lines = max(_lines(str(text), width) for text, width in zip(said, widths, strict=False))
    page.row_dimensions[row].height = min(_LINE_POINTS * lines + 6, _MOST_POINTS)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column; a Chinese character is two wide."""
    return sum(
        1 + sum(2 if ord(letter) > 0x7F else 1 for letter in line) // (width - 1)
        for line in text.split("\n")
    )


def _advice(question: Question) -> Iterable[str]:
    yield from (f"可能的原因：{cause}。" for cause in question.likely_causes)
    yield from (f"{suggestion}。" for suggestion in question.suggestions)
    if not question.suggestions:
        yield question.instruction


def _quoted(quotes: Iterable[Quote]) -> CellRichText | str:
    """The printed sentences, their figures bold; of several reports each is named."""
    quotes = tuple(quotes)
    is_one = len({quote.source for quote in quotes}) == 1
    plain, bold = InlineFont(rFont=_FONT, sz=10), InlineFont(rFont=_FONT, sz=10, b=True)
    pieces: list[TextBlock] = []
    room = _MOST_CHARACTERS
    for quote in quotes:
        if len(quote.text) > room:
            break
        room -= len(quote.text)
        if pieces:
            pieces.append(TextBlock(plain, "\n"))
        if not is_one:
            pieces.append(TextBlock(plain, f"[{quote.source}] "))
        for words in filter(None, quote.words):
            pieces.append(TextBlock(bold if words.part else plain, words.text))
            if words.part:
                pieces.append(TextBlock(plain, f"({PARTS.get(words.part, words.part)})"))
    return CellRichText(pieces) if pieces else ""


def _text(cell: Cell, text: CellRichText | str) -> Cell:
    """Puts text into a cell that stays text, whatever it looks like, and whoever edits it."""
    cell.number_format = "@"
    if text:
        cell.value = text if isinstance(text, CellRichText) else text[:_MOST_CHARACTERS]
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell


def _open_to_fill(cell: Cell) -> None:
    cell.fill = _TO_FILL
    cell.border = _BORDER
    cell.protection = Protection(locked=False)


def _guard(page: Worksheet, last_row: int) -> None:
    """Locks all but what is to fill, and says at each cell what to fill in."""
    page.protection.sheet = True
    # who fills it in may make room for what they write, and sort or filter the rows
    page.protection.formatColumns = False
    page.protection.formatRows = False
    for column, name in enumerate(COLUMNS, start=1):
        if name not in TO_FILL:
            continue
        is_choice = name == TO_FILL[0]
        told = DataValidation(
            type="list" if is_choice else None,
            formula1='"是,否"' if is_choice else None,
            allow_blank=True,
            showInputMessage=True,
            showErrorMessage=is_choice,
            promptTitle=name,
            prompt=_HINTS[name],
            errorTitle=name,
            error="请填“是”或“否”，或留空。",
        )
        letter = get_column_letter(column)
        told.add(f"{letter}{_HEADER_ROW + 1}:{letter}{last_row}")
        page.add_data_validation(told)


def _lay_out(page: Worksheet, letter: Letter) -> None:
    """Frozen header; A4 across, as wide as the page, the header on each page."""
    page.freeze_panes = page.cell(_HEADER_ROW + 1, 1)
    page.sheet_view.zoomScale = 100
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    last = get_column_letter(len(COLUMNS) - 1)
    page.print_area = f"A1:{last}{_HEADER_ROW + len(letter.questions)}"
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.5, 0.7
    page.page_margins.footer = 0.35
    page.oddFooter.left.text = letter.number
    page.oddFooter.right.text = "第 &P 页 共 &N 页"
