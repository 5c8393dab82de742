"""Tables and lists whose shape is data: a head and a row of slots, or the lines of one entry.

A design says what the cells hold; facts are made for each row and printed into it. Tables that
need sums or shared targets are written elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.generator.bank import Template, sectors, split_slots, words
from tests.generator.draft import Draft, FactDraft
from tests.generator.filling import fill
from tests.generator.making import make_fact
from tests.generator.page import Line, Paragraph, Row
from tests.generator.passages import MAKERS, can_be_written, choose_template, fresh_subjects
from tests.generator.phrases import ORDER, phrase, some

ENTRY_KINDS = {"entry": 56, "entry_invest": 16, "entry_percent": 16, "entry_control": 12}
LINE_END = "¶"
SCORES = (5, 8, 10, 10, 15, 20)


def cell_template(draft: Draft, name: str, text: str, when: str = "") -> Template:
    parts = split_slots(text)
    slots = frozenset(part[0] for part in parts if not isinstance(part, str))
    return Template(name, "design", draft.bank, frozenset(when.split()), parts, slots)


def designed(draft: Draft) -> Iterator[Line]:
    """One or two tables of the bank's designs."""
    rng = draft.rng
    known = words("designs", draft.bank)
    unfit = "interim" if draft.months == 12 else "yearly"
    suitable = sorted(name for name in known if unfit not in known[name].get("when", ""))
    names = rng.sample(suitable, rng.choice((1, 1, 2)))
    for table, name in enumerate(names):
        yield from design(draft, name, known[name], table)
    label = sectors()[draft.sectors[0]].name
    yield Paragraph(some(draft, "closings", label, 1)[0])


def design(draft: Draft, name: str, shape: dict[str, object], table: int) -> Iterator[Line]:
    """Title, note, head and rows of one table."""
    rng = draft.rng
    label = sectors()[draft.sectors[0]].name
    yield Paragraph(phrase(draft, str(shape["title"]), label))
    if "note" in shape:
        yield Paragraph(phrase(draft, str(shape["note"]), label))
    cells, heads = strings(shape["row"]), [strings(head) for head in listed_in(shape["head"])]
    whole_row = cell_template(draft, name, "".join(cells), str(shape.get("when", "")))
    kinds = strings(shape["kinds"])
    if kinds == ["by_place"]:
        made = rows_by_place(draft, whole_row)
    else:
        made = rows_of_kinds(draft, whole_row, kinds)
    known = words("filler", draft.bank)
    number = 0
    for position, facts in enumerate(made):
        for fact in facts:
            number += 1
            weight = rng.choice(SCORES)
            fact.words = {
                "sector": draft.sectors[0],
                **fact.words,
                "seq": str(number),
                "weight": str(weight),
                "score": f"{weight - rng.choice((0, 0, 0.5, 1)):g}",
                "owner": rng.choice(sectors()[fact.words.get("sector", draft.sectors[0])].bureaus),
                "remark": rng.choice(known["remarks"]),
            }
        if position == 0:
            for head in heads:
                filled = [fill(draft, cell_template(draft, name, text), facts) for text in head]
                yield Row(table, filled)
        row = [fill(draft, cell_template(draft, name, text), facts) for text in cells]
        yield Row(table, row)


def strings(value: object) -> list[str]:
    return [str(each) for each in listed_in(value)]


def listed_in(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def rows_of_kinds(draft: Draft, row: Template, kinds: Sequence[str]) -> Iterator[list[FactDraft]]:
    """Facts for so many rows, each of one of the kinds."""
    for position in range(draft.rng.randint(3, 10)):
        possible = [kind for kind in kinds if can_be_written(draft, kind)]
        if possible or position == 0:
            yield MAKERS[draft.rng.choice(possible or kinds)](draft, row)


def rows_by_place(draft: Draft, row: Template) -> Iterator[list[FactDraft]]:
    """The same indicators for each district."""
    count = 1 + max(part[1] for part in row.parts if not isinstance(part, str))
    subjects = fresh_subjects(draft, "indicators", count)
    while len(subjects) < count:
        subjects += fresh_subjects(draft, "indicators", 1)
    for place in draft.place.districts:
        facts = [make_fact(draft, subject, row.when) for subject in subjects]
        for fact in facts:
            fact.scope, fact.words = place, {**fact.words, "place": place}
        yield facts


def listed(draft: Draft) -> Iterator[Line]:
    """Title, lead, then entries of one shape or two; a line of an entry is a line of the report."""
    rng = draft.rng
    known = words("layouts", draft.bank)["listed"]
    label = sectors()[draft.sectors[0]].name
    kinds = rng.choices(list(ENTRY_KINDS), list(ENTRY_KINDS.values()), k=rng.choice((1, 1, 2)))
    shapes = [
        template for kind in dict.fromkeys(kinds) if (template := choose_template(draft, kind))
    ]
    own_title = known["own_titles"].get(shapes[0].id)
    yield Paragraph(phrase(draft, own_title or rng.choice(known["titles"]), label))
    if rng.random() < 0.6 and not own_title:
        yield Paragraph(some(draft, "leads", label, 1)[0])
    number = 0
    for template in shapes:
        for _ in range(rng.randint(3, 8)):
            if not can_be_written(draft, template.kind):
                break
            number += 1
            for line in entry(draft, template, number):
                yield Paragraph(line)
    if not own_title:
        yield Paragraph(some(draft, "nexts", label, 1)[0])


def entry(draft: Draft, template: Template, number: int) -> list[str]:
    """The lines of one entry."""
    facts = MAKERS[template.kind](draft, template)
    for fact in facts:
        sector = fact.words.get("sector", draft.sectors[0])
        fact.words = {
            **fact.words,
            "seq": str(number),
            "order": ORDER[(number - 1) % len(ORDER)],
            "owner": draft.rng.choice(sectors()[sector].bureaus),
        }
    return fill(draft, template, facts).split(LINE_END)
