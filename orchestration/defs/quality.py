"""The expectations as checks on what they judge, and the ledger of findings as assets.

What is expected stands in expectations/, how findings are kept in storing/ledger.py.
"""

from collections.abc import Iterator
from datetime import datetime

import dagster as dg
import duckdb

from expectations import RULES, TABLES, Judgement, Rule, judge
from orchestration.defs import dbt
from orchestration.defs.resources import DAILY, OWNERS, POOL, Watcher
from orchestration.settings import Settings
from orchestration.storing.answering import reopen_expired
from orchestration.storing.home import Home, warehouse
from orchestration.storing.ledger import record
from orchestration.storing.replying import take_up

_TABLES = {
    "finding": "One row is one open or closed question: rule × unit × period × indicator.",
    "finding_event": "One row is one change in the life of a finding.",
    "answer": "One row is one answer to a finding: who said what, and whether it settles it.",
    "check_run": "One row is one expectation judged once.",
}

# What the reply sheets say, and what comes of the corrections on them.
_REPLIES = ("stg_reply", "fct_correction", "fct_corrected_rate")


@dg.definitions
def quality() -> dg.Definitions:
    """The ledger, and a check for each expectation on the table it judges."""

    @dg.multi_asset(
        name="quality",
        specs=[
            dg.AssetSpec(
                ["quality", table],
                deps=[dbt.key_of(table) for table in sorted({*TABLES, *_REPLIES})],
                description=description,
                group_name="quality",
                kinds={"python", "duckdb", "great expectations"},
                owners=OWNERS,
                freshness_policy=DAILY,
            )
            for table, description in _TABLES.items()
        ],
        check_specs=[_check(rule) for rule in RULES],
        # The checks belong to the facts they judge, which another step makes.
        allow_arbitrary_check_specs=True,
        pool=POOL,
    )
    def ledger(
        context: dg.AssetExecutionContext,
        settings: dg.ResourceParam[Settings],
        watcher: dg.ResourceParam[Watcher],
    ) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
        home = Home(settings.home)
        with warehouse(home, wait_seconds=settings.lock_wait_seconds) as connection:
            frames = {
                table: connection.execute(f"select * from {'.'.join(dbt.key_of(table).path)}").df()
                for table in TABLES
            }
            watcher("check", "expectations", 0, len(RULES))
            judgements = judge(frames)
            change = record(connection, judgements, _moment(connection))
            take_up(connection)
            reopen_expired(connection, settings.today)
            watcher("check", "expectations", len(judgements), len(RULES))
            for table in _TABLES:
                counted = connection.execute(f"select count(*) from quality.{table}").fetchone()
                metadata = {"dagster/row_count": counted[0] if counted else 0}
                yield dg.MaterializeResult(asset_key=["quality", table], metadata=metadata)
        context.log.info(str(change))
        yield from (check_result(judgement) for judgement in judgements)
        if broken := [f"{j.rule.name}: {j.error}" for j in judgements if j.error]:
            raise dg.Failure("expectations that could not be judged:\n" + "\n".join(broken))

    return dg.Definitions(assets=[ledger])


def _check(rule: Rule) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        rule.name,
        asset=dbt.key_of(rule.table),
        description=f"{rule.sentence}\n\n{rule.instruction}",
    )


def check_result(judgement: Judgement) -> dg.AssetCheckResult:
    """A check that found nothing to check did not pass: it says so."""
    rule, failed = judgement.rule, len(judgement.failed)
    description = {
        "error": f"未能核对: {judgement.error}",
        "nothing to check": "无可核对 (nothing to check)",
    }.get(judgement.state, f"核对 {judgement.checked} 条, {failed} 条有疑问")
    is_grave = judgement.state == "error" or (
        judgement.state == "fail" and rule.severity == "error"
    )
    return dg.AssetCheckResult(
        asset_key=dbt.key_of(rule.table),
        check_name=rule.name,
        passed=judgement.state == "pass",
        severity=dg.AssetCheckSeverity.ERROR if is_grave else dg.AssetCheckSeverity.WARN,
        description=description,
        metadata={"checked": judgement.checked, "failed": failed},
    )


def _moment(connection: duckdb.DuckDBPyConnection) -> datetime:
    """The moment of the data, not of the clock: the last time a file came or went, or a report that
    is expected fell due. It never goes back, whatever was taken out of the report calendar.

    A run that finds nothing new then leaves the ledger as it is, to the byte.
    """
    last = connection.execute(
        """
        select
            greatest(
                (
                    select max(greatest(received_at, coalesce(left_at, received_at)))
                    from bronze.document
                ),
                (select max(overdue_from) from facts.fct_expected_report),
                (select max(seen_at) from quality.check_run)
            )
        """
    ).fetchone()
    return last[0] if last and last[0] else datetime(1970, 1, 1)
