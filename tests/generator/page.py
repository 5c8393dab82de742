"""Lines and rows of a report, and the step from marked pieces to clean text with known places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from tests.generator.amounts import agreement
from tests.generator.draft import MARKS, Draft, FactDraft
from tests.generator.style import finish_punctuation
from tests.generator.truth import Cell, Fact, Figure, GeneratedReport, Place, Relation, Trap

BROKEN_NUMBER_SHARE = 0.2  # of the numbers at the end of a line that are broken over two
WRAP_AT = 38  # characters in a line of text copied out of a PDF


@dataclass(slots=True)
class Row:
    """One row of table `table`: the cells as printed."""

    table: int
    cells: list[str]


@dataclass(slots=True)
class Paragraph:
    text: str


Line = Row | Paragraph
Found = dict[tuple[int, str], list[tuple[Place, Cell | None, str]]]


class Setter:
    """Sets marked text: counts characters, takes the marks out, keeps what stood where."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.pieces: list[str] = []
        self.length = 0
        self.found: Found = {}
        self.traps: list[Trap] = []
        self.column = 0

    def plain(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def wrapped(self, text: str) -> str:
        """The text broken into lines as in a PDF, wherever the line happens to end."""
        pieces = []
        for character in text:
            full = self.column >= WRAP_AT and character.isalnum()
            in_number = character.isdigit() and bool(pieces) and pieces[-1].isdigit()
            if full and (not in_number or self.draft.rng.random() < BROKEN_NUMBER_SHARE):
                pieces.append("\n")
                self.column = 0
            pieces.append(character)
            self.column += 1
        return "".join(pieces)

    def marked(self, text: str, cell: Cell | None, *, wrap: bool = False) -> None:
        """Set one cell or paragraph."""
        draft = self.draft
        text = finish_punctuation(text, draft.rng, draft.style)
        owner: tuple[tuple[FactDraft, str], ...] | str | None = None
        self.column = 0
        for piece in MARKS.split(text):
            if len(piece) == 1 and MARKS.match(piece):
                owner = draft.owners[ord(piece) - 0xF0000] if piece != "\ue000" else None
                continue
            if not piece:
                continue
            if wrap:
                piece = self.wrapped(piece)
            place = (self.length, self.length + len(piece))
            self.plain(piece)
            if isinstance(owner, str):
                self.traps.append(Trap(piece, owner, place))
            elif owner:
                for fact, role in owner:
                    self.found.setdefault((fact.number, role), []).append((place, cell, piece))


def set_page(draft: Draft, lines: Iterable[Line]) -> tuple[str, Found, list[Trap]]:
    """The text of the report, where each figure stands in it, and the traps."""
    setter = Setter(draft)
    rows_of: dict[int, int] = {}
    wrap = "wrapped" in draft.style.noise
    for line in lines:
        if isinstance(line, Row):
            row = rows_of.get(line.table, 0)
            rows_of[line.table] = row + 1
            if row == 0 and "header_spaces" in draft.style.noise:
                line.cells = [spaced(text) for text in line.cells]
            for column, text in enumerate(line.cells):
                setter.marked(text, (line.table, row, column))
                setter.plain(" | " if column < len(line.cells) - 1 else " |")
        else:
            setter.marked(line.text, None, wrap=wrap and len(line.text) > 2 * WRAP_AT)
        setter.plain("\n")
    return "".join(setter.pieces), setter.found, setter.traps


def spaced(head: str) -> str:
    """A word of the head as a narrow column splits it."""
    half = len(head) // 2
    return f"{head[:half]} {head[half:]}" if len(head) > 3 and not MARKS.search(head) else head


def figure_of(fact: FactDraft, role: str, found: Found) -> Figure | None:
    """The figure as printed, or None where it is not in print."""
    places = found.get((fact.number, role))
    known = fact.printed.get(role)
    if not places or not known:
        return None
    return Figure(
        value=cast("Decimal", known["value"]),
        unit=str(known["unit"]),
        op=str(known.get("op", "=")),
        op_also=cast("str | None", known.get("op_also")),
        approx=cast("str | None", known.get("approx")),
        form=str(known.get("form", "number")),
        text=places[0][2],
        places=tuple(place for place, _, _ in places),
        cells=tuple(cell for _, cell, _ in places),
    )


def fact_of(draft: Draft, fact: FactDraft, found: Found) -> Fact:
    target, actual, rate = (figure_of(fact, role, found) for role in ("target", "actual", "rate"))
    verdict = "na" if rate is None else "uncheckable"
    amounts_known = fact.target is not None and fact.actual is not None
    if target and actual and rate and amounts_known and not actual.approx:
        assert fact.target is not None and fact.actual is not None
        shown = fact.target if actual.form == "word" else fact.actual
        verdict = agreement(fact.target, shown, rate.value, fact.rate_decimals)
    return Fact(
        number=fact.number,
        kind=fact.kind,
        dimension=fact.dimension,
        item=fact.item,
        indicator=fact.label,
        project=fact.project,
        scope=fact.scope,
        target=target,
        actual=actual,
        rate=rate,
        direction=fact.direction,
        as_of=fact.as_of,
        rate_agreement=verdict,
        is_rate_consistent=None if rate is None else verdict != "inconsistent",
        optional=fact.optional,
        template=fact.template,
    )


def in_print(relation: Relation, found: Found) -> bool:
    return all((number, relation.figure) in found for number in (relation.total, *relation.parts))


def finish(draft: Draft, seed: int, layout: str, lines: Iterable[Line]) -> GeneratedReport:
    """The report with its truth. Facts of which nothing was printed are left out."""
    text, found, traps = set_page(draft, lines)
    facts = [fact_of(draft, fact, found) for fact in draft.facts]
    return GeneratedReport(
        seed=seed,
        unit=draft.dept,
        period=draft.period,
        layout=layout,
        bank=draft.bank,
        text=text,
        truth=tuple(fact for fact in facts if fact.target or fact.actual or fact.rate),
        relations=tuple(relation for relation in draft.relations if in_print(relation, found)),
        traps=tuple(traps),
        errors=tuple(draft.errors),
        templates=tuple(sorted(draft.templates)),
        noise=tuple(sorted(draft.style.noise)),
    )
