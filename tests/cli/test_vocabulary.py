"""`kaohe vocabulary check`: a bad row is named, and what an entry does for samples is shown."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from orchestration.cli import main
from orchestration.reading import vocabulary

TEXT = "道路 | 新建道路75公里 | 新建道路88公里,完成率117.3%。\n绿化 | 新增绿地300亩 | 推进顺利。\n"
SHEET = "指标,目标,采集量,完成率\n新建道路(公里),75,88,117.3%\n"


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A raw folder with two reports, the second with a header that nobody knows."""
    for name, text in (("2020.txt", TEXT), ("2021.csv", SHEET)):
        path = tmp_path / "raw" / "甲局" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("KAOHE_RAW", str(tmp_path / "raw"))
    return tmp_path / "raw"


@pytest.fixture
def bad_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The place of a bad row in the vocabulary that is used."""
    folder = tmp_path / "vocabulary"
    folder.mkdir()
    for file in vocabulary.FOLDER.glob("*.csv"):
        shutil.copy(file, folder)
    with (folder / "units.csv").open("a", encoding="utf-8") as file:
        file.write("光年,length,公里,many,measure\n")
    lines = (folder / "units.csv").read_text(encoding="utf-8").splitlines()
    monkeypatch.setattr(vocabulary, "FOLDER", folder)
    vocabulary.forget()
    yield f"units.csv:{len(lines)}:"
    monkeypatch.undo()
    vocabulary.forget()


def _check(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["vocabulary", "check", *map(str, arguments)])


def _objects(*arguments: object) -> list[dict[str, object]]:
    result = _check("--json", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_vocabulary_in_order_is_counted(raw: Path) -> None:
    [counts] = _objects()
    assert set(counts) == {file.stem for file in vocabulary.FOLDER.glob("*.csv")}
    assert all(counts.values())
    assert "units.csv" in _check().stdout


def test_a_bad_row_is_named_with_its_file_and_line(raw: Path, bad_row: str) -> None:
    result = _check()
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{bad_row} multiplier 'many'" in result.stderr


@pytest.mark.parametrize("arguments", [("read", "raw"), ("run",)])
def test_nothing_is_read_by_a_bad_vocabulary(
    arguments: tuple[str, ...], raw: Path, bad_row: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(raw.parent)
    result = CliRunner().invoke(main, list(arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert bad_row in result.stderr


def test_what_a_sample_says_that_is_not_known_is_listed(raw: Path) -> None:
    _, unknown = _objects(raw)
    assert (unknown["text"], unknown["reason"]) == ("采集量", "unknown_header")
    assert "采集量" in _check(raw).stdout


def test_the_claims_that_hang_on_an_entry_are_shown(raw: Path) -> None:
    [change] = _objects("--entry", "units:公里", raw / "甲局" / "2020.txt")
    assert str(change["file"]).endswith("2020.txt")
    [claim] = change["with"]  # type: ignore[misc]
    assert claim["actual"]["text"] == "88公里"
    assert all("公里" not in json.dumps(claim["actual"]) for claim in change["without"])  # type: ignore[attr-defined]
    shown = _check("--entry", "units:公里").stdout
    assert "88公里" in shown
    assert "新增绿地" not in shown, "claims that do not change are left out"


def test_an_entry_that_changes_nothing_says_so(raw: Path) -> None:
    assert _objects("--entry", "units:日元") == []
    assert "2 份样本中 0 份" in _check("--entry", "units:日元").stdout


@pytest.mark.parametrize("entry", ["units:光年", "光年", "verbs:光年"])
def test_an_entry_that_is_not_there_is_wrong_use(raw: Path, entry: str) -> None:
    result = _check("--entry", entry)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "has no entry" in result.stderr
