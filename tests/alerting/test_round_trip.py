"""The reply sheet makes the round trip: questions go out, answers come back as a file like any report."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from orchestration.cli import main
from orchestration.storing.home import Home, warehouse_to_read

UNIT, OTHER = "人社局", "园林局"
REPORTS = {
    "2020-08": "全市新增托位目标100个，1-8月累计完成50个，完成率60%。",
    "2020-09": "全市新建公园目标40个，1-9月累计完成30个，完成率95%。",
    "2020-10": "全市城镇新增就业人数目标20000人，1-10月累计完成16800人，完成率94%。",
}
HEADER = (
    *("编 号", "报告期", "指标", "报告原文", "我们的计算", "建议"),
    *("属实（是/否）", "更正为", "说明", "核对码"),
)
HOSTILE = '=HYPERLINK("http://x") @all <script>完成率 99%</script>'
LEDGER = ("quality.finding", "quality.finding_event", "quality.answer", "quality.reply")


@dataclass(frozen=True)
class Office:
    """Reports of a bureau, and a home folder that runs fill."""

    root: Path
    home: str = "home"

    def kaohe(self, *arguments: str) -> str:
        # named here too, so that what the options set does not outlive the command
        places = {
            "KAOHE_HOME": str(self.root / self.home),
            "KAOHE_RAW": str(self.root / "raw"),
        }
        result = CliRunner().invoke(main, [*arguments, "--home", places["KAOHE_HOME"]], env=places)
        assert result.exit_code == 0, result.output
        return result.stdout

    def run(self) -> None:
        self.kaohe("run", "--raw", str(self.root / "raw"))

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with warehouse_to_read(Home(self.root / self.home)) as connection:
            return connection.execute(query).fetchall()

    def questions(self) -> dict[str, dict[str, Any]]:
        """The wrong rates by period, with what a sheet repeats of them."""
        rows = self.ask(
            "select period, finding_id, indicator, working, fact_id from quality.finding"
            f" where rule = 'rate_inconsistent' and unit = '{UNIT}'"
        )
        names = ("finding_id", "indicator", "working", "fact_id")
        return {period: dict(zip(names, row, strict=True)) for period, *row in rows}

    def open(self) -> set[str]:
        found = [json.loads(line) for line in self.kaohe("findings", "--json").splitlines()]
        return {one["period"] for one in found if one["rule"] == "rate_inconsistent"}

    def reply(
        self, filled: dict[str, tuple[str, str, str]], *, unit: str = UNIT, by: str = "张三"
    ) -> Path:
        """Drop a filled sheet into the unit's folder; by period 属实, 更正为, 说明."""
        known = self.questions()
        return write_sheet(
            self.root / "raw" / unit / "2020-10 核实回执.xlsx",
            [(known[period], period, said) for period, said in filled.items()],
            by,
        )

    def history(self, period: str) -> list[tuple[str, str | None, str | None]]:
        finding = self.questions()[period]["finding_id"]
        [told] = [json.loads(self.kaohe("explain", finding, "--json"))]
        return [(e["event"], e["because"], e["answer"]) for e in told["history"]]


def write_sheet(
    path: Path, rows: Iterable[tuple[dict[str, Any], str, tuple[str, str, str]]], by: str
) -> Path:
    book = Workbook()
    page = book.worksheets[0]
    page.append(["核实回执"])
    page.append(["责任单位", UNIT, "填报人", by, "填报日期", "2020年11月24日"])
    page.append(HEADER)
    for asked, period, said in rows:
        told = (asked["finding_id"], period, asked["indicator"], "原文累计完成9999人，完成率1%。")
        page.append([*told, asked["working"], "请核实", *said, asked["fact_id"]])
        for cell in page[page.max_row]:
            cell.data_type = "s" if cell.value is not None else cell.data_type
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


@pytest.fixture
def office(tmp_path: Path) -> Office:
    for period, text in REPORTS.items():
        file = tmp_path / "raw" / UNIT / f"{period}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    office = Office(tmp_path)
    office.run()
    return office


