"""Files of old formats are converted many at once, when the first of a batch is about to be read.

Which files those are is decided by the caller, how they are converted in `reading`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from orchestration.reading.formats import office
from orchestration.reading.limits import convert_ahead


def in_batches(paths: Iterable[Path], *, memory_bytes: int) -> Callable[[Path], None]:
    """What to call before a file is read: it converts the batch of files that this file begins."""
    left = iter(paths)
    batches = iter(lambda: list(islice(left, office.MOST_TOGETHER)), [])
    begins = {batch[0]: batch for batch in batches if len(batch) > 1}

    def before(path: Path) -> None:
        if batch := begins.get(path):
            convert_ahead(batch, memory_bytes=memory_bytes)

    return before
