"""What all assets share: the settings of this process, who watches, who owns, when it is due.

Modules in this folder do without `from __future__ import annotations`: Dagster reads annotations
while it defines an asset.
"""

from collections.abc import Callable
from datetime import timedelta

import dagster as dg

from orchestration.settings import settings

OWNERS = ["team:data"]
# One writer: DuckDB lets one process have the warehouse file.
POOL = "warehouse"

# The schedule of every day ends well before this; later than that something did not run.
DAILY = dg.FreshnessPolicy.cron(
    deadline_cron="0 8 * * *", lower_bound_delta=timedelta(hours=4), timezone="Asia/Shanghai"
)

# Told of progress: a stage, what of it was just done, and how far it is (0 of 0 when unknown).
Watcher = Callable[[str, str, int, int], None]


def nobody(stage: str, what: str, number: int, total: int) -> None:
    """The watcher of runs that Dagster starts: their log is their progress."""


@dg.definitions
def resources() -> dg.Definitions:
    """Settings are read when a process starts, so a changed `.env` needs a restart."""
    return dg.Definitions(resources={"settings": settings(), "watcher": nobody})
