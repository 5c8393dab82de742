"""The one way in which a format says that a file cannot be read."""

from __future__ import annotations


class Unreadable(Exception):
    """A file that cannot be read. `reason` is a short stable word, `detail` is for a person."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
