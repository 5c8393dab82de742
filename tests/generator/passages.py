"""Passages: a template of some kind, facts that suit it, and the sentence they make together.

Which kinds follow each other is the layout's business.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tests.generator.bank import Subject, Template, subjects, subjects_of, templates_of, words
from tests.generator.draft import Draft, FactDraft
from tests.generator.filling import fill
from tests.generator.levels import make_limit, make_percent, make_site, make_zero
from tests.generator.making import make_fact, make_stages, make_whole
from tests.generator.projects import make_investment, project_name
from tests.generator.several import (
    make_budget,
    make_for_two_targets,
    make_in_places,
    make_on_two_bases,
    make_progress,
)

ACCIDENTS = ("生产安全事故", "火灾事故", "道路交通事故", "水上交通事故")
FILE_OF_KIND = {
    "single": ("indicators", 1),
    "group2": ("indicators", 2),
    "group3": ("indicators", 3),
    "stage": ("stages", 1),
    "whole": ("wholes", 1),
    "control": ("controls", 1),
    "zero": ("controls", 1),
    "percent": ("percents", 1),
    "percent2": ("percents", 2),
    "site": ("sites", 1),
    "places2": ("indicators", 1),
    "places3": ("indicators", 1),
    "two_bases": ("indicators", 1),
    "two_targets": ("indicators", 1),
    "entry": ("indicators", 1),
    "entry_percent": ("percents", 1),
    "entry_control": ("controls", 1),
}
FIGURES = {"T": "target", "A": "actual"}
LARGE_SUMS = (Decimal(80_000), Decimal(6_000_000))  # of all projects of a place in a year, 万元
PROSE_KINDS = {
    "single": 34,
    "group2": 10,
    "group3": 5,
    "stage": 7,
    "whole": 9,
    "invest": 12,
    "invest_group": 5,
    "control": 6,
    "zero": 2,
    "percent": 8,
    "percent2": 2,
    "site": 3,
    "places2": 4,
    "places3": 4,
    "two_bases": 5,
    "two_targets": 4,
    "progress": 3,
}
LARGE = 2000
EARLIEST_COMPLETION = 5  # the month before which hardly any plan of a year is fulfilled


def choose_template(draft: Draft, kind: str) -> Template | None:
    """A template of this kind that suits the period; None where none is held out or in use."""
    unfit = {"interim"} if draft.months == 12 else {"yearly"}
    if draft.months < EARLIEST_COMPLETION:
        unfit |= {"over", "equal"}
    suitable = [t for t in templates_of(kind, draft.bank) if unfit.isdisjoint(t.when)]
    return draft.rng.choice(suitable) if suitable else None


def fresh(draft: Draft, name: str) -> list[Subject]:
    """The subjects of this report's sectors that nothing was written about yet."""
    label = "noun" if name == "stages" else "label"
    return [s for s in subjects_of(name, draft.sectors) if s[label] not in draft.said]


def fresh_subjects(draft: Draft, name: str, count: int) -> list[Subject]:
    """So many different subjects, fewer where the sectors have no more, one at the least."""
    known = fresh(draft, name)
    chosen = draft.rng.sample(known, min(count, len(known)))
    draft.said.update(subject["noun" if name == "stages" else "label"] for subject in chosen)
    return chosen or [choose_subject(draft, name)]


def choose_subject(draft: Draft, name: str) -> Subject:
    """A subject of this report's sectors, one not written about yet if there is any."""
    known = fresh(draft, name) or subjects_of(name, draft.sectors) or subjects(name)
    chosen = draft.rng.choice(known)
    draft.said.add(chosen["noun" if name == "stages" else "label"])
    return chosen


def is_checked(template: Template, index: int = 0) -> bool:
    """Whether target, actual and rate of a fact all stand in print, as figures."""
    return all(template.prints(index, *names) for names in (("T", "t", "tle"), ("A", "An"), ("R",)))


