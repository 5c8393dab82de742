"""The ledger of findings: what is asked, since when, and how it ended.

A finding is one rule × what it is about (unit, period, indicator, project, or file). It is opened
once, seen again quietly, changed when its words change, resolved with a reason, and reopened when
it comes back. Nothing here judges; what people say to a finding is written by answering.py, and
read by questions.py.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import duckdb

from orchestration.storing.asking import rows_of
from orchestration.storing.leaving import reasons
from orchestration.storing.writing import transaction, upsert

if TYPE_CHECKING:
    from expectations import Judgement, Rule

Row = dict[str, Any]

# How a person closes a finding: it is not asked again as long as the report says the same.
ANSWERED, DISMISSED, CORRECTED = "answered", "dismissed", "corrected"
_SETTLED = (ANSWERED, DISMISSED, CORRECTED)

# What has been done about a finding since it was opened, beside its state.
ACKNOWLEDGED = ("acknowledged_at", "acknowledged_by")
LIFE = (*ACKNOWLEDGED, "dismissed_until", "escalated_at", "escalated_to")

# A report that could hardly be read has thousands of unread pieces; a person looks at a few.
_EVIDENCE_SHOWN = 20

# When one of these differs the finding says something else than before.
_WORDS = ("severity", "verdict", "message", "working", "likely_cause", "suggestion", "instruction")


@dataclass(frozen=True, slots=True)
class LedgerChange:
    """What one record did, as finding ids in order."""

    opened: tuple[str, ...] = ()
    seen_again: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    resolved: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()

    def __str__(self) -> str:
        return (
            f"{len(self.opened)} opened, {len(self.reopened)} reopened, "
            f"{len(self.changed)} changed, {len(self.seen_again)} seen again, "
            f"{len(self.resolved)} resolved"
        )


@dataclass(slots=True)
class _Entry:
    """A finding on its way into the ledger, and what happened to it."""

    row: Row
    event: str | None
    because: str | None = None


def record(
    connection: duckdb.DuckDBPyConnection, judgements: Sequence[Judgement], seen_at: datetime
) -> LedgerChange:
    """Write what the judgements found, all or nothing.

    Findings of a rule that broke stay as they are: not seeing is not the same as being gone.
    """
    known = {row["finding_id"]: row for row in rows_of(connection, "select * from quality.finding")}
    seen = _seen(connection, judgements)
    entries = [_met(known.get(key), row, seen_at) for key, row in seen.items()]
    entries += _gone(connection, known, seen, judgements, seen_at)
    with transaction(connection):
        _write_checks(connection, judgements, seen_at)
        _write_findings(connection, entries)
        _write_events(connection, entries, seen_at)
    return _change(entries)


def _seen(connection: duckdb.DuckDBPyConnection, judgements: Iterable[Judgement]) -> dict[str, Row]:
    """Failing rows as ledger rows by finding id; rows about the same thing become one finding."""
    found: dict[str, tuple[Rule, list[Row]]] = {}
    for judgement in judgements:
        for row in judgement.failed.to_dict(orient="records"):
            key = _finding_id(judgement.rule, row)
            found.setdefault(key, (judgement.rule, []))[1].append(row)
    facts = sorted({row["fact_id"] for _, rows in found.values() for row in rows})
    evidence = _evidence(connection, facts)
    files = dict(connection.execute("select document_id, path from bronze.document").fetchall())
    return {
        key: _row(key, rule, sorted(rows, key=lambda row: row["fact_id"]), evidence, files)
        for key, (rule, rows) in found.items()
    }


def _finding_id(rule: Rule, row: Mapping[str, str]) -> str:
    """Twelve hex digits, the same in every warehouse and every run."""
    about = json.dumps([rule.name, *(row[column] for column in rule.about)], ensure_ascii=False)
    return hashlib.sha256(about.encode()).hexdigest()[:12]


def _row(
    key: str,
    rule: Rule,
    rows: list[Row],
    evidence: Mapping[str, list[Row]],
    files: Mapping[str, str],
) -> Row:
    first = rows[0]
    pieces = [piece for row in rows for piece in evidence.get(row["fact_id"], [])]
    return {
        "finding_id": key,
        "rule": rule.name,
        "rule_digest": rule.digest,
        "severity": rule.severity,
        "audience": rule.audience,
        "expects": rule.sentence,
        "instruction": rule.instruction,
        "unit": first["unit"] or None,
        "period": first["period"] or None,
        "dimension": first["dimension"] or None,
        "item": first["item"] or None,
        "indicator": first["indicator"] or None,
        "project": first["project"] or None,
        # of a report that did not come there is no document: its path is where it belongs
        "file": files.get(first["document_id"], first["path"]),
        "verdict": first["verdict"] or None,
        "message": _joined(rows, "message"),
        "working": _joined(rows, "working") or None,
        "likely_cause": _joined(rows, "likely_cause") or None,
        "suggestion": _joined(rows, "suggestion") or None,
        "evidence": json.dumps(pieces[:_EVIDENCE_SHOWN], ensure_ascii=False),
        "fact_id": first["fact_id"],
        "document_id": first["document_id"],
    }


def _joined(rows: Iterable[Row], column: str) -> str:
    return "\n".join(dict.fromkeys(row[column] for row in rows if row[column]))


def _evidence(connection: duckdb.DuckDBPyConnection, facts: Sequence[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    rows = rows_of(
        connection,
        """
        select
            fact_id, document_id, file, block, start_char as start, end_char as "end", text, part
        from facts.fct_evidence
        where fact_id in (select unnest(?::varchar[]))
        order by fact_id, block nulls last, start_char, end_char, part, statement_no, unread_no
        """,
        [list(facts)],
    )
    for row in rows:
        found.setdefault(row.pop("fact_id"), []).append(row)
    return found


def _met(known: Row | None, row: Row, seen_at: datetime) -> _Entry:
    alive = {**row, "state": "open", "resolved_at": None, "resolved_because": None}
    if known is None:
        fresh = dict.fromkeys(LIFE)
        return _Entry({**alive, **fresh, "first_seen": seen_at, "last_seen": seen_at}, "opened")
    event = None
    kept: tuple[str, ...] = LIFE
    is_same = all(known[word] == row[word] for word in _WORDS)
    if known["state"] == "resolved" and known["resolved_because"] in _SETTLED and is_same:
        kept += ("state", "resolved_at", "resolved_because")
    elif known["state"] == "resolved":
        event, kept = "reopened", ()
    elif not is_same:
        # who said that it is right said so of other words
        event, kept = "changed", tuple(column for column in LIFE if column not in ACKNOWLEDGED)
    alive |= dict.fromkeys(LIFE) | {column: known[column] for column in kept}
    return _Entry({**alive, "first_seen": known["first_seen"], "last_seen": seen_at}, event)


def _gone(
    connection: duckdb.DuckDBPyConnection,
    known: Mapping[str, Row],
    seen: Mapping[str, Row],
    judgements: Sequence[Judgement],
    seen_at: datetime,
) -> list[_Entry]:
    """Open findings that were not met again, resolved, each with its reason."""
    rules = {judgement.rule.name: judgement for judgement in judgements}
    gone = [row for key, row in known.items() if row["state"] == "open" and key not in seen]
    why = reasons(connection, gone)
    entries = []
    for row in gone:
        judgement = rules.get(row["rule"])
        if judgement is not None and judgement.error:
            continue
        if judgement is None or judgement.rule.digest != row["rule_digest"]:
            because = "rule change"
        else:
            because = why(row)
        resolved = {"state": "resolved", "resolved_at": seen_at, "resolved_because": because}
        entries.append(_Entry({**row, **resolved}, "resolved", because))
    return entries


def _write_checks(
    connection: duckdb.DuckDBPyConnection, judgements: Iterable[Judgement], seen_at: datetime
) -> None:
    upsert(
        connection,
        "quality.check_run",
        [
            {
                "rule": judgement.rule.name,
                "seen_at": seen_at,
                "severity": judgement.rule.severity,
                "checked": judgement.checked,
                "failed": len(judgement.failed),
                "state": judgement.state,
                "error": judgement.error,
            }
            for judgement in judgements
        ],
    )


def _write_findings(connection: duckdb.DuckDBPyConnection, entries: Iterable[_Entry]) -> None:
    upsert(connection, "quality.finding", [entry.row for entry in entries])


def _write_events(
    connection: duckdb.DuckDBPyConnection, entries: Iterable[_Entry], seen_at: datetime
) -> None:
    written = dict(
        connection.execute(
            "select finding_id, max(event_no) from quality.finding_event group by finding_id"
        ).fetchall()
    )
    upsert(
        connection,
        "quality.finding_event",
        [
            {
                "finding_id": entry.row["finding_id"],
                "event_no": written.get(entry.row["finding_id"], 0) + 1,
                "happened_at": seen_at,
                "event": entry.event,
                "because": entry.because,
                "severity": entry.row["severity"],
                "message": entry.row["message"],
            }
            for entry in entries
            if entry.event
        ],
    )


def _change(entries: Iterable[_Entry]) -> LedgerChange:
    happened: dict[str, list[str]] = {}
    for entry in entries:
        happened.setdefault(entry.event or "seen_again", []).append(entry.row["finding_id"])
    return LedgerChange(**{event: tuple(sorted(ids)) for event, ids in happened.items()})
