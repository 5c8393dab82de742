"""Questions: what the ledger asks, as data for a command, a page or a message.

Nothing here judges, writes or prints; the writing side of the ledger is ledger.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from orchestration.storing.asking import rows_of

Finding = dict[str, Any]

_CONTRACT = (
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
)
_PIECE = ("file", "block", "start", "end", "text")
_SENTENCE_END = re.compile(r"[。！？；\n]")


class UnknownFinding(LookupError):
    """No finding of this id was ever in the ledger."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start`..`end` of a sentence, and which part they play: target, actual, rate, …"""

    start: int
    end: int
    part: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A printed sentence with its figures marked. `start` is its place in the block's text."""

    file: str
    block: int
    start: int
    text: str
    marks: tuple[Mark, ...]

    @property
    def marks_apart(self) -> tuple[Mark, ...]:
        """The marks from left to right, without those that lie on another."""
        found: list[Mark] = []
        for mark in sorted(self.marks, key=lambda mark: mark.start):
            if not found or mark.start >= found[-1].end:
                found.append(mark)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Event:
    """One change in the life of a finding: opened, changed, resolved (because …), reopened, escalated
    (to whom), or what somebody said to it: answered, acknowledged, dismissed (`until` a day), corrected.
    """

    happened_at: str
    event: str
    because: str | None
    message: str
    answered_by: str | None
    answer: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that stands behind one finding.

    `finding` has the keys of `findings`. `working` are the lines of the arithmetic; empty where
    nothing is reckoned. `expects` is the rule in one sentence.
    """

    finding: Finding
    expects: str
    working: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    history: tuple[Event, ...]


def findings(
    connection: duckdb.DuckDBPyConnection,
    unit: str | None = None,
    *,
    state: str = "open",
) -> list[Finding]:
    """Findings in a state ("open" or "resolved"), the gravest first; of one unit if it is given.

    Keys: finding_id, rule, severity, unit, period, indicator, verdict, message, instruction,
    likely_cause, suggestion, evidence (list of {file, block, start, end, text}), state, first_seen,
    last_seen. Times are ISO 8601 in UTC. What is unknown is None.
    """
    rows = rows_of(
        connection,
        """
        select * from quality.finding
        where state = ? and (?::varchar is null or unit = ?)
        order by
            list_position(['error', 'warning', 'note'], severity),
            unit, period, item, indicator, project, file, finding_id
        """,
        [state, unit, unit],
    )
    return [_contract(row) for row in rows]


def explain(connection: duckdb.DuckDBPyConnection, finding_id: str) -> Explanation:
    """The sentences, the arithmetic, the rule and the history of a finding, open or resolved.

    Raises `UnknownFinding`.
    """
    rows = rows_of(connection, "select * from quality.finding where finding_id = ?", [finding_id])
    if not rows:
        raise UnknownFinding(f"there is no finding {finding_id}")
    [row] = rows
    history = rows_of(
        connection,
        """
        with
        event as (
            select
                *,
                -- each of these wrote one answer
                event in ('answered', 'acknowledged', 'dismissed', 'corrected')
                or (event = 'resolved' and because in ('answered', 'corrected')) as is_answer,
                count(*) filter (is_answer) over (partition by finding_id order by event_no)
                    as answer_no,
            from quality.finding_event
            where finding_id = ?
        )
        select happened_at, event, because, message, answered_by, answer, until::varchar as until
        from event
        left join quality.answer
            on event.is_answer
            and event.finding_id = answer.finding_id
            and event.answer_no = answer.answer_no
        order by event_no
        """,
        [finding_id],
    )
    evidence = json.loads(row["evidence"])
    blocks = connection.execute(
        """
        select document_id, block, text from bronze.block
        where document_id in (select unnest(?::varchar[]))
        """,
        [[piece["document_id"] for piece in evidence]],
    ).fetchall()
    return Explanation(
        finding=_contract(row),
        expects=row["expects"],
        working=tuple((row["working"] or "").splitlines()),
        sentences=_sentences(
            evidence, {(document, block): text for document, block, text in blocks}
        ),
        history=tuple(
            Event(**{**event, "happened_at": _moment(event["happened_at"])}) for event in history
        ),
    )


def _contract(row: Finding) -> Finding:
    pieces = json.loads(row["evidence"])
    return {key: row[key] for key in _CONTRACT} | {
        "evidence": [{key: piece[key] for key in _PIECE} for piece in pieces],
        "first_seen": _moment(row["first_seen"]),
        "last_seen": _moment(row["last_seen"]),
    }


def _sentences(
    pieces: Iterable[Finding], blocks: dict[tuple[str, int], str]
) -> tuple[Sentence, ...]:
    """The sentences the pieces stand in, in the order of the report; pieces share a sentence."""
    marked: dict[tuple[str, str, int, int, int], list[Mark]] = {}
    for piece in pieces:
        place = (piece["document_id"], piece["block"])
        if piece["start"] is None or place not in blocks:
            continue
        start, end = _bounds(blocks[place], piece["start"], piece["end"])
        mark = Mark(piece["start"] - start, piece["end"] - start, piece["part"])
        marked.setdefault((piece["file"], *place, start, end), []).append(mark)
    return tuple(
        Sentence(file, block, start, blocks[document, block][start:end], tuple(marks))
        for (file, document, block, start, end), marks in sorted(marked.items())
    )


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around characters `start`..`end`, without the space before it."""
    before = [found.end() for found in _SENTENCE_END.finditer(text, 0, start)]
    after = _SENTENCE_END.search(text, end)
    first = before[-1] if before else 0
    last = after.end() if after else len(text)
    while first < start and text[first].isspace():
        first += 1
    return first, last


def _moment(moment: datetime) -> str:
    return f"{moment.isoformat(timespec='seconds')}Z"
