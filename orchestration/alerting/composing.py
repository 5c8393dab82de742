"""What a coordinator has not been told yet becomes one notice, and goes into the outbox.

One notice for each coordinator and run, grouped by unit, worst first, short enough for a phone. With
nothing new there is none. The day and the time are handed in; they are China's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from orchestration.alerting import outbox
from orchestration.alerting.channels import Channel
from orchestration.alerting.channels.opening import BadAddress, open_channel
from orchestration.alerting.coordinators import Coordinator
from orchestration.alerting.notice import Kind, Notice, Section
from orchestration.alerting.untold import News, entry, news, parents
from orchestration.settings import ZONE, in_china, in_utc
from orchestration.words import CHANGES, SEVERITIES
from orchestration.workdays import Calendar

# Questions printed whole in one notice; the others are counted, and stand in the letters.
SHOWN = 8
# Letters go along as files up to this many units; beyond, mail servers refuse the message.
_UNITS_ATTACHED = 5

# The letter of a unit: its files, none where it has none. And where readers can open it.
Letters = Mapping[str, Sequence[Path]]
LinkTo = Callable[[Path], str | None]


@dataclass(slots=True)
class Composed:
    """What composing did: notices put into the outbox, and the questions they tell."""

    notices: int = 0
    questions: int = 0


@dataclass(frozen=True, slots=True)
class Addresses:
    """The channels of coordinators; who cannot be written to is named in `unreachable`, and why."""

    environment: Mapping[str, str]
    unreachable: dict[str, str] = field(default_factory=dict)

    def channel(self, coordinator: Coordinator) -> Channel | None:
        """The way to this coordinator; None where the address cannot be used."""
        try:
            return open_channel(coordinator.channel, coordinator.address, self.environment)
        except BadAddress as error:
            self.unreachable[coordinator.name] = str(error)
            return None


@dataclass(frozen=True, slots=True)
class Desk:
    """What composing works with: the letters, where they can be opened, and the addresses."""

    letters: Letters
    link_to: LinkTo
    guide: Path
    addresses: Addresses


def compose(
    connection: duckdb.DuckDBPyConnection,
    coordinators: Iterable[Coordinator],
    desk: Desk,
    now: datetime,
    worked: Calendar,
) -> Composed:
    """Put a notice into the outbox for each coordinator who has to hear of something now.

    `now` is UTC without zone, as all times of the outbox. A coordinator whose address cannot be
    used stays untold, and is named.
    """
    done = Composed()
    above = parents(connection)
    for coordinator in coordinators:
        if not _is_time(connection, coordinator, now, worked):
            continue
        found = news(connection, coordinator, above)
        channel = desk.addresses.channel(coordinator) if found else None
        if channel is None:
            continue
        notice = _notice(connection, coordinator, found, desk)
        tells = {one.finding["finding_id"]: one.event_no for one in found}
        if put(connection, coordinator, channel, notice, tells, now):
            done.notices += 1
            done.questions += len(found)
    return done


def put(
    connection: duckdb.DuckDBPyConnection,
    coordinator: Coordinator,
    channel: Channel,
    notice: Notice,
    tells: Mapping[str, int],
    now: datetime,
    *,
    at_once: bool = False,
) -> bool:
    """Put one notice into the outbox, to be sent outside the coordinator's quiet hours."""
    return outbox.put(
        connection,
        outbox.Envelope(
            notice_id=outbox.notice_id(coordinator.name, notice.kind, tells),
            kind=notice.kind,
            coordinator=coordinator.name,
            channel=coordinator.channel,
            address=coordinator.address,
            parts=channel.parts(notice),
            attachments=notice.attachments,
            tells=tells,
            send_after=now if at_once else in_utc(coordinator.awake(in_china(now))),
        ),
        now,
    )


