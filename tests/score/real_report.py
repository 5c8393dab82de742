"""Scores over the real report against its hand-made gold."""

from __future__ import annotations

import csv
from pathlib import Path

from orchestration.reading import read
from tests.score.matching import Said, Tally, said_by_claim, said_by_label, same
from tests.score.sentences import CASES

RAW = Path(__file__).parents[2] / "raw"
UNIT, PERIOD = "杭州市城乡建设委员会", "2020"


def gold() -> list[dict[str, str]]:
    """Rows of the gold, values as text; milestones (节点) have no figure."""
    path = CASES / f"{UNIT}-{PERIOD}.gold.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        for side in ("target", "actual"):
            if row[side] in ("节点", "") or (
                row[f"{side}_unit"] == "节点" and not _number(row[side])
            ):
                row[side], row[f"{side}_unit"] = "", ""
    return rows


def _number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()


def score() -> tuple[Tally, Tally]:
    """(numeric targets, stated rates) of the gold that were read right, with the misses."""
    report = read(RAW / UNIT / f"{PERIOD}.txt", raw=RAW)
    free: list[tuple[str, Said]] = [
        (claim.item, said_by_claim(report, claim)) for claim in report.claims
    ]
    targets, rates = Tally(), Tally()
    for row in gold():
        label = said_by_label(row)
        hit = next(
            ((item, said) for item, said in free if item == row["item"] and same(said, label)), None
        )
        if hit is not None:
            free.remove(hit)
        for counted, kind in ((label.target is not None, targets), (_rated(label), rates)):
            if counted and hit is not None:
                kind.right += 1
            elif counted:
                kind.missed += 1
                kind.misses.append(f"{row['item']} {row['indicator']}")
    return targets, rates


def _rated(label: Said) -> bool:
    """Whether the gold prints a rate of a target (an average of rates has none)."""
    return label.rate is not None and label.target is not None
