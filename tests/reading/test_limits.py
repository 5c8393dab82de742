"""A reader that is stuck, greedy or dead costs its own file and no other."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from orchestration.reading import limits, read
from orchestration.reading.limits import ReaderFailed, read_within

TEXT = "道路 | 完成新建道路75公里 | 1.完成情况。新建道路88公里,完成率117.3%。 |\n"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw" / "甲局"
    folder.mkdir(parents=True)
    (folder / "2020.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "raw"


@pytest.fixture
def report(raw: Path) -> Path:
    return raw / "甲局" / "2020.txt"


@pytest.fixture
def stuck(raw: Path) -> Path:
    """A file whose reading never ends by itself: a pipe that nobody writes to."""
    path = raw / "甲局" / "2019.txt"
    os.mkfifo(path)
    return path


def test_within_its_limits_a_file_is_read_as_ever(report: Path, raw: Path) -> None:
    assert read_within(report, raw=raw) == read(report, raw=raw)
    assert read_within(report) == read(report)


def test_a_stuck_reader_is_ended_and_the_next_file_is_read(
    stuck: Path, report: Path, raw: Path
) -> None:
    ended = read_within(stuck, raw=raw, seconds=0.5)
    assert (ended.status, ended.unread[0].reason) == ("unreadable", "too_slow")
    assert (ended.unit, ended.period, ended.format) == ("甲局", "2019", "txt")
    assert read_within(report, raw=raw).status == "read"


def test_a_greedy_reader_is_ended_and_the_next_file_is_read(report: Path, raw: Path) -> None:
    large = raw / "甲局" / "2018.txt"
    large.write_bytes(TEXT.encode() * 300_000)
    ended = read_within(large, raw=raw, memory_bytes=32 << 20)
    assert (ended.status, ended.unread[0].reason) == ("unreadable", "too_much_memory")
    assert read_within(report, raw=raw).status == "read"


def test_a_reader_that_dies_is_replaced(stuck: Path, report: Path) -> None:
    read_within(report)
    process = limits._reader[0]._process.pid
    threading.Timer(0.3, os.kill, (process, signal.SIGSEGV)).start()
    ended = read_within(stuck)
    assert ended.unread[0].reason == "reader_died"
    assert "Segmentation fault" in ended.unread[0].detail
    assert read_within(report).status == "read"


def test_a_failure_of_our_own_code_is_no_fault_of_the_file(report: Path) -> None:
    with pytest.raises(ReaderFailed, match="AttributeError"):
        read_within("not a path")  # type: ignore[arg-type]
    assert read_within(report).status == "read"


def test_what_a_file_lacks_is_said(raw: Path) -> None:
    missing = read_within(raw / "甲局" / "2017.txt", raw=raw)
    assert missing.status == "unreadable"


def test_an_interrupted_question_leaves_no_answer_for_the_next_file(
    report: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = raw / "甲局" / "2016.txt"
    other.write_text("绿化 | 新增绿地300亩 | 新增绿地310亩。 |\n", encoding="utf-8")
    read_within(report)

    def interrupted(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(limits._reader[0]._line, "poll", interrupted, raising=False)
    with pytest.raises(KeyboardInterrupt):
        read_within(report)
    assert read_within(other).path == str(other)
