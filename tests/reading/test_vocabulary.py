"""The vocabulary files: a bad row is named with its file and line, and a good one is used."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from orchestration.reading import vocabulary
from orchestration.reading.vocabulary import VocabularyError, checking
from tests.score.sentences import report_of

LOADERS = {
    "units": vocabulary.units,
    "cues": vocabulary.cues,
    "actions": vocabulary.actions,
    "headers": vocabulary.headers,
    "sections": vocabulary.zones,
    "traps": vocabulary.traps,
}


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Copies of the vocabulary files that reading uses instead; a test may spoil them."""
    for file in vocabulary.FOLDER.glob("*.csv"):
        shutil.copy(file, tmp_path)
    monkeypatch.setattr(vocabulary, "FOLDER", tmp_path)
    vocabulary.forget()
    yield tmp_path
    monkeypatch.undo()
    vocabulary.forget()


def _add(folder: Path, name: str, row: str) -> int:
    """Append a row; returns its line number."""
    path = folder / f"{name}.csv"
    text = path.read_text(encoding="utf-8").rstrip("\n") + f"\n{row}\n"
    path.write_text(text, encoding="utf-8")
    return len(text.splitlines())


def test_the_files_as_they_are_have_no_bad_row() -> None:
    assert checking.problems() == []
    assert all(checking.counts().values())


@pytest.mark.parametrize(
    "row, said",
    [
        ("光年,length,公里,1,distance", "'distance'"),
        ("光年,length,公里,many,measure", "'many'"),
        ("公里,length,公里,1,measure", "'公里'"),
        ("光年,length,公里,1", "光年"),
        ("光年,length,公里,1,measure,far", "光年"),
    ],
    ids=["kind", "multiplier", "twice", "a cell missing", "a cell too many"],
)
def test_a_bad_unit_stops_reading_and_names_its_line(copies: Path, row: str, said: str) -> None:
    line = _add(copies, "units", row)
    with pytest.raises(VocabularyError) as told:
        report_of("新建道路75公里。")
    assert f"units.csv:{line}:" in str(told.value)
    assert said in str(told.value)


@pytest.mark.parametrize("name", LOADERS)
def test_a_row_of_another_length_stops_any_file(copies: Path, name: str) -> None:
    line = _add(copies, name, "一,二,三,四,五,六,七,八")
    with pytest.raises(VocabularyError, match=rf"{name}\.csv:{line}:"):
        LOADERS[name]()


@pytest.mark.parametrize(
    "name, row, said",
    [
        ("units", "光年,length,公里,1,distance", "distance"),
        ("units", "光年,length,公里,many,measure", "many"),
        ("units", "光年,length,公里,-1,measure", "-1"),
        ("units", "公里,length,公里,1,measure", "公里"),
        ("units", "光年,area,公里,1,measure", "length"),
        ("cues", "指望,hope,", "hope"),
        ("cues", "指望,target,weekly", "weekly"),
        ("cues", ",target,", "empty"),
        ("headers", "指望,hope", "hope"),
        ("sections", "指望,hope", "hope"),
        ("traps", "(,0-9,unclosed", "("),
        ("actions", ",start", "empty"),
    ],
)
def test_the_check_names_every_bad_row(copies: Path, name: str, row: str, said: str) -> None:
    line = _add(copies, name, row)
    told = [problem for problem in checking.problems() if problem.startswith(f"{name}.csv:{line}:")]
    assert told and said in " ".join(told)


def test_the_check_goes_on_behind_a_bad_row(copies: Path) -> None:
    first = _add(copies, "units", "光年,length,公里,many,measure")
    second = _add(copies, "headers", "指望,hope")
    told = " ".join(checking.problems())
    assert f"units.csv:{first}:" in told
    assert f"headers.csv:{second}:" in told


def test_comments_and_empty_lines_are_no_rows(copies: Path) -> None:
    before = checking.counts()
    _add(copies, "units", "# 光年,length\n\n#")
    assert checking.counts() == before
    assert checking.problems() == []


def test_a_new_unit_is_read_without_a_line_of_code(copies: Path) -> None:
    text = "年度目标:种植水稻75垧。"
    assert _in_base_units(text) != [(1125, "亩")]
    _add(copies, "units", "垧,land,亩,15,measure")
    vocabulary.forget()
    assert _in_base_units(text) == [(1125, "亩")]


def _in_base_units(text: str) -> list[tuple[Decimal, str | None]]:
    quantities = [statement.quantity for statement in report_of(text).statements]
    return [(q.amount, q.base_unit) for q in quantities if q is not None]


def test_a_new_trap_keeps_a_name_out(copies: Path) -> None:
    text = "推进九牛工程,建设百泉12项重点。"
    assert len(report_of(text).statements) == 1
    _add(copies, "traps", r"百泉12项,百,name of a plan")
    vocabulary.forget()
    assert report_of(text).statements == ()


def test_an_entry_left_out_on_trial_is_back_afterwards() -> None:
    text = "新建道路75公里。"
    with checking.without("units", "公里"):
        assert report_of(text).statements == ()
    assert len(report_of(text).statements) == 1


def test_an_entry_that_is_not_there_cannot_be_left_out() -> None:
    with pytest.raises(VocabularyError, match="光年"), checking.without("units", "光年"):
        pass
