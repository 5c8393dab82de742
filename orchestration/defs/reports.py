"""The bronze assets: files in `raw/` become rows, one partition for each period.

Which files are new and what they say is decided in `storing` and `reading`.
"""

from collections.abc import Iterator

import dagster as dg

from orchestration.defs.resources import DAILY, OWNERS, POOL, Watcher
from orchestration.settings import Settings
from orchestration.storing.bronze import FileSeen, Receipt, receive
from orchestration.storing.calendar import write_day
from orchestration.storing.home import Home, warehouse

PERIODS = dg.DynamicPartitionsDefinition(name="period")

_TABLES = {
    "day": "One row: the day that is taken for today.",
    "document": "One row is one version of one file.",
    "block": "One row is one cell or paragraph, with its place and its text as printed.",
    "statement": "One row is one number (or milestone) said once, and where it stands.",
    "claim": "One row is one indicator or investment as one report claims it.",
    "relation": "One row is one thing a report says must add up.",
    "relation_part": "One row is one figure that a relation's total is checked against.",
    "unread": "One row is one piece that was not understood, where it stands, and why.",
    "reply": "One row is one question as a bureau answered it on a reply sheet.",
    "reply_figure": "One row is one figure that a reply sheet puts in place of a printed one.",
}


@dg.multi_asset(
    name="bronze",
    specs=[
        dg.AssetSpec(
            ["bronze", table],
            description=description,
            group_name="bronze",
            kinds={"python", "duckdb"},
            owners=OWNERS,
            freshness_policy=DAILY,
        )
        for table, description in _TABLES.items()
    ],
    partitions_def=PERIODS,
    backfill_policy=dg.BackfillPolicy.single_run(),
    pool=POOL,
)
def bronze(
    context: dg.AssetExecutionContext,
    settings: dg.ResourceParam[Settings],
    watcher: dg.ResourceParam[Watcher],
) -> Iterator[dg.MaterializeResult]:
    """Bring bronze up to date with the files of these periods; known content is not read again."""

    def tell(seen: FileSeen) -> None:
        watcher("read", f"{seen.name}: {seen.outcome}", seen.number, seen.total)
        if seen.outcome != "unchanged":
            context.log.info(f"{seen.name}: {seen.outcome} {seen.detail}".rstrip())

    with warehouse(Home(settings.home), wait_seconds=settings.lock_wait_seconds) as connection:
        receipt = receive(
            connection,
            settings.raw,
            periods=context.partition_keys,
            received_at=settings.now(),
            max_bytes=settings.max_file_bytes,
            seconds=settings.read_seconds,
            memory_bytes=settings.read_memory_bytes,
            on_file=tell,
        )
        write_day(connection, settings.today)
        for table in _TABLES:
            counted = connection.execute(f"select count(*) from bronze.{table}").fetchone()
            metadata = {"dagster/row_count": counted[0] if counted else 0}
            if table == "document":
                metadata |= _files(receipt)
            yield dg.MaterializeResult(asset_key=["bronze", table], metadata=metadata)


def _files(receipt: Receipt) -> dict[str, int]:
    return {f"files_{outcome}": count for outcome, count in receipt.counts().items()}
