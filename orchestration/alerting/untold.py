"""What in the ledger a coordinator has not been told yet, as entries of a notice.

Reads the ledger and judges nothing. Who covers which unit stands in coordinators.py, what a notice
looks like in composing.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from orchestration.alerting.coordinators import GRADES, Coordinator
from orchestration.alerting.notice import Change, Entry, Words
from orchestration.storing.asking import is_there, rows_of
from orchestration.storing.questions import Event, Sentence, explain
from orchestration.words import BECAUSE

# Events a coordinator hears of, the one that matters most first: one line for each question.
_HEARD: tuple[Change, ...] = ("escalated", "reopened", "opened", "changed", "answered")
_ANSWERS = ("answered", "acknowledged", "corrected")
# Ends that came of what somebody said.
_SAID = ("answered", "dismissed", "corrected")


@dataclass(frozen=True, slots=True)
class News:
    """One question a coordinator has to hear of, up to which event of its history, and why now."""

    finding: Mapping[str, Any]
    event_no: int
    change: Change

    @property
    def rank(self) -> tuple[object, ...]:
        """Open before closed, worst first, then by period and name."""
        row = self.finding
        return (
            self.change == "resolved",
            -GRADES.index(row["severity"]),
            row["period"] or "",
            row["item"] or "",
            row["indicator"] or "",
            row["finding_id"],
        )


def parents(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The parent of each unit that has one; empty before the first run has loaded the seeds."""
    if not is_there(connection, "staging", "units"):
        return {}
    return dict(
        connection.execute(
            "select unit, min(parent) from staging.units where parent is not null group by unit"
        ).fetchall()
    )


def news(
    connection: duckdb.DuckDBPyConnection, coordinator: Coordinator, above: Mapping[str, str]
) -> list[News]:
    """What this coordinator has to hear of, the most pressing first."""
    found = []
    for row in _untold(connection, coordinator.name):
        was_told = row["told_no"] is not None
        change = _change(row["events"], row["state"], was_told)
        if change is None or not _is_for(coordinator, row, above, was_told):
            continue
        found.append(News(row, row["event_no"], change))
    return sorted(found, key=lambda one: one.rank)


def entry(connection: duckdb.DuckDBPyConnection, one: News, link: str | None) -> Entry:
    """The question as it is told, with its sentences and the arithmetic."""
    row = one.finding
    explanation = explain(connection, row["finding_id"])
    is_asked = one.change != "resolved"
    return Entry(
        finding_id=row["finding_id"],
        change=one.change,
        severity=row["severity"],
        about=" ".join(dict.fromkeys(filter(None, (row["indicator"], row["project"]))))
        or row["file"],
        period=row["period"],
        message=row["message"],
        sentences=tuple(_cut(sentence) for sentence in explanation.sentences),
        working=explanation.working,
        likely_cause=row["likely_cause"] if is_asked else None,
        suggestion=row["suggestion"] if is_asked else None,
        instruction=row["instruction"] if is_asked else "",
        because=_because(row, one.change, explanation.history),
        link=link,
    )


def _untold(connection: duckdb.DuckDBPyConnection, coordinator: str) -> list[dict[str, Any]]:
    """Findings with events that came after what was told, with those events in order."""
    return rows_of(
        connection,
        """
        with
        told as (
            select subject, max(event_no) as told_no
            from alerts.told
            where coordinator = ?
            group by subject
        ),

        untold as (
            select
                finding_id,
                told_no,
                max(event_no) as event_no,
                list({event: event, because: because} order by event_no) as events,
            from quality.finding_event
            left join told on finding_id = subject
            where event_no > coalesce(told_no, 0)
            group by finding_id, told_no
        )

        select finding.*, untold.told_no, untold.event_no, untold.events
        from untold
        inner join quality.finding on untold.finding_id = finding.finding_id
        """,
        [coordinator],
    )


def _change(
    events: Sequence[Mapping[str, str | None]], state: str, was_told: bool
) -> Change | None:
    """What to say of these events; None where they need not be heard of.

    A question that was closed before it was told of is not told of at all.
    """
    if state == "resolved":
        return "resolved" if was_told else None
    happened = {event["event"] for event in events}
    if not was_told:
        return "escalated" if "escalated" in happened else "opened"
    if happened & set(_ANSWERS):
        happened.add("answered")
    return next((change for change in _HEARD if change in happened), None)


def _is_for(
    coordinator: Coordinator, row: Mapping[str, Any], above: Mapping[str, str], was_told: bool
) -> bool:
    """Whether this question is this coordinator's: once told, always; else by unit and severity.

    An escalated one is also for whoever has its unit's parent by name.
    """
    if was_told:
        return True
    if row["audience"] == "data" or row["unit"] is None:
        return coordinator.role == "data" and coordinator.hears(row["severity"])
    was_escalated = any(event["event"] == "escalated" for event in row["events"])
    if was_escalated and above.get(row["unit"]) in coordinator.units:
        return True
    return coordinator.covers(row["unit"], above) and coordinator.hears(row["severity"])


def _because(row: Mapping[str, Any], change: Change, history: Sequence[Event]) -> str | None:
    """The reason to print beside what changed, in Chinese: what was answered, why it was closed."""
    answers = [event for event in history if event.answer]
    said = f"{answers[-1].answered_by}：{answers[-1].answer}" if answers else None
    if change == "resolved":
        code = row["resolved_because"] or ""
        closed = BECAUSE.get(code, code)
        return f"{closed}（{said}）" if said and code in _SAID else closed or None
    if change == "escalated":
        return row["escalated_to"]
    return said if change == "answered" else None


def _cut(sentence: Sentence) -> tuple[Words, ...]:
    """A sentence cut at its marked figures."""
    pieces: list[Words] = []
    at = 0
    for mark in sentence.marks_apart:
        if mark.start > at:
            pieces.append(Words(sentence.text[at : mark.start]))
        pieces.append(Words(sentence.text[mark.start : mark.end], mark.part))
        at = mark.end
    if at < len(sentence.text):
        pieces.append(Words(sentence.text[at:]))
    return tuple(pieces)
