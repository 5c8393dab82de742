"""Who is told what, once: a round of alerting over a real ledger, read as the people in it read it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from orchestration.alerting.coordinators import COLUMNS, WrongCoordinators, coordinators
from orchestration.alerting.telling import Told, tell, tell_failure
from orchestration.settings import DBT_PROJECT, Settings, settings
from orchestration.storing import answering
from orchestration.storing.asking import rows_of
from orchestration.storing.home import Home, warehouse
from tests.conftest import Story

ALL = "考评办,coordinator,*,,note,file,BOX,,,"
ONE = "甲局联系人,coordinator,乙局,,warning,file,BOX,,,"
DATA = "数据组,data,,,note,file,BOX,,,"


class Office:
    """A home with a ledger, its coordinators, and the folder where their messages arrive."""

    def __init__(self, story: Story, folder: Path) -> None:
        self.box = folder / "box"
        self.seeds = folder / "seeds"
        shutil.copytree(DBT_PROJECT / "seeds", self.seeds)
        home = Home(folder / "home")
        home.root.mkdir()
        shutil.copy(story.home.warehouse, home.warehouse)
        self.home = home
        self.day = settings({}).today

    def settings(self) -> Settings:
        told = settings({"KAOHE_HOME": str(self.home.root), "KAOHE_SEEDS": str(self.seeds)})
        return replace(told, today=self.day)

    def knows(self, *lines: str) -> None:
        text = "\n".join((",".join(COLUMNS), *lines, ""))
        (self.seeds / "coordinators.csv").write_text(text, encoding="utf-8")

    def round(self) -> Told:
        return tell(self.settings(), environment={"BOX": str(self.box)})

    def read(self) -> str:
        """What arrived since the last look."""
        files = sorted(self.box.glob("*.md")) if self.box.is_dir() else []
        text = "\n".join(file.read_text(encoding="utf-8") for file in files)
        shutil.rmtree(self.box, ignore_errors=True)
        return text

    def open(self, severity: str = "error") -> list[str]:
        with warehouse(self.home) as connection:
            found = rows_of(
                connection,
                "select finding_id from quality.finding where state = 'open' and severity = ?"
                " and unit is not null and audience = 'unit' order by finding_id",
                [severity],
            )
        return [row["finding_id"] for row in found]


@pytest.fixture
def office(story: Story, tmp_path: Path) -> Office:
    return Office(story, tmp_path)


def test_a_first_run_sends_one_summary_and_the_same_run_again_nothing(office: Office) -> None:
    office.knows(ALL)
    first = office.round()
    assert (first.notices, first.delivered.given_up) == (1, 0)
    told = office.read()
    assert "首次汇总" in told
    assert f"{first.questions} 个问题请核实" in told
    again = office.round()
    assert (again.notices, again.delivered.sent) == (0, 0)
    assert office.read() == ""


def test_a_changed_question_is_told_once_and_a_closed_one_gets_its_closing_note_once(
    office: Office,
) -> None:
    office.knows(ALL)
    office.round()
    office.read()
    changed, closed, *_ = office.open("warning") + office.open("note")
    with warehouse(office.home) as connection:
        connection.execute(
            "insert into quality.finding_event select finding_id, 50, now()::timestamp, 'changed',"
            " null, severity, message from quality.finding where finding_id = ?",
            [changed],
        )
        answering.answer(
            connection, closed, "口径已说明", by="李四", at=datetime(2026, 3, 2), settles=True
        )
    assert office.round().questions == 2
    told = office.read()
    assert "有变化" in told
    assert changed in told
    assert "已了结" in told
    assert "已答复（李四：口径已说明）" in told
    assert office.round().notices == 0


def test_a_question_closed_before_it_was_told_is_not_told(office: Office) -> None:
    [first, *_] = office.open("warning")
    with warehouse(office.home) as connection:
        answering.dismiss(
            connection, first, "口径不同", by="李四", at=datetime(2026, 3, 2), until=None
        )
    office.knows(ALL)
    office.round()
    assert first not in office.read()


def test_an_unanswered_question_goes_to_the_parent_after_so_many_working_days(
    office: Office,
) -> None:
    with warehouse(office.home) as connection:
        [row] = rows_of(
            connection,
            "select finding_id, unit from quality.finding where state = 'open'"
            " and severity = 'warning' and audience = 'unit' and unit is not null"
            " order by finding_id limit 1",
        )
        connection.execute(
            "create or replace table staging.units as select ? as unit, '某市' as parent",
            [row["unit"]],
        )
    below = f"处室,coordinator,{row['unit']},,warning,file,BOX,,,3"
    above = "市考评办,coordinator,某市,,error,file,BOX,,,"
    office.knows(below, above)
    office.round()
    assert "市考评办" not in office.read()
    office.day += timedelta(days=1)
    assert office.round().escalated == 0
    office.day += timedelta(days=13)
    assert office.round().escalated > 0
    told = office.read()
    assert "上报某市（市考评办）" in told
    office.day += timedelta(days=20)
    assert office.round().escalated == 0


def test_each_hears_of_what_is_theirs(office: Office) -> None:
    office.knows(DATA)
    office.round()
    told = office.read()
    assert "责任单位核对目标值" not in told
    assert "年报" in told, "a misfiled file is the data team's to mend"


def test_who_cannot_be_reached_is_named_and_told_once_the_address_is_set(office: Office) -> None:
    office.knows("考评办,coordinator,*,,note,wecom,NOT_SET,,,", DATA)
    told = office.round()
    assert "NOT_SET" in told.unreachable["考评办"]
    assert told.notices == 1
    office.knows(ALL, DATA)
    assert office.round().notices == 1


def test_quiet_hours_hold_a_message_back(office: Office) -> None:
    office.knows(ALL.replace("BOX,,,", "BOX,,00:00-23:59,"))
    told = office.round()
    assert (told.notices, told.delivered.sent) == (1, 0)
    assert told.delivered.next_at is not None


def test_a_broken_run_is_told_to_the_data_team_once(office: Office) -> None:
    office.knows(ALL, DATA)
    for _ in range(2):
        tell_failure(
            office.settings(), "r1", "出错的步骤：models。", environment={"BOX": str(office.box)}
        )
    assert office.read().count("运行失败") == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("张,chief,*,,note,file,BOX,,,", "role must be one of coordinator, data, not 'chief'"),
        ("张,coordinator,,,note,file,BOX,,,", "units and under are both empty"),
        ("张,coordinator,*,,grave,file,BOX,,,", "from_severity must be one of"),
        ("张,coordinator,*,,note,pager,BOX,,,", "channel must be one of"),
        ("张,coordinator,*,,note,wecom,https://x/?key=s3cret,,,", "must name an environment"),
        ("张,coordinator,*,,note,file,BOX,9am,,", "digest_at must be a time such as 09:00"),
        ("张,coordinator,*,,note,file,BOX,,late,", "quiet must be two times"),
        ("张,coordinator,*,,note,file,BOX,,,soon", "escalate_workdays must be a whole number"),
        (ALL + "\n" + ALL, "stands there twice"),
    ],
)
def test_a_row_that_makes_no_sense_is_named_by_its_line(
    tmp_path: Path, row: str, said: str
) -> None:
    text = "\n".join((",".join(COLUMNS), row, ""))
    (tmp_path / "coordinators.csv").write_text(text, encoding="utf-8")
    with pytest.raises(WrongCoordinators) as error:
        coordinators(tmp_path)
    assert said in str(error.value)
    assert f"line {text.rstrip().count(chr(10)) + 1}" in str(error.value)
    assert "s3cret" not in str(error.value)


def test_a_day_in_quiet_hours_ends_in_the_morning(tmp_path: Path) -> None:
    row = "张,coordinator,*,,note,file,BOX,,22:00-08:00,"
    (tmp_path / "coordinators.csv").write_text(
        "\n".join((",".join(COLUMNS), row, "")), encoding="utf-8"
    )
    [one] = coordinators(tmp_path)
    day = date(2026, 3, 2)
    night, morning = datetime(2026, 3, 1, 23), datetime(2026, 3, 2, 8)
    assert one.awake(night) == morning
    assert one.awake(morning) == morning
    assert one.awake(datetime(2026, 3, 2, 7, 59)).date() == day
