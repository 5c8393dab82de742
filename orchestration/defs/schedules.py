"""When the warehouse is built: on new content in `raw/`, every day, and after every month.

Runs are asked for by period; what a run does with them is decided by the assets.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

import dagster as dg

from orchestration.defs.reports import PERIODS
from orchestration.reading import READER
from orchestration.settings import ZONE, Settings
from orchestration.storing.bronze import UNFILED, partition_of
from orchestration.storing.incoming import files, look, name_of

warehouse_job = dg.define_asset_job(
    "warehouse",
    selection=dg.AssetSelection.all(),
    # Every event is in the run's log; the console of `kaohe dev` shows what needs a look.
    config={"loggers": {"console": {"config": {"log_level": "WARNING"}}}},
    description="The whole way: files, claims, facts, marts, questions, published files.",
)


def over(periods: Sequence[str], wanted: Collection[str]) -> dict[str, str]:
    """Tags of one run over all `wanted` periods.

    A run spans a range of `periods`; what lies between is looked at too, which costs a digest
    for each file and reads none.
    """
    places = [place for place, period in enumerate(periods) if period in wanted]
    return {
        "dagster/asset_partition_range_start": periods[places[0]],
        "dagster/asset_partition_range_end": periods[places[-1]],
    }


def add_periods(instance: dg.DagsterInstance, wanted: Iterable[str]) -> list[str]:
    """Make these periods partitions; returns all there are, in Dagster's order."""
    name = PERIODS.name
    assert name is not None
    known = instance.get_dynamic_partitions(name)
    if new := sorted(set(wanted) - set(known)):
        instance.add_dynamic_partitions(name, new)
    return list(instance.get_dynamic_partitions(name))


def contents(raw: Path, max_bytes: int) -> dict[str, str]:
    """One digest for each period over its files, their contents, and the reader of today."""
    lines: dict[str, list[str]] = {}
    for path in files(raw):
        name = name_of(path, raw)
        found = lines.setdefault(partition_of(name), [READER])
        found.append(f"{name}\n{_sha256(path, raw, max_bytes)}")
    return {period: _digest("\n".join(found)) for period, found in sorted(lines.items())}


@dg.sensor(
    name="raw_files",
    job=warehouse_job,
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Asks for one run over the periods whose files came, changed or went.",
)
def raw_files(
    context: dg.SensorEvaluationContext, settings: dg.ResourceParam[Settings]
) -> dg.SensorResult | dg.SkipReason:
    """The cursor holds the digest of each period; the run key is the digest of them all."""
    before: dict[str, str] = json.loads(context.cursor or "{}")
    now = contents(settings.raw, settings.max_file_bytes)
    changed = {period for period in before | now if before.get(period) != now.get(period)}
    if not changed:
        return dg.SkipReason("nothing in raw/ came, changed or went")
    cursor = json.dumps(now)
    periods = add_periods(context.instance, changed)
    return dg.SensorResult(
        run_requests=[dg.RunRequest(run_key=_digest(cursor), tags=over(periods, changed))],
        cursor=cursor,
    )


@dg.schedule(
    name="every_day",
    job=warehouse_job,
    cron_schedule="0 6 * * *",
    execution_timezone=ZONE.key,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="All periods, whatever the sensor saw.",
)
def every_day(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """One run over all periods."""
    periods = add_periods(context.instance, [UNFILED])
    return dg.RunRequest(tags=over(periods, periods))


@dg.schedule(
    name="every_month",
    job=warehouse_job,
    cron_schedule="0 7 11 * *",
    execution_timezone=ZONE.key,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="The month that ended, ten days on: a month nobody reported shows as empty.",
)
def every_month(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """One run over the last month, which becomes a period even without a file."""
    ended = context.scheduled_execution_time.replace(day=1) - timedelta(days=1)
    month = f"{ended:%Y-%m}"
    return dg.RunRequest(tags=over(add_periods(context.instance, [month]), [month]))


def _sha256(path: Path, raw: Path, max_bytes: int) -> str:
    status = path.lstat()
    return _sha256_of(path, raw, max_bytes, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=100_000)
def _sha256_of(path: Path, raw: Path, max_bytes: int, size: int, changed_ns: int) -> str:
    """A file of the same size and time of change is not digested at every tick."""
    return look(path, raw, max_bytes=max_bytes).sha256


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
