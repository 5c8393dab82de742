"""What the README says of the command is so: its example is run, its lists are complete."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from orchestration import reading
from orchestration.cli import main
from orchestration.reading import limits, vocabulary

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CASE = README.partition("## Teach it a new report")[2].partition("\n## ")[0]
BLOCKS = [
    re.findall(r"^    (.+)$", block, re.MULTILINE)
    for block in re.findall(r"(?:^    .+\n)+", CASE, re.MULTILINE)
]


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Copies of the vocabulary that `kaohe read` uses here, in this process."""
    folder = tmp_path / "vocabulary"
    shutil.copytree(vocabulary.FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__*"))
    monkeypatch.setattr(vocabulary, "FOLDER", folder)

    def read_here(path: Path, *, raw: Path, **_: Any) -> reading.Report:
        return reading.read(path, raw=raw)

    monkeypatch.setattr(limits, "read_within", read_here)
    vocabulary.forget()
    yield folder
    monkeypatch.undo()
    vocabulary.forget()


def test_a_new_report_is_taught_as_the_readme_says(
    words: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, before, unread, taught, after = BLOCKS
    [place] = re.findall(r"`raw/(\S+\.csv)`", CASE)
    path = tmp_path / "raw" / place
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(report), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KAOHE_RAW", "raw")
    folder = f"raw/{path.parent.name}"
    assert _cells(before) <= _cells(_said("read", folder))
    assert _cells(unread) <= _cells(_said("read", "--unread", folder))
    for line in taught:
        name, row = line.split()
        with (words / name).open("a", encoding="utf-8") as file:
            file.write(f"{row}\n")
    vocabulary.forget()
    assert _cells(after) <= _cells(_said("read", folder))
    assert "未读懂" not in "".join(_said("read", folder))
    assert "1 份样本中 1 份" in _said("vocabulary", "check", "--entry", "units:垧")[-1]


def test_every_command_is_named() -> None:
    for name in main.commands:
        assert f"kaohe {name}" in README, name


def test_every_make_target_is_named() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^([a-z]+):", makefile, re.MULTILINE):
        assert f"make {target}" in README, target


def test_the_map_of_the_house_shows_what_is_there() -> None:
    house = README.partition("## The house")[2].partition("\n## ")[0]
    rooms: dict[int, Path] = {-2: ROOT}
    shown = set()
    for indent, room in re.findall(r"^    ( *)(\w+)/\s", house, re.MULTILINE):
        rooms[len(indent)] = rooms[len(indent) - 2] / room
        shown.add(rooms[len(indent)])
    assert [room for room in shown if not room.is_dir()] == []
    code = {path.parent for path in (*ROOT.glob("*/*.py"), *ROOT.glob("orchestration/*/*.py"))}
    assert code <= shown


def _said(*arguments: str) -> list[str]:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def _cells(lines: list[str]) -> set[tuple[str, ...]]:
    return {tuple(line.split()) for line in lines}
