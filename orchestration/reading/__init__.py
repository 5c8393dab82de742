"""A report file -> what it claims. `read` is the one door; everything behind it is pure.

Imports no dagster, duckdb, pandas or dbt: a file's bytes go in, a Report of frozen values comes out.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from orchestration.reading.claims import claims_of
from orchestration.reading.filing import filed
from orchestration.reading.formats import blocks_of, format_of
from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Report, Unread

__all__ = ["Report", "read", "reader_digest"]


def read(path: Path, *, raw: Path | None = None) -> Report:
    """Report of a file. Never raises for what a file holds: it is then `unreadable`, with the reason.

    `raw` is the folder that reports are filed under; a file below it gets its unit and period from
    its path, any other has neither.
    """
    filing = filed(path.relative_to(raw)) if raw is not None and path.is_relative_to(raw) else None
    name = path.relative_to(raw).as_posix() if filing is not None and raw is not None else str(path)
    unit = filing.unit if filing else None
    period = filing.period if filing else None
    try:
        blocks = blocks_of(path, path.read_bytes())
    except (Unreadable, OSError) as problem:
        reason = problem.reason if isinstance(problem, Unreadable) else "unreadable"
        detail = problem.detail if isinstance(problem, Unreadable) else str(problem)
        unread = Unread(None, "", reason, detail)
        key = period.key if period else None
        return Report(name, unit, key, format_of(path), "unreadable", unread=(unread,))
    return claims_of(
        blocks,
        path=name,
        unit=unit,
        period=period.key if period else None,
        year=period.end.year if period else None,
        format=format_of(path),
    )


@cache
def reader_digest() -> str:
    """Digest of the reading code and vocabulary: another reader may read the same file differently."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for source in sorted([*folder.rglob("*.py"), *folder.rglob("*.csv")]):
        digest.update(source.relative_to(folder).as_posix().encode())
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


READER = reader_digest()
