"""The life of a finding: opened, seen again, changed, resolved for a reason, reopened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from expectations import RULES, Judgement, Rule
from expectations.judging import CARRIED
from orchestration.storing import questions
from orchestration.storing.ledger import record
from tests.warehouse.build import load

TRUNCATED, REMOVED = (
    next(rule for rule in RULES if rule.name == name) for name in ("rate_truncated", "file_removed")
)
TEXT = "前一句。三改[a:939.5万平方米]，完成率[r:137.1%]。后一句"
FIRST, SECOND, THIRD = (datetime(2026, month, 1) for month in (5, 6, 7))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse with one report of 市建委 in two versions, and its evidence."""
    claims = [{"indicator": "三改", "actual": "a", "rate": "r"}]
    left = {"left_at": FIRST, "left_because": "restated"}
    load(
        tmp_path / "w.duckdb",
        [
            {"path": "市建委/2020.txt", "blocks": [TEXT], "claims": claims, **left},
            {"path": "市建委/2020.txt", "blocks": [TEXT], "claims": claims, "version": 2},
        ],
    )
    with duckdb.connect(str(tmp_path / "w.duckdb")) as connection:
        connection.execute(
            """
            create schema facts;
            create table facts.fct_evidence as
            select
                document_id || '-c0' as fact_id, document_id, statement.role as part, document.path as file,
                statement.statement_no, null as unread_no, block, start_char, end_char, text
            from bronze.statement inner join bronze.document using (document_id)
            """
        )
        yield connection


def _document(connection: duckdb.DuckDBPyConnection, version: int) -> str:
    found = connection.execute(
        "select document_id from bronze.document where version = ?", [version]
    ).fetchone()
    assert found
    return str(found[0])


def _judged(rule: Rule, *rows: dict[str, str], error: str | None = None) -> Judgement:
    blank = dict.fromkeys(CARRIED, "")
    failed = pd.DataFrame([blank | row for row in rows], columns=["fact_id", "message", *CARRIED])
    return Judgement(rule, 10, failed, error)


def _row(connection: duckdb.DuckDBPyConnection, version: int = 2, **said: str) -> dict[str, str]:
    document = _document(connection, version)
    return {
        "fact_id": f"{document}-c0",
        "document_id": document,
        "unit": "市建委",
        "period": "2020",
        "item": "三改一拆",
        "indicator": "三改",
        "verdict": "truncated",
        "message": "“三改”的完成率是截尾。",
        "working": "939.5万平方米 ÷ 685万平方米 = 137.1533%",
    } | said


def _events(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str | None]]:
    return connection.execute(
        "select event, because from quality.finding_event order by finding_id, event_no"
    ).fetchall()


