"""The warehouse taken back to an earlier moment: what was believed then, and what was asked then.

It works on a copy; what happened after the moment is taken out of bronze and of the ledger, and dbt
builds the rest as it would have been built then.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import duckdb

from orchestration.storing.rows import DETAIL_TABLES
from orchestration.storing.writing import transaction


def rewind(warehouse: Path, copy: Path, moment: datetime) -> None:
    """Write `copy`, the warehouse as it was just before `moment` (UTC). `warehouse` is left alone.

    What was read stays as today's reader reads it.
    """
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.with_name(f"{copy.name}.wal").unlink(missing_ok=True)
    shutil.copyfile(warehouse, copy)
    with duckdb.connect(copy) as connection, transaction(connection):
        _rewind_bronze(connection, moment)
        _rewind_ledger(connection, moment)


def _rewind_bronze(connection: duckdb.DuckDBPyConnection, moment: datetime) -> None:
    for table in (*DETAIL_TABLES, "document"):
        connection.execute(
            f"""
            delete from bronze.{table} where document_id in (
                select document_id from bronze.document where received_at >= ?
            )
            """,
            [moment],
        )
    connection.execute(
        "update bronze.document set left_at = null, left_because = null where left_at >= ?",
        [moment],
    )


def _rewind_ledger(connection: duckdb.DuckDBPyConnection, moment: datetime) -> None:
    """Each finding as its last event before the moment left it."""
    connection.execute("delete from quality.answer where answered_at >= ?", [moment])
    connection.execute("delete from quality.check_run where seen_at >= ?", [moment])
    connection.execute("delete from quality.finding where first_seen >= ?", [moment])
    connection.execute(
        """
        update quality.finding set
            state = if(last.event in ('resolved', 'dismissed'), 'resolved', 'open'),
            resolved_at = case
                when last.event in ('resolved', 'dismissed') then last.happened_at
            end,
            resolved_because = case last.event
                when 'resolved' then last.because
                when 'dismissed' then 'dismissed'
            end,
            dismissed_until = if(last.event = 'dismissed', last.until, null),
            acknowledged_at = if(acknowledged_at < ?, acknowledged_at, null),
            acknowledged_by = if(acknowledged_at < ?, acknowledged_by, null),
            escalated_at = if(escalated_at < ?, escalated_at, null),
            escalated_to = if(escalated_at < ?, escalated_to, null),
            severity = last.severity,
            working = case when finding.message = last.message then working end,
            likely_cause = case when finding.message = last.message then likely_cause end,
            suggestion = case when finding.message = last.message then suggestion end,
            message = last.message,
            last_seen = least(last_seen, last.happened_at)
        from (
            select finding_event.*, answer.until
            from quality.finding_event
            left join quality.answer
                on finding_event.event = 'dismissed'
                and finding_event.finding_id = answer.finding_id
                and finding_event.happened_at = answer.answered_at
            where
                happened_at < ?
                and event in ('opened', 'changed', 'reopened', 'resolved', 'dismissed')
            qualify
                row_number() over (
                    partition by finding_event.finding_id order by event_no desc, answer_no desc
                ) = 1
        ) as last
        where finding.finding_id = last.finding_id and exists (
            select 1 from quality.finding_event as later
            where later.finding_id = finding.finding_id and later.happened_at >= ?
        )
        """,
        [moment] * 6,
    )
    connection.execute("delete from quality.finding_event where happened_at >= ?", [moment])
