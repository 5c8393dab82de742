"""The words reading knows, as CSV files a data steward can edit; each file explains its own columns.

Loads and checks the files. No rule of reading stands here.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

FOLDER = Path(__file__).parent
T = TypeVar("T")
left_out: set[tuple[str, str]] = set()  # (file, entry) read as if not there
_CACHED: list[Any] = []
_KEPT = 4096  # answers that a cached function remembers: the names of a long report


class VocabularyError(ValueError):
    """A vocabulary file has a bad row; the message names file, line and value."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed: its family, its base unit and how many base units it is."""

    name: str
    family: str
    base: str
    multiplier: Decimal
    kind: str  # count, measure, ratio


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that says what a figure near it is."""

    word: str
    kind: str
    basis: str


def rows(name: str) -> list[tuple[int, dict[str, str]]]:
    """Rows of `<name>.csv` with their line numbers; lines that start with # are comments."""
    path = FOLDER / f"{name}.csv"
    lines = [
        (number, line)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if line and not line.startswith("# ") and line != "#"
    ]
    header = next(csv.reader([lines[0][1]]))
    found = []
    for number, line in lines[1:]:
        cells = next(csv.reader([line]))
        if len(cells) != len(header):
            raise VocabularyError(f"{path.name}:{number}: {len(header)} cells expected: {line}")
        if (name, cells[0]) not in left_out:
            found.append((number, dict(zip(header, cells, strict=True))))
    return found


def forget() -> None:
    """Read the files anew when next asked: after an edit, or when an entry is left out on trial."""
    for cached in _CACHED:
        cached.cache_clear()


def cached(function: Callable[..., T]) -> Callable[..., T]:
    """Like functools.lru_cache, for what is built from the vocabulary: `forget` clears it."""
    kept = lru_cache(maxsize=_KEPT)(function)
    _CACHED.append(kept)
    return kept


@cached
def units() -> dict[str, Unit]:
    """Every way of printing a unit."""
    known: dict[str, Unit] = {}
    for number, row in rows("units"):
        if row["kind"] not in {"count", "measure", "ratio"}:
            raise VocabularyError(f"units.csv:{number}: unknown kind {row['kind']!r}")
        if row["unit"] in known:
            raise VocabularyError(f"units.csv:{number}: {row['unit']!r} stands twice")
        try:
            multiplier = Decimal(row["multiplier"])
        except InvalidOperation:
            raise VocabularyError(
                f"units.csv:{number}: multiplier {row['multiplier']!r} is no number"
            ) from None
        known[row["unit"]] = Unit(row["unit"], row["family"], row["base"], multiplier, row["kind"])
    return known


@cached
def families() -> dict[str, str]:
    """Base unit -> family: what may be compared with what."""
    return {unit.base: unit.family for unit in units().values()}


@cached
def cues() -> dict[str, Cue]:
    """Every cue word; where a word stands twice the last row counts."""
    return {row["word"]: Cue(row["word"], row["class"], row["basis"]) for _, row in rows("cues")}


@cached
def actions() -> dict[str, str]:
    """Verb -> what it does to the thing measured."""
    return {row["word"]: row["action"] for _, row in rows("actions")}


@cached
def stages() -> dict[str, int]:
    """Verb -> the place of its stage in the course of a task; 0 for what is no stage."""
    return {row["word"]: int(row["stage"]) for _, row in rows("stages")}


@cached
def headers() -> dict[str, str]:
    """Header word -> column role."""
    return {row["word"]: row["role"] for _, row in rows("headers")}


@cached
def header_parts() -> dict[str, str]:
    """Part of header words -> what it says."""
    return {row["part"]: row["says"] for _, row in rows("header_parts")}


@cached
def zones() -> dict[str, str]:
    """Section word -> what the figures below it are."""
    return {row["word"]: row["zone"] for _, row in rows("sections")}


@cached
def traps() -> tuple[tuple[str, str], ...]:
    """(pattern, what it can begin with) of numbers that are no values, in the order they are tried."""
    return tuple((row["pattern"], row["begins"]) for _, row in rows("traps"))