def singles(draft: Draft, template: Template, count: int) -> list[FactDraft]:
    facts: list[FactDraft] = []
    for index in range(count):
        subject = choose_subject(draft, "indicators")
        while "large" in template.when and subject.high < LARGE:
            subject = draft.rng.choice(subjects("indicators"))
        checked = is_checked(template, index)
        facts.append(make_fact(draft, subject, template.when, checked=checked))
    return facts


def wholes(draft: Draft, template: Template) -> list[FactDraft]:
    printed = "".join(slot.removeprefix("parts") for slot in template.slots if "parts" in slot)
    figures = {figure for letter, figure in FIGURES.items() if letter in printed}
    return make_whole(draft, choose_subject(draft, "wholes"), figures)


def investment(draft: Draft, template: Template) -> list[FactDraft]:
    unit = draft.rng.choice(("万元", "亿元"))
    fact = make_investment(draft, template.when, unit, checked=is_checked(template))
    fact.project = project_name(draft)
    return [fact]


def group_investment(draft: Draft, template: Template) -> list[FactDraft]:
    fact = make_investment(
        draft, template.when, "亿元", span=LARGE_SUMS, checked=is_checked(template)
    )
    group = draft.rng.choice(words("projects")["groups"])
    fact.label, fact.words = f"{group}完成投资", {"group": group}
    return [fact]


def percents(draft: Draft, template: Template, count: int) -> list[FactDraft]:
    facts: list[FactDraft] = []
    for _ in range(count):
        subject = choose_subject(draft, "percents")
        while template.when and subject["direction"] == "down":
            subject = draft.rng.choice(subjects("percents"))
        facts.append(make_percent(draft, subject, template.when))
    return facts


def control(draft: Draft, template: Template) -> list[FactDraft]:
    when = template.when if is_checked(template) else template.when | {"unchecked"}
    return [make_limit(draft, choose_subject(draft, "controls"), when)]


def site(draft: Draft, template: Template) -> list[FactDraft]:
    return [make_site(draft, choose_subject(draft, "sites"))]


MAKERS: dict[str, Callable[[Draft, Template], list[FactDraft]]] = {
    "single": lambda d, t: singles(d, t, 1),
    "group2": lambda d, t: singles(d, t, 2),
    "group3": lambda d, t: singles(d, t, 3),
    "stage": lambda d, _: make_stages(d, choose_subject(d, "stages")),
    "whole": wholes,
    "invest": investment,
    "invest_group": group_investment,
    "control": control,
    "zero": lambda d, _: [make_zero(d, d.rng.choice(ACCIDENTS))],
    "percent": lambda d, t: percents(d, t, 1),
    "percent2": lambda d, t: percents(d, t, 2),
    "site": site,
    "places2": lambda d, t: make_in_places(d, t, choose_subject(d, "indicators"), 2),
    "places3": lambda d, t: make_in_places(d, t, choose_subject(d, "indicators"), 3),
    "two_bases": lambda d, _: make_on_two_bases(d, choose_subject(d, "indicators")),
    "two_targets": lambda d, _: make_for_two_targets(d, choose_subject(d, "indicators")),
    "progress": lambda d, _: [make_progress(d)],
    "budget": lambda d, _: [make_budget(d)],
    "entry": lambda d, t: singles(d, t, 1),
    "entry_invest": investment,
    "entry_percent": lambda d, t: percents(d, t, 1),
    "entry_control": control,
}


def can_be_written(draft: Draft, kind: str) -> bool:
    """Whether this report's sectors still have subjects for a passage of this kind."""
    if kind not in FILE_OF_KIND:
        return True
    name, count = FILE_OF_KIND[kind]
    return len(fresh(draft, name)) >= count


def passage(draft: Draft) -> str:
    """A sentence of any kind, about new facts that suit this report."""
    known = [
        kind
        for kind in PROSE_KINDS
        if can_be_written(draft, kind) and templates_of(kind, draft.bank)
    ]
    template = None
    while template is None:
        kind = draft.rng.choices(known, [PROSE_KINDS[kind] for kind in known])[0]
        template = choose_template(draft, kind)
    return fill(draft, template, MAKERS[kind](draft, template))
