"""How a fault of our own code is told: one line with its kind, its words and its place."""

from __future__ import annotations

import traceback
from pathlib import Path


def told(error: Exception) -> str:
    """`TypeError: … (targets.py:106)`: the place is where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"
