"""Office files of the same bytes for the same content: no clock in them, whatever wrote them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

# The earliest moment a zip entry can tell.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_SAVED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def packed(content: bytes, day: str, parts: Mapping[str, bytes] | None = None) -> bytes:
    """The office file `content`, saved on `day` (ISO 8601) by its own account, with these parts."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = (parts or {}).get(name) or old.read(name)
            if name == "docProps/core.xml":
                part = _SAVED.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), part)
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return written.getvalue()
