"""Finding figures, against the peers: how many of the labelled ones, and how fast.

A true figure is a value that stands in the facts or optional facts of a labelled sentence, as target,
actual or rate; a value said twice in a sentence counts once. It is found where a reader gives the
value as printed or with its 万 or 亿 multiplied out. Wrong is a value that the sentence's label names
as no value (must_not_be_values) and that no fact has. Any other value a reader gives counts neither
way and is shown as `other`. P = right / (right + wrong), R = right / true. Growth, scores and the
like are figures, but no values of an indicator: who tells figures alone cannot know, and pays in P.
"""

from __future__ import annotations

import statistics
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bench import corpus
from bench.machine import cpu_seconds
from bench.peers import Finder, Peer, Readings, peers
from orchestration.reading.quantity import quantity_of
from orchestration.reading.report import Quantity
from orchestration.reading.scanning import fold, scan
from tests.score.matching import Tally, amount
from tests.score.sentences import labelled, report_of

# kaohe was developed on both sets and the peers on neither: both flatter kaohe.
SETS = {
    "sentences-a": "sentences of real reports",
    "sentences-d": "sentences written in their manner",
}
RUNS = 5
SECONDS_A_RUN = 0.25  # a fast reader goes over the text again until a run has lasted so long
_CLAIMED = {"target", "whole", "actual", "stated_rate", "average"}


@dataclass
class Result:
    """What one reader found, and its speed over the runs in MB of UTF-8 a second."""

    reader: Peer
    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in SETS})
    others: Counter[str] = field(default_factory=Counter)
    speeds: list[float] = field(default_factory=list)

    @property
    def speed(self) -> float:
        return statistics.median(self.speeds)


def ours() -> list[Peer]:
    """This project's scanner alone, and its whole extraction, asked as the peers are."""
    return [
        Peer("kaohe, figures", "", "one pass: figures with value, unit and span", _scanned),
        Peer(
            "kaohe, whole extraction", "", "figures that it takes for target, actual, rate", _read
        ),
    ]


def _scanned(text: str) -> list[Readings]:
    tokens = scan(fold(text))
    return [
        _readings(quantity_of(token, 0, text))
        for token in tokens
        if token.kind in ("quantity", "number")
    ]


def _read(text: str) -> list[Readings]:
    statements = report_of(text).statements
    return [
        _readings(statement.quantity)
        for statement in statements
        if statement.quantity is not None and statement.role in _CLAIMED
    ]


def _readings(quantity: Quantity) -> Readings:
    return frozenset({quantity.value, quantity.amount})


def measured() -> list[Result]:
    """Every reader on the same sentences and the same lines; readers take turns, the median counts."""
    results = [Result(reader) for reader in [*ours(), *peers()]]
    for name in SETS:
        for case in labelled(name):
            for result in results:
                if result.reader.find is not None:
                    _judge(result, result.reader.find, name, case)
    texts = lines()
    for turn in range(RUNS):
        for result in results:
            if (find := result.reader.find) is not None:
                sys.stderr.write(f"\r{turn + 1}/{RUNS} {result.reader.name:30}")
                result.speeds.append(_speed(find, texts))
    sys.stderr.write("\n")
    return results


def lines() -> list[str]:
    """Lines of the real report and of two generated ones: a tagger takes sentences, not reports."""
    generated = corpus.generated()
    texts = [
        corpus.REAL.read_text(encoding="utf-8"),
        generated["narrative"][0],
        generated["bulletin"][0],
    ]
    return [line for text in texts for line in text.splitlines() if line.strip()]


def _judge(result: Result, find: Finder, name: str, case: dict[str, Any]) -> None:
    """Add one sentence to the counts of its set."""
    facts = [*case["facts"], *case.get("optional_facts", [])]
    true = {readings for fact in facts for readings in _true(fact)}
    known = frozenset[Decimal]().union(*true)
    traps = {Decimal(t) for t in case["must_not_be_values"] if t.replace(".", "", 1).isdecimal()}
    found = set(find(case["text"]))
    given = frozenset[Decimal]().union(*found)
    right = sum(1 for readings in true if readings & given)
    result.tallies[name] += Tally(right, len((traps - known) & given), len(true) - right)
    result.others[name] += sum(1 for readings in found if not readings & (known | traps))


def _true(fact: dict[str, Any]) -> Iterable[Readings]:
    """The figures of a fact, each as printed and multiplied out."""
    for name in ("target", "actual"):
        if (said := amount(fact[name], fact[f"{name}_unit"])) is not None:
            yield frozenset({Decimal(str(fact[name])), said[0]})
    if (rate := amount(fact["stated_rate_pct"], "%")) is not None:
        yield frozenset({rate[0]})


def _speed(find: Finder, texts: list[str]) -> float:
    """MB a second of CPU time over one run."""
    size = corpus.size_of(texts) / 1e6
    seconds, passes = 0.0, 0
    while seconds < SECONDS_A_RUN:
        seconds += cpu_seconds(lambda: [find(text) for text in texts])
        passes += 1
    return passes * size / seconds


def accuracy(results: list[Result], name: str) -> str:
    """What the readers found in one set, in Markdown."""
    rows = [
        "| reader | asked for | P | R | right | wrong | missed | other |",
        "|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    for result in results:
        reader, tally = result.reader, result.tallies[name]
        head = f"| {reader.name} {reader.version}".rstrip() + f" | {reader.note} |"
        if reader.find is None:
            rows.append(f"{head} – | – | – | – | – | – |")
            continue
        rows.append(
            f"{head} {tally.precision or 0:.3f} | {tally.recall or 0:.3f} | {tally.right} "
            f"| {tally.wrong} | {tally.missed} | {result.others[name]} |"
        )
    return "\n".join(rows) + "\n"


def speeds(results: list[Result]) -> str:
    """How fast the readers are, in Markdown; × says how many times as fast the first one is."""
    rows = ["| reader | MB/s | × |", "|---|---:|---:|"]
    rows += [
        f"| {result.reader.name} | {result.speed:.3f} | {results[0].speed / result.speed:.1f} |"
        for result in results
        if result.speeds
    ]
    return "\n".join(rows) + "\n"
