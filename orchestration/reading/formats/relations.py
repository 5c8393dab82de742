"""Which part of an office file leads to which other: the .rels beside it (.docx, .xlsx).

What a relation means to the text is decided by the format that asks.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache

from orchestration.reading.formats import markup
from orchestration.reading.formats.archive import Archive


def relations(parts: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Kind and target of each relation of a part, by its id, without links out of the file.

    `part` is "" for the container itself.
    """
    folder, name = _beside(part)
    if name not in parts:
        return {}
    return {
        one.get("Id", ""): (
            one.get("Type", "").rpartition("/")[2],
            _resolved(folder, one.get("Target", "")),
        )
        for one in markup.xml(parts.read(name), name)
        if one.get("TargetMode") != "External"
    }


@lru_cache(maxsize=256)
def _beside(part: str) -> tuple[str, str]:
    """Folder of a part, and the name of the part that holds its relations."""
    folder, file = posixpath.split(part)
    return folder, posixpath.join(folder, "_rels", f"{file}.rels")


@lru_cache(maxsize=256)
def _resolved(folder: str, target: str) -> str:
    """Name of the part that a target leads to; it never leads out of the container."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
