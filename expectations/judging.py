"""Judging: rules meet tables, and every row that fails comes back with a sentence.

This is the one place that knows Great Expectations, and it imports it late: that costs seconds.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

from expectations.rule import Condition, Rule

if TYPE_CHECKING:
    import pandas as pd
    from great_expectations.core.batch import Batch

_VERDICTS = ("verdict", "verdict_reason", "rate_doubt")
_COLUMN = re.compile(r"{(\w+)}")

# What a finding carries beside its message, where the judged table has it.
CARRIED = (
    "unit",
    "period",
    "dimension",
    "item",
    "indicator",
    "project",
    "path",
    "document_id",
    "verdict",
    "working",
    "likely_cause",
    "suggestion",
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one rule found.

    `failed` has one row for each failing row of the table: `fact_id`, `message`, and the columns of
    CARRIED ("" where the table has none). `error` is set when the rule could not be judged: a
    mistake of ours, never of a bureau.
    """

    rule: Rule
    checked: int
    failed: pd.DataFrame
    error: str | None = None

    @property
    def state(self) -> str:
        """error, nothing to check, fail, or pass: a check that found nothing did not pass."""
        if self.error:
            return "error"
        if not self.checked:
            return "nothing to check"
        return "fail" if len(self.failed) else "pass"


def judge_rules(rules: Iterable[Rule], tables: Mapping[str, pd.DataFrame]) -> list[Judgement]:
    """Judge each rule on its table, in their order. A rule that breaks stops no other."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_pandas("warehouse")
    batches: dict[str, Batch] = {}
    judgements = []
    for rule in rules:
        table = tables[rule.table]
        if rule.table not in batches:
            asset = source.add_dataframe_asset(rule.table)
            whole = asset.add_batch_definition_whole_dataframe("whole")
            batches[rule.table] = whole.get_batch({"dataframe": table})
        judgements.append(_judge(rule, table, batches[rule.table]))
    return judgements


def _judge(rule: Rule, table: pd.DataFrame, batch: Batch) -> Judgement:
    from great_expectations import expectations as gxe

    told = rule.expectation
    expectation = getattr(gxe, told.name)(
        column=told.column,
        row_condition=_all_of(rule.rows),
        **{name: list(value) for name, value in told.arguments},
    )
    result = batch.validate(
        expectation,
        result_format={
            "result_format": "COMPLETE",
            "unexpected_index_column_names": [rule.fact_id],
        },
    ).to_json_dict()
    nobody = _failed(rule, table, [])
    if error := _exception(result["exception_info"]):
        return Judgement(rule, 0, nobody, error)
    found: dict[str, Any] = result["result"]
    checked = int(found["element_count"])
    missing = int(found.get("missing_count") or 0)
    if missing and told.missing == "unheard of":
        return Judgement(rule, checked, nobody, f"{missing} rows have no {told.column}")
    places = found.get("unexpected_index_list") or []
    return Judgement(rule, checked, _failed(rule, table, [row[rule.fact_id] for row in places]))


def _all_of(conditions: Iterable[Condition]) -> Any:
    """The conditions in Great Expectations' words, joined by `and`."""
    from great_expectations.expectations.row_conditions import Column

    words = []
    for condition in conditions:
        column = Column(condition.column)
        if condition.relation == "is":
            words.append(column == condition.value)
        elif condition.relation == "is not":
            words.append(column != condition.value)
        elif condition.relation == "is given":
            words.append(column.is_not_null())
        else:
            words.append(column.is_null())
    return reduce(and_, words)


def _exception(info: Mapping[str, Any]) -> str | None:
    """Message of the first exception, whether the result holds one or one for each metric."""
    each = [info] if "raised_exception" in info else list(info.values())
    raised = [one for one in each if one["raised_exception"]]
    return str(raised[0]["exception_message"]) if raised else None


def _failed(rule: Rule, table: pd.DataFrame, fact_ids: list[str]) -> pd.DataFrame:
    import pandas as pd

    chosen = table[table[rule.fact_id].isin(set(fact_ids))]
    rows = [_carried(rule, row) for row in chosen.to_dict(orient="records")]
    return pd.DataFrame(rows, columns=["fact_id", "message", *CARRIED])


def _carried(rule: Rule, row: Mapping[str, Any]) -> dict[str, str]:
    told = _told(row)
    return {
        "fact_id": told[rule.fact_id],
        "message": _message(rule, told),
        **{column: told.get(column, "") for column in CARRIED},
        # a question about something else says nothing of the rate's verdict
        **({} if rule.expectation.column in _VERDICTS else {"verdict": ""}),
    }


def message_of(rule: Rule, row: Mapping[str, Any]) -> str:
    """What is asked when this row of the rule's table fails."""
    return _message(rule, _told(row))


def _told(row: Mapping[str, Any]) -> dict[str, str]:
    told = {column: _text(value) for column, value in row.items()}
    told["subject"] = "·".join(filter(None, (told.get("project"), told.get("indicator"))))
    return told


def _message(rule: Rule, told: Mapping[str, str]) -> str:
    sentences = [
        sentence.format_map(told)
        for sentence in rule.message
        if all(told[column] for column in _COLUMN.findall(sentence))
    ]
    return "".join(sentences)


def _text(value: Any) -> str:
    """A cell as text: "" for null or a list, 3 for 3.0 (a whole number pandas keeps as a float)."""
    import pandas as pd

    if not pd.api.types.is_scalar(value):
        return ""
    if value is None or value is pd.NaT or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
