"""The role of header words that no entry knows whole, from the parts they are made of.

The last of 目标, 计划 and 完成 says what a Chinese compound is: 目标完成情况 was done, 计划完成投资 is a
plan. Parts are data (header_parts.csv); words without a telling part have no role and stay unknown.
"""

from __future__ import annotations

import re

from orchestration.reading import vocabulary
from orchestration.reading.scanning import trie

_NAMING = ("note", "score", "order", "item", "dimension")
_TASKS = ("plan", "task")
_SILENT = ("filler", "noun")
_KEPT = ("act", "noun", "item", "dimension")  # what a name keeps
_TOLD = re.compile(r"(?:情况|进展|结果)$")
_NAMES = re.compile(r"(?:名称|事项|项目|实事)$")


def role_of_parts(words: str) -> str:
    """Role of header words without spaces, times and units; empty where their parts do not tell."""
    known = vocabulary.header_parts()
    said = [known[part] for part in _parts().findall(words)]
    telling = [kind for kind in said if kind not in _SILENT]
    if not telling:
        return ""
    last = telling[-1]
    if "past" in telling:
        return "note"
    if "rate" in telling or _is_ratio(telling, words):
        return "rate"
    if last in ("note", "score", "order"):
        return last
    if last == "item" and _NAMES.search(words) and "done" not in telling:
        return "item"
    if "done" in telling and _TOLD.search(words):
        return "result"
    return _figures(telling) or (last if last in _NAMING else "")


def is_plain(words: str) -> bool:
    """Whether nothing but known parts stands in the words, and only a plan or only what was done."""
    known = vocabulary.header_parts()
    said = {known[part] for part in _parts().findall(words)}
    return not _parts().sub("", words) and not ("done" in said and said & set(_TASKS))


def name_of_parts(words: str) -> str:
    """What header words say beyond the role: 开工 in 计划开工数; empty where they say the role alone."""
    known = vocabulary.header_parts()
    return _parts().sub(lambda part: part[0] if known[part[0]] in _KEPT else "", words)


def _is_ratio(telling: list[str], words: str) -> bool:
    """占年度任务, 为预算数的%, 合格率: of a plan, or named as a ratio at the end."""
    of_plan = "of" in telling and any(kind in _TASKS for kind in telling[telling.index("of") :])
    return of_plan or (
        telling[-1] == "ratio" and words.endswith(("率", "比例", "占比", "百分比", "%"))
    )


def _figures(telling: list[str]) -> str:
    """Target or result by what is said: a plan rules the verb behind it, 完成 the task behind it."""
    done = [at for at, kind in enumerate(telling) if kind == "done"]
    tasks = [at for at, kind in enumerate(telling) if kind in _TASKS]
    if not tasks:
        return "result" if done or "act" in telling or "sum" in telling else ""
    planned = "plan" in telling and (not done or telling.index("plan") < done[0])
    return "target" if planned or not done else "result"


@vocabulary.cached
def _parts() -> re.Pattern[str]:
    return re.compile(trie(vocabulary.header_parts()))
