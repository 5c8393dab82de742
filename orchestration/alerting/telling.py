"""One round of alerting: what is open is told to whom it concerns, and what waits is sent.

In this order: dismissals that ran out are asked again, questions nobody answered are escalated,
letters are written, notices composed, messages sent. Each is done elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from orchestration.alerting import composing
from orchestration.alerting.coordinators import coordinators
from orchestration.alerting.delivering import (
    AlreadySending,
    Delivered,
    OnAttempt,
    deliver,
    no_one,
)
from orchestration.alerting.escalating import escalate_unanswered
from orchestration.alerting.letters.letter import GUIDE_NAME
from orchestration.alerting.letters.writing import answer_by, write_letters
from orchestration.alerting.notice import Notice
from orchestration.alerting.reminding import remind
from orchestration.settings import Settings
from orchestration.storing.answering import reopen_expired
from orchestration.storing.calendar import workdays
from orchestration.storing.home import Home, warehouse


@dataclass(slots=True)
class Told:
    """What one round did. `unreachable` are coordinators whose address cannot be used, and why."""

    coordinators: int = 0
    notices: int = 0
    questions: int = 0
    reopened: int = 0
    escalated: int = 0
    letters: int = 0
    reminders: int = 0
    delivered: Delivered = field(default_factory=Delivered)
    unreachable: Mapping[str, str] = field(default_factory=dict)


def tell(
    chosen: Settings,
    *,
    patience_seconds: float = 0,
    on_attempt: OnAttempt = no_one,
    environment: Mapping[str, str] = os.environ,
) -> Told:
    """Do one round. Raises `WrongCoordinators` and `WarehouseBusy`; with nobody to tell it writes
    the letters and no message.
    """
    known = coordinators(chosen.seeds)
    home = Home(chosen.home)
    addresses = composing.Addresses(environment)
    told = Told(coordinators=len(known), unreachable=addresses.unreachable)
    with warehouse(home, wait_seconds=chosen.lock_wait_seconds) as connection:
        told.reopened = len(reopen_expired(connection, chosen.today))
        days = workdays(connection)
        told.escalated = escalate_unanswered(connection, known, chosen.now(), chosen.today, days)
        letters = write_letters(
            connection,
            home,
            chosen.today,
            due=answer_by(days),
        )
        told.letters = len(letters)
        desk = composing.Desk(
            letters={letter.unit: letter.files for letter in letters},
            link_to=lambda path: _link(chosen, path),
            guide=home.letters / GUIDE_NAME,
            addresses=addresses,
        )
        composed = composing.compose(connection, known, desk, chosen.now(), days)
        told.reminders = remind(connection, known, desk, chosen.now(), chosen.today)
    told.notices, told.questions = composed.notices, composed.questions
    told.delivered = _deliver(chosen, environment, patience_seconds, on_attempt)
    return told


def broken_steps(steps: Sequence[str]) -> str:
    """Where a run broke, for the data team; what was said there stays in the log."""
    return f"出错的步骤：{'、'.join(steps) or '第一步之前'}。"


def tell_failure(
    chosen: Settings,
    run: str,
    said: str,
    *,
    environment: Mapping[str, str] = os.environ,
) -> Told:
    """Tell the data team that a run broke, once for each run, and send what is due."""
    data_team = [one for one in coordinators(chosen.seeds) if one.role == "data"]
    addresses = composing.Addresses(environment)
    told = Told(coordinators=len(data_team), unreachable=addresses.unreachable)
    if not data_team:
        return told
    notice = Notice(
        kind="failure",
        title="考核数据仓库：运行失败，请数据组处理",
        lead=(f"{chosen.today} 的运行没有完成，已发布的数据仍是上一次的。", said),
        closing=("修好后重新运行即可：已读入的不会重读，已通知的不会重发。",),
    )
    home = Home(chosen.home)
    with warehouse(home, wait_seconds=chosen.lock_wait_seconds) as connection:
        for coordinator in data_team:
            if channel := addresses.channel(coordinator):
                told.notices += composing.put(
                    connection, coordinator, channel, notice, {f"run {run}": 0}, chosen.now()
                )
    told.delivered = _deliver(chosen, environment)
    return told


def _deliver(
    chosen: Settings,
    environment: Mapping[str, str],
    patience_seconds: float = 0,
    on_attempt: OnAttempt = no_one,
) -> Delivered:
    try:
        return deliver(
            Home(chosen.home),
            environment,
            clock=chosen.now,
            patience_seconds=patience_seconds,
            wait_seconds=chosen.lock_wait_seconds,
            on_attempt=on_attempt,
        )
    except AlreadySending:
        # the other process sends what was put in here as well
        return Delivered()


def _link(chosen: Settings, path: Path) -> str | None:
    """Where readers can open a file of the home folder."""
    if chosen.link_base is None:
        return None
    return f"{chosen.link_base}/{quote(path.relative_to(chosen.home).as_posix())}"
