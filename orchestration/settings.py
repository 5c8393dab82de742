"""What can be set from outside, and its defaults: environment variables become `Settings`.

Every setting stands in `.env.example`. Nothing else in the house reads the environment for a
setting of its own.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from orchestration.reading import limits

ROOT = Path(__file__).resolve().parent.parent
DBT_PROJECT = ROOT / "dbt_project"


class WrongSetting(ValueError):
    """A setting that cannot be understood; the message names it and its value."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Absolute paths, and limits in the unit their name ends in."""

    home: Path
    raw: Path
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


def settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings of this process. Relative paths are taken from the working folder."""
    env = os.environ if environment is None else environment

    def whole(name: str, default: int) -> int:
        return _whole(name, env.get(name) or str(default))

    return Settings(
        home=Path(env.get("KAOHE_HOME") or "var").expanduser().absolute(),
        raw=Path(env.get("KAOHE_RAW") or "raw").expanduser().absolute(),
        max_file_mb=whole("KAOHE_MAX_FILE_MB", 40),
        read_seconds=whole("KAOHE_READ_SECONDS", limits.SECONDS),
        read_memory_mb=whole("KAOHE_READ_MEMORY_MB", limits.MEMORY_BYTES >> 20),
        lock_wait_seconds=whole("KAOHE_LOCK_WAIT_SECONDS", 60),
    )


def _whole(name: str, value: str) -> int:
    if not (value.isascii() and value.isdecimal() and int(value) > 0):
        raise WrongSetting(f"{name} must be a whole number above 0, not {value!r}")
    return int(value)
