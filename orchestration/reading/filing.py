"""The path contract: raw/<unit>/<period>[ free words].<ext>.

Says where a file is filed. Opens no file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from orchestration.reading.period import Period, period_of


@dataclass(frozen=True, slots=True)
class Filing:
    """Whose report a file is, for which period, and the free words of its name."""

    unit: str
    period: Period
    free_words: str


def filed(relative: PurePath) -> Filing | None:
    """Filing of a path below `raw/`; None when the path does not fit the contract."""
    if len(relative.parts) != 2:
        return None
    unit = relative.parts[0].strip()
    key, _, words = relative.stem.partition(" ")
    period = period_of(key)
    if not unit or period is None or not relative.suffix:
        return None
    return Filing(unit, period, words.strip())
