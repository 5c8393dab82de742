"""Keeps addresses out of what services answer and out of what libraries log."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterable, Iterator

_SAID_CHARACTERS = 200
# At DEBUG these write the address of a request, whatever the library's own care.
_TELLTALES = ("urllib3.connectionpool", "urllib3.util.retry", "urllib3.connection", "apprise")


def without(said: str, secrets: Iterable[str]) -> str:
    """What a service said, on one line, short, and with … for each secret in it."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        said = said.replace(secret, "…")
    return " ".join(said.split())[:_SAID_CHARACTERS]


@contextlib.contextmanager
def untold() -> Iterator[None]:
    """The libraries that send write nothing to any log meanwhile."""
    loggers = [logging.getLogger(name) for name in _TELLTALES]
    for logger in loggers:
        logger.addFilter(_nothing)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(_nothing)


def _nothing(record: logging.LogRecord) -> bool:
    return False
