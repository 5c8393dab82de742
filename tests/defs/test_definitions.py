"""The graph as Dagster sees it, pinned: a change here is a change of what others rely on."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg
import pytest

from expectations import RULES
from orchestration.definitions import defs

BRONZE = {
    *("block", "claim", "day", "document", "relation", "relation_part"),
    *("reply", "reply_figure", "statement", "unread"),
}
FACTS = {
    *("dim_document", "dim_indicator", "dim_period", "dim_project", "dim_unit"),
    *("fct_evidence", "fct_indicator", "fct_investment", "fct_relation"),
}
MARTS = {
    *("coverage", "finding", "indicator_trend", "investment_history", "investment_progress"),
    *("quality_trend", "report_calendar", "restatement", "scorecard", "scorecard_history"),
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dg.Definitions]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KAOHE_HOME", str(tmp_path_factory.mktemp("home")))
        yield defs()


def _names(graph: dg.Definitions, group: str) -> set[str]:
    return {key.path[1] for key in graph.resolve_all_asset_keys() if key.path[0] == group}


def test_the_dagster_pages_can_load_it(graph: dg.Definitions) -> None:
    dg.Definitions.validate_loadable(graph)


def test_asset_keys(graph: dg.Definitions) -> None:
    assert _names(graph, "bronze") == BRONZE
    assert _names(graph, "facts") >= FACTS
    assert _names(graph, "marts") == MARTS
    assert _names(graph, "quality") == {"answer", "check_run", "finding", "finding_event"}
    assert _names(graph, "alerts") == {"message"}
    assert _names(graph, "published") == {"parquet"}


def test_the_job_makes_every_asset_and_judges_every_check(graph: dg.Definitions) -> None:
    everything = graph.resolve_asset_graph()
    job = graph.resolve_job_def("warehouse").asset_layer
    assert set(job.executable_asset_keys) == everything.materializable_asset_keys
    assert set(job.asset_graph.asset_check_keys) == set(everything.asset_check_keys)


def test_no_check_hangs_on_an_asset_that_is_not_there(graph: dg.Definitions) -> None:
    assets = graph.resolve_asset_graph()
    ghosts = {
        key
        for key in assets.asset_check_keys
        if key.asset_key not in assets.materializable_asset_keys
    }
    assert not ghosts


def test_no_asset_is_only_named(graph: dg.Definitions) -> None:
    assets = graph.resolve_asset_graph()
    assert assets.get_all_asset_keys() == assets.materializable_asset_keys


def test_every_expectation_is_a_check(graph: dg.Definitions) -> None:
    names = {key.name for key in graph.resolve_asset_graph().asset_check_keys}
    assert {rule.name for rule in RULES} <= names


def test_every_asset_says_what_it_is_whose_it_is_and_when_it_is_due(graph: dg.Definitions) -> None:
    for spec in graph.resolve_all_asset_specs():
        name = spec.key.to_user_string()
        assert spec.description, name
        assert spec.owners, name
        assert spec.kinds, name
        assert spec.group_name == spec.key.path[0], name
        assert spec.freshness_policy, name


def test_one_run_at_a_time_has_the_warehouse(graph: dg.Definitions) -> None:
    nodes = graph.resolve_job_def("warehouse").nodes
    assert {pool for node in nodes for pool in node.definition.pools} == {"warehouse"}
    assert all(node.definition.pools for node in nodes)


def test_schedules_and_sensors_start_the_jobs(graph: dg.Definitions) -> None:
    assert {s.name: s.cron_schedule for s in graph.schedules or []} == {
        "every_day": "0 6 * * *",
        "every_month": "0 7 11 * *",
        "digests": "0,30 7-20 * * *",
    }
    assert {s.name for s in graph.sensors or []} == {"raw_files", "outbox", "run_failures"}
