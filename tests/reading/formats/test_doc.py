"""Old Word files, WPS, rich text: cells in their places, a plain word where a program lacks."""

from __future__ import annotations

import io
from collections import Counter

import docx
import pytest
from docx.oxml import parse_xml

from orchestration.reading.formats import doc, office
from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Block

LISTED = ("新增绿地300亩", "新建道路75公里", "加强组织领导，压实各方责任。" * 60)
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TRACKED = (
    f'<w:ins {SPACE} w:id="1" w:author="a"><w:r><w:t>120</w:t></w:r></w:ins>',
    f'<w:del {SPACE} w:id="2" w:author="a"><w:r><w:delText>999</w:delText></w:r></w:del>',
)


def _saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def _report() -> bytes:
    """A Word file with tracked changes, and a table that is merged both ways."""
    document = docx.Document()
    document.add_paragraph("前言：总体情况良好。")
    tracked = document.add_paragraph("新增")
    for change in TRACKED:
        tracked._p.append(parse_xml(change))
    tracked.add_run("户。")
    table = document.add_table(4, 4, style="Table Grid")
    for row_no, row in enumerate(table.rows):
        for col_no, cell in enumerate(row.cells):
            cell.text = f"{row_no}行{col_no}列"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "横向合并"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "纵向合并\n第二段"
    document.add_paragraph("结语。")
    return _saved(document)


def _listed() -> bytes:
    """A Word file with a numbered list, long enough for antiword, which refuses tiny files."""
    document = docx.Document()
    for text in LISTED:
        document.add_paragraph(text, style="List Number")
    return _saved(document)


@pytest.fixture(scope="module")
def old(libreoffice: None) -> dict[str, bytes]:
    """The files above as Word 97 and as rich text."""
    made = {"report": _report(), "list": _listed()}
    return {
        f"{name}.{suffix}": result
        for suffix in ("doc", "rtf")
        for name, result in zip(
            made,
            office.converted_together([(content, "docx") for content in made.values()], suffix),
            strict=True,
        )
        if isinstance(result, bytes)
    }


def _places(blocks: list[Block]) -> dict[str, tuple[int | None, int | None, int]]:
    return {block.text: (block.row, block.col, block.col_span) for block in blocks}


@pytest.mark.parametrize("name", ["report.doc", "report.rtf"])
def test_cells_stand_where_they_stood(name: str, old: dict[str, bytes]) -> None:
    places = _places(doc.blocks(old[name]))
    assert places["横向合并"] == (0, 1, 2)
    assert places["0行3列"] == (0, 3, 1)
    assert places["纵向合并\n第二段"] == (1, 0, 1)
    assert places["2行1列"] == (2, 1, 1)
    assert places["3行3列"] == (3, 3, 1)


@pytest.mark.parametrize("name", ["report.doc", "report.rtf"])
def test_tracked_changes_count_as_they_are_shown(name: str, old: dict[str, bytes]) -> None:
    texts = [block.text for block in doc.blocks(old[name]) if block.table is None]
    assert texts == ["前言：总体情况良好。", "新增120户。", "结语。"]


@pytest.mark.parametrize("name", ["list.doc", "list.rtf"])
def test_list_numbers_are_part_of_the_text(name: str, old: dict[str, bytes]) -> None:
    texts = ["".join(block.text.split()) for block in doc.blocks(old[name])]
    assert texts == [f"{number}.{text}" for number, text in enumerate(LISTED, start=1)]


@pytest.mark.parametrize("name", ["report.doc", "report.rtf"])
def test_no_letter_is_lost_that_libreoffice_finds(name: str, old: dict[str, bytes]) -> None:
    suffix = name.rpartition(".")[2]
    oracle = office.converted(old[name], suffix, "txt").decode("utf-8-sig")
    read = "".join(block.text for block in doc.blocks(old[name]))
    # LibreOffice's text export still holds what a tracked change has deleted.
    expected = Counter("".join(oracle.split())) - Counter("999")
    assert not expected - Counter("".join(read.split()))


def test_without_antiword_libreoffice_reads_the_same(
    old: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = _places(doc.blocks(old["report.doc"]))
    monkeypatch.setattr(doc, "_program", lambda: None)
    assert _places(doc.blocks(old["report.doc"])) == quick


def test_without_libreoffice_antiword_reads_what_it_can(
    old: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    texts = [block.text for block in doc.blocks(old["list.doc"])]
    assert texts == [f"{number}.{text}" for number, text in enumerate(LISTED, start=1)]


@pytest.mark.parametrize("name", ["report.doc", "report.rtf"])
def test_without_both_the_package_to_install_is_named(
    name: str, old: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    monkeypatch.setattr(doc, "_program", lambda: None)
    with pytest.raises(Unreadable) as refused:
        doc.blocks(old[name])
    assert refused.value.reason == "needs_libreoffice"
    assert "libreoffice-writer" in refused.value.detail


def test_files_by_another_name_are_read_as_what_they_are() -> None:
    assert doc.blocks(_report())[0].text == "前言：总体情况良好。"
    page = "<html><body><p>新增绿地300亩。</p></body></html>".encode()
    assert [block.text for block in doc.blocks(page)] == ["新增绿地300亩。"]
    assert [b.text for b in doc.blocks("新增绿地300亩。".encode("gb18030"))] == ["新增绿地300亩。"]


def test_protected_document_says_password(old: dict[str, bytes]) -> None:
    content = bytearray(old["report.doc"])
    start = next(at for at in range(512, len(content), 512) if content[at : at + 2] == b"\xec\xa5")
    content[start + 0x0B] |= 0x01
    with pytest.raises(Unreadable) as refused:
        doc.blocks(bytes(content))
    assert refused.value.reason == "password"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "damaged"),
    ],
)
def test_damaged_files_are_refused(content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        doc.blocks(content)
    assert refused.value.reason == reason


def test_one_bad_file_does_not_stop_the_others(old: dict[str, bytes]) -> None:
    cut = old["report.doc"][:2000]
    good, bad, other = office.converted_together(
        [(old["report.doc"], "doc"), (cut, "doc"), (old["list.rtf"], "rtf")], "docx"
    )
    assert isinstance(good, bytes)
    assert isinstance(other, bytes)
    assert isinstance(bad, bytes | Unreadable)


def test_libreoffice_is_ended_when_it_takes_too_long(
    old: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "SECONDS_TO_START", 0)
    monkeypatch.setattr(office, "SECONDS_A_FILE", 0)
    with pytest.raises(Unreadable) as refused:
        office.converted(old["list.rtf"], "rtf", "docx")
    assert refused.value.reason == "too_slow"
