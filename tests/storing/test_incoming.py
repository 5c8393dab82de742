"""What counts as an incoming file, and which files are refused unopened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from orchestration.storing.incoming import NoRawFolder, files, look, name_of

LIMIT = 1000


def _put(path: Path, content: bytes = b"x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_hidden_and_office_lock_files_are_no_reports(tmp_path: Path) -> None:
    for name in (".DS_Store", "~$2020.docx", "Thumbs.db", "2020.txt"):
        _put(tmp_path / "某局" / name)
    _put(tmp_path / ".git" / "2020.txt")
    assert [name_of(path, tmp_path) for path in files(tmp_path)] == ["某局/2020.txt"]


def test_a_missing_folder_is_an_error_and_not_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(NoRawFolder, match="nowhere"):
        list(files(tmp_path / "nowhere"))


def test_the_digest_follows_the_content_and_not_the_name(tmp_path: Path) -> None:
    one, two = _put(tmp_path / "a.txt", b"same"), _put(tmp_path / "b.txt", b"same")
    assert (
        look(one, tmp_path, max_bytes=LIMIT).sha256 == look(two, tmp_path, max_bytes=LIMIT).sha256
    )
    before = look(one, tmp_path, max_bytes=LIMIT)
    one.write_bytes(b"other")
    assert look(one, tmp_path, max_bytes=LIMIT) != before


def test_a_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    assert look(_put(tmp_path / "a", b"x" * LIMIT), tmp_path, max_bytes=LIMIT).refused is None
    large = look(_put(tmp_path / "b", b"x" * (LIMIT + 1)), tmp_path, max_bytes=LIMIT)
    assert (large.refused, large.size) == ("too_large", LIMIT + 1)
    assert str(LIMIT) in large.detail


def test_links_are_followed_inside_raw_and_refused_outside(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    inside, outside = _put(raw / "某局" / "2020.txt"), _put(tmp_path / "secret.txt")
    within, out, broken = (raw / name for name in ("a.txt", "b.txt", "c.txt"))
    within.symlink_to(inside)
    out.symlink_to(outside)
    broken.symlink_to(tmp_path / "gone")
    assert look(within, raw, max_bytes=LIMIT).refused is None
    assert look(out, raw, max_bytes=LIMIT).refused == "link_out"
    assert look(broken, raw, max_bytes=LIMIT).refused == "cannot_open"


def test_a_linked_folder_is_seen_and_not_entered(tmp_path: Path) -> None:
    _put(tmp_path / "elsewhere" / "2020.txt")
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "某局").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    [entry] = files(raw)
    assert look(entry, raw, max_bytes=LIMIT).refused == "link_out"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "2020.txt")
    assert look(tmp_path / "2020.txt", tmp_path, max_bytes=LIMIT).refused == "not_a_file"


def test_a_name_in_another_encoding_becomes_printable(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "某局.txt".encode("gb18030")))
    path.write_bytes(b"x")
    name_of(path, tmp_path).encode("utf-8")
    assert look(path, tmp_path, max_bytes=LIMIT).refused is None
