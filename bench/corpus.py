"""The texts that extraction is measured on: the real report, and generated ones of its size.

Generated reports are short; those of one layout are joined, each once, until they are as long as
the real one. Measures nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tests.generator import generate_many

REAL = Path(__file__).parents[1] / "raw" / "杭州市城乡建设委员会" / "2020.txt"
REPORTS = 900
SEED = 70_000
SIZE = 47_000  # bytes of UTF-8: the real report has 47,703


@cache
def generated() -> dict[str, list[str]]:
    """Texts of about SIZE bytes by layout; what is left of a layout makes a shorter one."""
    by_layout: dict[str, list[str]] = defaultdict(list)
    for report in generate_many(REPORTS, seed=SEED):
        by_layout[report.layout].append(report.text)
    return {layout: joined(texts, SIZE) for layout, texts in sorted(by_layout.items())}


def joined(texts: Iterable[str], size: int) -> list[str]:
    """The texts, joined in order until each result has at least `size` bytes; the last may be shorter."""
    results: list[str] = []
    part: list[str] = []
    for text in texts:
        part.append(text)
        if size_of(part) >= size:
            results.append("\n\n".join(part))
            part = []
    return [*results, "\n\n".join(part)] if part else results


def size_of(texts: Iterable[str]) -> int:
    """Bytes of UTF-8."""
    return sum(len(text.encode()) for text in texts)
