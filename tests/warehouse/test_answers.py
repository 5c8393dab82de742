"""Answers: what was answered for stays closed as long as the report says the same."""

from __future__ import annotations

import duckdb
import pytest

from orchestration.storing import naming, questions
from orchestration.storing.answering import answer
from orchestration.storing.ledger import record
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


def _opened(ledger: Connection) -> str:  # noqa: F811
    [finding] = record(ledger, [_judged(TRUNCATED, _row(ledger))], FIRST).opened
    return finding


def test_an_answer_that_settles_closes_and_keeps_closed(ledger: Connection) -> None:  # noqa: F811
    finding = _opened(ledger)
    answer(ledger, finding, "按截尾填报，口径如此。", by="市建委", at=SECOND, settles=True)
    again = record(ledger, [_judged(TRUNCATED, _row(ledger))], THIRD)
    assert again.seen_again == (finding,)
    assert _events(ledger) == [("opened", None), ("resolved", "answered")]
    assert questions.findings(ledger) == []


def test_new_words_reopen_what_was_answered(ledger: Connection) -> None:  # noqa: F811
    finding = _opened(ledger)
    answer(ledger, finding, "口径如此。", by="市建委", at=SECOND, settles=True)
    changed = record(ledger, [_judged(TRUNCATED, _row(ledger, message="另一个数。"))], THIRD)
    assert changed.reopened == (finding,)


def test_an_answer_that_settles_nothing_is_history(ledger: Connection) -> None:  # noqa: F811
    finding = _opened(ledger)
    answer(ledger, finding, "正在核对。", by="市建委", at=SECOND, settles=False)
    assert [found["finding_id"] for found in questions.findings(ledger)] == [finding]
    assert _events(ledger) == [("opened", None), ("answered", None)]


def test_an_answer_to_nothing_is_refused(ledger: Connection) -> None:  # noqa: F811
    with pytest.raises(questions.UnknownFinding, match="nosuch"):
        answer(ledger, "nosuch", "?", by="市建委", at=SECOND, settles=True)


def test_an_alias_is_accepted_once(tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "indicator_aliases.csv"
    file.write_text("alias,indicator,unit\n", encoding="utf-8")
    naming.accept("新增就业", "城镇新增就业", "", tmp_path)
    naming.accept("新增就业", "城镇新增就业", "", tmp_path)
    assert file.read_text(encoding="utf-8") == ("alias,indicator,unit\n新增就业,城镇新增就业,\n")
    with pytest.raises(naming.AliasTaken, match="城镇新增就业"):
        naming.accept("新增就业", "再就业", "", tmp_path)
