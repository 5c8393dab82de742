"""Alerts as assets downstream of the ledger, when they are sent, and who hears of a failed run.

Who is told what, and how it arrives, is `alerting`'s work.
"""

import dagster as dg

from orchestration.alerting.outbox import next_at
from orchestration.alerting.telling import Told, broken_steps, tell, tell_failure
from orchestration.defs.resources import DAILY, OWNERS, POOL, Watcher
from orchestration.settings import ZONE, Settings
from orchestration.storing.home import Home, NoWarehouse, WarehouseBusy, warehouse_to_read

KEY = dg.AssetKey(["alerts", "message"])

# A chat robot takes twenty messages a minute; what is due later waits for the next tick.
_PATIENCE_SECONDS = 120

alerts_job = dg.define_asset_job(
    "alerts",
    selection=dg.AssetSelection.assets(KEY),
    description="Tells what is open and untold, and sends what waits in the outbox.",
)


@dg.asset(
    key=KEY,
    deps=[["quality", "finding"], ["published", "parquet"]],
    description="One row is one part of one notice to one coordinator, and whether it has arrived.",
    group_name="alerts",
    kinds={"python", "duckdb"},
    owners=OWNERS,
    freshness_policy=DAILY,
    pool=POOL,
)
def message(
    context: dg.AssetExecutionContext,
    settings: dg.ResourceParam[Settings],
    watcher: dg.ResourceParam[Watcher],
) -> dg.MaterializeResult:
    """Tell what is new. A service that does not answer fails no run: its messages wait."""
    attempts = 0

    def saw(*_: object) -> None:
        nonlocal attempts
        attempts += 1
        watcher("tell", "messages", attempts, 0)

    patience = _PATIENCE_SECONDS if context.job_name == "alerts" else 0
    told = tell(settings, patience_seconds=patience, on_attempt=saw)
    watcher("tell", "messages", attempts, attempts)
    for name, why in told.unreachable.items():
        context.log.warning(f"{name} cannot be told: {why}")
    return dg.MaterializeResult(metadata=_figures(told))


def _figures(told: Told) -> dict[str, int | str]:
    delivered = told.delivered
    return {
        "coordinators": told.coordinators,
        "notices": told.notices,
        "questions": told.questions,
        "reopened": told.reopened,
        "escalated": told.escalated,
        "letters": told.letters,
        "sent": delivered.sent,
        "put_off": delivered.put_off,
        "given_up": delivered.given_up,
        "possible_repeats": delivered.possible_repeats,
        "unreachable": "; ".join(told.unreachable) or "none",
    }


@dg.schedule(
    name="digests",
    job=alerts_job,
    cron_schedule="0,30 7-20 * * *",
    execution_timezone=ZONE.key,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Digests, reminders and escalations that fall due between runs.",
)
def digests(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """One round of alerting."""
    return dg.RunRequest()


@dg.sensor(
    name="outbox",
    job=alerts_job,
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Asks for a round when a message waits whose time has come.",
)
def outbox(
    context: dg.SensorEvaluationContext, settings: dg.ResourceParam[Settings]
) -> dg.RunRequest | dg.SkipReason:
    """The run key is the time the message waits for, so that one wait asks once."""
    try:
        with warehouse_to_read(Home(settings.home), wait_seconds=0) as connection:
            waits_for = next_at(connection)
    except (NoWarehouse, WarehouseBusy) as error:
        return dg.SkipReason(str(error))
    if waits_for is None or waits_for > settings.now():
        return dg.SkipReason("no message is due")
    return dg.RunRequest(run_key=waits_for.isoformat())


@dg.run_failure_sensor(
    name="run_failures",
    default_status=dg.DefaultSensorStatus.RUNNING,
    minimum_interval_seconds=60,
    description="Tells the data team that a run broke.",
)
def run_failures(context: dg.RunFailureSensorContext, settings: dg.ResourceParam[Settings]) -> None:
    """Once for each run, however often this looks."""
    steps = [event.step_key for event in context.get_step_failure_events() if event.step_key]
    tell_failure(settings, context.dagster_run.run_id, broken_steps(steps))


@dg.definitions
def alerts() -> dg.Definitions:
    """The outbox as an asset, the job that empties it, and what starts it."""
    return dg.Definitions(
        assets=[message],
        jobs=[alerts_job],
        schedules=[digests],
        sensors=[outbox, run_failures],
    )