def test_three_questions_make_the_round_trip(office: Office) -> None:
    assert office.open() == set(REPORTS)
    sheet = office.reply(
        {
            "2020-10": ("是", "完成率 84%", "笔误"),
            "2020-09": ("否", "", "另有基数，见附件。"),
            "2020-08": ("", "", ""),
        }
    )
    office.run()

    assert office.open() == {"2020-08"}
    assert office.history("2020-10")[1:] == [("resolved", "corrected", "更正为 完成率 84%；笔误")]
    assert office.history("2020-09")[1:] == [
        ("dismissed", "另有基数，见附件。", "另有基数，见附件。")
    ]
    assert office.history("2020-08")[1:] == []
    shown = office.kaohe("explain", office.questions()["2020-10"]["finding_id"])
    assert "张三：更正为 完成率 84%；笔误" in shown

    facts = office.ask(
        "select period, stated_rate_text, verdict, corrected_rate, corrected_by, verdict_corrected"
        " from facts.fct_indicator order by period"
    )
    assert facts == [
        ("2020-08", "60%", "inconsistent", None, None, None),
        ("2020-09", "95%", "inconsistent", None, None, None),
        ("2020-10", "94%", "inconsistent", "84%", "张三", "exact"),
    ]
    assert office.ask(
        "select earlier_text, later_text, correction_source, corrected_by, reply_path, explanation,"
        " earlier_verdict_label, later_verdict_label from marts.restatement"
    ) == [("94%", "84%", "回执", "张三", f"{UNIT}/{sheet.name}", "笔误", "不一致", "一致")]
    assert office.ask(
        "select stated_rate_pct, corrected_rate, verdict_corrected_label from marts.scorecard"
        " where period = '2020-10'"
    ) == [(94, "84%", "一致")]
    # the sheet is a file, and no report of its period
    assert len(office.ask("select * from marts.coverage")) == len(REPORTS)
    assert office.ask("select documents_count from facts.dim_unit") == [(len(REPORTS),)]
    assert office.ask("select kind, status from facts.dim_document where format = 'xlsx'") == [
        ("reply", "read")
    ]

    before = {table: office.ask(f"select * from {table} order by all") for table in LEDGER}
    office.run()
    assert before == {table: office.ask(f"select * from {table} order by all") for table in LEDGER}

    anew = Office(office.root, "anew")
    anew.run()
    assert anew.open() == {"2020-08"}
    assert anew.history("2020-10") == office.history("2020-10")
    assert anew.history("2020-09") == office.history("2020-09")

    # a sheet that is taken away takes its answers along, and its going is asked about
    sheet.unlink()
    office.run()
    assert office.open() == set(REPORTS)
    assert office.history("2020-10")[-1][:2] == ("reopened", "reply withdrawn")
    assert office.ask("select * from facts.fct_correction") == []
    assert office.ask(
        "select count(*) from quality.finding where rule = 'file_removed' and state = 'open'"
    ) == [(1,)]


def test_answers_that_do_not_do_what_they_say_leave_the_question_open(office: Office) -> None:
    office.reply(
        {
            "2020-10": ("是", "完成率 85%", ""),
            "2020-09": ("否", "", ""),
            "2020-08": ("是", "", HOSTILE),
        },
        by=HOSTILE,
    )
    office.run()
    assert office.open() == set(REPORTS)
    assert office.history("2020-10")[1:] == [
        ("corrected", "按更正后的数仍不相符", "更正为 完成率 85%")
    ]
    assert office.history("2020-09")[1:] == []
    assert office.history("2020-08")[1:] == [("acknowledged", None, HOSTILE)]
    assert office.ask("select verdict_corrected from facts.fct_indicator where period='2020-10'")[
        0
    ] == ("inconsistent",)
    assert office.ask(
        "select status, unread_reasons from facts.dim_document where kind='reply'"
    ) == [("partly", "填“否”而未写说明")]
    assert office.ask("select count(*) from bronze.claim") == [(len(REPORTS),)]


def test_a_unit_answers_only_its_own_questions(office: Office) -> None:
    office.reply(
        {"2020-10": ("是", "完成率 84%", ""), "2020-09": ("否", "", "不用问。")}, unit=OTHER
    )
    office.run()
    assert office.open() == set(REPORTS)
    assert office.history("2020-10")[1:] == office.history("2020-09")[1:] == []
    assert office.ask("select * from facts.fct_correction") == []
    assert {because for (because,) in office.ask("select because from quality.reply")} == {
        "这不是该单位的问题"
    }
