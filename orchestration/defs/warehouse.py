"""The dbt assets: staging, facts and marts, and after the ledger the marts that show it."""

from collections.abc import Iterator

import dagster as dg
from dagster_dbt import dbt_assets

from orchestration.defs import charts, dbt
from orchestration.defs.resources import POOL, Watcher
from orchestration.settings import Settings
from orchestration.storing.home import Home, warehouse_to_read

# Models with this tag show the ledger, so they are built after it is written.
LEDGER = "tag:ledger"

Results = Iterator[dg.MaterializeResult | dg.AssetCheckResult]


@dg.definitions
def models() -> dg.Definitions:
    """Every dbt model is an asset, every dbt test of one model a check on it."""
    return dg.Definitions(
        assets=[
            _models("models", select="fqn:*", exclude=LEDGER),
            _models("ledger_marts", select=LEDGER, exclude=""),
        ]
    )


def _models(name: str, *, select: str, exclude: str) -> dg.AssetsDefinition:
    @dbt_assets(
        name=name,
        manifest=dbt.manifest(),
        select=select,
        exclude=exclude,
        dagster_dbt_translator=dbt.Translator(),
        pool=POOL,
    )
    def build(
        context: dg.AssetExecutionContext,
        settings: dg.ResourceParam[Settings],
        watcher: dg.ResourceParam[Watcher],
    ) -> Results:
        chosen, left_out = [select], [exclude] if exclude else []
        if context.is_subset:
            chosen, left_out = [key.path[-1] for key in sorted(context.selected_asset_keys)], []
        results = dbt.build(
            settings,
            select=chosen,
            exclude=left_out,
            on_node=lambda node, number, total: watcher("build", node, number, total),
        )
        home = Home(settings.home)
        with warehouse_to_read(home, wait_seconds=settings.lock_wait_seconds) as connection:
            for result in dbt.built(results):
                schema, model = result.node.schema, result.node.name
                counted = connection.execute(f"select count(*) from {schema}.{model}").fetchone()
                yield dg.MaterializeResult(
                    asset_key=[schema, model],
                    metadata={
                        "dagster/row_count": counted[0] if counted else 0,
                        **charts.of(model, connection),
                    },
                )
        yield from dbt.check_results(results, context)
        if failure := dbt.failure_of(results):
            raise dg.Failure(f"the warehouse does not hold what it promises:\n{failure}")

    return build
