"""One report, ten containers: the claims are those of the text, to the field and to the letter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from orchestration.reading import read
from orchestration.reading.report import Report
from tests.reading.containers import REPORT

PLAIN = ("docx", "xlsx", "html", "csv")
CONVERTED = ("doc", "wps", "rtf", "pdf", "ods", "xls")


@pytest.fixture(scope="module")
def printed() -> Report:
    """The report as text."""
    return read(REPORT)


def _letters(text: str) -> str:
    """Letters without the spaces that a printed page sets anew."""
    return "".join(text.split())


def _claims(report: Report) -> list[dict[str, Any]]:
    """Claims to the field, with their statements but for where these stand."""
    texts = {block.number: block.text for block in report.blocks}

    def statement(number: int | None) -> dict[str, Any] | None:
        if number is None:
            return None
        said = report.statements[number]
        fields = {name: getattr(said, name) for name in said.__slots__ if name != "span"}
        if said.quantity is not None:
            quantity = said.quantity
            fields["quantity"] = {
                name: getattr(quantity, name)
                for name in quantity.__slots__
                if name not in ("span", "text")
            }
        if said.span is not None:
            words = texts[said.span.block][said.span.start : said.span.end]
            fields["words"] = _letters(words)
        return fields

    return [
        {
            name: statement(value) if name in ("target", "actual", "rate") else value
            for name in claim.__slots__
            for value in [getattr(claim, name)]
        }
        for claim in report.claims
    ]


def _check(folder: Path, suffix: str, content: bytes, printed: Report) -> None:
    path = folder / f"2020.{suffix}"
    path.write_bytes(content)
    report = read(path)
    assert _claims(report) == _claims(printed)
    assert [(r.kind, len(r.parts)) for r in report.relations] == [
        (r.kind, len(r.parts)) for r in printed.relations
    ]
    texts = {block.number: block.text for block in report.blocks}
    for statement in report.statements:
        if statement.quantity is not None and statement.span is not None:
            span = statement.quantity.span
            figure = texts[span.block][span.start : span.end]
            assert _letters(figure) == _letters(statement.quantity.text)


@pytest.mark.parametrize("suffix", PLAIN)
def test_claims_are_those_of_the_text(
    suffix: str, plain_containers: dict[str, bytes], printed: Report, tmp_path: Path
) -> None:
    assert printed.claims
    _check(tmp_path, suffix, plain_containers[suffix], printed)


@pytest.mark.parametrize("suffix", CONVERTED)
def test_claims_from_office_programs_are_those_of_the_text(
    suffix: str, converted_containers: dict[str, bytes], printed: Report, tmp_path: Path
) -> None:
    _check(tmp_path, suffix, converted_containers[suffix], printed)
