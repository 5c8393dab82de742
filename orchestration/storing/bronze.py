"""Files in `raw/` become rows of bronze: which are new, changed, unchanged or gone.

A path holds versions. The same content is never read twice by the same reader; another content is
a new version, and the old one leaves (`restated`); a path that is gone leaves (`removed`). What a
report says is decided in `reading`, how rows are written in `loading`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Literal, get_args

import duckdb

from orchestration.reading import READER, unreadable
from orchestration.reading.filing import filed
from orchestration.reading.formats import format_of, may_convert, office
from orchestration.reading.limits import MEMORY_BYTES, SECONDS, ReaderFailed, read_within
from orchestration.reading.report import Report
from orchestration.reading.vocabulary import VocabularyError, checking
from orchestration.storing.ahead import in_batches
from orchestration.storing.incoming import REFUSALS, Incoming, files, look, name_of
from orchestration.storing.loading import Loaded, leave, load
from orchestration.storing.rows import Document, misfit

# The partition of files whose path does not say a period.
UNFILED = "unfiled"
_BATCH_DOCUMENTS = 100
# Reasons for which the reading of a file was given up half-way.
_BEYOND_LIMITS = frozenset({"too_slow", "too_much_memory", "reader_died"})

Outcome = Literal["read", "unchanged", "unreadable", "misfiled", "removed", "in_motion"]


@dataclass(frozen=True, slots=True)
class FileSeen:
    """What became of one file, the `number`-th of `total` (removed ones come on top)."""

    name: str
    outcome: Outcome
    detail: str
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of the files of one run."""

    seen: tuple[FileSeen, ...]

    def counts(self) -> dict[str, int]:
        """Files by outcome, every outcome present."""
        counted = Counter(file.outcome for file in self.seen)
        return {outcome: counted[outcome] for outcome in get_args(Outcome)}


@dataclass(frozen=True, slots=True)
class _Version:
    """The latest version of a path, and whether it is still believed."""

    document_id: str
    path: str
    period: str | None
    sha256: str
    version: int
    supersedes: str | None
    received_at: datetime
    reason: str | None
    reader: str
    believed: bool


def partition_of(name: str) -> str:
    """The partition of a file by its name under raw/: its period, or `UNFILED`."""
    filing = filed(PurePosixPath(name))
    return filing.period.key if filing else UNFILED


def partitions(connection: duckdb.DuckDBPyConnection, raw: Path) -> list[str]:
    """Every partition that has a file, or a document still believed, in order."""
    here = {partition_of(name_of(path, raw)) for path in files(raw)}
    believed = {v.period or UNFILED for v in _latest_versions(connection).values() if v.believed}
    return sorted(here | believed)


def receive(
    connection: duckdb.DuckDBPyConnection,
    raw: Path,
    *,
    periods: Collection[str] | None = None,
    received_at: datetime,
    max_bytes: int,
    seconds: float = SECONDS,
    memory_bytes: int = MEMORY_BYTES,
    on_file: Callable[[FileSeen], None] = lambda seen: None,
) -> Receipt:
    """Bring bronze up to date with `raw`, or with its files of these `periods`.

    `received_at` (UTC, without zone) is the moment from which new versions are believed and gone
    ones no longer are. Reading one file may take `seconds`, and `memory_bytes` on top of what the
    reading process holds. A file that changes while it is read is left to the next run. Raises
    `NoRawFolder`: a folder that is not there removes nothing; and `VocabularyError`: a bad row in
    the vocabulary changes no report.
    """
    if problems := checking.problems():
        raise VocabularyError("\n".join(problems))
    limits = f"{seconds:g} s, {memory_bytes >> 20} MB"

    def is_wanted(partition: str) -> bool:
        return periods is None or partition in periods

    here = {name_of(path, raw): path for path in files(raw)}
    wanted = {name: path for name, path in here.items() if is_wanted(partition_of(name))}
    latest = _latest_versions(connection)
    seen: list[FileSeen] = []

    def tell(name: str, outcome: Outcome, detail: str = "") -> None:
        seen.append(FileSeen(name, outcome, detail, len(seen) + 1, len(wanted)))
        on_file(seen[-1])

    def is_known(incoming: Incoming) -> bool:
        before = latest.get(incoming.name)
        return before is not None and _is_same(incoming, before, limits)

    def needs_reading(incoming: Incoming) -> bool:
        is_filed = filed(PurePosixPath(incoming.name)) is not None
        return is_filed and not incoming.refused and not is_known(incoming)

    old = (look(p, raw, max_bytes=max_bytes) for p in wanted.values() if may_convert(p))
    convert = in_batches([f.path for f in old if needs_reading(f)], memory_bytes=memory_bytes)
    batch: list[Loaded] = []
    for name, path in wanted.items():
        incoming = look(path, raw, max_bytes=max_bytes)
        if is_known(incoming):
            tell(name, "unchanged")
            continue
        convert(path)
        report = _understand(incoming, raw, seconds=seconds, memory_bytes=memory_bytes)
        if not incoming.refused and look(path, raw, max_bytes=max_bytes) != incoming:
            tell(name, "in_motion", "it changed while it was read; the next run takes it up")
            continue
        document = _document(incoming, report, latest.get(name), received_at, limits)
        batch.append((document, report))
        if len(batch) == _BATCH_DOCUMENTS:
            load(connection, batch)
            batch.clear()
        tell(name, _OUTCOMES[document.status], document.reason or "")
    load(connection, batch)

    gone = [v for v in latest.values() if v.believed and v.path not in here]
    gone = [version for version in gone if is_wanted(version.period or UNFILED)]
    leave(connection, [version.document_id for version in gone], received_at)
    for version in gone:
        tell(version.path, "removed")
    return Receipt(tuple(seen))


