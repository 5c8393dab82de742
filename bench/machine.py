"""What a measurement was made on, and how loaded it was. Measures nothing of the product."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable
from pathlib import Path

_STEPS = 2_000_000


def machine() -> str:
    """Processor, cores, system and Python in one sentence."""
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in _lines(Path("/proc/cpuinfo"))
            if line.startswith("model name")
        ),
        platform.processor() or platform.machine(),
    )
    return (
        f"{cpu}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}."
    )


def calibration() -> float:
    """CPU ms of a fixed loop of pure Python, median of 5: a busy neighbour makes it longer."""
    return 1000 * statistics.median(cpu_seconds(_loop) for _ in range(5))


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds, of all threads, that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _loop() -> int:
    total = 0
    for step in range(_STEPS):
        total += step & 7
    return total


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
