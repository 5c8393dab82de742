"""The outbox: messages are rows before they are sent, and every attempt is a row.

Nothing is sent here. A notice is put in with what it tells, all or nothing, so that nobody is told
the same twice and nothing that was composed is lost. Times are UTC without zone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from orchestration.alerting.channels import Answer, Outgoing, Part
from orchestration.storing.asking import rows_of
from orchestration.storing.writing import transaction, upsert

# Growing pauses before the next attempts, in seconds; after the last one a message is given up.
PAUSES = (60, 300, 1_800, 7_200, 43_200)

WAITING, SENT, GIVEN_UP = "waiting", "sent", "given up"


@dataclass(frozen=True, slots=True)
class Envelope:
    """One notice in its parts, to whom it goes, and what it tells: event numbers by subject."""

    notice_id: str
    kind: str
    coordinator: str
    channel: str
    address: str
    parts: tuple[Part, ...]
    attachments: tuple[Path, ...]
    tells: Mapping[str, int]
    send_after: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """One part that waits to be sent."""

    message_id: str
    channel: str
    address: str
    part: Part
    attachments: tuple[Path, ...]
    attempts_left: int
    send_after: datetime

    def outgoing(self, *, is_possible_repeat: bool) -> Outgoing:
        """The message as its channel takes it; an attachment that is gone is left out."""
        there = tuple(path for path in self.attachments if path.is_file())
        return Outgoing(self.message_id, self.part, there, is_possible_repeat)


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that has begun."""

    message: Message
    attempt_no: int
    is_possible_repeat: bool


def notice_id(coordinator: str, kind: str, tells: Mapping[str, int]) -> str:
    """Sixteen hex digits, the same for the same telling."""
    about = json.dumps([coordinator, kind, sorted(tells.items())], ensure_ascii=False)
    return hashlib.sha256(about.encode()).hexdigest()[:16]


def put(connection: duckdb.DuckDBPyConnection, envelope: Envelope, now: datetime) -> bool:
    """Write a notice and what it tells; False where it is there already."""
    there = connection.execute(
        "select 1 from alerts.message where notice_id = ? limit 1", [envelope.notice_id]
    ).fetchone()
    if there:
        return False
    with transaction(connection):
        upsert(
            connection,
            "alerts.message",
            [
                {
                    "message_id": f"{envelope.notice_id}-{number}",
                    "notice_id": envelope.notice_id,
                    "part_no": number,
                    "parts_count": len(envelope.parts),
                    "kind": envelope.kind,
                    "coordinator": envelope.coordinator,
                    "channel": envelope.channel,
                    "address": envelope.address,
                    "title": part.title,
                    "text": part.text,
                    "html": part.html,
                    # files go with the first part alone
                    "attachments": json.dumps(
                        [str(path) for path in envelope.attachments] if number == 1 else [],
                        ensure_ascii=False,
                    ),
                    "created_at": now,
                    "send_after": envelope.send_after,
                    "attempts_left": len(PAUSES) + 1,
                    "state": WAITING,
                    "settled_at": None,
                }
                for number, part in enumerate(envelope.parts, start=1)
            ],
        )
        upsert(
            connection,
            "alerts.told",
            [
                {
                    "coordinator": envelope.coordinator,
                    "subject": subject,
                    "event_no": event_no,
                    "notice_id": envelope.notice_id,
                    "told_at": now,
                }
                for subject, event_no in sorted(envelope.tells.items())
            ],
        )
    return True


def recover(connection: duckdb.DuckDBPyConnection, now: datetime) -> int:
    """Attempts whose process died before it wrote what came of them: nobody knows. How many."""
    ended = connection.execute(
        "update alerts.delivery set ended_at = ?, outcome = 'unknown', said = ?"
        " where ended_at is null returning message_id",
        [now, "发送后进程中断，未及记录结果"],
    ).fetchall()
    return len(ended)


