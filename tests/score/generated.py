"""Scores over generated reports: claims against the known truth, and honest rates accused."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import PurePosixPath

from orchestration.reading.claims import claims_of
from orchestration.reading.formats.text import blocks
from orchestration.reading.period import period_of
from orchestration.reading.report import Claim, Report
from tests.generator import GeneratedReport, generate_many
from tests.generator.bank import Bank
from tests.generator.truth import Fact, Figure
from tests.score.matching import Said, Tally, amount, quantity, said_by_claim, same
from tests.score.oracle import contradicts

REPORTS = 400


def score(count: int = REPORTS, *, bank: Bank) -> dict[str, Tally]:
    """Tallies of claims and of accusations over `count` honest reports."""
    totals = {"claims": Tally(), "honest rates": Tally()}
    for generated in generate_many(count, seed=20_000, bank=bank):
        report = read_generated(generated)
        totals["claims"] += _claims(generated, report)
        totals["honest rates"] += _accused(generated, report)
    return totals


def read_generated(generated: GeneratedReport) -> Report:
    """A generated report, read as the file it would be."""
    path = PurePosixPath(generated.path)
    period = period_of(generated.period.split(" ")[0])
    return claims_of(
        blocks(generated.text.encode()),
        path=str(path),
        unit=generated.unit,
        period=generated.period,
        year=period.end.year if period else None,
        format="txt",
    )


def _claims(generated: GeneratedReport, report: Report) -> Tally:
    """Each fact found once; a claim that is none, and tolerated by none, is made up."""
    free = list(report.claims)
    tally = Tally()
    for fact in sorted(generated.truth, key=lambda fact: fact.optional):
        hit = next((claim for claim in free if _says(report, claim, fact)), None)
        if hit is not None:
            free.remove(hit)
            tally.right += not fact.optional
        elif not fact.optional:
            tally.missed += 1
            tally.misses.append(f"{generated.seed} {fact.template} missed {_label(fact)}")
    activities = {trap.text for trap in generated.traps if trap.why == "activity"}
    for claim in free:
        if not _tolerated(report, claim, generated.truth, activities):
            tally.wrong += 1
            tally.misses.append(
                f"{generated.seed} {generated.layout} made up {_told(report, claim)}"
            )
    return tally


def _says(report: Report, claim: Claim, fact: Fact) -> bool:
    """Whether a claim says what a fact says, by values, units and operator."""
    actual = None if fact.actual is not None and fact.actual.form == "word" else fact.actual
    said = said_by_claim(report, claim)
    if fact.actual is not None and actual is None and said.actual == said.target:
        said = Said(said.target, None, said.rate, said.op)
    label = Said(
        _amount(fact.target),
        _amount(actual),
        fact.rate.value.normalize() if fact.rate else None,
        fact.target.op if fact.target else None,
    )
    if same(said, label):
        return True
    also = fact.target.op_also if fact.target else None
    return also is not None and same(said, Said(label.target, label.actual, label.rate, also))


def _amount(figure: Figure | None) -> tuple[Decimal, str] | None:
    return amount(figure.value, figure.unit) if figure else None


def _tolerated(report: Report, claim: Claim, truth: Iterable[Fact], activities: set[str]) -> bool:
    """A count of activities claimed as a bare actual, or a fact said a second time."""
    actual = quantity(report, claim.actual)
    bare = claim.target is None and claim.rate is None and actual is not None
    if (
        bare
        and actual is not None
        and any(actual.text in text or text in actual.text for text in activities)
    ):
        return True
    return any(_says(report, claim, fact) for fact in truth)


def _accused(generated: GeneratedReport, report: Report) -> Tally:
    """Honest rates that stand uncontradicted (right) and those a link contradicts (wrong)."""
    tally = Tally()
    for claim in report.claims:
        target, actual, rate = (
            quantity(report, number) for number in (claim.target, claim.actual, claim.rate)
        )
        if target is None or actual is None or rate is None or claim.unsure:
            continue
        if target.base_unit != actual.base_unit or rate.base_unit != "%":
            continue
        if contradicts(target, actual, rate):
            tally.wrong += 1
            tally.misses.append(
                f"{generated.seed} {generated.layout} accused {_told(report, claim)}"
            )
        else:
            tally.right += 1
    return tally


def _label(fact: Fact) -> str:
    """A fact in one line."""
    figures = (("target", fact.target), ("actual", fact.actual), ("rate", fact.rate))
    return f"{fact.indicator}: " + ", ".join(f"{n} {f.text}" for n, f in figures if f is not None)


def _told(report: Report, claim: Claim) -> str:
    """A claim in one line."""
    numbers = (("target", claim.target), ("actual", claim.actual), ("rate", claim.rate))
    said = ", ".join(f"{n} {q.text}" for n, i in numbers if (q := quantity(report, i)) is not None)
    return f"{claim.indicator}: {said}"
