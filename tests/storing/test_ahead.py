"""Old formats are converted many at once; a file that spoils its batch costs itself and no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.reading import limits
from orchestration.reading.formats import office
from tests.storing.conftest import Receive, put

NAMES = ("丙局/2020.rtf", "丁局/2020.wps", "戊局/2020.doc")
SPOILING = b"{\\rtf1\\ansi" + bytes(range(256)) * 40
# LibreOffice, but it writes down how many files it was given, and dies of a certain file in company.
COUNTING = """#!/bin/sh
files=$(ls *.rtf *.doc 2>/dev/null | wc -l)
echo $files >> {calls}
if [ $files -gt 1 ] && grep -q dies *.rtf; then kill -9 $$; fi
exec {soffice} "$@"
"""


@pytest.fixture
def old(raw: Path) -> None:
    """Reports of old formats, all rich text inside, as some programs save them."""
    for number, name in enumerate(NAMES, start=1):
        put(raw, name, _rich_text(f"任务数{number}00户,已完成{number}10户。"))


def _rich_text(text: str) -> bytes:
    coded = "".join(f"\\u{ord(letter)}?" if ord(letter) > 127 else letter for letter in text)
    return f"{{\\rtf1\\ansi\\uc1 {coded}\\par}}".encode()


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where LibreOffice's calls are counted, in a reading process that finds the counting one."""
    soffice = office.program()
    if soffice is None:
        pytest.skip("LibreOffice is not installed: run scripts/install-system-packages")
    written = tmp_path / "calls"
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(COUNTING.format(calls=written, soffice=soffice), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    limits._end()
    yield written
    limits._end()


def _believed(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, str | None]]:
    """Status and first actual of each old file."""
    rows = connection.execute(
        """
        select document.path, document.status, min(statement.text)
        from bronze.document
        left join bronze.statement
            on document.document_id = statement.document_id and statement.role = 'actual'
        where document.format != 'txt'
        group by all
        """
    ).fetchall()
    return {path: (status, actual) for path, status, actual in rows}


GOOD = {name: ("read", f"{number}10户") for number, name in enumerate(NAMES, start=1)}


def test_old_formats_are_converted_together_and_only_those_to_be_read(
    old: None, calls: Path, raw: Path, take: Receive, connection: duckdb.DuckDBPyConnection
) -> None:
    put(raw, "filed nowhere.rtf", _rich_text("任务数500户,已完成510户。"))
    take()
    take()
    assert {**_believed(connection), **GOOD} == _believed(connection)
    assert calls.read_text(encoding="utf-8").split() == ["3"]


def test_a_broken_file_is_tried_again_alone_and_is_the_only_one_unreadable(
    old: None, calls: Path, raw: Path, take: Receive, connection: duckdb.DuckDBPyConnection
) -> None:
    put(raw, "庚局/2020.wps", SPOILING)
    take()
    assert _believed(connection) == {**GOOD, "庚局/2020.wps": ("unreadable", None)}
    assert calls.read_text(encoding="utf-8").split() == ["4", "1"]


def test_where_a_file_ends_libreoffice_each_of_its_batch_is_converted_alone(
    old: None, calls: Path, raw: Path, take: Receive, connection: duckdb.DuckDBPyConnection
) -> None:
    put(raw, "庚局/2020.rtf", _rich_text("任务数500户,已完成510户。") + b"dies")
    take()
    assert _believed(connection) == {**GOOD, "庚局/2020.rtf": ("read", "510户")}
    assert sorted(calls.read_text(encoding="utf-8").split()) == ["1"] * 4 + ["4"]
