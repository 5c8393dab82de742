"""What people say to a finding, and what becomes of it: acknowledged, dismissed, escalated."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from orchestration.storing import answering, questions
from orchestration.storing.answering import acknowledge, dismiss, escalate, reopen_expired
from orchestration.storing.home import Home, warehouse
from orchestration.storing.ledger import record
from orchestration.storing.rewinding import rewind
from tests.warehouse.test_ledger import (  # noqa: F401
    FIRST,
    SECOND,
    THIRD,
    TRUNCATED,
    _events,
    _judged,
    _row,
    ledger,
)

Connection = duckdb.DuckDBPyConnection
LAST_DAY = date(2026, 6, 30)
DAY_AFTER = date(2026, 7, 1)


@pytest.fixture
def finding(ledger: Connection) -> str:  # noqa: F811
    """A question that was asked on the first day."""
    return record(ledger, [_judged(TRUNCATED, _row(ledger))], FIRST).opened[0]


def _same(ledger: Connection, at: datetime, **said: str) -> None:  # noqa: F811
    record(ledger, [_judged(TRUNCATED, _row(ledger, **said))], at)


def _open(ledger: Connection) -> list[str]:  # noqa: F811
    return [found["finding_id"] for found in questions.findings(ledger)]


def _life(ledger: Connection) -> tuple[object, ...]:  # noqa: F811
    found = ledger.execute(
        "select state, acknowledged_by, dismissed_until, escalated_to from quality.finding"
    ).fetchone()
    assert found
    return found


def test_what_is_acknowledged_stays_open_and_is_not_disturbed(
    ledger: Connection,  # noqa: F811
    finding: str,
) -> None:
    acknowledge(ledger, finding, by="市建委", at=SECOND)
    _same(ledger, THIRD)
    assert _open(ledger) == [finding]
    assert _life(ledger) == ("open", "市建委", None, None)
    assert _events(ledger) == [("opened", None), ("acknowledged", None)]


def test_other_words_want_another_acknowledgement(ledger: Connection, finding: str) -> None:  # noqa: F811
    acknowledge(ledger, finding, by="市建委", at=SECOND)
    _same(ledger, THIRD, message="另一个数。")
    assert _life(ledger) == ("open", None, None, None)


def test_what_is_dismissed_stays_closed_while_the_report_says_the_same(
    ledger: Connection,  # noqa: F811
    finding: str,
) -> None:
    dismiss(ledger, finding, "口径为截尾。", by="市建委", at=SECOND, until=None)
    _same(ledger, THIRD)
    assert _open(ledger) == []
    assert reopen_expired(ledger, date(2036, 1, 1)) == ()
    assert _events(ledger) == [("opened", None), ("dismissed", "口径为截尾。")]


def test_new_words_reopen_what_was_dismissed(ledger: Connection, finding: str) -> None:  # noqa: F811
    dismiss(ledger, finding, "口径为截尾。", by="市建委", at=SECOND, until=LAST_DAY)
    _same(ledger, THIRD, message="另一个数。")
    assert _open(ledger) == [finding]
    assert _life(ledger) == ("open", None, None, None)


def test_a_dismissal_holds_through_its_last_day(ledger: Connection, finding: str) -> None:  # noqa: F811
    dismiss(ledger, finding, "年底前统一。", by="市建委", at=SECOND, until=LAST_DAY)
    _same(ledger, SECOND)
    assert reopen_expired(ledger, LAST_DAY) == ()
    assert reopen_expired(ledger, DAY_AFTER) == (finding,)
    assert reopen_expired(ledger, DAY_AFTER) == ()
    _same(ledger, SECOND)
    assert _open(ledger) == [finding]
    assert _events(ledger)[1:] == [("dismissed", "年底前统一。"), ("reopened", "expired")]


def test_a_dismissal_of_what_is_gone_does_not_come_back(ledger: Connection, finding: str) -> None:  # noqa: F811
    dismiss(ledger, finding, "年底前统一。", by="市建委", at=SECOND, until=LAST_DAY)
    record(ledger, [_judged(TRUNCATED)], THIRD)
    assert reopen_expired(ledger, DAY_AFTER) == ()


def test_a_dismissal_can_be_given_another_day(ledger: Connection, finding: str) -> None:  # noqa: F811
    dismiss(ledger, finding, "年底前统一。", by="市建委", at=SECOND, until=LAST_DAY)
    dismiss(ledger, finding, "明年统一。", by="市建委", at=THIRD, until=date(2027, 6, 30))
    assert _life(ledger) == ("resolved", None, date(2027, 6, 30), None)


def test_what_ended_by_itself_keeps_its_end(ledger: Connection, finding: str) -> None:  # noqa: F811
    record(ledger, [_judged(TRUNCATED)], SECOND)
    dismiss(ledger, finding, "已改报。", by="市建委", at=THIRD, until=None)
    acknowledge(ledger, finding, by="市建委", at=THIRD)
    assert [event for event, _ in _events(ledger)] == [
        *("opened", "resolved", "answered", "answered"),
    ]
    assert ledger.execute("select resolved_because from quality.finding").fetchall() == [
        ("no longer seen",)
    ]


def test_an_escalation_says_to_whom_and_only_of_what_is_open(
    ledger: Connection,  # noqa: F811
    finding: str,
) -> None:
    escalate(ledger, finding, "市考评办", at=SECOND)
    _same(ledger, THIRD)
    assert _life(ledger) == ("open", None, None, "市考评办")
    dismiss(ledger, finding, "口径为截尾。", by="市建委", at=THIRD, until=None)
    escalate(ledger, finding, "市考评办", at=THIRD)
    assert [event for event, _ in _events(ledger)] == ["opened", "escalated", "dismissed"]


@pytest.mark.parametrize("say", ["acknowledge", "dismiss", "escalate"])
def test_nothing_can_be_said_to_what_was_never_asked(ledger: Connection, say: str) -> None:  # noqa: F811
    told = {
        "acknowledge": lambda: acknowledge(ledger, "nosuch", by="市建委", at=FIRST),
        "dismiss": lambda: dismiss(ledger, "nosuch", "?", by="市建委", at=FIRST, until=None),
        "escalate": lambda: escalate(ledger, "nosuch", "市考评办", at=FIRST),
    }
    with pytest.raises(questions.UnknownFinding, match="nosuch"):
        told[say]()


def test_the_history_tells_who_said_what(ledger: Connection, finding: str) -> None:  # noqa: F811
    acknowledge(ledger, finding, by="张三", at=SECOND)
    answering.answer(ledger, finding, "正在核对。", by="李四", at=SECOND, settles=False)
    dismiss(ledger, finding, "口径为截尾。", by="王五", at=THIRD, until=LAST_DAY)
    history = questions.explain(ledger, finding).history
    assert [(e.event, e.answered_by, e.answer, e.until) for e in history] == [
        ("opened", None, None, None),
        ("acknowledged", "张三", "属实", None),
        ("answered", "李四", "正在核对。", None),
        ("dismissed", "王五", "口径为截尾。", "2026-06-30"),
    ]


def test_an_earlier_day_knows_what_had_been_said_by_then(
    ledger: Connection,  # noqa: F811
    finding: str,
    tmp_path: Path,
) -> None:
    dismiss(ledger, finding, "年底前统一。", by="市建委", at=SECOND, until=LAST_DAY)
    _same(ledger, SECOND)
    reopen_expired(ledger, DAY_AFTER)
    acknowledge(ledger, finding, by="市建委", at=datetime(2026, 7, 2))
    ledger.execute("checkpoint")
    for moment, life in {
        datetime(2026, 7, 3): ("open", "市建委", None, None),
        THIRD: ("open", None, None, None),
        datetime(2026, 6, 15): ("resolved", None, LAST_DAY, None),
        datetime(2026, 5, 15): ("open", None, None, None),
    }.items():
        rewind(tmp_path / "w.duckdb", tmp_path / "then.duckdb", moment)
        with duckdb.connect(str(tmp_path / "then.duckdb")) as then:
            assert _life(then) == life, moment


def test_a_warehouse_from_before_opens(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with duckdb.connect(str(home.warehouse)) as connection:
        connection.execute(
            """
            create schema quality;
            create table quality.finding (finding_id varchar primary key, state varchar not null);
            create table quality.answer (finding_id varchar, answer_no integer);
            insert into quality.finding values ('a', 'open');
            """
        )
    for _ in range(2):
        with warehouse(home) as connection:
            assert connection.execute(
                "select state, acknowledged_at, dismissed_until from quality.finding"
            ).fetchall() == [("open", None, None)]
