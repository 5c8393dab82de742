"""A warehouse from shorthand reports: bronze is loaded, dbt builds the rest in this process."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

import orchestration.storing
from expectations.settings import settings
from tests.warehouse.printed import Bronze, report

PROJECT = Path(__file__).parents[2] / "dbt_project"
SCHEMAS = ("bronze.sql", "quality.sql")


def build(file: Path, reports: Iterable[Mapping[str, Any]]) -> None:
    """Write the warehouse `file`; its dbt target and logs lie beside it."""
    load(file, reports)
    run_dbt(file, "build")


def load(file: Path, reports: Iterable[Mapping[str, Any]]) -> None:
    """Write bronze, and the empty ledger."""
    bronze = Bronze()
    for shorthand in reports:
        report(bronze, shorthand)
    with duckdb.connect(str(file)) as connection:
        for script in SCHEMAS:
            path = Path(orchestration.storing.__file__).with_name(script)
            connection.execute(path.read_text(encoding="utf-8"))
        bronze.load(connection)


def run_dbt(file: Path, *command: str, seeds: Path = PROJECT / "seeds") -> None:
    """Run dbt on the warehouse `file`; a failed model or test raises with its message."""
    told = {"KAOHE_WAREHOUSE": str(file), "KAOHE_SEEDS": str(seeds)}
    try:
        with patch.dict(os.environ, told):
            result = dbtRunner().invoke(
                [
                    *command,
                    "--quiet",
                    *("--vars", json.dumps(settings().thresholds)),
                    *("--project-dir", str(PROJECT)),
                    *("--profiles-dir", str(PROJECT)),
                    *("--target-path", str(file.parent / "target")),
                    *("--log-path", str(file.parent / "logs")),
                ]
            )
    finally:
        # dbt keeps the file open in this process, and DuckDB would share it in that mode only
        DuckDBConnectionManager.env().close()
        DuckDBConnectionManager.close_all_connections()
    if not result.success:
        nodes = getattr(result.result, "results", ())
        broken = [f"{n.node.name}: {n.message}" for n in nodes if n.status in ("error", "fail")]
        raise AssertionError("\n".join(broken) or str(result.exception))
