"""Reports in shorthand, as bronze rows: what a reader would have found, without a reader.

A block's text carries its figures in marks, `[a:5.1万个]`; claims and relations name the marks. One
that is parted by pipes, `甲 | [a:5个]`, is a row of cells.
Only what the cases need is understood here; the real reading is in orchestration/reading.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

import duckdb

from orchestration.reading.period import period_of

RECEIVED = datetime(2026, 1, 5, 8, 0)
_MARK = re.compile(r"\[(?P<name>\w+):(?P<text>[^\]]*)\]")
_FIGURE = re.compile(
    r"(?P<before>约|近|超|≥|≤|>|<)?(?P<value>-?\d+(?:\.\d+)?)(?P<scale>万亿|亿|万)?"
    r"(?P<over>余)?(?P<unit>[^\d余]*)"
)
_SCALES = {None: 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
_COUNTS = set("个户项人家套座条起处份")
_APPROXIMATE = {"约": "about", "近": "under", "超": "over"}
_OPERATORS = {"≥": ">=", "≤": "<=", ">": ">", "<": "<"}
_ROLES = {"target": "target", "actual": "actual", "rate": "stated_rate"}

Row = dict[str, Any]


@dataclass
class Bronze:
    """Rows for the bronze tables, by table."""

    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, **row: Any) -> None:
        self.tables.setdefault(table, []).append(row)

    def load(self, connection: duckdb.DuckDBPyConnection) -> None:
        for table, rows in self.tables.items():
            columns = list(rows[0])
            marks = ", ".join("?" * len(columns))
            connection.executemany(
                f"insert into bronze.{table} ({', '.join(columns)}) values ({marks})",
                [[row[column] for column in columns] for row in rows],
            )


def figure(text: str) -> Row:
    """A print as the columns of bronze.statement; one without a number is a milestone."""
    found = _FIGURE.fullmatch(text)
    if found is None:
        empty = ("value", "unit", "operator", "approximate", "amount", "base_unit", "multiplier")
        return dict.fromkeys((*empty, "decimals", "is_exact"))
    scale, unit, value = found["scale"], found["unit"], Decimal(found["value"])
    decimals = len(found["value"].partition(".")[2])
    return {
        "value": value,
        "unit": (scale or "") + unit or None,
        "operator": _OPERATORS.get(found["before"], "="),
        "approximate": "over" if found["over"] else _APPROXIMATE.get(found["before"]),
        "amount": value * _SCALES[scale],
        "base_unit": unit or None,
        "multiplier": Decimal(_SCALES[scale]),
        "decimals": decimals,
        "is_exact": scale is None and decimals == 0 and unit in _COUNTS,
    }


def report(bronze: Bronze, shorthand: Mapping[str, Any]) -> str:
    """Add one report; returns its document_id.

    Keys: path, blocks, claims, relations, derived, unread, status, reason, version, supersedes,
    received_at, left_at, left_because, reader. Only `path` is needed.
    """
    path = PurePosixPath(shorthand["path"])
    period = period_of(path.stem.split(" ")[0])
    version = shorthand.get("version", 1)
    document_id = hashlib.sha256(f"{path}#{version}".encode()).hexdigest()
    filed = len(path.parts) == 2 and period is not None
    bronze.add(
        "document",
        document_id=document_id,
        path=str(path),
        unit=path.parts[0] if filed else None,
        period=period.key if filed else None,
        period_kind=period.kind if filed else None,
        period_start=period.start if filed else None,
        period_end=period.end if filed else None,
        format=path.suffix.lstrip("."),
        content_sha256=document_id,
        size_bytes=1,
        version=version,
        supersedes=shorthand.get("supersedes"),
        received_at=shorthand.get("received_at", RECEIVED),
        left_at=shorthand.get("left_at"),
        left_because=shorthand.get("left_because"),
        status=shorthand.get("status", "read" if filed else "misfiled"),
        reason=shorthand.get("reason"),
        reader=shorthand.get("reader", "reader-1"),
    )
    numbers = _printed(bronze, document_id, shorthand)
    _claims(bronze, document_id, shorthand.get("claims", ()), numbers)
    _relations(bronze, document_id, shorthand.get("relations", ()), numbers)
    for number, piece in enumerate(shorthand.get("unread", ())):
        bronze.add(
            "unread",
            document_id=document_id,
            unread_no=number,
            block=piece.get("block"),
            start_char=None,
            end_char=None,
            text=piece["text"],
            reason=piece["reason"],
            detail="",
        )
    return document_id


def _printed(bronze: Bronze, document_id: str, shorthand: Mapping[str, Any]) -> dict[str, int]:
    """Add the blocks and the figures in them; returns the statement number of each mark."""
    named = shorthand.get("statements", {})
    roles = {
        claim[part]: role
        for claim in shorthand.get("claims", ())
        for part, role in _ROLES.items()
        if part in claim
    }
    figures: dict[str, Row] = {}
    for block, (place, marked) in enumerate(_cells(shorthand.get("blocks", ()))):
        text, spans = _unmark(marked)
        bronze.add("block", document_id=document_id, block=block, **place, note="", text=text)
        for name, (start, end) in spans.items():
            print_ = text[start:end]
            figures[name] = {
                **{"block": block, "start_char": start, "end_char": end, "text": print_},
                **figure(named.get(name, {}).get("figure", print_)),
                "origin": "stated",
            }
    for name, summed in shorthand.get("derived", {}).items():
        nowhere = dict.fromkeys(("block", "start_char", "end_char", "text"))
        figures[name] = {**nowhere, **figure(summed), "origin": "derived"}
    for number, (name, printed) in enumerate(figures.items()):
        told = named.get(name, {})
        as_of = told.get("as_of")
        bronze.add(
            "statement",
            document_id=document_id,
            statement_no=number,
            **printed | {"origin": told.get("origin", printed["origin"])},
            role=told.get("role", roles.get(name, "actual")),
            subject=told.get("subject", ""),
            project="",
            section="",
            basis=told.get("basis", ""),
            as_of=date.fromisoformat(as_of) if as_of else None,
            is_cumulative=told.get("is_cumulative", False),
        )
    return {name: number for number, name in enumerate(figures)}


def _cells(lines: Iterable[str]) -> Iterator[tuple[Row, str]]:
    """Each paragraph or cell with its place."""
    for number, line in enumerate(lines):
        cells = line.split(" | ")
        for col, text in enumerate(cells):
            if len(cells) == 1:
                yield {**dict.fromkeys(("table_no", "row_no", "col_no")), "role": "prose"}, text
            else:
                yield {"table_no": 0, "row_no": number, "col_no": col, "role": "other"}, text


def _unmark(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    text, spans, last = "", {}, 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        spans[mark["name"]] = (len(text), len(text) + len(mark["text"]))
        text += mark["text"]
        last = mark.end()
    return text + marked[last:], spans


def _claims(
    bronze: Bronze,
    document_id: str,
    claims: Iterable[Mapping[str, Any]],
    numbers: Mapping[str, int],
) -> None:
    for number, claim in enumerate(claims):
        bronze.add(
            "claim",
            document_id=document_id,
            claim_no=number,
            kind=claim.get("kind", "indicator"),
            dimension=claim.get("dimension", "日常履职"),
            item=claim.get("item", "重点工作"),
            indicator=claim["indicator"],
            project=claim.get("project", ""),
            target_no=numbers.get(claim.get("target")),
            actual_no=numbers.get(claim.get("actual")),
            rate_no=numbers.get(claim.get("rate")),
            direction=claim.get("direction", "up"),
            as_of=None,
            is_derived=claim.get("is_derived", False),
            confidence=Decimal("1"),
            is_unsure=claim.get("is_unsure", False),
        )


def _relations(
    bronze: Bronze,
    document_id: str,
    relations: Iterable[Mapping[str, Any]],
    numbers: Mapping[str, int],
) -> None:
    for number, relation in enumerate(relations):
        names = relation.get("names")
        bronze.add(
            "relation",
            document_id=document_id,
            relation_no=number,
            kind=relation["kind"],
            total_no=numbers[relation["total"]],
            names_count=len(names) if names else None,
            names="、".join(names) if names else None,
        )
        for part_no, part in enumerate(relation.get("parts", ())):
            bronze.add(
                "relation_part",
                document_id=document_id,
                relation_no=number,
                part_no=part_no,
                statement_no=numbers[part],
            )