_OUTCOMES: dict[str, Outcome] = {
    "read": "read",
    "partly": "read",
    "unreadable": "unreadable",
    "misfiled": "misfiled",
}


def _latest_versions(connection: duckdb.DuckDBPyConnection) -> dict[str, _Version]:
    rows = connection.execute(
        """
        select
            document_id,
            path,
            period,
            content_sha256,
            version,
            supersedes,
            received_at,
            reason,
            reader,
            left_at is null,
        from bronze.document
        qualify row_number() over (partition by path order by version desc) = 1
        order by path
        """
    ).fetchall()
    return {version.path: version for version in (_Version(*row) for row in rows)}


def _is_same(incoming: Incoming, before: _Version, limits: str) -> bool:
    """The version is believed, has this content, and today's reader would treat it alike."""
    refused_before = before.reason if before.reason in REFUSALS else None
    return (
        before.believed
        and before.sha256 == incoming.sha256
        and before.reader == _reader(before.reason, limits)
        and refused_before == incoming.refused
    )


def _reader(reason: str | None, limits: str) -> str:
    """The reader, and what else decided that a file was not read.

    Other limits, or a program that was not installed, are worth another try.
    """
    if reason in _BEYOND_LIMITS:
        return f"{READER} within {limits}"
    if reason == "needs_libreoffice":
        return f"{READER} {'with' if office.program() else 'without'} LibreOffice"
    return READER


def _understand(incoming: Incoming, raw: Path, *, seconds: float, memory_bytes: int) -> Report:
    """The report of a file: read where it may be, else one piece of unread."""
    if filed(PurePosixPath(incoming.name)) is None:
        reason, detail = "misfiled", "raw/<unit>/<period>[ free words].<ext>"
    elif incoming.refused:
        reason, detail = incoming.refused, incoming.detail
    else:
        try:
            report = read_within(incoming.path, raw=raw, seconds=seconds, memory_bytes=memory_bytes)
            if not (problem := misfit(report)):
                return report
            reason, detail = "cannot_store", problem
        except ReaderFailed as fault:
            reason, detail = "reader_failed", str(fault)
    return unreadable(incoming.path, reason, detail, raw=raw)


def _document(
    incoming: Incoming,
    report: Report,
    before: _Version | None,
    received_at: datetime,
    limits: str,
) -> Document:
    filing = filed(PurePosixPath(incoming.name))
    reasons = dict.fromkeys(unread.reason for unread in report.unread)
    reason = ", ".join(reasons) if report.status != "read" else None
    again = before is not None and before.believed and before.sha256 == incoming.sha256
    version = 1 if before is None else before.version if again else before.version + 1
    supersedes = None if before is None else before.supersedes if again else before.document_id
    identity = f"{incoming.name}\n{incoming.sha256}\n{version}"
    return Document(
        document_id=hashlib.sha256(identity.encode()).hexdigest(),
        path=incoming.name,
        unit=filing.unit if filing else None,
        period=filing.period.key if filing else None,
        period_kind=filing.period.kind if filing else None,
        period_start=filing.period.start if filing else None,
        period_end=filing.period.end if filing else None,
        format=format_of(PurePosixPath(incoming.name)),
        content_sha256=incoming.sha256,
        size_bytes=incoming.size,
        version=version,
        supersedes=supersedes,
        received_at=before.received_at if again else received_at,
        left_at=None,
        left_because=None,
        status=report.status if filing else "misfiled",
        reason=reason,
        reader=_reader(reason, limits),
        kind=report.kind,
    )