def _is_time(
    connection: duckdb.DuckDBPyConnection,
    coordinator: Coordinator,
    now: datetime,
    worked: Calendar,
) -> bool:
    """Whether to compose now: at once, or once after each digest time of a working day."""
    if coordinator.digest_at is None:
        return True
    local = in_china(now)
    clock = coordinator.digest_at
    last = local.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
    if last > local:
        last -= timedelta(days=1)
    if worked and worked[0] <= last.date():
        place = bisect_right(worked, last.date())
        last = datetime.combine(worked[place - 1], clock, ZONE)
    told = connection.execute(
        "select max(created_at) from alerts.message"
        " where coordinator = ? and kind in ('digest', 'summary', 'escalation')",
        [coordinator.name],
    ).fetchone()
    before = told[0] if told else None
    return before is None or before < in_utc(last)


def _notice(
    connection: duckdb.DuckDBPyConnection,
    coordinator: Coordinator,
    found: Sequence[News],
    desk: Desk,
) -> Notice:
    """The notice of all this, the first `SHOWN` questions whole."""
    is_first = not connection.execute(
        "select 1 from alerts.told where coordinator = ? limit 1", [coordinator.name]
    ).fetchone()
    kind: Kind = "digest"
    if is_first and len(found) > SHOWN:
        kind = "summary"
    elif all(one.change == "escalated" for one in found):
        kind = "escalation"
    units = list(dict.fromkeys(one.finding["unit"] or "" for one in found))
    files = [file for unit in units[:_UNITS_ATTACHED] for file in desk.letters.get(unit, ())]
    return Notice(
        kind=kind,
        title=_title(kind, found),
        lead=_lead(kind, units, found),
        sections=tuple(_sections(connection, found, desk)),
        closing=("请核实后回复：填好回执，放回原报送目录或交给经办人。与数字不矛盾的，不再打扰。",)
        if coordinator.role == "coordinator" and any(one.change != "resolved" for one in found)
        else (),
        links=tuple(_links(desk)),
        attachments=tuple(files),
    )


def _title(kind: Kind, found: Sequence[News]) -> str:
    asked = [one for one in found if one.change != "resolved"]
    closed = len(found) - len(asked)
    told = []
    if asked:
        told.append(f"{len(asked)} 个问题请核实（{_by_severity(asked)}）")
    if closed:
        told.append(f"{closed} 个已了结")
    name = {"summary": "首次汇总", "escalation": "上报"}.get(kind, "考核数据核实")
    return f"{name}：{'，'.join(told)}"


def _lead(kind: Kind, units: Sequence[str], found: Sequence[News]) -> tuple[str, ...]:
    changes = Counter(one.change for one in found)
    counts = "、".join(
        f"{word} {changes[change]}" for change, word in CHANGES.items() if changes[change]
    )
    lead = [f"涉及 {len(units)} 个单位：{counts}。"]
    if kind == "summary":
        lead.append(f"这是第一次核对，已有报告的问题合在这一条里，只列最要紧的 {SHOWN} 个。")
    return tuple(lead)


def _by_severity(found: Sequence[News]) -> str:
    counted = Counter(one.finding["severity"] for one in found)
    return "、".join(
        f"{SEVERITIES[severity]} {counted[severity]}"
        for severity in reversed(SEVERITIES)
        if counted[severity]
    )


def _sections(
    connection: duckdb.DuckDBPyConnection, found: Sequence[News], desk: Desk
) -> Iterable[Section]:
    """A section for each unit, the one with the worst question first."""
    shown = {id(one) for one in found[:SHOWN]}
    by_unit: dict[str, list[News]] = {}
    for one in found:
        by_unit.setdefault(one.finding["unit"] or "", []).append(one)
    for unit, asked in by_unit.items():
        letter = next(iter(desk.letters.get(unit, ())), None)
        link = desk.link_to(letter) if letter else None
        entries = [entry(connection, one, link) for one in asked if id(one) in shown]
        yield Section(unit or "未归入单位的文件", tuple(entries), len(asked) - len(entries))


def _links(desk: Desk) -> Iterable[tuple[str, str]]:
    if link := desk.link_to(desk.guide):
        yield "这些消息怎样看、怎样答", link
