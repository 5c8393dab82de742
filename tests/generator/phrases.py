"""Filler around the figures: measures, effects, leads and asides, whose numbers are all traps."""

from __future__ import annotations

from collections.abc import Callable

from tests.generator.bank import SLOT, words
from tests.generator.draft import Draft
from tests.generator.filling import said, small_percent
from tests.generator.time_words import as_of

ORDER = "一二三四五六七八"


def ranking(draft: Draft) -> str:
    first, second, last = draft.rng.sample(draft.place.districts, 3)
    return f"{first}、{second}进度较快，{last}进度偏慢"


def phrase(draft: Draft, text: str, label: str) -> str:
    """A sentence of filler: its numbers are traps."""

    def slot(piece: str) -> str:
        rng = draft.rng
        if piece[0] == "=":
            return draft.trap(piece[1:], "name")
        low, dash, high = piece.partition("-")
        if dash:
            return draft.trap(str(rng.randint(int(low), int(high))), "activity")
        return FILLER_SLOTS[piece](draft, label)

    return "".join(
        slot(piece) if position % 2 else piece for position, piece in enumerate(SLOT.split(text))
    )


FILLER_SLOTS: dict[str, Callable[[Draft, str], str]] = {
    "label": lambda d, label: d.trap(label, "name"),
    "scope": lambda d, _: d.place.scope,
    "place": lambda d, _: d.place.name,
    "level": lambda d, _: d.place.level,
    "dept": lambda d, _: d.dept,
    "short": lambda d, _: f"{d.place.name[0]}政办发",
    "district": lambda d, _: d.rng.choice(d.place.districts),
    "year": lambda d, _: said(d, f"{d.year}年"),
    "docyear": lambda d, _: said(d, f"{d.year}"),
    "day": lambda d, _: said(d, f"{d.rng.randint(1, d.months)}月{d.rng.randint(2, 28)}日"),
    "asof_plain": lambda d, _: said(d, as_of(d.rng, d.year, d.months, d.style.dash)),
    "ranking": lambda d, _: ranking(d),
    "highway": lambda d, _: d.trap(f"G{d.rng.choice((104, 205, 312, 318, 320))}", "name"),
    "grow": lambda d, _: small_percent(d, "%", "growth", 1.1, 14),
    "share": lambda d, _: small_percent(d, "%", "share", 31, 62),
    "points": lambda d, _: small_percent(d, "个百分点", "growth", 0.2, 3.2),
}


def some(draft: Draft, kind: str, label: str, count: int) -> list[str]:
    """So many different sentences of one kind of filler; asides are said once in a report."""
    known = words("filler", draft.bank)[kind]
    if kind == "asides":
        known = [text for text in known if text not in draft.said]
    chosen = draft.rng.sample(known, min(count, len(known)))
    draft.said.update(chosen)
    return [phrase(draft, text, label) for text in chosen]


def enumerated(draft: Draft, kind: str, label: str, count: int) -> str:
    """一是…。二是…。"""
    sentences = some(draft, kind, label, count)
    return "".join(f"{ORDER[i]}是{text}。" for i, text in enumerate(sentences))
