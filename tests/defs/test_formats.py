"""Reports of every format in one raw folder, through the whole job: what is read, and what is asked."""

from __future__ import annotations

from typing import Any

import pytest

from orchestration.reading.formats import office
from tests.conftest import OLD, Story

SAID = (
    "select fct_claim.kind, dimension, item, indicator, project, target_text, actual_text, stated_rate_text,"
    " verdict, verdict_reason from facts.fct_claim inner join facts.dim_document using (document_id)"
    " where dim_document.unit = '{unit}' order by all"
)
REASONS = {
    "戊局/2020.xlsx": ("password", "不设密码"),
    "己局/2020.pdf": ("needs_ocr", "扫描件"),
    "庚局/2020.pptx": ("unknown_format", "不认识这种文件格式"),
    "辛局/2020.docx": ("damaged", "已损坏"),
}


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "csv"])
def test_a_report_is_judged_alike_in_each_container(story: Story, suffix: str) -> None:
    as_text = story.ask(SAID.format(unit="杭州市城乡建设委员会"))
    assert len(as_text) > 40
    assert story.ask(SAID.format(unit=f"报告 {suffix}")) == as_text


def test_printed_pages_and_older_sheets_are_read_alike(story: Story) -> None:
    said = [story.ask(SAID.format(unit=f"短表 {suffix}")) for suffix in ("pdf", "ods", "xls")]
    assert said[0]
    assert said[0] == said[1] == said[2]


@pytest.mark.parametrize("name", REASONS)
def test_a_file_that_cannot_be_read_is_a_row_and_a_question_that_says_why(
    story: Story, name: str
) -> None:
    reason, words = REASONS[name]
    assert _document(story, name) == ("unreadable", reason, 1)
    [question] = _questions(story, name)
    assert question["rule"] == "file_unreadable"
    assert words in question["message"]
    assert reason not in question["message"], "a person reads words, not codes"
    assert "重新提交" in question["instruction"]


def test_an_old_format_is_read_where_libreoffice_is_and_else_is_for_us_to_mend(
    story: Story,
) -> None:
    if office.program():
        assert [row[6:8] for row in story.ask(SAID.format(unit="壬局"))] == [("88公里", "117.3%")]
        return
    assert _document(story, OLD) == ("unreadable", "needs_libreoffice", 1)
    [question] = _questions(story, OLD)
    assert question["rule"] == "file_reader_failed"
    assert "libreoffice-writer" in question["message"]
    assert "无须重新提交" in question["instruction"]


def _document(story: Story, name: str) -> tuple[Any, ...]:
    [found] = story.ask(
        "select status, document.reason, count(unread_no) from bronze.document"
        f" inner join bronze.unread using (document_id) where path = '{name}' group by all"
    )
    return found


def _questions(story: Story, name: str) -> list[dict[str, Any]]:
    columns = ("rule", "message", "instruction")
    return [
        dict(zip(columns, row, strict=True))
        for row in story.ask(
            f"select {', '.join(columns)} from quality.finding"
            f" where file = '{name}' and state = 'open'"
        )
    ]
