"""Text without any mark: for a terminal, the text half of a letter, and services unknown to us."""

from __future__ import annotations

from orchestration.alerting.wording.dialect import Dialect
from orchestration.alerting.wording.hostile import widened


def _link(name: str, address: str) -> str:
    return f"{name}：{address}"


def _unmarked(text: str) -> str:
    return widened(text, "*_~`<>[]|#&")


_AROUND = {"heading": ("■ ", ""), "quote": ("　", ""), "working": ("　", "")}

PLAIN = Dialect(str, _link, around=_AROUND)
# For a service that may render one markup or another: none of their marks is left.
UNMARKED = Dialect(_unmarked, _link, around=_AROUND)
