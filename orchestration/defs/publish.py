"""The published files as one asset, after everything else. Writing them is `publishing`'s work."""

import dagster as dg

from orchestration.defs import dbt
from orchestration.defs.resources import DAILY, OWNERS, POOL, Watcher
from orchestration.publishing.parquet import publish
from orchestration.settings import Settings
from orchestration.storing.home import Home, warehouse


@dg.definitions
def published() -> dg.Definitions:
    """The published files, which wait for every mart there is."""

    @dg.asset(
        key=["published", "parquet"],
        deps=dbt.keys_of("marts"),
        description="Every mart as a Parquet file, all switched in one step.",
        group_name="published",
        kinds={"parquet"},
        owners=OWNERS,
        freshness_policy=DAILY,
        pool=POOL,
    )
    def parquet(
        settings: dg.ResourceParam[Settings], watcher: dg.ResourceParam[Watcher]
    ) -> dg.MaterializeResult:
        home = Home(settings.home)
        # Open for writing, although nothing is written: so one run at a time moves the files.
        with warehouse(home, wait_seconds=settings.lock_wait_seconds) as connection:
            files = publish(connection, home.published)
        watcher("publish", str(home.published), len(files), len(files))
        return dg.MaterializeResult(
            metadata={
                "folder": dg.MetadataValue.path(home.published),
                "files": [file.name for file in files],
            }
        )

    return dg.Definitions(assets=[parquet])
