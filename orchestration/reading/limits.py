"""Reading a file within limits of time and memory: a stuck or greedy reader is ended.

A parser that hangs or grows inside C code cannot be stopped from within its own process, so files
are read in one of their own. It is started once, with nothing loaded but the reading, and takes
file after file: what a limit costs is sending the report over, 4 ms beside the 45 ms of reading it.
It is started anew only after a file that broke a limit or the process. It is not forked from the
caller, whose threads and database connection must not be copied.

What may be read, and what a report says, is decided elsewhere.
"""

from __future__ import annotations

import atexit
import contextlib
import copyreg
import os
import resource
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

from orchestration.reading import formats, read, report, unreadable
from orchestration.reading.formats import office

# LibreOffice alone may take a minute to start on a busy machine.
SECONDS = 90
MEMORY_BYTES = 1 << 30
# The process ends itself this much later than it would be ended, should its caller be gone.
_GRACE_SECONDS = 10


class ReaderFailed(Exception):
    """Our own code failed on a file. Says how and where: `TypeError: … (targets.py:106)`."""


def read_within(
    path: Path,
    *,
    raw: Path | None = None,
    seconds: float = SECONDS,
    memory_bytes: int = MEMORY_BYTES,
) -> report.Report:
    """What `read` gives, or a report that is unreadable because reading it

    took more than `seconds` (too_slow), needed more than `memory_bytes` beyond what the reading
    process holds anyway (too_much_memory), or ended that process (reader_died). Raises ReaderFailed
    where `read` would raise. Memory is limited where the system can (Linux; not macOS).
    """
    kind, answer = _asked(partial(read, path, raw=raw), seconds, memory_bytes)
    if kind == "done":
        return answer
    if kind == "failed":
        raise ReaderFailed(answer)
    return unreadable(path, kind, answer, raw=raw)


def convert_ahead(paths: Sequence[Path], *, memory_bytes: int = MEMORY_BYTES) -> None:
    """Have old formats among these files converted together, for `read_within` to find it done.

    Where that fails, whatever the reason, each file is converted when it is read, and its report
    says what is wrong with it.
    """
    seconds = office.seconds_for(len(paths)) + _GRACE_SECONDS
    _asked(partial(formats.convert_ahead, paths), seconds, memory_bytes)


def _asked(call: Callable[[], Any], seconds: float, memory_bytes: int) -> tuple[str, Any]:
    """What a call in the reading process gives (done), or in which way it came to an end."""
    if not _reader:
        _reader.append(_Reader())
    try:
        kind, answer = _reader[0].ask((call, seconds, memory_bytes), seconds)
    except BaseException:
        _end()  # an answer may still be on its way: it would be taken for the next file's
        raise
    if kind != "done":
        _end()
    return kind, answer


class _Reader:
    """The reading process, and the line to it."""

    def __init__(self) -> None:
        self._line, theirs = Pipe()
        with theirs:
            number = theirs.fileno()
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(number)],
                pass_fds=[number],
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # ended together with the programs it starts
            )

    def ask(self, question: tuple[Any, ...], seconds: float) -> tuple[str, Any]:
        """Kind of answer, and the answer: what the call gave, or words."""
        try:
            self._line.send(question)
            if not self._line.poll(seconds):
                return "too_slow", f"reading it took more than {seconds:g} seconds and was ended"
            answer: tuple[str, Any] = self._line.recv()
            return answer
        except (EOFError, ConnectionError):
            return "reader_died", f"the reading process ended: {self._ending()}"

    def end(self) -> None:
        """End the process and all it has started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._line.close()

    def _ending(self) -> str:
        code = self._process.wait()
        return signal.strsignal(-code) or f"signal {-code}" if code < 0 else f"status {code}"


_reader: list[_Reader] = []


@atexit.register
def _end() -> None:
    while _reader:
        _reader.pop().end()


def _serve(line: Connection) -> None:
    """Answer question after question, until the line is closed."""
    for noun in vars(report).values():
        if isinstance(noun, type) and issubclass(noun, tuple):
            copyreg.pickle(noun, _as_call(noun))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    while True:
        try:
            call, seconds, memory_bytes = line.recv()
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE_SECONDS)
        _limit_memory(memory_bytes)
        try:
            answer: tuple[str, Any] = "done", call()
        except MemoryError:
            answer = "too_much_memory", f"reading it needs more than {memory_bytes >> 20} MB"
        except Exception as error:
            answer = "failed", _told(error)
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, _most()))
        line.send(answer)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _told(error: Exception) -> str:
    """A fault in one line: its kind, its words, and the place where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"


def _as_call(noun: type) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
    """How to send a noun: as a call of its class, a quarter faster than named tuples do it."""
    return lambda value: (noun, tuple(value))


def _limit_memory(memory_bytes: int) -> None:
    """Allow so much more address space than the process takes now. The hard limit stays."""
    pages = Path("/proc/self/statm")
    taken = int(pages.read_text().split()[0]) * resource.getpagesize() if pages.exists() else 0
    most = _most()
    wanted = taken + memory_bytes
    limit = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def _most() -> int:
    return resource.getrlimit(resource.RLIMIT_AS)[1]


if __name__ == "__main__":
    _serve(Connection(int(sys.argv[1])))
