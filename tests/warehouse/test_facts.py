"""What the facts say of whole reports: figures, causes, versions, and the way back to the print."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb


def _one(warehouse: duckdb.DuckDBPyConnection, query: str, *values: object) -> tuple[Any, ...]:
    found = warehouse.execute(query, values).fetchall()
    assert len(found) == 1, found
    return found[0]


def test_a_derived_total_is_judged_by_the_print_of_its_parts(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    verdict, low, high, is_derived = _one(
        warehouse,
        """
        select verdict, rate_low_pct, rate_high_pct, is_derived from facts.fct_investment
        where unit = '市建委' and project = ''
        """,
    )
    assert (verdict, is_derived) == ("exact", True)
    # 6亿元 and 2.5亿元 are known to 0.5 and 0.05: the plan lies between 7.95 and 9.05
    assert (low, high) == (Decimal("104.5856"), Decimal("119.1824"))


def test_a_derived_figure_leads_back_to_the_figures_it_was_summed_from(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    texts = warehouse.execute(
        """
        select evidence.text from facts.fct_evidence as evidence
        inner join facts.fct_investment as investment on evidence.fact_id = investment.claim_id
        where investment.unit = '市建委' and investment.project = '' and evidence.part = 'target'
        order by evidence.start_char
        """
    ).fetchall()
    assert [text for (text,) in texts] == ["6亿元", "2.5亿元"]


def test_evidence_is_the_printed_characters(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        """
        select text, excerpt, start_char - excerpt_start, end_char - excerpt_start
        from facts.fct_evidence
        where file = '民政局/2020.txt'
        """
    ).fetchall()
    assert len(rows) == 8
    assert all(text == excerpt[start:end] for text, excerpt, start, end in rows)


def test_zero_and_missing_figures_are_named(warehouse: duckdb.DuckDBPyConnection) -> None:
    reasons = dict(
        warehouse.execute(
            """
            select indicator, verdict_reason from facts.fct_indicator
            where unit = '市建委' and item = '应急管理'
            """
        ).fetchall()
    )
    assert reasons == {"事故死亡人数": "actual missing", "较大事故起数": "target is zero"}


def test_another_target_of_the_same_cell_explains_a_rate(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    verdict, cause, suggestion = _one(
        warehouse,
        """
        select verdict, likely_cause, suggestion from facts.fct_indicator
        where unit = '民政局' and indicator = '新增床位' and stated_rate_pct is not null
        """,
    )
    assert (verdict, cause) == ("inconsistent", "按另一目标计算")
    assert suggestion == "若以“2000张”为基数请写明；否则完成率应为70%"


def test_an_unsure_link_is_never_accused(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = _one(
        warehouse,
        """
        select verdict, verdict_reason, likely_cause from facts.fct_indicator
        where unit = '民政局' and indicator = '培训'
        """,
    )
    assert found == ("uncheckable", "unsure link", None)


def test_of_two_claims_about_one_thing_the_fuller_one_leads(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    leading = warehouse.execute(
        """
        select is_leading, stated_rate_text from facts.fct_indicator
        where unit = '民政局' and indicator = '新增床位' order by claim_no
        """
    ).fetchall()
    assert leading == [(True, "105%"), (False, None)]


def test_all_versions_are_kept_and_say_when_they_were_believed(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    versions = warehouse.execute(
        """
        select verdict, is_current, believed_from::varchar, believed_to::varchar
        from facts.fct_indicator where unit = '水利局' order by believed_from
        """
    ).fetchall()
    assert versions == [
        ("inconsistent", False, "2026-01-05 08:00:00", "2026-02-01 08:00:00"),
        ("exact", True, "2026-02-01 08:00:00", None),
    ]


def test_a_removed_report_is_history_and_no_belief(warehouse: duckdb.DuckDBPyConnection) -> None:
    kept = "select count(*) from facts.fct_indicator where unit = '林业局'"
    shown = "select count(*) from marts.scorecard where unit = '林业局'"
    assert _one(warehouse, kept) == (1,)
    assert _one(warehouse, shown) == (0,)
    assert _one(
        warehouse, "select is_removed from facts.dim_document where path = '林业局/2020.txt'"
    ) == (True,)


def test_an_average_of_rates_is_taken_over_the_claims_of_its_parts(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = _one(
        warehouse,
        """
        select verdict, expected_amount, gap_amount, suggestion from facts.fct_relation
        where unit = '市建委' and kind = 'average'
        """,
    )
    assert found == (
        "within_rounding",
        Decimal("149.625"),
        Decimal("0.375"),
        "平均完成率应写149.6%",
    )


def test_all_finished_is_broken_by_what_is_only_begun(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    found = _one(
        warehouse,
        """
        select verdict, indicator, working from facts.fct_relation
        where unit = '市建委' and kind = 'finished'
        """,
    )
    assert found == (
        "broken",
        "新扩建城镇污水处理厂",
        "已完成7个，未完成8个；报告写15个全部完成",
    )
