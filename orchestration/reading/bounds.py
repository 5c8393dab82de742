"""A target's operator: which side of its figure is asked for, from the words around it.

控制指标4 is at most 4, 提升至7.5 and 达80% at least, 低于省定目标(39微克) at most. Decides no role.
"""

from __future__ import annotations

import re

from orchestration.reading.mention import Mention
from orchestration.reading.report import Quantity
from orchestration.reading.rules.goals import named_after
from orchestration.reading.scanning import fold

_RISEN = re.compile(r"(?:提高|提升|增加|增长|上升|升|恢复|稳定|保持|扩大|发展)(?:到|至)\s*$")
_REACHED = re.compile(r"(?:(?<!未)达(?:到|至)|(?<![下未])达)\s*$")
_STANDARD = re.compile(r"\s*的[^,，。;；]{0,4}(?:标准|指标|限值)")
_KEPT_DOWN = re.compile(r"控制|上限|红线|警戒")
_HEAD_KEPT_DOWN = re.compile(r"控制|上限|限额")  # the column's or the line's head


def as_target(m: Mention) -> Quantity:
    """The quantity of a target with the operator that its words say."""
    whose = named_after(m)
    beaten = m.said("beats") is not None or m.quantity.op in ("<", ">")
    if beaten and whose:
        below = m.quantity.op == "<" or (m.said("beats") and "低于" in m.left)
        rare = m.quantity.base_unit == "‰" or _STANDARD.match(m.right) is not None
        down = m.said("limit") or _KEPT_DOWN.search(m.right) or (below and rare)
        return m.quantity._replace(op="<=" if down else "=", approx=None)
    if m.quantity.op != "=":
        return m.quantity
    limited = m.said("limit") or (
        m.listed and any(t.cue is not None and t.cue.kind == "limit" for t in m.earlier)
    )
    outer = m.outer if m.depth else ()
    under = m.header or (m.section if m.zone == "target" else "")
    kept = any(t.cue is not None and t.cue.kind == "limit" for t in outer)
    if limited or kept or _HEAD_KEPT_DOWN.search(under):
        return m.quantity._replace(op="<=")
    words = fold(m.left)
    asked = _RISEN.search(words) or _REACHED.search(words)
    return m.quantity._replace(op=">=") if asked else m.quantity
