"""The nouns of this room: a notice is what one person is told at one time, before it has a dialect.

Its texts come from reports and from the ledger and are taken for hostile: wording/ escapes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["digest", "summary", "escalation", "reminder", "failure", "sample"]
Change = Literal["opened", "changed", "reopened", "answered", "resolved", "escalated"]


@dataclass(frozen=True, slots=True)
class Words:
    """A run of characters of a printed sentence; `part` says what a marked figure is."""

    text: str
    part: str | None = None  # target, actual, rate, …; None for the words between


@dataclass(frozen=True, slots=True)
class Entry:
    """One question as it is told: the sentence, the arithmetic, the likely cause, what to do.

    `sentences` are printed sentences cut at their figures. `link` leads to the letter or page.
    """

    finding_id: str
    change: Change
    severity: Literal["note", "warning", "error"]
    about: str  # indicator, project or file
    period: str | None
    message: str
    sentences: tuple[tuple[Words, ...], ...] = ()
    working: tuple[str, ...] = ()
    likely_cause: str | None = None
    suggestion: str | None = None
    instruction: str = ""
    because: str | None = None  # what was answered, why it was resolved or escalated: in Chinese
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """What is told of one unit, worst first; `left_out` more entries are only counted."""

    heading: str
    entries: tuple[Entry, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """One telling: lines before the sections, the sections, lines after them."""

    kind: Kind
    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...] = ()
    closing: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()  # what it is called, where it leads
    attachments: tuple[Path, ...] = ()
