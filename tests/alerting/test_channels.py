"""The channels of a trial: files and the terminal."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from orchestration.alerting.channels import BadAddress, Channel, Outgoing
from orchestration.alerting.channels.console import ConsoleChannel
from orchestration.alerting.channels.opening import open_channel
from tests.alerting.notices import DIGEST, OPENED


def _outgoing(channel: Channel, *attachments: Path) -> Outgoing:
    [part] = channel.parts(DIGEST)
    return Outgoing("2020-11/张三 0001", part, attachments)


def test_a_message_becomes_files_and_a_repeat_writes_them_again(tmp_path: Path) -> None:
    letter = tmp_path / "核实函.docx"
    letter.write_bytes(b"letter")
    folder = tmp_path / "out" / "甲"
    channel = open_channel("file", "KAOHE_FILES", {"KAOHE_FILES": str(folder)})
    outgoing = _outgoing(channel, letter)
    assert channel.drops_repeats
    assert channel.send(outgoing).outcome == "sent"
    first = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert channel.send(replace(outgoing, possible_repeat=True)).outcome == "sent"
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == first
    assert sorted(first) == [
        "2020-11_张三_0001 核实函.docx",
        "2020-11_张三_0001.html",
        "2020-11_张三_0001.md",
    ]
    assert OPENED.message in first["2020-11_张三_0001.md"].decode()


def test_a_folder_that_cannot_be_written_is_tried_later(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    channel = open_channel("file", "F", {"F": str(tmp_path / "file")})
    assert channel.send(_outgoing(channel)).outcome == "later"


def test_the_terminal_prints_the_message_and_says_what_may_be_a_repeat() -> None:
    screen = io.StringIO()
    channel = ConsoleChannel(screen)
    assert channel.send(_outgoing(channel)).outcome == "sent"
    assert "可能重复" not in screen.getvalue()
    channel.send(replace(_outgoing(channel), possible_repeat=True))
    assert "可能重复" in screen.getvalue()
    assert screen.getvalue().count(OPENED.message) == 2


def test_an_address_that_is_missing_is_named_by_its_variable() -> None:
    with pytest.raises(BadAddress, match="KAOHE_FILES"):
        open_channel("file", "KAOHE_FILES", {})
    with pytest.raises(BadAddress, match="pigeon"):
        open_channel("pigeon", "KAOHE_FILES", {})
