"""One run of the warehouse job in this process, and what it left behind, as plain figures.

The same definitions that `kaohe dev` shows; nothing is done here that an asset does not do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import dagster as dg

from orchestration.alerting.coordinators import coordinators
from orchestration.definitions import defs
from orchestration.defs.resources import Watcher
from orchestration.defs.schedules import add_periods, over
from orchestration.instance import prepare
from orchestration.settings import Settings
from orchestration.storing.bronze import UNFILED, partitions
from orchestration.storing.home import Home, warehouse, warehouse_to_read
from orchestration.storing.seeds import check


class RunFailed(RuntimeError):
    """Something of ours broke; the message says where and what, `steps` only where."""

    def __init__(self, run_id: str, errors: Mapping[str, str]) -> None:
        super().__init__("\n".join(errors.values()) or "the run failed before its first step")
        self.run_id = run_id
        self.steps = tuple(said.partition(":")[0] for said in errors.values())


@dataclass(frozen=True, slots=True)
class Finished:
    """What a run left behind: files by outcome; claims, verdicts and open findings as of now.

    `coverage` counts figures found, understood and unread, claims checked and skipped, and rules
    that had nothing to check; `alerts` coordinators, notices composed, and messages by what became
    of them.
    """

    files: Mapping[str, int]
    claims: int
    verdicts: Mapping[str, int]
    findings: Mapping[str, int]
    coverage: Mapping[str, int]
    alerts: Mapping[str, int]
    reader_failed: tuple[str, ...]
    warehouse: Path
    published: Path


def run(chosen: Settings, watcher: Watcher) -> Finished:
    """Build the warehouse from `raw/`.

    Raises `WrongSeeds` and `WrongCoordinators` before anything is built, `RunFailed`, `NoRawFolder`,
    `WarehouseBusy`, and KeyboardInterrupt when interrupted.
    """
    check(chosen.seeds)
    coordinators(chosen.seeds)
    home = Home(chosen.home)
    with warehouse(home, wait_seconds=chosen.lock_wait_seconds) as connection:
        wanted = [*partitions(connection, chosen.raw), UNFILED]
    with dg.DagsterInstance.from_config(str(prepare(home))) as instance:
        periods = add_periods(instance, wanted)
        job = defs().resolve_job_def("warehouse")
        result = job.execute_in_process(
            instance=instance,
            tags=over(periods, periods),
            resources={"settings": chosen, "watcher": watcher},
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            raise_on_error=False,
        )
    if not result.success:
        errors = _errors(result)
        if "DagsterExecutionInterruptedError" in errors:
            raise KeyboardInterrupt
        raise RunFailed(result.run_id, errors)
    return _finished(home, _files(result), _alerts(result))


def _errors(result: dg.ExecuteInProcessResult) -> dict[str, str]:
    """Steps and what went wrong in them, by the kind of the innermost error, which is ours."""
    found = {}
    for event in result.filter_events(lambda event: event.is_step_failure):
        failure = event.step_failure_data
        error = failure.error
        while error.cause is not None:
            error = error.cause
        told = failure.user_failure_data
        said = told.description if told else error.message.strip()
        found[error.cls_name or ""] = f"{event.step_key}: {said}"
    return found


def _files(result: dg.ExecuteInProcessResult) -> dict[str, int]:
    return {
        name.removeprefix("files_"): number
        for name, number in _figures(result, "bronze", "document").items()
        if name.startswith("files_")
    }


def _alerts(result: dg.ExecuteInProcessResult) -> dict[str, int]:
    return _figures(result, "alerts", "message")


def _figures(result: dg.ExecuteInProcessResult, *key: str) -> dict[str, int]:
    """The whole numbers an asset told of itself."""
    for event in result.get_asset_materialization_events():
        if event.asset_key == dg.AssetKey(list(key)):
            metadata = event.materialization.metadata
            return {
                name: int(value.value)
                for name, value in metadata.items()
                if isinstance(value, dg.IntMetadataValue)
            }
    return {}


def _finished(home: Home, files: Mapping[str, int], alerts: Mapping[str, int]) -> Finished:
    with warehouse_to_read(home) as connection:

        def ask(query: str) -> list[tuple[str, int]]:
            return connection.execute(query).fetchall()

        return Finished(
            files=files,
            claims=sum(
                number
                for _, number in ask(
                    """
                    select claim.kind, count(*)
                    from bronze.claim
                    inner join bronze.document using (document_id)
                    where left_at is null
                    group by claim.kind
                    """
                )
            ),
            verdicts=dict(
                ask(
                    "select verdict, count(*) from facts.fct_indicator where believed_to is null"
                    " group by verdict order by verdict"
                )
            ),
            findings=dict(
                ask(
                    "select severity, count(*) from quality.finding where state = 'open'"
                    " group by severity order by severity"
                )
            ),
            coverage=dict(
                ask(
                    """
                    unpivot (
                        select
                            coalesce(sum(found_count), 0)::bigint as found,
                            coalesce(sum(understood_count), 0)::bigint as understood,
                            coalesce(sum(unread_count), 0)::bigint as unread,
                            coalesce(sum(checked_count), 0)::bigint as checked,
                            coalesce(sum(skipped_count), 0)::bigint as skipped,
                            (
                                select count(*) from quality.check_run
                                where
                                    state = 'nothing to check'
                                    and seen_at = (select max(seen_at) from quality.check_run)
                            ) as idle_rules
                        from marts.coverage
                    )
                    on found, understood, unread, checked, skipped, idle_rules
                    into name what value number
                    """
                )
            ),
            alerts=alerts,
            reader_failed=tuple(
                told
                for (told,) in ask(
                    "select path || ': ' || detail from bronze.document"
                    " inner join bronze.unread using (document_id)"
                    " where left_at is null and unread.reason = 'reader_failed' order by path"
                )
            ),
            warehouse=home.warehouse,
            published=home.published,
        )
