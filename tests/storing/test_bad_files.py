"""Files that cannot be read, that take too much or change meanwhile: none stops the others."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from orchestration.reading import unreadable
from orchestration.reading.formats import office
from orchestration.reading.limits import ReaderFailed
from orchestration.reading.report import Report
from orchestration.storing import bronze, loading
from tests.storing.conftest import LIMIT, Receive, documents, dump, outcomes, put

BAD = {
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "pdf in disguise": b"%PDF-1.7\n" + bytes(range(128, 256)) * 20,
    "broken encoding": "完成率".encode() + b"\xff\xfe\xfa\xff" * 20,
    "above the limit": b"1" * (LIMIT + 1),
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_a_bad_file_becomes_unread_and_the_others_are_unharmed(
    content: bytes, take: Receive, raw: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    put(raw, "丙局/2020.txt", content)
    assert outcomes(take()) == {"read": 2, "unreadable": 1}
    [(status, reason, unread)] = connection.execute(
        "select status, document.reason, count(unread_no) from bronze.document"
        " inner join bronze.unread using (document_id) where unit = '丙局' group by all"
    ).fetchall()
    assert (status, unread) == ("unreadable", 1)
    assert reason
    assert outcomes(take()) == {"unchanged": 3}


def test_a_raised_limit_takes_up_the_refused_file(take: Receive, raw: Path) -> None:
    put(raw, "丙局/2020.txt", "完成75公里。\n" * 1000)
    assert outcomes(take(max_bytes=1000)) == {"read": 2, "unreadable": 1}
    assert outcomes(take(max_bytes=1000)) == {"unchanged": 3}
    assert outcomes(take())["read"] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_are_read_alike(
    encoding: str, take: Receive, raw: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    text = (raw / "甲局" / "2020.txt").read_text(encoding="utf-8")
    put(raw, "丙局/2020.txt", text.encode(encoding))
    take()
    blocks = [
        connection.execute(
            "select block, text from bronze.block inner join bronze.document using (document_id)"
            " where unit = ? order by block",
            [unit],
        ).fetchall()
        for unit in ("甲局", "丙局")
    ]
    assert blocks[0] == blocks[1]
    assert blocks[0]


def test_a_fault_of_the_reader_is_one_unread_file(
    take: Receive, connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = bronze.read_within

    def breaks_on_one(path: Path, **options: object) -> Report:
        if "甲局" in str(path):
            raise ReaderFailed("RecursionError: too deep (rates.py:7)")
        return read(path, **options)

    monkeypatch.setattr(bronze, "read_within", breaks_on_one)
    assert outcomes(take()) == {"read": 1, "unreadable": 1}
    assert documents(connection, "reason")[1] == ("reader_failed",)


def test_a_file_that_takes_too_long_is_given_up_and_has_another_try_with_more_time(
    take: Receive, raw: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    take()
    put(raw, "丙局/2020.txt", "道路 | 新建道路75公里 | 新建道路88公里。\n" * 1000)
    assert outcomes(take(seconds=0.001)) == {"unreadable": 1, "unchanged": 2}
    assert ("丙局", "unreadable", "too_slow") in documents(connection, "unit, status, reason")
    assert outcomes(take(seconds=0.001)) == {"unchanged": 3}
    assert outcomes(take()) == {"read": 1, "unchanged": 2}
    assert outcomes(take(seconds=0.001)) == {"unchanged": 3}, "what was read stays read"


def test_a_reader_that_takes_too_much_memory_costs_its_file_alone(
    take: Receive, raw: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    put(raw, "丙局/2020.txt", "道路 | 新建道路75公里 | 新建道路88公里。\n" * 15_000)
    assert outcomes(take(memory_bytes=48 << 20)) == {"read": 2, "unreadable": 1}
    assert ("丙局", "too_much_memory") in documents(connection, "unit, reason")
    assert outcomes(take(memory_bytes=48 << 20)) == {"unchanged": 3}


def test_a_file_that_lacked_a_program_is_read_once_the_program_is_there(
    take: Receive, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = bronze.read_within

    def lacks_it(path: Path, **options: object) -> Report:
        if path.suffix == ".rtf":
            return unreadable(path, "needs_libreoffice", "install it", raw=raw)
        return read(path, **options)

    put(raw, "丙局/2020.rtf", "新建道路88公里。")
    monkeypatch.setattr(bronze, "read_within", lacks_it)
    monkeypatch.setattr(office, "program", lambda: None)
    assert outcomes(take()) == {"read": 2, "unreadable": 1}
    assert outcomes(take()) == {"unchanged": 3}
    monkeypatch.setattr(office, "program", lambda: "soffice")
    monkeypatch.setattr(
        bronze, "read_within", lambda path, **options: read(raw / "甲局" / "2020.txt", **options)
    )
    assert outcomes(take()) == {"read": 1, "unchanged": 2}


def test_a_figure_no_column_can_hold_is_one_unread_file(
    take: Receive, raw: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    put(raw, "丙局/2020.txt", f"完成投资{'9' * 40}亿元,占年度计划{'8' * 30}万元的100%。")
    assert outcomes(take())["read"] >= 2
    assert connection.execute("select count(*) from bronze.document").fetchall() == [(3,)]


def test_a_file_that_changes_while_it_is_read_waits_for_the_next_run(
    take: Receive, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = bronze.read_within

    def grows(path: Path, **options: object) -> Report:
        report = read(path, **options)
        with path.open("a", encoding="utf-8") as file:
            file.write("还在写入。")
        return report

    monkeypatch.setattr(bronze, "read_within", grows)
    assert outcomes(take()) == {"in_motion": 2}
    monkeypatch.setattr(bronze, "read_within", read)
    assert outcomes(take()) == {"read": 2}


def test_an_interrupted_load_leaves_whole_documents(
    take: Receive, connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert = loading.insert

    def interrupted(connection: object, table: str, rows: object) -> None:
        if table == "bronze.claim":
            raise KeyboardInterrupt
        insert(connection, table, rows)

    monkeypatch.setattr(loading, "insert", interrupted)
    with pytest.raises(KeyboardInterrupt):
        take()
    assert all(rows == [] for rows in dump(connection))
    monkeypatch.setattr(loading, "insert", insert)
    assert outcomes(take()) == {"read": 2}


def test_progress_names_every_file(take: Receive) -> None:
    seen: list[bronze.FileSeen] = []
    take(on_file=seen.append)
    assert [(file.name, file.number, file.total) for file in seen] == [
        ("乙局/2020-Q3.txt", 1, 2),
        ("甲局/2020.txt", 2, 2),
    ]


@pytest.mark.parametrize("name", ["丙局.txt", "丙局.报告"])
def test_a_name_in_another_encoding_does_not_stop_the_others(
    name: str, take: Receive, raw: Path
) -> None:
    path = Path(os.fsdecode(os.fsencode(raw) + b"/" + name.encode("gb18030")))
    path.write_bytes(b"x")
    assert outcomes(take()) == {"read": 2, "misfiled": 1}
