"""Messages as files in a folder: a .md and a .html for each part, and its attachments beside them.

The names are made of the message's id, so that a repeat writes the same files again.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import regex

from orchestration.alerting.channels import Answer, Outgoing, Part
from orchestration.alerting.notice import Notice
from orchestration.alerting.wording.markdown import MARKDOWN
from orchestration.alerting.wording.page import page
from orchestration.alerting.wording.splitting import whole

_NAME_CHARACTERS = 100
_UNFIT = regex.compile(r"[^\w.-]|^\.")


@dataclass(frozen=True, slots=True)
class FileChannel:
    """Writes into `folder`, which is made when there is something to write."""

    folder: Path
    per_minute: int | None = None
    drops_repeats: bool = True

    def parts(self, notice: Notice) -> tuple[Part, ...]:
        return (Part(notice.title, whole(notice, MARKDOWN), page(notice)),)

    def send(self, outgoing: Outgoing) -> Answer:
        name = _UNFIT.sub("_", outgoing.message_id)[:_NAME_CHARACTERS]
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for attachment in outgoing.attachments:
                _put(self.folder / f"{name} {attachment.name}", attachment.read_bytes())
            if outgoing.part.html is not None:
                _put(self.folder / f"{name}.html", outgoing.part.html.encode("utf-8"))
            # Last: where the text is, all of the message is.
            _put(self.folder / f"{name}.md", f"{outgoing.part.text}\n".encode())
        except OSError as error:
            return Answer("later", type(error).__name__, os.strerror(error.errno or 0))
        return Answer("sent")


def _put(file: Path, content: bytes) -> None:
    """The file is there as a whole or not at all."""
    unfinished = file.with_name(f".{file.name}.part")
    unfinished.write_bytes(content)
    unfinished.replace(file)
