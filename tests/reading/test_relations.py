"""What a text says must add up: each kind of relation, and figures that are none.

Cases are data: every relation of the text, with its figures as printed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from orchestration.reading.report import Report
from tests.score.sentences import report_of

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "relations.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def _said(report: Report, statement: int) -> str:
    """Value and unit as printed."""
    quantity = report.statements[statement].quantity
    assert quantity is not None
    return f"{quantity.value.normalize():f}{quantity.unit or ''}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["theme"])
def test_a_text_relates_these_figures_and_no_others(case: dict[str, Any]) -> None:
    report = report_of(case["text"])
    found = [
        {
            "kind": relation.kind,
            "total": _said(report, relation.total),
            "parts": [_said(report, part) for part in relation.parts],
            **({"names": list(relation.names)} if relation.names else {}),
        }
        for relation in report.relations
    ]
    assert found == case["relations"]
