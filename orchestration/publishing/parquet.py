"""The marts as Parquet files, one for each, the same bytes for the same content.

`published` is a link to a folder named by its content. It is moved in one step, so that a reader
sees all of the old files or all of the new ones, and a run that changed nothing moves nothing.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import duckdb

_KEPT = 2  # the current folder and the one before it, which a reader may still have open


def marts(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of the marts, tables and views alike."""
    rows = connection.execute(
        "select table_name from information_schema.tables where table_schema = 'marts' order by 1"
    ).fetchall()
    return [name for (name,) in rows]


def publish(connection: duckdb.DuckDBPyConnection, published: Path) -> list[Path]:
    """Write every mart and point `published` at the files; returns them."""
    store = published.with_name(f".{published.name}")
    draft = store / "draft"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for mart in marts(connection):
        connection.execute(
            f"copy (select * from marts.{mart} order by all) to ? (format parquet)",
            [str(draft / f"{mart}.parquet")],
        )
    final = store / _digest(draft)
    if final.exists():
        shutil.rmtree(draft)
    else:
        draft.rename(final)
    _point(published, final)
    _drop_old(store, final)
    return sorted(published.glob("*.parquet"))


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        digest.update(f"{file.name}\n".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _point(link: Path, folder: Path) -> None:
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(folder.relative_to(link.parent), target_is_directory=True)
    os.replace(new, link)
    os.utime(folder)


def _drop_old(store: Path, current: Path) -> None:
    by_age = sorted(store.iterdir(), key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in [folder for folder in by_age if folder != current][_KEPT - 1 :]:
        shutil.rmtree(folder)
