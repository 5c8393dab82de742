"""A report file -> what it claims. `read` is the one door; everything behind it is pure.

Imports no dagster, duckdb, pandas or dbt: a file's bytes go in, a Report of frozen values comes
out.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from orchestration.reading.claims import claims_of
from orchestration.reading.filing import Filing, filed
from orchestration.reading.formats import blocks_of, format_of
from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.replies import is_reply_sheet, replies_of
from orchestration.reading.report import Report, Unread

__all__ = ["Report", "read", "reader_digest", "unreadable"]


def read(path: Path, *, raw: Path | None = None) -> Report:
    """Report of a file. Never raises for what a file holds: it is then `unreadable`, and says why.

    `raw` is the folder that reports are filed under; a file below it gets its unit and period from
    its path, any other has neither.
    """
    try:
        blocks = blocks_of(path, path.read_bytes())
    except Unreadable as problem:
        return unreadable(path, problem.reason, problem.detail, raw=raw)
    except OSError as problem:
        return unreadable(path, "unreadable", str(problem), raw=raw)
    name, filing = _filed(path, raw)
    period = filing.period if filing else None
    if is_reply_sheet(blocks):
        return replies_of(
            blocks,
            path=name,
            unit=filing.unit if filing else None,
            period=period.key if period else None,
            format=format_of(path),
        )
    return claims_of(
        blocks,
        path=name,
        unit=filing.unit if filing else None,
        period=period.key if period else None,
        year=period.end.year if period else None,
        format=format_of(path),
    )


def unreadable(path: Path, reason: str, detail: str, *, raw: Path | None = None) -> Report:
    """Report of a file that cannot be read: a short stable word why, and words for a person."""
    name, filing = _filed(path, raw)
    return Report(
        name,
        filing.unit if filing else None,
        filing.period.key if filing else None,
        format_of(path),
        "unreadable",
        unread=(Unread(None, "", reason, detail),),
    )


def _filed(path: Path, raw: Path | None) -> tuple[str, Filing | None]:
    """Name of a file, and how it is filed where it lies below `raw`."""
    if raw is None or not path.is_relative_to(raw):
        return str(path), None
    filing = filed(path.relative_to(raw))
    return path.relative_to(raw).as_posix() if filing else str(path), filing


@cache
def reader_digest() -> str:
    """Digest of the reading code and vocabulary: another reader may read a file differently."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for source in sorted([*folder.rglob("*.py"), *folder.rglob("*.csv")]):
        digest.update(source.relative_to(folder).as_posix().encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


READER = reader_digest()
