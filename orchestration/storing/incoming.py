"""What lies in `raw/`: which files there are, their digests, and which are refused unopened.

No file's content is understood here, and nothing is written.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Why a file is not opened, or was not: words that stand as the reason of a document.
REFUSALS = frozenset({"too_large", "link_out", "not_a_file", "cannot_open"})

_NOT_REPORTS = {"thumbs.db", "desktop.ini"}
_HEAD = 1 << 20


class NoRawFolder(RuntimeError):
    """The folder with the reports is not there: nothing may be taken for removed."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file as it lies there.

    `name` is its path under the folder (see `name_of`); `refused` is one of `REFUSALS`.
    """

    path: Path
    name: str
    size: int
    sha256: str
    refused: str | None = None
    detail: str = ""


def files(folder: Path) -> Iterator[Path]:
    """Every entry below `folder` that may be a report, in order of name.

    Hidden files and the lock files of office programs (`~$…`) are no reports. Linked folders are
    not entered and come out as they are, so that they are not dropped silently.
    """
    if not folder.is_dir():
        raise NoRawFolder(f"there is no folder {folder}")
    found: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = [name for name in folders if not _is_ignored(name)]
        linked = [name for name in folders if os.path.islink(os.path.join(parent, name))]
        found += [Path(parent, name) for name in (*names, *linked) if not _is_ignored(name)]
    yield from sorted(found, key=os.fsencode)


def name_of(path: Path, folder: Path) -> str:
    """The path under the folder, with forward slashes, printable whatever the file system holds."""
    name = os.fsencode(path.relative_to(folder)).decode("utf-8", "backslashreplace")
    return name.replace(os.sep, "/")


def look(path: Path, folder: Path, *, max_bytes: int) -> Incoming:
    """Size and digest of one file, or why it is refused.

    The digest of a file that is too large covers its size and its first MB, so that looking at it
    stays cheap.
    """
    name = name_of(path, folder)
    try:
        if not path.resolve(strict=True).is_relative_to(folder.resolve()):
            return _refuse(path, name, "link_out", f"leads to {os.readlink(path)}")
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return _refuse(path, name, "not_a_file")
        with path.open("rb") as file:
            if status.st_size > max_bytes:
                digest = hashlib.sha256(b"%d\n" % status.st_size + file.read(_HEAD))
                sha256, detail = digest.hexdigest(), f"{status.st_size} bytes, {max_bytes} allowed"
                return Incoming(path, name, status.st_size, sha256, "too_large", detail)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, RuntimeError) as error:
        return _refuse(path, name, "cannot_open", getattr(error, "strerror", None) or str(error))
    return Incoming(path, name, status.st_size, sha256)


def _refuse(path: Path, name: str, reason: str, detail: str = "") -> Incoming:
    sha256 = hashlib.sha256(f"{reason}\n{detail}".encode("utf-8", "backslashreplace")).hexdigest()
    return Incoming(path, name, 0, sha256, reason, detail)


def _is_ignored(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _NOT_REPORTS


def _raise(error: OSError) -> None:
    raise error
