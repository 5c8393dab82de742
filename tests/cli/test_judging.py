"""`kaohe rules`, `answer`, `aliases` and `run --as-of`, as a coordinator types them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from expectations import RULES
from orchestration.cli import main
from orchestration.storing.home import Home, warehouse_to_read

MONTHS = {
    "2020-08": "全市新增托位目标100个，1-8月累计完成50个，完成率60%。",
    "2020-09": "全市城镇新增就业目标20000人，1-9月累计完成15200人，完成率76%。",
    "2020-10": "全市城镇新增就业人数目标20000人，1-10月累计完成16800人，完成率94%。",
}


@dataclass(frozen=True)
class Office:
    """A home folder that a run has filled from two monthly reports."""

    root: Path

    def kaohe(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, [*arguments, "--home", str(self.root)])

    def told(self, *arguments: str) -> list[dict[str, Any]]:
        result = self.kaohe(*arguments, "--json")
        assert result.exit_code == 0, result.output
        return [json.loads(line) for line in result.stdout.splitlines()]

    def wrong_rate(self, period: str = "2020-10") -> str:
        wrong = [f for f in self.told("findings") if f["rule"] == "rate_inconsistent"]
        [found] = [f for f in wrong if f["period"] == period]
        return found["finding_id"]

    def arrived(self) -> date:
        with warehouse_to_read(Home(self.root)) as connection:
            [(day,)] = connection.execute(
                "select max(received_at)::date from bronze.document"
            ).fetchall()
        return day


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("人社局")
    for period, text in MONTHS.items():
        file = folder / "raw" / "人社局" / f"{period}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    office = Office(folder / "home")
    result = office.kaohe("run", "--raw", str(folder / "raw"))
    assert result.exit_code == 0, result.output
    return office


def _rules(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["rules", *arguments])


def test_all_rules_are_listed() -> None:
    listed = [json.loads(line) for line in _rules("--json").stdout.splitlines()]
    assert [one["rule"] for one in listed] == [rule.name for rule in RULES]
    shown = _rules().stdout
    assert all(rule.name in shown for rule in RULES)


def test_one_rule_is_a_page() -> None:
    [page] = [
        json.loads(line) for line in _rules("rate_inconsistent", "--json").stdout.splitlines()
    ]
    shown = "".join(_rules("rate_inconsistent").stdout.split())
    for part in ("expects", "why", "because", "good", "bad", "asked", "instruction"):
        assert "".join(page[part].split()) in shown, part


def test_a_rule_that_is_not_there_is_wrong_use() -> None:
    result = _rules("nosuch")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "kaohe rules" in result.stderr


def test_an_answer_stays_with_its_finding_and_leaves_it_open(office: Office) -> None:
    finding = office.wrong_rate()
    assert office.kaohe("answer", finding, "正在核对。", "--by", "人社局").exit_code == 0
    assert office.wrong_rate() == finding
    assert "人社局：正在核对。" in office.kaohe("explain", finding).stdout
    [explained] = office.told("explain", finding)
    assert [event["answer"] for event in explained["history"]] == [None, "正在核对。"]


def test_an_answer_that_settles_closes_its_finding(office: Office) -> None:
    finding = office.wrong_rate()
    answered = office.kaohe("answer", finding, "应为84%。", "--by", "人社局", "--settles")
    assert (answered.exit_code, answered.stderr) == (0, "")
    assert finding not in {found["finding_id"] for found in office.told("findings")}


def test_what_is_acknowledged_stays_and_what_is_dismissed_goes(office: Office) -> None:
    finding = office.wrong_rate("2020-08")
    office.kaohe("answer", finding, "--by", "人社局", "--acknowledge")
    assert finding in {found["finding_id"] for found in office.told("findings")}
    dismissal = ("口径如此。", "--by", "人社局", "--dismiss", "--until", "2099-12-31")
    assert office.kaohe("answer", finding, *dismissal).exit_code == 0
    assert finding not in {found["finding_id"] for found in office.told("findings")}
    shown = office.kaohe("explain", finding).stdout
    for line in ("承认 人社局：属实", "说明（至 2099-12-31） 人社局：口径如此。"):
        assert line in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ("000000000000", "?", "--by", "人社局"),
        ("000000000000", "?"),
        ("000000000000", "--by", "人社局"),
        ("000000000000", "--by", "人社局", "--dismiss"),
        ("000000000000", "?", "--by", "人社局", "--dismiss", "--settles"),
        ("000000000000", "?", "--by", "人社局", "--until", "2099-12-31"),
    ],
)
def test_an_answer_to_nothing_by_nobody_or_without_words_is_wrong_use(
    office: Office, arguments: tuple[str, ...]
) -> None:
    result = office.kaohe("answer", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_names_that_may_be_one_are_suggested(office: Office) -> None:
    [pair] = office.told("aliases", "--unit", "人社局")
    assert {pair["alias"], pair["indicator"]} == {"城镇新增就业", "城镇新增就业人数"}
    assert (pair["unit"], pair["base_unit"]) == ("人社局", "人")
    assert "城镇新增就业人数" in office.kaohe("aliases").stdout
    assert office.told("aliases", "--unit", "没有这个局") == []


def test_a_suggestion_is_accepted_and_no_second_meaning(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted = tmp_path / "indicator_aliases.csv"
    accepted.write_text("alias,indicator,unit\n", encoding="utf-8")
    monkeypatch.setenv("KAOHE_SEEDS", str(tmp_path))
    accept = ("aliases", "--accept", "城镇新增就业人数=城镇新增就业", "--unit", "人社局")
    assert office.kaohe(*accept).exit_code == 0
    line = "城镇新增就业人数,城镇新增就业,人社局\n"
    assert accepted.read_text(encoding="utf-8") == f"alias,indicator,unit\n{line}"
    taken = office.kaohe(*accept[:2], "城镇新增就业人数=再就业", *accept[3:])
    assert (taken.exit_code, taken.stdout) == (2, "")
    assert "城镇新增就业" in taken.stderr


@pytest.mark.parametrize("said", ["城镇新增就业", "=城镇新增就业", "城镇新增就业人数="])
def test_half_an_alias_is_wrong_use(office: Office, said: str) -> None:
    assert office.kaohe("aliases", "--accept", said).exit_code == 2


def test_the_day_of_arrival_is_believed_and_the_day_before_knew_nothing(office: Office) -> None:
    today = (office.root / "warehouse.duckdb").read_bytes()
    day = office.arrived()
    [then] = office.told("run", "--as-of", day.isoformat())
    assert (then["day"], then["documents"]) == (day.isoformat(), len(MONTHS))
    assert (Path(then["published"]) / "scorecard.parquet").is_file()
    [before] = office.told("run", "--as-of", (day - timedelta(days=1)).isoformat())
    assert (before["documents"], before["findings"]) == (0, 0)
    assert before["warehouse"] != then["warehouse"]
    assert (office.root / "warehouse.duckdb").read_bytes() == today


def test_a_day_that_is_none_is_wrong_use(office: Office) -> None:
    assert office.kaohe("run", "--as-of", "去年").exit_code == 2


def test_beliefs_need_a_warehouse(tmp_path: Path) -> None:
    result = Office(tmp_path).kaohe("run", "--as-of", "2026-01-01")
    assert result.exit_code == 2
    assert "kaohe run" in result.stderr
