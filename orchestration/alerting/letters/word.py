"""A letter as .docx: A4, 仿宋 and 黑体, a table for each question, page numbers at the foot."""

from __future__ import annotations

import io
from collections.abc import Iterable
from html import escape

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from orchestration.alerting.letters import phrasing
from orchestration.alerting.letters.letter import GUIDE_NAME, Letter, Question, Quote
from orchestration.alerting.letters.packing import packed
from orchestration.words import PARTS

_BODY, _HEAD, _LATIN = "仿宋", "黑体", "Times New Roman"
# What a machine without the Chinese office fonts sets instead.
_INSTEAD = {
    _BODY: "FangSong,仿宋_GB2312,STFangsong,Noto Serif CJK SC,Source Han Serif SC",
    _HEAD: "SimHei,STHeiti,Noto Sans CJK SC,Source Han Sans SC",
}
_SIZE, _TABLE_SIZE, _SMALL_SIZE = Pt(14), Pt(11), Pt(9)
_GREY = RGBColor(0x59, 0x59, 0x59)
_LABEL_WIDTH, _TEXT_WIDTH = Cm(2.6), Cm(13.2)


def document(letter: Letter) -> bytes:
    """The .docx of a letter."""
    paper = Document()
    _set_up(paper)
    paper.core_properties.author = "kaohe"
    paper.core_properties.title = phrasing.title(letter)
    paper.core_properties.comments = ""
    _title(paper, letter)
    for line in phrasing.opening(letter):
        _said(paper, line)
    for number, section in enumerate(phrasing.sections(letter), start=1):
        _heading(paper, phrasing.heading(number, section))
        if section == phrasing.QUESTIONS:
            _questions(paper, letter)
        elif section == phrasing.HINTS:
            for hint in phrasing.hints(letter):
                _said(paper, hint, size=_TABLE_SIZE)
        else:
            for step, line in enumerate(phrasing.reply(letter), start=1):
                _said(paper, f"{step}．{line}")
            _said(paper, f"{phrasing.GUIDE}，见《{GUIDE_NAME.removesuffix('.html')}》。")
    _said(paper, phrasing.CLOSING)
    _said(paper, phrasing.attached(letter))
    _signature(paper, letter)
    written = io.BytesIO()
    paper.save(written)
    fonts = {"word/fontTable.xml": _font_table()}
    return packed(written.getvalue(), letter.day.isoformat(), fonts)


def _set_up(paper: Paper) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3), Cm(2.6)
    section.left_margin, section.right_margin = Cm(2.6), Cm(2.6)
    normal = paper.styles["Normal"]
    normal.font.size = _SIZE
    _set_font(normal.element.get_or_add_rPr(), _BODY)
    for language in paper.styles.element.iter(qn("w:lang")):
        # else a machine may set the punctuation of another country's Chinese
        language.set(qn("w:eastAsia"), "zh-CN")
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.4
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("— ")
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        _field(foot.add_run(), kind, text)
    foot.add_run(" —")


def _field(run: Run, kind: str | None, text: str | None) -> None:
    """A third of a field: its begin, its instruction or its end."""
    part = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        part.set(qn("w:fldCharType"), kind)
    else:
        part.text = text
    run._r.append(part)


def _set_font(properties: OxmlElement, name: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for kind, font in (("ascii", _LATIN), ("hAnsi", _LATIN), ("eastAsia", name)):
        fonts.set(qn(f"w:{kind}"), font)
    # quotation marks and dots of Chinese print are as wide as its letters
    fonts.set(qn("w:hint"), "eastAsia")


def _title(paper: Paper, letter: Letter) -> None:
    title = _said(paper, phrasing.title(letter), font=_HEAD, size=Pt(20), indent=False)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(6)
    number = _said(paper, letter.number, size=_TABLE_SIZE, indent=False)
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    number.paragraph_format.space_after = Pt(10)
    _said(paper, phrasing.salutation(letter), indent=False)


def _heading(paper: Paper, text: str, size: Pt = _SIZE) -> None:
    heading = _said(paper, text, font=_HEAD, size=size, indent=False)
    heading.paragraph_format.space_before = Pt(10)
    heading.paragraph_format.space_after = Pt(4)
    heading.paragraph_format.keep_with_next = True


def _said(
    paper: Paper, text: str, *, font: str = _BODY, size: Pt = _SIZE, indent: bool = True
) -> Paragraph:
    paragraph = paper.add_paragraph()
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size.pt)
    _run(paragraph, text, font=font, size=size)
    return paragraph


