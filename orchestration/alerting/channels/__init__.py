"""A channel puts a notice into the parts its service takes, and sends one of them.

What the service answered comes back as an `Answer`; nothing here retries, waits or writes rows: that
is delivering.py. An address (webhook or mail address) is a secret: it stands in no answer and no
error. Each file knows one service.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from orchestration.alerting.notice import Notice

# sent: the service took it · refused: it never will · later: it did not take it now ·
# unknown: the line broke after the message had left, so it may have arrived
Outcome = Literal["sent", "refused", "later", "unknown"]


class BadAddress(ValueError):
    """An address that is missing or malformed; the message names its variable, never its value."""


@dataclass(frozen=True, slots=True)
class Part:
    """What goes over the wire at once, in the service's own dialect and within its limit."""

    title: str
    text: str
    html: str | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One part on its way. `message_id` is the same in every attempt."""

    message_id: str
    part: Part
    attachments: tuple[Path, ...] = ()
    possible_repeat: bool = False  # an earlier attempt may have arrived: the text says so


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one attempt. `code` and `said` are the service's own, without any secret."""

    outcome: Outcome
    code: str = ""
    said: str = ""
    wait_seconds: float | None = None  # how long the service wants to be left alone


class Channel(Protocol):
    """One way to one address."""

    # How many messages a minute the service takes from one address; None where it sets no limit.
    per_minute: int | None
    # Whether the service drops a second message with the same id, so that a repeat is harmless.
    drops_repeats: bool

    def parts(self, notice: Notice) -> tuple[Part, ...]: ...

    def send(self, outgoing: Outgoing) -> Answer: ...
