"""How the messages stand: sent, waiting, given up, by coordinator, and what the service said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from orchestration.alerting import outbox
from orchestration.alerting.channels.opening import BadAddress, open_channel
from orchestration.alerting.coordinators import Coordinator, coordinators
from orchestration.storing.asking import rows_of


@dataclass(frozen=True, slots=True)
class Standing:
    """`by_coordinator`: coordinator, channel, sent, waiting, given_up, repeats, last_sent_at, wrong
    (what is wrong with the address now, else None). `troubles`: messages that were given up or wait
    after a failed attempt, with title, state, attempts, code, said, next_at. Times are UTC.
    """

    by_coordinator: tuple[dict[str, Any], ...]
    troubles: tuple[dict[str, Any], ...]
    next_at: str | None


def standing(
    connection: duckdb.DuckDBPyConnection, seeds: Path, environment: Mapping[str, str]
) -> Standing:
    """How all messages of this warehouse stand; coordinators without one stand there as well."""
    known = {one.name: one for one in coordinators(seeds)}
    counted = {row["coordinator"]: row for row in rows_of(connection, _COUNTED)}
    names = [*known, *(name for name in counted if name not in known)]
    waits_for = outbox.next_at(connection)
    return Standing(
        by_coordinator=tuple(
            {
                **{column: 0 for column in ("sent", "waiting", "given_up", "repeats")},
                "last_sent_at": None,
                "channel": known[name].channel if name in known else None,
                **counted.get(name, {}),
                "coordinator": name,
                "wrong": _wrong(known[name], environment) if name in known else "不在联系人表中",
            }
            for name in names
        ),
        troubles=tuple(rows_of(connection, _TROUBLES)),
        next_at=None if waits_for is None else f"{waits_for.isoformat(timespec='seconds')}Z",
    )


def _wrong(coordinator: Coordinator, environment: Mapping[str, str]) -> str | None:
    try:
        open_channel(coordinator.channel, coordinator.address, environment)
    except BadAddress as error:
        return str(error)
    return None


_COUNTED = """
    select
        message.coordinator,
        any_value(message.channel) as channel,
        count(distinct message.message_id) filter (message.state = 'sent') as sent,
        count(distinct message.message_id) filter (message.state = 'waiting') as waiting,
        count(distinct message.message_id) filter (message.state = 'given up') as given_up,
        count(*) filter (delivery.is_possible_repeat) as repeats,
        max(message.settled_at) filter (message.state = 'sent') as last_sent_at,
    from alerts.message
    left join alerts.delivery on message.message_id = delivery.message_id
    group by message.coordinator
    order by message.coordinator
"""

_TROUBLES = """
    select
        message.message_id,
        message.coordinator,
        message.title,
        message.state,
        last.attempt_no as attempts,
        last.outcome,
        last.code,
        last.said,
        case when message.state = 'waiting' then message.send_after end as next_at,
    from alerts.message
    inner join (
        select * from alerts.delivery
        qualify row_number() over (partition by message_id order by attempt_no desc) = 1
    ) as last on message.message_id = last.message_id
    where message.state = 'given up' or (message.state = 'waiting' and last.outcome is not null)
    order by message.created_at, message.message_id
"""
