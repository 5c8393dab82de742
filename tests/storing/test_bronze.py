"""New, unchanged, changed and removed files, and what each leaves in bronze."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from orchestration.storing import bronze
from tests.storing.conftest import DAY, Receive, documents, dump, outcomes, put


def test_a_report_is_filed_under_the_unit_and_period_of_its_path(
    take: Receive, connection: duckdb.DuckDBPyConnection
) -> None:
    assert outcomes(take()) == {"read": 2}
    assert documents(connection, "unit, period, period_kind, status, version, received_at") == [
        ("乙局", "2020-Q3", "quarter", "read", 1, DAY),
        ("甲局", "2020", "year", "read", 1, DAY),
    ]
    [text] = connection.execute(
        "select substring(b.text, start_char + 1, end_char - start_char)"
        " from bronze.statement s inner join bronze.block b using (document_id, block)"
        " where s.role = 'stated_rate'"
    ).fetchall()
    assert text == ("117.3%",)


def test_an_unchanged_folder_is_not_read_again(
    take: Receive, connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    take()
    before = dump(connection)
    monkeypatch.setattr(bronze, "read_within", lambda *a, **k: pytest.fail("it was read again"))
    assert outcomes(take()) == {"unchanged": 2}
    assert dump(connection) == before


def test_a_changed_file_alone_is_read_and_becomes_a_new_version(
    take: Receive, raw: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    take()
    put(raw, "甲局/2020.txt", "道路 | 完成新建道路75公里 | 新建道路90公里,完成率120%。")
    assert outcomes(take()) == {"read": 1, "unchanged": 1}
    versions = documents(connection, "path, version, left_because, document_id, supersedes")
    first, second = [row for row in versions if row[0] == "甲局/2020.txt"]
    assert (first[1:3], second[1:3]) == ((1, "restated"), (2, None))
    assert second[4] == first[3]
    [(left, received)] = connection.execute(
        "select old.left_at, new.received_at from bronze.document old"
        " inner join bronze.document new on new.supersedes = old.document_id"
    ).fetchall()
    assert left == received


def test_a_removed_file_is_no_longer_believed_and_is_kept(
    take: Receive, raw: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    take()
    kept = connection.execute("select count(*) from bronze.block").fetchall()
    (raw / "甲局" / "2020.txt").unlink()
    assert outcomes(take()) == {"removed": 1, "unchanged": 1}
    assert outcomes(take()) == {"unchanged": 1}, "it is removed once"
    assert connection.execute("select count(*) from bronze.block").fetchall() == kept
    assert ("甲局/2020.txt", "removed") in documents(connection, "path, left_because")


def test_a_file_that_comes_back_is_a_new_version(
    take: Receive, raw: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    take()
    content = (raw / "甲局" / "2020.txt").read_bytes()
    (raw / "甲局" / "2020.txt").unlink()
    take()
    put(raw, "甲局/2020.txt", content)
    assert outcomes(take()) == {"read": 1, "unchanged": 1}
    assert documents(connection, "path, version, left_because")[1:] == [
        ("甲局/2020.txt", 1, "removed"),
        ("甲局/2020.txt", 2, None),
    ]


def test_a_missing_raw_folder_removes_nothing(
    take: Receive, raw: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    take()
    before = dump(connection)
    raw.rename(raw.with_name("unmounted"))
    with pytest.raises(RuntimeError, match="no folder"):
        take()
    assert dump(connection) == before


def test_another_reader_reads_again_without_a_new_version(
    take: Receive, connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    take()
    before = documents(connection, "document_id, version, received_at, supersedes")
    monkeypatch.setattr(bronze, "READER", "another")
    assert outcomes(take()) == {"read": 2}
    assert documents(connection, "document_id, version, received_at, supersedes") == before
    assert outcomes(take()) == {"unchanged": 2}


def test_only_the_wanted_periods_are_looked_at(take: Receive, raw: Path) -> None:
    take()
    (raw / "甲局" / "2020.txt").unlink()
    put(raw, "乙局/2020-Q3.txt", "绿化 | 完成新增绿地300亩 | 新增绿地320亩。")
    assert outcomes(take(periods=["2020-Q3"])) == {"read": 1}
    assert outcomes(take(periods=["2020"])) == {"removed": 1}


@pytest.mark.parametrize(
    "name", ["2020.txt", "甲局/年报.txt", "甲局/2020-13.txt", "甲局/旧/2020.txt", "甲局/2020"]
)
def test_a_file_whose_path_does_not_fit_is_misfiled(
    name: str, take: Receive, raw: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    (raw / "甲局" / "2020.txt").unlink()
    put(raw, name, "完成75公里")
    assert outcomes(take()) == {"read": 1, "misfiled": 1}
    assert (name, None, None, "misfiled") in documents(connection, "path, unit, period, status")
    assert connection.execute(
        "select unread.reason from bronze.unread inner join bronze.document using (document_id)"
        " where status = 'misfiled'"
    ).fetchall() == [("misfiled",)]
    assert outcomes(take(periods=[bronze.UNFILED])) == {"unchanged": 1}
