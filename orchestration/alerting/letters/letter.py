"""The nouns of a letter: what one unit is asked, hinted, and by when it is asked to answer.

Its texts come from reports and from the ledger and are taken for hostile; they were made printable
by quoting.py, and are escaped by what writes them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Literal

from orchestration.alerting.notice import Words

GUIDE_NAME = "怎样看怎样答.html"


@dataclass(frozen=True, slots=True)
class Quote:
    """A printed sentence, cut at its figures, and the report it stands in."""

    source: str
    words: tuple[Words, ...]

    @property
    def text(self) -> str:
        return "".join(words.text for words in self.words)


@dataclass(frozen=True, slots=True)
class Question:
    """One open question: it has a row in the reply sheet.

    `asked` says what does not fit; `working` is our arithmetic, a step on each line.
    """

    number: int
    finding_id: str
    fact_id: str
    severity: Literal["warning", "error"]
    period: str | None
    about: str  # indicator, project or file
    asked: tuple[str, ...]
    quotes: tuple[Quote, ...]
    working: tuple[str, ...]
    likely_causes: tuple[str, ...]
    suggestions: tuple[str, ...]
    instruction: str


@dataclass(frozen=True, slots=True)
class Hint:
    """A note in one line: nobody has to answer it."""

    period: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What one unit is asked on one day. Questions stand in their order, each period together.

    `folder` is where its files lie; `today` of the writing becomes `day`, which an unchanged letter
    keeps. `due` is the day until which an answer is asked for, where there is one.
    """

    unit: str
    office: str | None
    day: date
    due: date | None
    questions: tuple[Question, ...]
    hints: tuple[Hint, ...]
    folder: Path

    @property
    def number(self) -> str:
        """The same for the same questions in the same year, without a register to keep."""
        digest = hashlib.sha256(repr((self.unit, self.questions)).encode()).hexdigest()
        return f"核〔{self.day.year}〕{digest[:6].upper()}号"

    @property
    def groups(self) -> tuple[tuple[str | None, tuple[Question, ...]], ...]:
        """The questions on each period's report."""
        by_period = groupby(self.questions, lambda question: question.period)
        return tuple((period, tuple(questions)) for period, questions in by_period)

    @property
    def document(self) -> Path:
        return self.folder / "核实函.docx"

    @property
    def webpage(self) -> Path:
        return self.folder / "核实函.html"

    @property
    def sheet(self) -> Path:
        """Named as a report of the latest period asked about, so that it can be filed as one."""
        period = self.questions[0].period or str(self.day.year)
        return self.folder / f"{period} 核实回执.xlsx"

    @property
    def files(self) -> tuple[Path, ...]:
        return (self.document, self.webpage, self.sheet)
