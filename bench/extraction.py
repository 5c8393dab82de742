"""How fast a report becomes claims, and how well and fast figures are found: part of `make bench`.

Whole extraction is a report's text, as bytes, to blocks to claims, on one core, in MB of UTF-8 a
second of CPU time; medians, imports done. Texts come from corpus.py, figures against the peers from
figures.py. The result is printed and written to bench/results/extraction.md.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench import corpus, figures
from bench.machine import calibration, cpu_seconds, machine
from orchestration.reading import vocabulary
from orchestration.reading.scanning import fold
from tests.score.sentences import report_of

RESULTS = Path(__file__).parent / "results" / "extraction.md"
RUNS = 7
GOAL = 4.0  # MB/s
TIMES = 10
# Touches every pattern, so that none is built while a run is timed.
WARM = "指标 | 计划 | 完成(个) | 完成率\n道路 | 5 | 4 | 80%\n\n一、完成情况\n新建道路5条,已完成4条,完成率80%。"


@dataclass
class Texts:
    """Reports that are measured together, and the CPU seconds of each run over them."""

    name: str
    texts: list[str]
    runs: list[float] = field(default_factory=list)

    @property
    def size(self) -> int:
        return corpus.size_of(self.texts)

    @property
    def speed(self) -> float:
        """MB a second."""
        return self.size / statistics.median(self.runs) / 1e6


def groups() -> list[Texts]:
    """The real report, and generated ones by layout."""
    real = Texts("the real report", [corpus.REAL.read_text(encoding="utf-8")])
    return [real, *(Texts(layout, texts) for layout, texts in corpus.generated().items())]


def longer(found: list[Texts]) -> Iterator[tuple[Texts, Texts]]:
    """Each group that fills a report ten times as long, and the same texts joined to such reports."""
    for group in found:
        if len(group.texts) >= TIMES:
            whole = group.texts[: len(group.texts) // TIMES * TIMES]
            long = ["\n\n".join(whole[at : at + TIMES]) for at in range(0, len(whole), TIMES)]
            yield Texts(group.name, whole), Texts(group.name, long)


def measure(found: list[Texts]) -> None:
    """Run the groups in turns, so that a busy machine is unfair to none."""
    for _ in range(RUNS):
        for group in found:
            start_anew()
            group.runs.append(cpu_seconds(lambda group=group: [report_of(t) for t in group.texts]))


def start_anew() -> None:
    """Forget the texts of the runs before, names and headers included; build the patterns again."""
    vocabulary.forget()
    fold.cache_clear()
    report_of(WARM)


def speeds(found: list[Texts]) -> str:
    """Speed by layout, and over all generated reports together, in Markdown."""
    generated = found[1:]
    together = Texts("all generated", [text for group in generated for text in group.texts])
    together.runs = [sum(runs) for runs in zip(*(group.runs for group in generated), strict=True)]
    lines = [
        "| text | reports | bytes a report | MB/s | goal |",
        "|---|---:|---:|---:|---:|",
    ]
    for group in [found[0], together, *generated]:
        goal = f"{GOAL:g}" if group is together else ""
        count = len(group.texts)
        lines.append(
            f"| {group.name} | {count} | {group.size // count} | {group.speed:.2f} | {goal} |"
        )
    return "\n".join(lines) + "\n"


def growth(pairs: list[tuple[Texts, Texts]]) -> str:
    """Time a byte in reports ten times as long against the same text in short ones, in Markdown."""
    lines = [
        f"| layout | bytes a report | MB/s | {TIMES} × as long | MB/s | time a byte |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for short, long in pairs:
        lines.append(
            f"| {short.name} | {short.size // len(short.texts)} | {short.speed:.2f} "
            f"| {long.size // len(long.texts)} | {long.speed:.2f} "
            f"| × {short.speed / long.speed:.2f} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    before = calibration()
    found = groups()
    measure(found)
    pairs = list(longer(found))
    measure([group for pair in pairs for group in pair])
    results = figures.measured()
    after = calibration()
    result = "\n".join(
        (
            "# Text to claims, in MB/s of UTF-8",
            "",
            f"CPU time on one core, medians of {RUNS} runs in turns. {machine()}",
            f"A fixed loop of pure Python took {before:.0f} ms before and {after:.0f} ms after.",
            "",
            speeds(found),
            f"## Reports {TIMES} times as long",
            "",
            growth(pairs),
            "## Figures, against the peers",
            "",
            *(figures.__doc__ or "").strip().splitlines()[2:],
            "",
            *(
                line
                for name, title in figures.SETS.items()
                for line in (
                    f"### {title[0].upper()}{title[1:]}",
                    "",
                    figures.accuracy(results, name),
                )
            ),
            "### Speed",
            "",
            f"By lines of the real report and of two generated ones, medians of {figures.RUNS} runs in turns.",
            "",
            figures.speeds(results),
        )
    )
    sys.stdout.write(result)
    RESULTS.write_text(result, encoding="utf-8")


if __name__ == "__main__":
    main()
