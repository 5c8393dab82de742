"""`kaohe findings` and `kaohe explain` on a built warehouse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from orchestration.cli import main
from tests.conftest import Story

FINDING = {
    *("finding_id", "rule", "severity", "unit", "period", "indicator", "verdict", "message"),
    *("instruction", "likely_cause", "suggestion", "evidence", "state", "first_seen", "last_seen"),
}

UNIT = ("--unit", "杭州市城乡建设委员会")


def _kaohe(story: Story, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--home", str(story.home.root)])


def _findings(story: Story, *options: str) -> list[dict[str, Any]]:
    result = _kaohe(story, "findings", "--json", *options)
    assert (result.exit_code, result.stderr) == (0, "")
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_findings_have_the_names_of_the_contract(story: Story) -> None:
    for finding in _findings(story):
        assert set(finding) == FINDING
        assert finding["severity"] in ("note", "warning", "error")
        for piece in finding["evidence"]:
            assert set(piece) == {"file", "block", "start", "end", "text"}


def test_evidence_leads_back_to_the_text_that_kaohe_read_prints(story: Story) -> None:
    result = CliRunner().invoke(main, ["read", str(story.raw), "--blocks", "--json"])
    blocks = [json.loads(line) for line in result.stdout.splitlines()]
    texts = {(block["file"], block["block"]): block["text"] for block in blocks}
    pieces = [piece for finding in _findings(story) for piece in finding["evidence"]]
    printed = [piece for piece in pieces if piece["start"] is not None]
    assert printed
    for piece in printed:
        text = texts[(piece["file"], piece["block"])]
        assert text[piece["start"] : piece["end"]] == piece["text"]


def test_findings_of_one_unit(story: Story) -> None:
    assert {finding["unit"] for finding in _findings(story, "--unit", "丁局")} == {"丁局"}
    assert _findings(story, "--unit", "没有这个局") == []


def test_a_person_sees_every_open_finding(story: Story) -> None:
    shown = _kaohe(story, "findings").stdout
    assert all(finding["finding_id"] in shown for finding in _findings(story))


def test_explain_marks_the_figures_and_shows_the_arithmetic(story: Story) -> None:
    [finding] = [f for f in _findings(story, *UNIT) if f["rule"] == "rate_truncated"]
    shown = _kaohe(story, "explain", finding["finding_id"]).stdout.replace("\n", "")
    for text in ("【137.1%】(完成率)", "【939.5万平方米】(完成值)", "÷", finding["instruction"]):
        assert text in shown


def test_explain_as_data(story: Story) -> None:
    [finding] = [f for f in _findings(story, *UNIT) if f["rule"] == "rate_truncated"]
    told = json.loads(_kaohe(story, "explain", finding["finding_id"], "--json").stdout)
    assert told["finding"] == finding
    [sentence] = told["sentences"]
    marked = {
        mark["part"]: sentence["text"][mark["start"] : mark["end"]] for mark in sentence["marks"]
    }
    assert marked["rate"] == "137.1%"


@pytest.mark.parametrize("arguments", [("explain", "000000000000"), ("explain",)])
def test_an_unknown_finding_is_wrong_use(story: Story, arguments: tuple[str, ...]) -> None:
    result = _kaohe(story, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_without_a_warehouse_the_way_to_one_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["findings", "--home", str(tmp_path)])
    assert result.exit_code == 2
    assert "kaohe run" in result.stderr
