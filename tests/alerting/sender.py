"""A process that sends what waits in a home's outbox, for a test to kill: python -m tests.alerting.sender HOME

Pauses take no time: sleeping moves its clock.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

from orchestration.alerting.delivering import deliver, now_utc
from orchestration.storing.home import Home


def main(home: Home) -> None:
    slept = timedelta()

    def clock() -> datetime:
        return now_utc() + slept

    def sleep(seconds: float) -> None:
        nonlocal slept
        slept += timedelta(seconds=seconds)

    print("ready", flush=True)
    done = deliver(
        home,
        os.environ,
        patience_seconds=10**8,
        keeps_pace=False,
        clock=clock,
        sleep=sleep,
    )
    print(done, flush=True)


if __name__ == "__main__":
    main(Home(Path(sys.argv[1])))
