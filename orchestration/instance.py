"""Dagster's own folder in the home, and how Dagster is to behave there. Imports no Dagster."""

from __future__ import annotations

from pathlib import Path

from orchestration.storing.home import Home

_DAGSTER_YAML = """\
# Written by kaohe at every start.
telemetry:
    enabled: false
# A run that waits for the warehouse waits as a whole: one run has it at a time.
concurrency:
    pools:
        default_limit: 1
        granularity: run
# A run whose process was killed is given up after this time, and no longer blocks the others.
run_monitoring:
    enabled: true
    max_runtime_seconds: 3600
# Steps print nothing that their log does not hold.
compute_logs:
    module: dagster._core.storage.noop_compute_log_manager
    class: NoOpComputeLogManager
"""

_WORKSPACE_YAML = """\
# Written by kaohe at every start: what the Dagster pages load.
load_from:
    - python_module:
          module_name: orchestration.definitions
          location_name: kaohe
"""


def prepare(home: Home) -> Path:
    """Dagster's own folder in this home, its settings written; returns it."""
    home.dagster.mkdir(parents=True, exist_ok=True)
    (home.dagster / "dagster.yaml").write_text(_DAGSTER_YAML, encoding="utf-8")
    (home.dagster / "workspace.yaml").write_text(_WORKSPACE_YAML, encoding="utf-8")
    return home.dagster
