"""Generated reports taken the whole way: written to a folder, read, built, judged.

A report that tells no year belongs to a unit of its own, so that it is held against no other's history.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import duckdb

from expectations import TABLES, Judgement, judge
from orchestration.settings import DBT_PROJECT
from orchestration.storing.bronze import receive
from orchestration.storing.home import Home, warehouse
from tests.generator import GeneratedReport, generate
from tests.generator.bank import Bank
from tests.warehouse.build import run_dbt

RECEIVED = datetime(2026, 1, 5)
MOST_ERRORS = 6


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start..end of the text of the report at `path`."""

    path: str
    start: int
    end: int

    def meets(self, other: Span) -> bool:
        apart = self.path != other.path or self.start >= other.end or other.start >= self.end
        return not apart


@dataclass(frozen=True, slots=True)
class Asked:
    """One finding on a report: the rule, and the characters it points at."""

    rule: str
    severity: str
    path: str
    message: str
    likely_cause: str
    spans: tuple[Span, ...]


def honest(claims: int, seed: int, *, bank: Bank = "a") -> Iterator[GeneratedReport]:
    """Reports without a planted error that make at least so many claims."""
    told = 0
    while told < claims:
        report = generate(seed, bank=bank)
        told += len(report.truth)
        seed += 1
        yield _alone(report)


def erring(errors: int, seed: int, *, bank: Bank = "a") -> Iterator[GeneratedReport]:
    """Reports with at least so many planted errors, one to six in each."""
    planted = 0
    while planted < errors:
        try:
            report = generate(seed, errors=1 + seed % MOST_ERRORS, bank=bank)
        except ValueError:
            report = None
        seed += 1
        if report is not None:
            planted += len(report.errors)
            yield _alone(report)


def _alone(report: GeneratedReport) -> GeneratedReport:
    """The report, of a unit that reports nothing else."""
    return replace(report, unit=f"{report.unit}{report.seed}-{len(report.errors)}")


def judged(
    reports: Iterable[GeneratedReport], folder: Path, parents: Mapping[str, str] | None = None
) -> tuple[dict[str, GeneratedReport], list[Judgement], list[Asked]]:
    """The reports by path under raw/, every rule's judgement, and every question asked.

    `parents` names the unit above a unit, as seeds/units.csv would.
    """
    by_path = {report.path: report for report in reports}
    for path, report in by_path.items():
        (folder / "raw" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "raw" / path).write_text(report.text, encoding="utf-8")
    home = Home(folder)
    with warehouse(home) as connection:
        receive(connection, folder / "raw", received_at=RECEIVED, max_bytes=10**7)
    run_dbt(home.warehouse, "run", seeds=_seeds(folder / "seeds", parents or {}))
    with duckdb.connect(str(home.warehouse), read_only=True) as connection:
        judgements = judge(_tables(connection))
        return by_path, judgements, list(_asked(connection, judgements, by_path))


def _seeds(folder: Path, parents: Mapping[str, str]) -> Path:
    """The project's tables kept by hand, with these units in them."""
    shutil.copytree(DBT_PROJECT / "seeds", folder)
    lines = ["unit,parent,office", *(f"{unit},{parent}," for unit, parent in parents.items())]
    (folder / "units.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _tables(connection: duckdb.DuckDBPyConnection) -> dict[str, object]:
    schemas = dict(
        connection.execute(
            "select table_name, table_schema from information_schema.tables"
            " where table_schema in ('facts', 'marts')"
        ).fetchall()
    )
    return {name: connection.execute(f"from {schemas[name]}.{name}").df() for name in TABLES}


def _asked(
    connection: duckdb.DuckDBPyConnection,
    judgements: Iterable[Judgement],
    reports: dict[str, GeneratedReport],
) -> Iterator[Asked]:
    paths = dict(connection.execute("select document_id, path from bronze.document").fetchall())
    offsets = _offsets(connection, reports)
    evidence: dict[str, list[Span]] = {}
    for fact_id, document_id, block, start, end in connection.execute(
        "select fact_id, document_id, block, start_char, end_char from facts.fct_evidence"
        " where start_char is not null"
    ).fetchall():
        offset = offsets[document_id, block]
        evidence.setdefault(fact_id, []).append(
            Span(paths[document_id], offset + start, offset + end)
        )
    for judgement in judgements:
        for row in judgement.failed.itertuples():
            yield Asked(
                judgement.rule.name,
                judgement.rule.severity,
                paths[row.document_id],
                row.message,
                row.likely_cause,
                tuple(evidence.get(row.fact_id, ())),
            )


def _offsets(
    connection: duckdb.DuckDBPyConnection, reports: dict[str, GeneratedReport]
) -> dict[tuple[str, int], int]:
    """Where each block begins in the text of its report: blocks stand in it in their order."""
    found: dict[tuple[str, int], int] = {}
    place, last = 0, ""
    for document_id, path, block, text in connection.execute(
        "select document_id, path, block, text from bronze.block"
        " inner join bronze.document using (document_id) order by document_id, block"
    ).fetchall():
        if document_id != last:
            place, last = 0, document_id
        start = reports[path].text.find(text, place)
        if start < 0:
            start = reports[path].text.find(text)
        found[document_id, block] = start
        place = start + len(text) if start >= 0 else place
    return found
