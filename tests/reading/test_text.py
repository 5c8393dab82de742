"""Plain text as it comes: tables of pipes, paragraphs, encodings, and files that are no text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from orchestration.reading import read
from orchestration.reading.formats.text import blocks
from orchestration.reading.report import Claim

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "texts.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
LINE = "年度目标:新建道路75公里。完成情况:新建道路88公里(完成率117.3%)。"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])
def test_a_text_is_cells_and_paragraphs(case: dict[str, Any]) -> None:
    found = blocks(case["text"].encode())
    assert [[block.table, block.row, block.col, block.text] for block in found] == case["blocks"]
    assert [block.number for block in found] == list(range(len(found)))


def _claims(folder: Path, content: bytes) -> tuple[Claim, ...]:
    path = folder / "2020.txt"
    path.write_bytes(content)
    report = read(path)
    assert report.status == "read"
    return report.claims


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_encoding_changes_no_claim(tmp_path: Path, encoding: str, ends: str) -> None:
    table = "名称 | 目标 | 完成情况 |\n公园 | 新建公园20座。 | 新建公园21座。 |\n"
    text = f"道路工作\n\n{LINE}\n{table}"
    expected = _claims(tmp_path, text.encode())
    assert len(expected) == 2
    assert _claims(tmp_path, text.replace("\n", ends).encode(encoding)) == expected


def test_letters_that_only_gb18030_has_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "2020.txt"
    path.write_bytes(f"㙟㙍街道𠮷祥路。{LINE}".encode("gb18030"))
    assert "".join(block.text for block in read(path).blocks).startswith("㙟㙍街道𠮷祥路。")


@pytest.mark.parametrize(
    "content, reason",
    [
        (b"", "empty"),
        (b" \r\n\t\n ", "empty"),
        (bytes(range(256)) * 4, "not_text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not_text"),
        (b"PK\x03\x04\x14\x00\x06\x00", "not_text"),
        (f"新建\x00道路\x07。{LINE}".encode(), "not_text"),
        (LINE.encode("utf-16-le"), "not_text"),
        (LINE.encode("utf-16")[:-1], "not_text"),
        (LINE.encode()[:-1], "not_text"),
        (LINE.encode("gb18030")[:-1], "not_text"),
        (b"\xff\xfe\x00\xd8", "not_text"),
        (b"\xff" * 100, "not_text"),
    ],
    ids=[
        *("nothing", "blanks", "all bytes", "picture", "archive", "control characters"),
        *("UTF-16 without its mark", "half a UTF-16 unit", "cut in a letter"),
        *("GB18030 cut in a letter", "half a pair in UTF-16", "no letter anywhere"),
    ],
)
def test_what_is_no_text_is_unreadable_and_says_why(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "2020.txt"
    path.write_bytes(content)
    report = read(path)
    assert report.status == "unreadable"
    assert [piece.reason for piece in report.unread] == [reason]
    assert report.unread[0].detail
    assert (report.blocks, report.statements, report.claims) == ((), (), ())


def test_a_text_cut_between_letters_keeps_what_there_is(tmp_path: Path) -> None:
    whole = _claims(tmp_path, (LINE + "\n另有若干工作").encode())
    assert _claims(tmp_path, (LINE + "\n另有若").encode()) == whole != ()


def test_a_text_that_claims_nothing_says_so(tmp_path: Path) -> None:
    path = tmp_path / "2020.txt"
    path.write_text("各项工作有序推进。", encoding="utf-8")
    report = read(path)
    assert report.status == "partly"
    assert [piece.reason for piece in report.unread] == ["no_claims"]


@pytest.mark.parametrize("ruled", ["|—", "|---|---|", "—|—"])
def test_lines_that_only_rule_a_table_hold_nothing(ruled: str) -> None:
    assert blocks(ruled.encode()) == []


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    report = read(tmp_path / "2020.txt")
    assert report.status == "unreadable"
    assert "2020.txt" in report.unread[0].detail


@pytest.mark.parametrize("name", ["2020", "2020.jpg", "2020.txt.bak"])
def test_a_format_nobody_reads_is_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(LINE, encoding="utf-8")
    report = read(path)
    assert report.status == "unreadable"
    assert report.unread[0].reason == "unknown_format"
    assert path.suffix in report.unread[0].detail
