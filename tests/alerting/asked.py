"""A letter made up from hard texts: formulas, markup, a sentence of a book's length, sixty questions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from orchestration.alerting.letters.letter import Hint, Letter, Question, Quote
from orchestration.alerting.notice import Words

DAY = date(2026, 11, 24)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "#N/A", '=HYPERLINK("http://a.b","点我")')
MARKUP = ("<script>alert(1)</script>", "</td>&amp;<b>粗</b>", '"><img src=x onerror=alert(1)>')


def letter(folder: Path, count: int = 1, **changes: object) -> Letter:
    """A letter of so many questions of two periods; `changes` are its other fields."""
    questions = tuple(question(number, FORMULAS[number % 6]) for number in range(1, count + 1))
    told = {
        "unit": "甲局",
        "office": None,
        "day": DAY,
        "due": None,
        "questions": questions,
        "hints": (Hint("2020-11", "“绿地”超额较多：310亩 ÷ 100亩 = 310%。"),),
        "folder": folder,
    }
    return Letter(**(told | changes))  # type: ignore[arg-type]


def question(number: int, text: str, **changes: object) -> Question:
    """A question in which every text is `text`."""
    told = {
        "number": number,
        "finding_id": f"{number:012x}",
        "fact_id": f"{number:064x}-c{number}",
        "severity": "error" if number % 2 else "warning",
        "period": "2020-11" if number < 5 else "2020-Q3",
        "about": text,
        "asked": (text,),
        "quotes": (
            Quote(
                "2020-11.docx",
                (Words(text), Words("95.3%", "rate"), Words(text), Words("1200户", "actual")),
            ),
        ),
        "working": (text, text),
        "likely_causes": (text,),
        "suggestions": (text,),
        "instruction": text,
    }
    return Question(**(told | changes))  # type: ignore[arg-type]
