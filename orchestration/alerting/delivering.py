"""Sends what is due from the outbox: an attempt is written before and settled after it is made.

The warehouse is closed while a service is talked to, so nobody waits for a slow one. One process
sends at a time; what a killed one left unsettled is taken up again, marked as a possible repeat.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from orchestration.alerting import outbox
from orchestration.alerting.channels import Answer, Channel, Outgoing, Part
from orchestration.alerting.channels.opening import BadAddress, open_channel
from orchestration.alerting.notice import Notice
from orchestration.settings import in_utc
from orchestration.storing.home import Home, warehouse

# Told of each attempt: the message, and what came of it.
OnAttempt = Callable[[outbox.Message, Answer], None]

_MINUTE = timedelta(minutes=1)


def no_one(message: outbox.Message, answer: Answer) -> None:
    """Nobody watches."""


class AlreadySending(RuntimeError):
    """Another process is sending the messages of this home."""


@dataclass(slots=True)
class Delivered:
    """What one delivery did: messages sent, put off, and given up; `next_at` is when more is due."""

    sent: int = 0
    put_off: int = 0
    given_up: int = 0
    possible_repeats: int = 0
    next_at: datetime | None = None


def now_utc() -> datetime:
    """The time as the outbox keeps it."""
    return in_utc(datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class _Closed:
    """The channel of an address that cannot be used: nothing leaves, and the reason is the answer."""

    why: str
    per_minute: int | None = None
    drops_repeats: bool = True

    def parts(self, notice: Notice) -> tuple[Part, ...]:
        return ()

    def send(self, outgoing: Outgoing) -> Answer:
        return Answer("later", "address", self.why)


@dataclass(slots=True)
class _Sender:
    """One delivery under way: where, with which addresses, and what is open so far."""

    home: Home
    environment: Mapping[str, str]
    pauses: Sequence[float]
    keeps_pace: bool
    wait_seconds: float
    opened: dict[tuple[str, str], Channel] = field(default_factory=dict)

    @contextmanager
    def books(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with warehouse(self.home, wait_seconds=self.wait_seconds) as connection:
            yield connection

    def channel(self, message: outbox.Message) -> Channel:
        """The channel of a message, opened once."""
        key = (message.channel, message.address)
        if key not in self.opened:
            try:
                self.opened[key] = open_channel(*key, self.environment)
            except BadAddress as error:
                self.opened[key] = _Closed(str(error))
        return self.opened[key]

    def next(self, now: datetime) -> tuple[outbox.Attempt, Channel] | None:
        """Begin the next attempt that may be made now."""
        with self.books() as connection:
            while message := outbox.due(connection, now):
                channel = self.channel(message)
                if self._is_free(connection, message.address, channel, now):
                    drops = channel.drops_repeats
                    return outbox.begin(connection, message, now, drops_repeats=drops), channel
        return None

    def _is_free(
        self, connection: duckdb.DuckDBPyConnection, address: str, channel: Channel, now: datetime
    ) -> bool:
        """Whether the service takes one more message from this address within this minute; where it
        does not, all that waits for the address is put off until it does.
        """
        if channel.per_minute is None or not self.keeps_pace:
            return True
        lately = outbox.attempts_since(connection, address, now - _MINUTE)
        if len(lately) < channel.per_minute:
            return True
        outbox.put_off(connection, address, lately[-channel.per_minute] + _MINUTE)
        return False


def deliver(
    home: Home,
    environment: Mapping[str, str],
    *,
    patience_seconds: float = 0,
    pauses: Sequence[float] = outbox.PAUSES,
    keeps_pace: bool = True,
    clock: Callable[[], datetime] = now_utc,
    sleep: Callable[[float], None] = time.sleep,
    wait_seconds: float = 60,
    on_attempt: OnAttempt = no_one,
) -> Delivered:
    """Send what is due, and what falls due within `patience_seconds`.

    Raises `AlreadySending` and `WarehouseBusy`. An attempt whose outcome could not be written is
    settled by the next delivery.
    """
    sender = _Sender(home, environment, pauses, keeps_pace, wait_seconds)
    until = clock() + timedelta(seconds=patience_seconds)
    done = Delivered()
    with _only_sender(home):
        with sender.books() as connection:
            outbox.recover(connection, clock())
        while True:
            begun = sender.next(clock())
            if begun is not None:
                _attempt(sender, *begun, done, clock, on_attempt)
                continue
            with sender.books() as connection:
                done.next_at = outbox.next_at(connection)
            if done.next_at is None or done.next_at > until:
                return done
            sleep(max((done.next_at - clock()).total_seconds(), 0.05))


def _attempt(
    sender: _Sender,
    attempt: outbox.Attempt,
    channel: Channel,
    done: Delivered,
    clock: Callable[[], datetime],
    on_attempt: OnAttempt,
) -> None:
    """Make one attempt and settle it."""
    answer = channel.send(attempt.message.outgoing(is_possible_repeat=attempt.is_possible_repeat))
    with sender.books() as connection:
        state = outbox.settle(connection, attempt, answer, clock(), pauses=sender.pauses)
    done.sent += state == outbox.SENT
    done.put_off += state == outbox.WAITING
    done.given_up += state == outbox.GIVEN_UP
    done.possible_repeats += attempt.is_possible_repeat
    on_attempt(attempt.message, answer)


@contextmanager
def _only_sender(home: Home) -> Iterator[None]:
    """The lock of the one process that sends; the system lets go of it when the process dies."""
    home.root.mkdir(parents=True, exist_ok=True)
    lock = FileLock(_lock_file(home), timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise AlreadySending(f"another process is sending the messages of {home.root}") from error
    try:
        yield
    finally:
        lock.release()


def _lock_file(home: Home) -> Path:
    return home.root / "alerts.lock"
