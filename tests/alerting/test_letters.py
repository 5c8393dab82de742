"""The letters: what a bureau reads, what lies in the folder, and when it is written anew."""

from __future__ import annotations

import io
import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from lxml import html
from openpyxl import load_workbook

from orchestration.alerting.letters.guide import guide_page
from orchestration.alerting.letters.letter import Letter
from orchestration.alerting.letters.webpage import webpage
from orchestration.alerting.letters.word import document
from orchestration.alerting.letters.writing import write_letters
from orchestration.cli import main
from orchestration.storing.home import Home, warehouse, warehouse_to_read
from tests.alerting.asked import DAY, FORMULAS, MARKUP, letter, question
from tests.conftest import Story

UNIT = "杭州市城乡建设委员会"


@pytest.fixture
def home(story: Story, tmp_path: Path) -> Home:
    """A copy of the story's warehouse, without letters yet."""
    shutil.copy(story.home.warehouse, tmp_path / "warehouse.duckdb")
    return Home(tmp_path)


def _write(home: Home, day: date = DAY, **asked: object) -> tuple[Letter, ...]:
    with warehouse_to_read(home) as connection:
        return write_letters(connection, home, day, **asked)  # type: ignore[arg-type]


def _files(home: Home) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in home.letters.rglob("*") if path.is_file()}


def _text_of_word(content: bytes) -> str:
    paper = Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def _text_of_page(content: bytes) -> str:
    return html.document_fromstring(content.decode()).text_content()


def test_every_open_question_stands_in_the_letter_the_page_and_the_sheet(home: Home) -> None:
    [asked] = _write(home, unit=UNIT)
    with warehouse_to_read(home) as connection:
        expected = {
            finding
            for (finding,) in connection.execute(
                "select finding_id from quality.finding where unit = ? and state = 'open'"
                " and severity <> 'note'",
                [UNIT],
            ).fetchall()
        }
    assert {one.finding_id for one in asked.questions} == expected != set()
    word, page = (_text_of_word(asked.document.read_bytes()), _text_of_page(webpage(asked)))
    rows = list(load_workbook(asked.sheet).worksheets[0].values)
    assert {row[0] for row in rows[3:]} == expected
    for text in (word, page):
        assert all(
            one.finding_id in text and one.instruction[5:] in text for one in asked.questions
        )
        assert all(line in text for one in asked.questions for line in one.working)
        assert "与所印数字不矛盾" in text and asked.sheet.name in text


def test_the_same_questions_are_the_same_files_on_any_day(home: Home) -> None:
    first = _write(home)
    files = _files(home)
    assert _write(home, DAY + timedelta(days=40)) == first
    assert _files(home) == files
    shutil.rmtree(home.letters)
    _write(home)
    assert _files(home) == files


def test_a_unit_without_open_questions_has_no_letter(home: Home) -> None:
    [asked] = _write(home, unit=UNIT)
    with warehouse(home) as connection:
        connection.execute("update quality.finding set state = 'resolved' where unit = ?", [UNIT])
    assert _write(home, unit=UNIT) == ()
    assert not asked.folder.exists()


def test_what_a_person_filled_in_here_is_kept(home: Home) -> None:
    [asked] = _write(home, unit=UNIT)
    book = load_workbook(asked.sheet)
    book.worksheets[0]["G4"] = "否"
    book.save(asked.sheet)
    _write(home, unit=UNIT)
    [kept] = asked.folder.glob("*已填*.xlsx")
    assert load_workbook(kept).worksheets[0]["G4"].value == "否"
    assert load_workbook(asked.sheet).worksheets[0]["G4"].value is None


def test_an_answer_is_asked_for_by_a_day_where_one_is_given(home: Home) -> None:
    [asked] = _write(home, unit=UNIT, due=lambda day: day + timedelta(days=7))
    assert "请于2026年12月1日前答复" in _text_of_page(webpage(asked))


def test_the_command_tells_what_it_wrote(home: Home) -> None:
    options = ["letters", "--unit", UNIT, "--home", str(home.root), "--json"]
    result = CliRunner().invoke(main, options)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["unit"] == UNIT and told["questions"] > 0
    assert all(Path(file).is_file() for file in told["files"])
    assert UNIT in CliRunner().invoke(main, options[:-1]).stdout


@pytest.mark.parametrize("text", [*FORMULAS, *MARKUP, "很长的一句话" * 3000])
def test_hostile_texts_arrive_as_text(tmp_path: Path, text: str) -> None:
    asked = letter(tmp_path, unit=text, questions=(question(1, text),))
    assert text in _text_of_word(document(asked))
    assert text in _text_of_page(webpage(asked))
    page = html.document_fromstring(webpage(asked).decode())
    assert not page.xpath("//script | //img | //iframe | //link | //@onerror")
    assert [link for link in page.xpath("//@href") if not link.startswith("../")] == []


def test_sixty_questions_are_one_letter(tmp_path: Path) -> None:
    asked = letter(tmp_path, 60)
    content = document(asked)
    assert content == document(asked)
    text = _text_of_word(content)
    assert all(one.finding_id in text for one in asked.questions)


def test_the_guide_is_a_page(tmp_path: Path) -> None:
    source = tmp_path / "guide.md"
    source.write_text("# 怎样答复\n\n| 填 | 意思 |\n|---|---|\n| 是 | 属实 |\n", encoding="utf-8")
    page = html.document_fromstring(guide_page(source).decode())
    assert page.findtext(".//title") == page.findtext(".//h1") == "怎样答复"
    assert page.xpath("//td/text()") == ["是", "属实"]
