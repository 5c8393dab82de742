"""The whole job: a first run, one on unchanged files, one after a change and a removal."""

from __future__ import annotations

from orchestration.reading.formats import office
from tests.conftest import Story

OLD_IS_READ = office.program() is not None


def _units(rows: list[tuple[object, ...]]) -> set[object]:
    return {value for row in rows for value in row if isinstance(value, str) and value[1:] == "局"}


def test_bad_files_are_counted_and_harm_no_other(story: Story) -> None:
    files = story.first.finished["files"]
    readable, unreadable = 3 + 4 + 3, 3 + 4
    assert files == {
        "read": readable + OLD_IS_READ,
        "unchanged": 0,
        "unreadable": unreadable + (not OLD_IS_READ),
        "misfiled": 1,
        "removed": 0,
        "in_motion": 0,
    }
    assert story.first.finished["claims"] > 20
    assert {"甲局", "乙局"} <= _units(story.first.tables["marts.scorecard"])
    assert _units(story.first.tables["marts.scorecard"]).isdisjoint({"丙局", "丁局"})


def test_bad_files_are_questions(story: Story) -> None:
    asked = story.ask("select distinct file from quality.finding where state = 'open'")
    assert {"丙局/2020.txt", "丙局/2019.txt", "丙局/年报.txt", "丁局/2020.txt"} <= {
        file for (file,) in asked
    }


def test_an_encoding_does_not_change_what_is_found(story: Story) -> None:
    findings = story.first.tables["quality.finding"]
    assert any("乙局" in row and "inconsistent" in row for row in findings)


def test_a_second_run_reads_no_file_and_publishes_the_same_bytes(story: Story) -> None:
    files = story.again.finished["files"]
    assert (files["read"], files["unreadable"], files["unchanged"]) == (0, 0, 19)
    assert set(story.first.published) > {"scorecard.parquet", "finding.parquet"}
    assert story.again.published == story.first.published


def test_a_second_run_leaves_every_table_as_it_was(story: Story) -> None:
    for table, rows in story.first.tables.items():
        assert story.again.tables[table] == rows, table


def test_a_changed_file_alone_is_read_again(story: Story) -> None:
    files = story.later.finished["files"]
    assert (files["read"], files["removed"], files["unchanged"]) == (1, 1, 17)
    assert any(line.endswith("甲局/2020-Q3.txt: read") for line in story.later.told)


def test_facts_of_a_removed_file_leave_the_belief_and_not_the_history(story: Story) -> None:
    left = _units(story.later.tables["marts.scorecard"])
    assert "甲局" in left and "乙局" not in left
    assert story.ask(
        "select count(*), count(believed_to) from facts.fct_indicator where unit = '乙局'"
    ) == [(1, 1)]


def test_facts_of_a_changed_file_are_kept_beside_the_new_ones(story: Story) -> None:
    assert story.ask(
        "select cast(actual_value as integer), believed_to is null from facts.fct_indicator"
        " where unit = '甲局' order by believed_from"
    ) == [(310, False), (320, True)]


def test_a_removed_file_is_a_question_and_its_own_questions_close(story: Story) -> None:
    states = story.ask(
        "select state, coalesce(resolved_because, '') from quality.finding"
        " where file = '乙局/2020-11.txt'"
    )
    assert ("open", "") in states
    assert ("resolved", "removed") in states


def test_a_run_tells_its_progress_and_nothing_else(story: Story) -> None:
    stages = ("读取", "计算", "核对", "发布", "通知")
    for moment in (story.first, story.again, story.later):
        assert [line for line in moment.told if not line.startswith(stages)] == []
    assert {line.split()[0] for line in story.again.told} == set(stages)


def test_the_exit_status_follows_what_was_asked_for(story: Story) -> None:
    assert (story.first.status, story.again.status, story.later.status) == (0, 0, 3)


def test_the_close_says_where_everything_is(story: Story) -> None:
    finished = story.again.finished
    assert set(finished) == {
        *(
            "files",
            "claims",
            "verdicts",
            "findings",
            "coverage",
            "alerts",
            "reader_failed",
            "warehouse",
            "published",
        )
    }
    assert finished["warehouse"] == str(story.home.warehouse)
    assert finished["published"] == str(story.home.published)
    assert finished["verdicts"]["inconsistent"] >= 1
