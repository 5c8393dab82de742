"""`kaohe read`: the names scripts depend on, and places that lead back to the text."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from orchestration.cli import main
from orchestration.reading import limits
from orchestration.reading.report import Report
from orchestration.settings import DBT_PROJECT

FIGURE = {"value", "unit", "op", "approx", "text", "block", "start", "end", "amount", "base_unit"}
CLAIM = {
    *("file", "unit", "period", "dimension", "item", "indicator", "project", "kind"),
    *("target", "actual", "stated_rate", "as_of", "derived"),
}
QUANTITY = {"file", "block", "start", "end", "text", "value", "unit", "op", "approx", "role"}
UNREAD = {"file", "block", "start", "end", "text", "reason", "detail"}
BLOCK = {"file", "block", "text", "table", "row", "col", "role"}
TEXT = "道路 | 新建道路75公里 | 新建道路88公里,完成率117.3%。\n绿化 | 新增绿地300亩 | 推进顺利。\n"


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A raw folder with one report, and the settings that name it."""
    report = tmp_path / "raw" / "甲局" / "2020-Q3 修订.txt"
    report.parent.mkdir(parents=True)
    report.write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("KAOHE_RAW", str(tmp_path / "raw"))
    monkeypatch.setenv("KAOHE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "raw"


def _kaohe(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def _objects(*arguments: object) -> list[dict[str, object]]:
    result = _kaohe("read", "--json", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_claims_have_the_names_of_the_contract(raw: Path) -> None:
    claims = _objects(raw)
    assert claims
    for claim in claims:
        assert set(claim) == CLAIM
        assert claim["kind"] in ("indicator", "investment")
        for name in ("target", "actual", "stated_rate"):
            assert claim[name] is None or set(claim[name]) == FIGURE  # type: ignore[call-overload]


def test_quantities_and_blocks_have_the_names_of_the_contract(raw: Path) -> None:
    assert {frozenset(q) for q in _objects(raw, "--quantities")} == {frozenset(QUANTITY)}
    assert {frozenset(b) for b in _objects(raw, "--blocks")} == {frozenset(BLOCK)}


def test_what_was_not_understood_is_told_with_its_place(raw: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "2020.csv"
    sheet.write_text("指标,目标,采集量\n新建道路(公里),75,88\n", encoding="utf-8")
    [piece] = _objects("--unread", sheet)
    assert set(piece) == UNREAD
    assert (piece["text"], piece["reason"]) == ("采集量", "unknown_header")
    [text] = [b["text"] for b in _objects("--blocks", sheet) if b["block"] == piece["block"]]
    assert text[piece["start"] : piece["end"]] == "采集量"  # type: ignore[index,misc]
    assert "采集量" in _kaohe("read", "--unread", sheet).stdout


def test_places_lead_back_to_the_text_of_the_block(raw: Path) -> None:
    texts = {block["block"]: block["text"] for block in _objects(raw, "--blocks")}
    quantities = _objects(raw, "--quantities")
    assert [q["text"] for q in quantities] == ["75公里", "88公里", "117.3%", "300亩"]
    for q in quantities:
        assert texts[q["block"]][q["start"] : q["end"]] == q["text"]  # type: ignore[index,misc]


def test_a_rate_is_a_number_in_per_cent(raw: Path) -> None:
    [rate] = [claim["stated_rate"] for claim in _objects(raw) if claim["stated_rate"]]
    assert (rate["value"], rate["unit"]) == (117.3, "%")  # type: ignore[index]


def test_unit_and_period_come_from_the_path_under_raw(raw: Path) -> None:
    for path in (raw, raw / "甲局", Path("raw/甲局/2020-Q3 修订.txt")):
        assert {(c["unit"], c["period"]) for c in _objects(path)} == {("甲局", "2020-Q3")}


def test_a_file_outside_raw_has_neither(raw: Path, tmp_path: Path) -> None:
    prose = tmp_path / "通报.txt"
    prose.write_text("全市新建道路88公里,完成年度目标75公里的117.3%。", encoding="utf-8")
    filed = {(claim["unit"], claim["period"], claim["file"]) for claim in _objects(prose)}
    assert filed == {(None, None, str(prose))}


def test_another_raw_folder_can_be_named(raw: Path, tmp_path: Path) -> None:
    raw.rename(tmp_path / "reports")
    claims = _objects("--raw", "reports", "reports")
    assert {claim["unit"] for claim in claims} == {"甲局"}


def test_an_unreadable_file_is_named_and_the_others_are_read(raw: Path) -> None:
    bad = raw / "甲局" / "2019.txt"
    bad.write_bytes(b"")
    (raw / "甲局" / "2018.txt").symlink_to(raw / "gone.txt")
    result = _kaohe("read", "--json", raw)
    assert result.exit_code == 0
    assert str(bad) in result.stderr
    assert "2018.txt: not_a_file" in result.stderr
    assert all(json.loads(line)["period"] == "2020-Q3" for line in result.stdout.splitlines())


def test_a_file_above_the_limit_is_not_read(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAOHE_MAX_FILE_MB", "1")
    with (raw / "甲局" / "2019.txt").open("wb") as file:
        file.truncate(2 * 1024 * 1024)
    result = _kaohe("read", "--json", raw)
    assert "2019.txt: too_large" in result.stderr
    assert result.stdout


def test_a_fault_of_ours_is_told_and_the_others_are_read(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = limits.read_within

    def breaks_on_one(path: Path, **options: Any) -> Report:
        if path.name == "2019.txt":
            raise limits.ReaderFailed("RecursionError: too deep (rates.py:7)")
        return read(path, **options)

    (raw / "甲局" / "2019.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(limits, "read_within", breaks_on_one)
    result = _kaohe("read", "--json", raw)
    assert result.exit_code == 1
    assert "2019.txt: RecursionError: too deep (rates.py:7)" in result.stderr
    assert json.loads(result.stdout.splitlines()[0])["period"] == "2020-Q3"


def test_a_file_that_needs_too_much_memory_is_given_up_and_the_others_are_read(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAOHE_READ_MEMORY_MB", "48")
    (raw / "甲局" / "2019.txt").write_text(TEXT * 15_000, encoding="utf-8")
    result = _kaohe("read", "--json", raw)
    assert result.exit_code == 0
    assert "2019.txt: too_much_memory" in result.stderr
    assert json.loads(result.stdout.splitlines()[0])["period"] == "2020-Q3"


def test_a_person_sees_the_figures_as_they_are_printed(raw: Path) -> None:
    shown = _kaohe("read", raw).stdout
    for text in ("甲局 2020-Q3", "75公里", "88公里", "117.3%"):
        assert text in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "nowhere.txt"),
        ("run", "--fail-on", "loudly"),
        ("run", "--raw", "nowhere"),
    ],
)
def test_wrong_use_has_status_2_and_a_message(raw: Path, arguments: tuple[str, ...]) -> None:
    result = _kaohe(*arguments)
    assert result.exit_code == 2
    assert result.stderr
    assert not result.stdout


def test_a_setting_that_makes_no_sense_is_named(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAOHE_MAX_FILE_MB", "many")
    result = _kaohe("read", raw)
    assert result.exit_code == 2
    assert "KAOHE_MAX_FILE_MB" in result.stderr
    assert "many" in result.stderr


def test_settings_in_a_dotenv_file_are_honoured(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KAOHE_RAW")
    (tmp_path / ".env").write_text("KAOHE_RAW=reports\n", encoding="utf-8")
    raw.rename(tmp_path / "reports")
    assert {claim["unit"] for claim in _objects("reports")} == {"甲局"}


def test_a_bad_row_in_a_table_kept_by_hand_is_named_and_nothing_is_built(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(DBT_PROJECT / "seeds", tmp_path / "seeds")
    units = tmp_path / "seeds" / "units.csv"
    units.write_text("unit,parent,office\n甲局,甲局,\n", encoding="utf-8")
    monkeypatch.setenv("KAOHE_SEEDS", str(tmp_path / "seeds"))
    result = _kaohe("run")
    assert result.exit_code == 2
    assert "units.csv:2: '甲局' stands above itself" in result.stderr
    assert not (tmp_path / "home").exists()