def _run(paragraph: Paragraph, text: str, *, font: str = _BODY, size: Pt = _TABLE_SIZE) -> Run:
    run = paragraph.add_run(text)
    run.font.size = size
    _set_font(run._r.get_or_add_rPr(), font)
    return run


def _questions(paper: Paper, letter: Letter) -> None:
    for number, (period, questions) in enumerate(letter.groups, start=1):
        _heading(paper, phrasing.group_heading(number, period, len(questions)), Pt(13))
        for question in questions:
            _question(paper, question)
            paper.add_paragraph().paragraph_format.line_spacing = Pt(8)


def _question(paper: Paper, question: Question) -> None:
    table = paper.add_table(rows=0, cols=2, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, (_LABEL_WIDTH, _TEXT_WIDTH), strict=True):
        column.width = width
    head = _row(table).cells
    cell = head[0].merge(head[1])
    _shade(cell)
    line = cell.paragraphs[0]
    _run(line, phrasing.question_heading(question), font=_HEAD)
    _run(line, f"　{phrasing.weight(question)}", size=_SMALL_SIZE).font.color.rgb = _GREY
    if question.quotes:
        cell = _labelled(table, phrasing.PRINTED)
        for number, quote in enumerate(question.quotes):
            _quote(cell.add_paragraph() if number else cell.paragraphs[0], quote)
    for row in phrasing.rows(question):
        size = _SMALL_SIZE if row.kind == "small" else _TABLE_SIZE
        _lines(_labelled(table, row.label), row.lines, size)
    for paragraph in table._tbl.iter(qn("w:p")):
        _tight(Paragraph(paragraph, table))
    # the rows of a question stay on one page where they can
    for row in table.rows[:-1]:
        for paragraph in row._tr.iter(qn("w:p")):
            Paragraph(paragraph, table).paragraph_format.keep_with_next = True


def _row(table: Table) -> _Row:
    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, width in zip(row.cells, (_LABEL_WIDTH, _TEXT_WIDTH), strict=True):
        cell.width = width
    return row


def _labelled(table: Table, label: str) -> _Cell:
    name, cell = _row(table).cells
    _run(name.paragraphs[0], label, font=_HEAD, size=Pt(10))
    return cell


def _lines(cell: _Cell, lines: Iterable[str], size: Pt) -> None:
    for number, line in enumerate(lines):
        _run(cell.add_paragraph() if number else cell.paragraphs[0], line, size=size)


def _quote(paragraph: Paragraph, quote: Quote) -> None:
    for words in quote.words:
        run = _run(paragraph, words.text)
        if words.part:
            run.font.bold = run.font.underline = True
            part = PARTS.get(words.part, words.part)
            _run(paragraph, f"（{part}）", size=_SMALL_SIZE).font.color.rgb = _GREY
    _run(paragraph, f"　{quote.source}", size=_SMALL_SIZE).font.color.rgb = _GREY


def _tight(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.line_spacing = 1.2
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)


def _shade(cell: _Cell) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EDEFF2")):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _signature(paper: Paper, letter: Letter) -> None:
    for number, text in enumerate((phrasing.STAMP, phrasing.day_words(letter.day))):
        line = _said(paper, text, indent=False)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.right_indent = Cm(1)
        line.paragraph_format.keep_with_next = number == 0
        line.paragraph_format.space_before = Pt(0 if number else 24)


def _font_table() -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{escape(others)}"/></w:font>'
        for name, others in _INSTEAD.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}\n<w:fonts xmlns:w="{space}">{fonts}</w:fonts>'.encode()