def test_a_rerun_that_sees_the_same_changes_nothing_but_the_last_sight(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    opened = record(ledger, [_judged(TRUNCATED, _row(ledger))], FIRST)
    again = record(ledger, [_judged(TRUNCATED, _row(ledger))], SECOND)
    assert len(opened.opened) == 1
    assert again.seen_again == opened.opened
    assert (again.opened, again.changed, again.resolved, again.reopened) == ((), (), (), ())
    assert _events(ledger) == [("opened", None)]
    [finding] = questions.findings(ledger)
    assert (finding["first_seen"], finding["last_seen"]) == (
        "2026-05-01T00:00:00Z",
        "2026-06-01T00:00:00Z",
    )


def test_a_finding_keeps_its_id_when_its_words_change(ledger: duckdb.DuckDBPyConnection) -> None:
    opened = record(ledger, [_judged(TRUNCATED, _row(ledger))], FIRST)
    changed = record(ledger, [_judged(TRUNCATED, _row(ledger, message="另一句。"))], SECOND)
    assert changed.changed == opened.opened
    assert _events(ledger) == [("opened", None), ("changed", None)]
    assert [finding["message"] for finding in questions.findings(ledger)] == ["另一句。"]


@pytest.mark.parametrize(
    ("version", "because"), [(1, "restated"), (2, "no longer seen")], ids=["restated", "unseen"]
)
def test_a_finding_that_is_gone_is_resolved_with_its_reason(
    ledger: duckdb.DuckDBPyConnection, version: int, because: str
) -> None:
    opened = record(ledger, [_judged(TRUNCATED, _row(ledger, version))], FIRST)
    resolved = record(ledger, [_judged(TRUNCATED)], SECOND)
    assert resolved.resolved == opened.opened
    assert _events(ledger) == [("opened", None), ("resolved", because)]
    assert questions.findings(ledger) == []
    assert [finding["state"] for finding in questions.findings(ledger, state="resolved")] == [
        "resolved"
    ]


def test_a_finding_of_a_removed_report_says_so(ledger: duckdb.DuckDBPyConnection) -> None:
    record(ledger, [_judged(TRUNCATED, _row(ledger))], FIRST)
    ledger.execute(
        "update bronze.document set left_at = ?, left_because = 'removed' where version = 2",
        [SECOND],
    )
    record(ledger, [_judged(TRUNCATED)], SECOND)
    assert _events(ledger)[-1] == ("resolved", "removed")


def test_a_rule_that_changed_or_went_takes_its_findings_along(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    record(ledger, [_judged(TRUNCATED, _row(ledger))], FIRST)
    record(ledger, [_judged(replace(TRUNCATED, sentence="另一种期望。"))], SECOND)
    assert _events(ledger)[-1] == ("resolved", "rule change")

    record(ledger, [_judged(TRUNCATED, _row(ledger))], SECOND)
    record(ledger, [_judged(REMOVED)], THIRD)
    assert _events(ledger)[-1] == ("resolved", "rule change")


def test_what_comes_back_is_reopened_and_remembers_its_first_sight(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    record(ledger, [_judged(TRUNCATED, _row(ledger))], FIRST)
    record(ledger, [_judged(TRUNCATED)], SECOND)
    back = record(ledger, [_judged(TRUNCATED, _row(ledger))], THIRD)
    assert len(back.reopened) == 1
    assert [event for event, _ in _events(ledger)] == ["opened", "resolved", "reopened"]
    assert questions.findings(ledger)[0]["first_seen"] == "2026-05-01T00:00:00Z"


def test_a_rule_that_broke_resolves_nothing(ledger: duckdb.DuckDBPyConnection) -> None:
    record(ledger, [_judged(TRUNCATED, _row(ledger))], FIRST)
    change = record(ledger, [_judged(TRUNCATED, error="no such column")], SECOND)
    assert change.resolved == ()
    assert len(questions.findings(ledger)) == 1
    assert ledger.execute("select state, error from quality.check_run where seen_at = ?", [SECOND])
    assert ledger.fetchall() == [("error", "no such column")]


def test_claims_about_the_same_thing_are_one_finding(ledger: duckdb.DuckDBPyConnection) -> None:
    rows = [_row(ledger, 1), _row(ledger, 2), _row(ledger, 2, indicator="拆违", message="拆违。")]
    assert len(record(ledger, [_judged(TRUNCATED, *rows)], FIRST).opened) == 2


def test_check_runs_are_counted_even_when_nothing_failed(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    record(ledger, [_judged(TRUNCATED), replace(_judged(REMOVED), checked=0)], FIRST)
    record(ledger, [_judged(TRUNCATED), replace(_judged(REMOVED), checked=0)], FIRST)
    runs = ledger.execute("select rule, state, checked from quality.check_run order by rule")
    assert runs.fetchall() == [
        ("file_removed", "nothing to check", 0),
        ("rate_truncated", "pass", 10),
    ]


def test_findings_of_one_unit_come_gravest_first(ledger: duckdb.DuckDBPyConnection) -> None:
    grave = replace(TRUNCATED, name="grave", severity="error")
    other = _row(ledger, unit="水利局")
    record(ledger, [_judged(TRUNCATED, _row(ledger), other), _judged(grave, _row(ledger))], FIRST)
    assert [finding["severity"] for finding in questions.findings(ledger, "市建委")] == [
        "error",
        "note",
    ]
    assert questions.findings(ledger, "没有的单位") == []


def test_a_finding_has_the_promised_keys_and_evidence(ledger: duckdb.DuckDBPyConnection) -> None:
    record(ledger, [_judged(TRUNCATED, _row(ledger))], FIRST)
    [finding] = questions.findings(ledger)
    assert list(finding) == [
        "finding_id",
        "rule",
        "severity",
        "unit",
        "period",
        "indicator",
        "verdict",
        "message",
        "instruction",
        "likely_cause",
        "suggestion",
        "evidence",
        "state",
        "first_seen",
        "last_seen",
    ]
    assert finding["likely_cause"] is None
    assert finding["evidence"] == [
        {"file": "市建委/2020.txt", "block": 0, "start": 6, "end": 15, "text": "939.5万平方米"},
        {"file": "市建委/2020.txt", "block": 0, "start": 19, "end": 25, "text": "137.1%"},
    ]


def test_an_explanation_shows_the_sentence_with_its_figures_and_the_arithmetic(
    ledger: duckdb.DuckDBPyConnection,
) -> None:
    [opened] = record(ledger, [_judged(TRUNCATED, _row(ledger))], FIRST).opened
    told = questions.explain(ledger, opened)
    [sentence] = told.sentences
    assert sentence.text == "三改939.5万平方米，完成率137.1%。"
    assert [(sentence.text[m.start : m.end], m.part) for m in sentence.marks] == [
        ("939.5万平方米", "actual"),
        ("137.1%", "stated_rate"),
    ]
    assert told.working == ("939.5万平方米 ÷ 685万平方米 = 137.1533%",)
    assert told.expects == TRUNCATED.sentence
    assert [event.event for event in told.history] == ["opened"]


def test_an_unknown_finding_is_named(ledger: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(questions.UnknownFinding, match="nosuch"):
        questions.explain(ledger, "nosuch")
