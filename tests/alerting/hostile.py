"""Texts as a hostile report may print them, read from data/hostile.txt."""

from __future__ import annotations

from pathlib import Path

_FILE = Path(__file__).parent / "data" / "hostile.txt"
# Written here and not in the file, where an editor would lose them.
_UNSEEN = (
    "完成\u202e率\u202c",
    "完\u200b成\u0000率\u0007",
    "\u2028# 标题",
    "\ufeff@all",
    "\u2066x\u2069",
)


def texts() -> list[str]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()[1:]
    printed = [line.replace("\\n", "\n").replace("\\r", "\r") for line in lines]
    return [*printed, *_UNSEEN]
