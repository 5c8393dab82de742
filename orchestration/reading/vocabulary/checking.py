"""Checks the vocabulary files as a data steward edits them, and shows what one entry does.

`problems` names every bad row with file and line; `without` reads as if one entry were not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from orchestration.reading import vocabulary
from orchestration.reading.vocabulary import VocabularyError

CLASSES = frozenset(
    [
        "target",
        "limit",
        "modal",
        "actual",
        "forecast",
        "rate",
        "named_rate",
        "of",
        "growth",
        "share",
        "score",
        "average",
        "diff",
        "from",
        "activity",
        "meeting",
        "all",
        "unmet",
        "sub",
        "pending",
        "total",
        "capacity",
        "none",
        "each",
        "listed",
        "whole",
        "beats",
        "mute",
    ]
)
ROLES = frozenset(
    ["dimension", "item", "target", "result", "rate", "score", "note", "order", "unit"]
)
PARTS = ROLES - {"target", "result", "unit"} | frozenset(
    ["plan", "task", "done", "act", "sum", "of", "ratio", "past", "noun", "filler"]
)
ZONES = frozenset({"target", "result", "activity", "context"})
BASES = frozenset({"", "annual", "quarter", "month", "half", "schedule", "multi-year"})
KEYS = {
    "units": "unit",
    "cues": "word",
    "actions": "word",
    "stages": "word",
    "headers": "word",
    "header_parts": "part",
    "sections": "word",
    "traps": "pattern",
}
_ALLOWED = {
    ("cues", "class"): CLASSES,
    ("cues", "basis"): BASES,
    ("headers", "role"): ROLES,
    ("header_parts", "says"): PARTS,
    ("sections", "zone"): ZONES,
    ("units", "kind"): frozenset({"count", "measure", "ratio"}),
    ("stages", "stage"): frozenset("0123456789"),
}


def problems() -> list[str]:
    """One line for each bad row: file, line, and what is wrong with it. Empty when all is well."""
    found: list[str] = []
    for name, key in KEYS.items():
        try:
            rows = vocabulary.rows(name)
        except VocabularyError as problem:
            found.append(str(problem))
            continue
        seen: dict[str, int] = {}
        for line, row in rows:
            found.extend(f"{name}.csv:{line}: {problem}" for problem in _of_row(name, row))
            if row[key] in seen:
                found.append(f"{name}.csv:{line}: {row[key]!r} stands in line {seen[row[key]]} too")
            seen[row[key]] = line
    return found


def counts() -> dict[str, int]:
    """Entries of each file."""
    return {name: len(vocabulary.rows(name)) for name in KEYS}


@contextmanager
def without(name: str, entry: str) -> Iterator[None]:
    """Reads as if the entry of `<name>.csv` were not there. Raises VocabularyError when it is not."""
    if name not in KEYS or all(row[KEYS[name]] != entry for _, row in vocabulary.rows(name)):
        raise VocabularyError(f"{name}.csv has no entry {entry!r}")
    vocabulary.left_out.add((name, entry))
    vocabulary.forget()
    try:
        yield
    finally:
        vocabulary.left_out.discard((name, entry))
        vocabulary.forget()


def _of_row(name: str, row: dict[str, str]) -> Iterator[str]:
    """What is wrong with one row."""
    if not row[KEYS[name]].strip():
        yield f"{KEYS[name]} is empty"
    for (file, column), allowed in _ALLOWED.items():
        if file == name and row[column] not in allowed:
            yield f"{column} {row[column]!r} is none of {', '.join(sorted(filter(None, allowed)))}"
    if name == "traps":
        for column, pattern in (("pattern", row["pattern"]), ("begins", f"[{row['begins']}]")):
            try:
                re.compile(pattern)
            except re.error as problem:
                yield f"{column} {row[column]!r} is no regular expression: {problem}"
    if name == "units":
        yield from _of_unit(row)


def _of_unit(row: dict[str, str]) -> Iterator[str]:
    """What is wrong with a unit: its multiplier, or a family that its base has elsewhere."""
    if not re.fullmatch(r"\d+(?:\.\d+)?", row["multiplier"]) or float(row["multiplier"]) <= 0:
        yield f"multiplier {row['multiplier']!r} is no positive number"
    for _, other in vocabulary.rows("units"):
        if other["base"] == row["base"] and other["family"] != row["family"]:
            yield f"base {row['base']!r} is of family {other['family']!r} at {other['unit']!r}"
            return
