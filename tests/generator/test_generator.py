"""The generator tells the truth: its figures stand where it says, and add up where it says so.

How well anything reads these reports is not tested here.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.generator import Fact, Figure, GeneratedReport, generate, generate_many
from tests.generator.__main__ import main
from tests.generator.amounts import chinese
from tests.generator.bank import BANKS, Bank, templates, words

SEEDS = 250
CHINESE_DIGITS = re.compile("[零一二两三四五六七八九十百千]+")
FACTOR = {"万": 10_000, "亿": 100_000_000}


@pytest.fixture(scope="module", params=BANKS)
def reports(request: pytest.FixtureRequest) -> list[GeneratedReport]:
    return list(generate_many(SEEDS, bank=request.param))


@pytest.fixture(scope="module", params=["a", "b"])
def faulty(request: pytest.FixtureRequest) -> list[GeneratedReport]:
    return list(generate_many(SEEDS, bank=request.param, errors=2))


def figures(report: GeneratedReport) -> Iterator[tuple[Fact, str, Figure]]:
    for fact in report.truth:
        for role in ("target", "actual", "rate"):
            figure = getattr(fact, role)
            if figure is not None:
                yield fact, role, figure


def value_in(text: str, figure: Figure) -> Decimal:
    """The first number of a print in its printed unit, read without any rule of the product."""
    plain = re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", text))
    numeral = CHINESE_DIGITS.search(plain)
    if numeral and not re.search(r"\d", plain):
        digits = numeral[0].replace("两", "二")
        return Decimal(next(n for n in range(10_000) if chinese(n) == digits))
    mixed = re.search(r"(\d+)万(\d+)", plain)
    if mixed:
        return Decimal(mixed[1]) * FACTOR["万"] + Decimal(mixed[2])
    found = re.search(r"\d+(\.\d+)?", plain)
    assert found, text
    value = Decimal(found[0])
    return {"times": value * 100, "excess": value + 100}.get(figure.form, value)


def as_number(report: GeneratedReport, number: int, role: str) -> Decimal:
    figure = getattr(report.truth_of(number), role)
    return figure.value * FACTOR.get(figure.unit[0], 1)


def test_same_seed_same_report() -> None:
    for bank in BANKS:
        assert generate(7, bank=bank) == generate(7, bank=bank)
    assert generate(7) != generate(8)


def test_every_figure_stands_where_the_truth_says(reports: list[GeneratedReport]) -> None:
    for report in reports:
        for _, _, figure in figures(report):
            for start, end in figure.places:
                text = report.text[start:end]
                decimal_words = "点" in text or "百分之" in text
                if figure.form != "word" and not decimal_words:
                    assert value_in(text, figure) == figure.value, (report.seed, text, figure)


def test_cells_name_the_cell_the_figure_stands_in(reports: list[GeneratedReport]) -> None:
    for report in reports:
        for _, _, figure in figures(report):
            for (start, end), cell in zip(figure.places, figure.cells, strict=True):
                if cell is not None:
                    before = report.text[:start].rpartition(" |\n")[2]
                    assert before.count(" | ") == cell[2], (report.seed, figure)
                assert " |" not in report.text[start:end]


def test_traps_are_numbers_outside_all_figures(reports: list[GeneratedReport]) -> None:
    for report in reports:
        taken = {
            i for _, _, figure in figures(report) for place in figure.places for i in range(*place)
        }
        for trap in report.traps:
            assert re.search(r"\d", report.text[slice(*trap.place)])
            assert taken.isdisjoint(range(*trap.place)), (report.seed, trap)


@pytest.mark.parametrize("bank", ["a", "b"])
def test_every_number_is_a_figure_or_a_trap(bank: Bank) -> None:
    for report in generate_many(SEEDS, bank=bank, noise=False):
        known = {
            i for _, _, figure in figures(report) for place in figure.places for i in range(*place)
        }
        known |= {i for trap in report.traps for i in range(*trap.place)}
        for found in re.finditer(r"\d+", report.text):
            assert found.start() in known, (report.seed, report.text[found.start() - 20 :][:40])


def test_honest_reports_contradict_nothing(reports: list[GeneratedReport]) -> None:
    for report in reports:
        assert not report.errors
        assert all(relation.holds for relation in report.relations)
        assert all(fact.rate_agreement != "inconsistent" for fact in report.truth), report.seed


def test_parts_add_up_unless_labelled(
    reports: list[GeneratedReport], faulty: list[GeneratedReport]
) -> None:
    checked = 0
    for report in (*reports, *faulty):
        for relation in report.relations:
            if relation.kind != "sum":
                continue
            total = as_number(report, relation.total, relation.figure)
            parts = [as_number(report, number, relation.figure) for number in relation.parts]
            assert (sum(parts) == total) == relation.holds, (report.seed, relation)
            checked += 1
    assert checked > SEEDS // 5


def test_finished_never_exceeds_begun_unless_labelled(faulty: list[GeneratedReport]) -> None:
    for report in faulty:
        for relation in report.relations:
            if relation.kind == "order":
                begun = as_number(report, relation.parts[0], "actual")
                assert (as_number(report, relation.total, "actual") <= begun) == relation.holds


def test_planted_errors_show_in_print(faulty: list[GeneratedReport]) -> None:
    for report in faulty:
        assert len(report.errors) == 2
        broken = {r.total for r in report.relations if not r.holds}
        broken |= {n for r in report.relations if not r.holds for n in r.parts}
        wrong = {f.number for f in report.truth if f.rate_agreement == "inconsistent"}
        for error in report.errors:
            assert error.fact in broken | wrong, (report.seed, error)
            assert error.printed != error.was or error.kind == "count"
        assert wrong <= {error.fact for error in report.errors}


def test_every_template_is_used(reports: list[GeneratedReport]) -> None:
    bank = reports[0].bank
    used = {name for report in reports for name in report.templates}
    used |= {
        name for report in generate_many(900, seed=SEEDS, bank=bank) for name in report.templates
    }
    known = {template.id for template in templates(bank)} | words("designs", bank).keys()
    assert known <= used


def test_no_bank_uses_the_phrases_of_another(reports: list[GeneratedReport]) -> None:
    banks = {template.id: bank for bank in BANKS for template in templates(bank)}
    for report in reports:
        used = {banks[name] for name in report.templates if name in banks}
        assert used <= {report.bank}


def test_without_noise_there_is_none() -> None:
    for report in generate_many(60, noise=False):
        assert report.noise == ()
        assert not re.search("[０-９]|\\d \\d", report.text)


def test_command_writes_reports_and_truth(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [str(tmp_path), "--count", "12", "--seed", "3"])
    assert result.exit_code == 0, result.output
    lines = (tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 12
    for line in lines:
        record = json.loads(line)
        text = (tmp_path / "raw" / record["path"]).read_text(encoding="utf-8")
        for fact in record["truth"]:
            for role in ("target", "actual", "rate"):
                if fact[role]:
                    start, end = fact[role]["places"][0]
                    assert text[start:end] == fact[role]["text"]
