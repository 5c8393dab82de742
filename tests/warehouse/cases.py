"""The case files, as shorthand reports: each row of a CSV is a report of its own."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CASES = Path(__file__).parent / "cases"
_PARTS = {"target": "目标", "actual": "完成", "rate": "完成率"}


def rows(name: str) -> list[dict[str, str]]:
    """Rows of cases/<name>.csv."""
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def verdict_report(row: dict[str, str]) -> dict[str, Any]:
    """A report with one claim."""
    said = {part: row[part] for part in _PARTS if row[part]}
    return {
        "path": f"核对单位/2020 {row['case']}.txt",
        "blocks": ["，".join(f"{_PARTS[part]}[{part}:{text}]" for part, text in said.items())],
        "claims": [{"indicator": row["case"], **{part: part for part in said}}],
    }


def relation_report(row: dict[str, str]) -> dict[str, Any]:
    """A report with one relation and no claim."""
    parts = row["parts"].split("|") if row["parts"] else []
    marks = {f"p{number}": text for number, text in enumerate(parts)}
    relation = {"kind": row["kind"], "total": "total", "parts": list(marks)}
    if row["names"]:
        relation["names"] = row["names"].split("|")
    said = "、".join(f"[{name}:{text}]" for name, text in marks.items())
    return {
        "path": f"核对单位/2020 {row['case']}.txt",
        "blocks": [f"共[total:{row['total']}]，{said}"],
        "relations": [relation],
        "statements": {"total": {"subject": row["case"]}},
    }


def doubts() -> list[dict[str, Any]]:
    """The cases of cases/doubts.toml."""
    return tomllib.loads((CASES / "doubts.toml").read_text(encoding="utf-8"))["doubts"]


def doubt_report(case: dict[str, Any]) -> dict[str, Any]:
    """A report with one claim, whose print may speak for another link."""
    return {
        **{"path": f"核对单位/2020 {case['case']}.txt", "blocks": case["blocks"]},
        "claims": [{"indicator": case["case"], **{part: part for part in _PARTS}}],
        "statements": {name: {"role": "target"} for name in case.get("targets", ())},
        "relations": case.get("relations", ()),
    }


def reports() -> list[dict[str, Any]]:
    """The reports written out in cases/reports.toml."""
    return tomllib.loads((CASES / "reports.toml").read_text(encoding="utf-8"))["reports"]


def everything() -> Iterator[dict[str, Any]]:
    """All of them: what the tests' warehouse is built from."""
    yield from map(verdict_report, rows("verdicts"))
    yield from map(relation_report, rows("relations"))
    yield from map(doubt_report, doubts())
    yield from reports()
