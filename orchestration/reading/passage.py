"""What a walk over a text carries: the clause being read, and what goes on from block to block.

Nouns only; clauses.py moves them on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from orchestration.reading.mention import Mention
from orchestration.reading.scanning import Token


@dataclass(slots=True)
class Frame:
    """A clause being read; brackets open a frame of their own."""

    since: int
    before: list[Token] = field(default_factory=list)
    earlier: tuple[Token, ...] = ()
    last: Mention | None = None
    label: str = ""
    joined: bool = False


@dataclass(slots=True)
class Passage:
    """What carries over from block to block of one table row or one run of paragraphs."""

    zone: str = ""
    section: str = ""
    topic: str = ""
    tense: str = ""  # of the heading that the paragraphs stand under: done, planned
    sentence: int = 0
    segment: int = 0
    clause: int = 0
