"""dbt run inside this process, and its results told to Dagster as assets and checks.

Starting dbt as a process of its own, as the dagster-dbt resource does, costs several times what
the models cost. Which models there are is decided in dbt_project/; no SQL stands here.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.artifacts.schemas.results import NodeStatus
from dbt.artifacts.schemas.run import RunResult
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest

from expectations.settings import settings as rule_settings
from orchestration.defs.resources import DAILY, OWNERS
from orchestration.settings import DBT_PROJECT, Settings, settings
from orchestration.storing.home import Home
from orchestration.storing.seeds import check

_BUILT = {NodeStatus.Success, NodeStatus.NoOp}
_GOOD_TEST = {NodeStatus.Pass, NodeStatus.Success}
_BAD = {NodeStatus.Error, NodeStatus.RuntimeErr, NodeStatus.Fail}

# Events that end a node, and what each calls the number of all nodes.
_TOTALS = {"LogModelResult": "total", "LogTestResult": "num_models"}

OnNode = Callable[[str, int, int], None]


class Translator(DagsterDbtTranslator):
    """Names models `<schema>/<model>`, in a group for each schema, owned and due daily."""

    def get_asset_spec(
        self, manifest: Mapping[str, Any], unique_id: str, project: Any
    ) -> dg.AssetSpec:
        spec = super().get_asset_spec(manifest, unique_id, project)
        if unique_id.startswith("source."):
            return spec
        return spec.replace_attributes(
            group_name=spec.key.path[0], owners=OWNERS, freshness_policy=DAILY
        )


@cache
def parsed() -> Manifest:
    """The project as dbt understands it, parsed once in a process."""
    result = _invoke(dbtRunner(), settings(), ["parse"]).result
    assert isinstance(result, Manifest)
    return result


@cache
def manifest() -> Mapping[str, Any]:
    """The same as the plain mapping that dagster-dbt reads."""
    return parsed().writable_manifest().to_dict(omit_none=False)


def key_of(model: str) -> dg.AssetKey:
    """Asset key of a model by its name."""
    [key] = [key for key in _keys() if key.path[-1] == model]
    return key


def keys_of(schema: str) -> list[dg.AssetKey]:
    """Asset keys of all models of a schema, in order."""
    return [key for key in _keys() if key.path[0] == schema]


@cache
def _keys() -> list[dg.AssetKey]:
    nodes = manifest()["nodes"].values()
    models = [node for node in nodes if node["resource_type"] == "model"]
    return sorted(dg.AssetKey([node["schema"], node["name"]]) for node in models)


def build(
    chosen: Settings, *, select: Sequence[str], exclude: Sequence[str], on_node: OnNode
) -> list[RunResult]:
    """Build and test the selected models; results node by node, failed ones among them.

    The warehouse must be closed; it is closed again when this returns.
    """
    arguments = ["build", "--select", *select]
    arguments += ["--exclude", *exclude] if exclude else []

    def tell(event: Any) -> None:
        if event.info.name in _TOTALS:
            total = getattr(event.data, _TOTALS[event.info.name])
            on_node(event.data.node_info.node_name, event.data.index, total)

    try:
        outcome = _invoke(dbtRunner(manifest=parsed(), callbacks=[tell]), chosen, arguments)
    finally:
        DuckDBConnectionManager.env().close()
        DuckDBConnectionManager.close_all_connections()
    return list(outcome.result.results)


def check_results(
    results: Sequence[RunResult], context: dg.AssetExecutionContext
) -> Iterator[dg.AssetCheckResult]:
    """A check result for each dbt test that Dagster knows as a check of these assets."""
    by_name = {key.name: key for key in context.selected_asset_check_keys}
    for result in results:
        key = by_name.get(result.node.name)
        if result.node.resource_type != "test" or key is None:
            continue
        if result.status == NodeStatus.Skipped:
            continue
        yield dg.AssetCheckResult(
            asset_key=key.asset_key,
            check_name=key.name,
            passed=result.status in _GOOD_TEST,
            severity=dg.AssetCheckSeverity.WARN
            if result.status == NodeStatus.Warn
            else dg.AssetCheckSeverity.ERROR,
            description=result.message,
            metadata={"failing_rows": result.failures or 0},
        )


def built(results: Sequence[RunResult]) -> list[RunResult]:
    """The models that were built."""
    return [r for r in results if r.node.resource_type == "model" and r.status in _BUILT]


def failure_of(results: Sequence[RunResult]) -> str | None:
    """What went wrong in our own models and tests, a line for each; None when nothing did."""
    failed = [f"{r.node.name}: {r.message}" for r in results if r.status in _BAD]
    return "\n".join(failed) or None


@cache
def _layout() -> str:
    """Another name for each set of files: dbt's partial parse trips over what moved between two."""
    files = sorted(path.relative_to(DBT_PROJECT).as_posix() for path in DBT_PROJECT.rglob("*.yml"))
    return f"target-{hashlib.sha256(chr(10).join(files).encode()).hexdigest()[:8]}"


def _invoke(runner: dbtRunner, chosen: Settings, arguments: Sequence[str]) -> dbtRunnerResult:
    home = Home(chosen.home)
    check(chosen.seeds)
    os.environ["KAOHE_WAREHOUSE"] = str(home.warehouse)
    os.environ["KAOHE_SEEDS"] = str(chosen.seeds)
    result = runner.invoke(
        [
            *("--log-level", "none", "--no-print", "--no-use-colors", "--no-write-json"),
            *("--no-send-anonymous-usage-stats", "--log-path", str(home.dbt / "logs")),
            *arguments,
            *("--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT)),
            *("--target-path", str(home.dbt / _layout())),
            *("--vars", json.dumps(rule_settings().thresholds)),
        ]
    )
    if result.exception is not None:
        raise result.exception
    return result
