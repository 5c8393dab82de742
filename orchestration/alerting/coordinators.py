"""Who is told, of which units, from which severity, and how: seeds/coordinators.csv, row by row.

Nothing is sent and nothing asked of the warehouse here. A row that cannot be understood is an error
that names its line, before anybody is told anything.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Literal, cast

from orchestration.alerting.channels.opening import KINDS
from orchestration.words import SEVERITIES

Role = Literal["coordinator", "data"]

FILE = "coordinators.csv"
COLUMNS = (
    "coordinator",
    "role",
    "units",
    "under",
    "from_severity",
    "channel",
    "address",
    "digest_at",
    "quiet",
    "escalate_workdays",
)
ROLES = ("coordinator", "data")
# From the lightest to the gravest.
GRADES = tuple(SEVERITIES)
# Channels that go to no address of their own.
_NO_ADDRESS = ("console",)
_ALL = "*"
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


class WrongCoordinators(RuntimeError):
    """Rows of coordinators.csv that cannot be understood; the message names each by its line."""


@dataclass(frozen=True, slots=True)
class Coordinator:
    """One person, or one group, that is told of what is asked of some units.

    `units` are named, `under` are parents of units at any depth; `has_all` stands for every unit.
    The `data` role is told of what is the data team's to mend. `address` names an environment
    variable. `digest_at` is a time of working days, in China; None means at once.
    """

    name: str
    role: Role
    units: frozenset[str]
    under: frozenset[str]
    has_all: bool
    from_severity: str
    channel: str
    address: str
    digest_at: time | None
    quiet: tuple[time, time] | None
    escalate_workdays: int | None

    def covers(self, unit: str, parents: Mapping[str, str]) -> bool:
        """Whether what is asked of this unit is told here; `parents` leads from unit to parent."""
        if self.role == "data":
            return False
        return (
            self.has_all
            or unit in self.units
            or any(parent in self.under for parent in ancestors(unit, parents))
        )

    def hears(self, severity: str) -> bool:
        """Whether a question of this severity is grave enough."""
        return GRADES.index(severity) >= GRADES.index(self.from_severity)

    def awake(self, now: datetime) -> datetime:
        """`now`, or the end of the quiet hours that `now` falls into (both in China's time)."""
        if self.quiet is None:
            return now
        begin, end = self.quiet
        clock = now.time()
        is_quiet = begin <= clock < end if begin <= end else clock >= begin or clock < end
        if not is_quiet:
            return now
        morning = now.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0)
        return morning if clock < end else morning + timedelta(days=1)


def ancestors(unit: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """The parent of a unit, its parent, and so on; a circle ends where it closes."""
    found: list[str] = []
    above = parents.get(unit)
    while above and above not in found and above != unit:
        found.append(above)
        above = parents.get(above)
    return tuple(found)


def coordinators(folder: Path) -> tuple[Coordinator, ...]:
    """The rows of coordinators.csv in this folder, in order; none where there is no such file.

    Raises `WrongCoordinators`.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise WrongCoordinators(f"{path}, line 1: the columns must be {','.join(COLUMNS)}")
        read = [(reader.line_num, _stripped(row)) for row in reader]
    wrong = [f"{path}, line {line}: {said}" for line, row in read for said in _problems(row)]
    names = [row["coordinator"] for _, row in read]
    wrong += [
        f"{path}, line {line}: coordinator {row['coordinator']!r} stands there twice; give the"
        " second channel a name of its own"
        for number, (line, row) in enumerate(read)
        if row["coordinator"] and row["coordinator"] in names[:number]
    ]
    if wrong:
        raise WrongCoordinators("\n".join(wrong))
    return tuple(_coordinator(row) for _, row in read)


def _stripped(row: Mapping[str | None, str | list[str] | None]) -> dict[str, str]:
    told = {column: str(row.get(column) or "").strip() for column in COLUMNS}
    told["more"] = "yes" if row.get(None) else ""
    return told


def _problems(row: Mapping[str, str]) -> list[str]:
    """What is wrong with one row, in words; nothing where it can be understood."""
    found = []
    if row["more"]:
        found.append(f"more than {len(COLUMNS)} cells")
    if not row["coordinator"]:
        found.append("coordinator is empty")
    for column, known in (
        ("role", ROLES),
        ("from_severity", GRADES),
        ("channel", tuple(KINDS)),
    ):
        if row[column] not in known:
            found.append(f"{column} must be one of {', '.join(known)}, not {row[column]!r}")
    if row["role"] == "coordinator" and not (row["units"] or row["under"]):
        found.append("units and under are both empty: name units, parents of units, or *")
    if row["role"] == "data" and (row["units"] or row["under"]):
        found.append("the data team has no units of its own: leave units and under empty")
    needs_address = row["channel"] in KINDS and row["channel"] not in _NO_ADDRESS
    if needs_address and not _VARIABLE.fullmatch(row["address"]):
        # what stands there may be the secret itself: it is not repeated
        found.append(
            "address must name an environment variable (capitals, digits, _), not hold an address"
        )
    if row["digest_at"] and not _CLOCK.fullmatch(row["digest_at"]):
        found.append(f"digest_at must be a time such as 09:00, not {row['digest_at']!r}")
    if row["quiet"] and _quiet(row["quiet"]) is None:
        found.append(f"quiet must be two times such as 22:00-08:00, not {row['quiet']!r}")
    days = row["escalate_workdays"]
    if days and not (days.isascii() and days.isdecimal() and int(days) > 0):
        found.append(f"escalate_workdays must be a whole number above 0, not {days!r}")
    return found


def _coordinator(row: Mapping[str, str]) -> Coordinator:
    units = _listed(row["units"])
    days = row["escalate_workdays"]
    return Coordinator(
        name=row["coordinator"],
        role=cast(Role, row["role"]),
        units=units - {_ALL},
        under=_listed(row["under"]),
        has_all=_ALL in units,
        from_severity=row["from_severity"],
        channel=row["channel"],
        address=row["address"],
        digest_at=_clock(row["digest_at"]) if row["digest_at"] else None,
        quiet=_quiet(row["quiet"]),
        escalate_workdays=int(days) if days else None,
    )


def _listed(text: str) -> frozenset[str]:
    return frozenset(filter(None, (name.strip() for name in re.split("[;；、]", text))))


def _clock(text: str) -> time:
    return time.fromisoformat(text)


def _quiet(text: str) -> tuple[time, time] | None:
    begin, dash, end = text.partition("-")
    if not (dash and _CLOCK.fullmatch(begin) and _CLOCK.fullmatch(end)):
        return None
    return _clock(begin), _clock(end)
