"""The marts as they were believed on an earlier day, built beside today's and published apart.

Nothing of today's warehouse changes: a copy is rewound, and the same models are built on it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from orchestration.defs import dbt
from orchestration.defs.resources import Watcher
from orchestration.publishing.parquet import publish
from orchestration.settings import Settings
from orchestration.storing.calendar import write_day
from orchestration.storing.home import Home, NoWarehouse, warehouse, warehouse_to_read
from orchestration.storing.rewinding import rewind


class BuildFailed(RuntimeError):
    """A model or a test of ours failed; the message says which."""


@dataclass(frozen=True, slots=True)
class Believed:
    """Where the marts of a day are, and what was believed then."""

    day: date
    documents: int
    findings: int
    warehouse: Path
    published: Path


def believe(chosen: Settings, day: date, watcher: Watcher) -> Believed:
    """Build the marts as believed at the end of `day` (UTC).

    Raises `NoWarehouse`, `WarehouseBusy` and `BuildFailed`.
    """
    today, then = Home(chosen.home), Home(chosen.home / "as-of" / day.isoformat())
    if not today.warehouse.is_file():
        raise NoWarehouse(f"no warehouse in {today.root} yet: `kaohe run` builds it")
    moment = datetime.combine(day + timedelta(days=1), time())
    with warehouse(today, wait_seconds=chosen.lock_wait_seconds) as connection:
        connection.execute("checkpoint")
        rewind(today.warehouse, then.warehouse, moment)
    with warehouse(then) as connection:
        write_day(connection, day)
    results = dbt.build(
        replace(chosen, home=then.root),
        select=["fqn:*"],
        exclude=[],
        on_node=lambda node, number, total: watcher("build", node, number, total),
    )
    if failure := dbt.failure_of(results):
        raise BuildFailed(failure)
    with warehouse_to_read(then) as connection:
        files = publish(connection, then.published)
        watcher("publish", str(then.published), len(files), len(files))
        counted = connection.execute(
            """
            select
                (select count(*) from bronze.document where left_at is null),
                (select count(*) from quality.finding where state = 'open')
            """
        ).fetchone()
    documents, findings = counted or (0, 0)
    return Believed(day, documents, findings, then.warehouse, then.published)
