"""The data files of the generator, read once: subjects, places, phrases and words of tables.

What a clerk can write about and with; never which of it a report uses. Subjects and places are
shared. Phrases and words of tables come in banks, a folder of `data` each: a and b are for
development, held_out is kept out of it.
"""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

Bank = Literal["a", "b", "held_out"]
BANKS: tuple[Bank, ...] = ("a", "b", "held_out")
DATA = Path(__file__).parent / "data"
SLOT = re.compile(r"\{([^{}]+)\}")
NUMBERED_SLOT = re.compile(r"([A-Za-z_]+?)([1-9]?)$")


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with slots: literal text and slots by turns; a slot is a name and a fact index."""

    id: str
    kind: str
    bank: Bank
    when: frozenset[str]
    parts: tuple[str | tuple[str, int], ...]
    slots: frozenset[str]

    def prints(self, index: int, *names: str) -> bool:
        """Whether any of the slots is printed for the fact at `index`, counted from 0."""
        return any((name, index) in self.parts for name in names)


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that is counted or measured: one row of a data file, by column name."""

    sector: str
    words: dict[str, str]
    unit: str
    low: Decimal
    high: Decimal
    decimals: int

    def __getitem__(self, name: str) -> str:
        return self.words[name]


@dataclass(frozen=True, slots=True)
class PlaceName:
    name: str
    level: str  # 省, 市, 州, 县, 区, 旗, 镇
    scope: str
    districts: tuple[str, ...]
    share: Decimal = Decimal(1)  # how large its figures grow, against those of a city
    offices: tuple[str, ...] = ()  # who reports there, where it has no bureaus of its own


@dataclass(frozen=True, slots=True)
class Sector:
    key: str
    name: str
    bureaus: tuple[str, ...]
    items: tuple[str, ...]
    related: str  # the sector that shares a bureau's report with it


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def words(name: str, bank: Bank | None = None) -> dict[str, Any]:
    """One TOML file of phrases (filler, projects or layouts); those of a bank lie over the rest."""
    folders = [DATA, DATA / bank] if bank else [DATA]
    files = [folder / f"{name}.toml" for folder in folders]
    found: dict[str, Any] = {}
    for file in files:
        if file.exists():
            found |= tomllib.loads(file.read_text(encoding="utf-8"))
    return found


def split_slots(text: str) -> tuple[str | tuple[str, int], ...]:
    """Literal pieces and (slot, fact index) pairs, in order; the index counts from 0."""
    parts: list[str | tuple[str, int]] = []
    for position, piece in enumerate(SLOT.split(text)):
        if position % 2:
            found = NUMBERED_SLOT.match(piece)
            name, index = (found[1], found[2]) if found else (piece, "")
            parts.append((name, int(index or 1) - 1))
        elif piece:
            parts.append(piece)
    return tuple(parts)


@cache
def templates(bank: Bank) -> tuple[Template, ...]:
    found = []
    for row in rows(f"{bank}/templates.csv"):
        parts = split_slots(row["text"])
        slots = frozenset(part[0] for part in parts if not isinstance(part, str))
        when = frozenset(row["when"].split())
        found.append(Template(row["id"], row["kind"], bank, when, parts, slots))
    return tuple(found)


@cache
def templates_of(kind: str, bank: Bank) -> tuple[Template, ...]:
    return tuple(template for template in templates(bank) if template.kind == kind)


@cache
def subjects(name: str) -> tuple[Subject, ...]:
    """The rows of one file of subjects: indicators, wholes, stages, controls, percents, sites."""
    return tuple(
        Subject(
            row["sector"],
            row,
            row.get("unit", "%"),
            Decimal(row["low"]),
            Decimal(row["high"]),
            int(row.get("decimals", 0)),
        )
        for row in rows(f"{name}.csv")
    )


@cache
def subjects_of(name: str, sectors: tuple[str, ...]) -> tuple[Subject, ...]:
    """Those of the given sectors."""
    return tuple(subject for subject in subjects(name) if subject.sector in sectors)


@cache
def places(bank: Bank) -> tuple[PlaceName, ...]:
    """The places of a bank, of the shared file where it has none of its own."""
    name = f"{bank}/places.csv"
    return tuple(
        PlaceName(
            row["name"],
            row["level"],
            row["scope"],
            tuple(row["districts"].split(";")),
            Decimal(row.get("share") or 1),
            tuple(filter(None, row.get("offices", "").split(";"))),
        )
        for row in rows(name if (DATA / name).exists() else "places.csv")
    )


@cache
def sectors() -> dict[str, Sector]:
    return {
        row["sector"]: Sector(
            row["sector"],
            row["name"],
            tuple(row["bureaus"].split(";")),
            tuple(row["items"].split(";")),
            row["related"],
        )
        for row in rows("sectors.csv")
    }
