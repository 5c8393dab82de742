"""What can be set from outside, and its defaults: environment variables become `Settings`.

Every setting stands in `.env.example`. Nothing else in the house reads the environment for a
setting of its own.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from orchestration.reading import limits

ROOT = Path(__file__).resolve().parent.parent
DBT_PROJECT = ROOT / "dbt_project"
# Where the offices are whose days count: when a report came, when one is due.
ZONE = ZoneInfo("Asia/Shanghai")

_LINK = re.compile(r"https?://[^\s<>\"'()\[\]]+")


class WrongSetting(ValueError):
    """A setting that cannot be understood; the message names it and its value."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Absolute paths, and limits in the unit their name ends in.

    `today` is the day that is taken for today, `day_of_clock` the day it was by the clock when the
    settings were read.
    """

    home: Path
    raw: Path
    seeds: Path
    today: date
    day_of_clock: date
    link_base: str | None
    max_file_mb: int
    read_seconds: int
    read_memory_mb: int
    lock_wait_seconds: int

    @property
    def max_file_bytes(self) -> int:
        return self.max_file_mb << 20

    @property
    def read_memory_bytes(self) -> int:
        return self.read_memory_mb << 20

    def now(self) -> datetime:
        """This moment in UTC, without zone; as many days off as `today` is from the clock's day."""
        return in_utc(datetime.now(UTC)) + (self.today - self.day_of_clock)


def in_china(moment: datetime) -> datetime:
    """A moment of the warehouse (UTC, without zone) as the offices' clocks show it."""
    return moment.replace(tzinfo=UTC).astimezone(ZONE)


def in_utc(moment: datetime) -> datetime:
    """A moment with its zone as the warehouse keeps it: UTC, without zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings of this process. Relative paths are taken from the working folder."""
    env = os.environ if environment is None else environment

    def whole(name: str, default: int) -> int:
        return _whole(name, env.get(name) or str(default))

    def folder(name: str, default: str | Path) -> Path:
        return Path(env.get(name) or default).expanduser().absolute()

    day_of_clock = datetime.now(ZONE).date()
    return Settings(
        home=folder("KAOHE_HOME", "var"),
        raw=folder("KAOHE_RAW", "raw"),
        seeds=folder("KAOHE_SEEDS", DBT_PROJECT / "seeds"),
        today=_day("KAOHE_TODAY", env.get("KAOHE_TODAY")) or day_of_clock,
        day_of_clock=day_of_clock,
        link_base=_link("KAOHE_LINK_BASE", env.get("KAOHE_LINK_BASE")),
        max_file_mb=whole("KAOHE_MAX_FILE_MB", 40),
        read_seconds=whole("KAOHE_READ_SECONDS", limits.SECONDS),
        read_memory_mb=whole("KAOHE_READ_MEMORY_MB", limits.MEMORY_BYTES >> 20),
        lock_wait_seconds=whole("KAOHE_LOCK_WAIT_SECONDS", 60),
    )


def _whole(name: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and int(value) > 0):
        raise WrongSetting(f"{name} must be a whole number above 0, not {value!r}")
    return int(value)


def _day(name: str, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise WrongSetting(f"{name} must be a day such as 2026-03-31, not {value!r}") from error


def _link(name: str, value: str | None) -> str | None:
    if value and not _LINK.fullmatch(value):
        raise WrongSetting(f"{name} must be an address such as https://a.example, not {value!r}")
    return value.rstrip("/") if value else None