def due(connection: duckdb.DuckDBPyConnection, now: datetime) -> Message | None:
    """The message to send next. A part waits for the parts before it."""
    found = rows_of(
        connection,
        """
        select message_id, channel, address, title, text, html, attachments, attempts_left,
            send_after
        from alerts.message
        where
            state = 'waiting' and send_after <= ?
            and not exists (
                select 1 from alerts.message as earlier
                where
                    earlier.notice_id = message.notice_id
                    and earlier.part_no < message.part_no
                    and earlier.state = 'waiting'
            )
        order by send_after, created_at, notice_id, part_no
        limit 1
        """,
        [now],
    )
    if not found:
        return None
    [row] = found
    part = Part(row.pop("title"), row.pop("text"), row.pop("html"))
    paths = tuple(Path(path) for path in json.loads(row.pop("attachments")))
    return Message(part=part, attachments=paths, **row)


def next_at(connection: duckdb.DuckDBPyConnection) -> datetime | None:
    """When the next waiting message may go; None when none waits. A later part goes when its turn
    comes.
    """
    [(first,)] = connection.execute(
        """
        select min(send_after) from (
            select send_after from alerts.message
            where state = 'waiting'
            qualify row_number() over (partition by notice_id order by part_no) = 1
        )
        """
    ).fetchall()
    return first


def attempts_since(
    connection: duckdb.DuckDBPyConnection, address: str, since: datetime
) -> list[datetime]:
    """When attempts at this address began, the earliest first."""
    attempts = connection.execute(
        """
        select delivery.begun_at
        from alerts.delivery
        inner join alerts.message on delivery.message_id = message.message_id
        where message.address = ? and delivery.begun_at > ?
        order by delivery.begun_at
        """,
        [address, since],
    ).fetchall()
    return [begun_at for (begun_at,) in attempts]


def begin(
    connection: duckdb.DuckDBPyConnection, message: Message, now: datetime, *, drops_repeats: bool
) -> Attempt:
    """Write that an attempt begins, before anything goes over the wire."""
    [(last, unknown)] = connection.execute(
        "select coalesce(max(attempt_no), 0), count(*) filter (outcome = 'unknown')"
        " from alerts.delivery where message_id = ?",
        [message.message_id],
    ).fetchall()
    attempt = Attempt(message, last + 1, unknown > 0 and not drops_repeats)
    connection.execute(
        "insert into alerts.delivery values (?, ?, ?, null, null, null, null, ?)",
        [message.message_id, attempt.attempt_no, now, attempt.is_possible_repeat],
    )
    return attempt


def settle(
    connection: duckdb.DuckDBPyConnection,
    attempt: Attempt,
    answer: Answer,
    now: datetime,
    *,
    pauses: Sequence[float] = PAUSES,
) -> str:
    """Write what came of an attempt and what happens now; returns the message's new state.

    A refusal is final. Else it is tried again after the next pause, or after the time the service
    wants to be left alone, which holds for all that waits for the same address.
    """
    message = attempt.message
    left = 0 if answer.outcome == "refused" else message.attempts_left - 1
    state = SENT if answer.outcome == "sent" else WAITING if left > 0 else GIVEN_UP
    seconds = answer.wait_seconds
    if seconds is None:
        seconds = pauses[max(len(pauses) - left, 0)] if state == WAITING else 0
    pause = timedelta(seconds=seconds)
    with transaction(connection):
        connection.execute(
            "update alerts.delivery set ended_at = ?, outcome = ?, code = ?, said = ?"
            " where message_id = ? and attempt_no = ?",
            [now, answer.outcome, answer.code, answer.said, message.message_id, attempt.attempt_no],
        )
        connection.execute(
            "update alerts.message set state = ?, attempts_left = ?, send_after = ?,"
            " settled_at = ? where message_id = ?",
            [
                state,
                left,
                message.send_after if state == SENT else now + pause,
                None if state == WAITING else now,
                message.message_id,
            ],
        )
        if state == WAITING and answer.wait_seconds:
            put_off(connection, message.address, now + pause)
    return state


def put_off(connection: duckdb.DuckDBPyConnection, address: str, until: datetime) -> None:
    """Leave an address alone until then."""
    connection.execute(
        "update alerts.message set send_after = greatest(send_after, ?)"
        " where state = 'waiting' and address = ?",
        [until, address],
    )


def revive(connection: duckdb.DuckDBPyConnection, now: datetime) -> int:
    """Let what was given up wait again, after its cause was mended; returns how many."""
    revived = connection.execute(
        "update alerts.message set state = 'waiting', attempts_left = ?, send_after = ?,"
        " settled_at = null where state = 'given up' returning message_id",
        [len(PAUSES) + 1, now],
    ).fetchall()
    return len(revived)
