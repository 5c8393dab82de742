"""Passages: a template of some kind, facts that suit it, and the sentence they make together.

Which kinds follow each other is the layout's business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from tests.generator.bank import Subject, Template, subjects_of, templates_of, words
from tests.generator.draft import Draft, FactDraft
from tests.generator.filling import fill
from tests.generator.levels import make_limit, make_percent, make_site, make_zero
from tests.generator.making import make_fact, make_stages, make_whole
from tests.generator.projects import make_investment, project_name

ACCIDENTS = ("生产安全事故", "火灾事故", "道路交通事故", "水上交通事故")
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
}
LARGE = 2000


def choose_template(draft: Draft, kind: str) -> Template | None:
    """A template of this kind that suits the period; None where none is held out or in use."""
    yearly = draft.months == 12
    suitable = [
        template
        for template in templates_of(kind, draft.held_out)
        if not (yearly and "interim" in template.when)
    ]
    return draft.rng.choice(suitable) if suitable else None


def choose_subject(draft: Draft, name: str) -> Subject:
    """A subject of this report's sectors, one not written about yet if there is any."""
    known = subjects_of(name, draft.sectors)
    label = "noun" if name == "stages" else "label"
    used = {fact.label for fact in draft.facts}
    fresh = [subject for subject in known if subject[label] not in used]
    if not fresh:
        fresh = [s for s in subjects_of(name, ()) if s[label] not in used]
    return draft.rng.choice(fresh or known)


def is_checked(template: Template, index: int = 0) -> bool:
    """Whether target, actual and rate of a fact all stand in print, as figures."""
    return all(
        template.prints(index, *names) for names in (("T", "t", "tle"), ("A", "An"), ("R",))
    )


def singles(draft: Draft, template: Template, count: int) -> list[FactDraft]:
    facts: list[FactDraft] = []
    for index in range(count):
        subject = choose_subject(draft, "indicators")
        while "large" in template.when and subject.high < LARGE:
            subject = draft.rng.choice(subjects_of("indicators", ()))
        checked = is_checked(template, index)
        facts.append(make_fact(draft, subject, template.when, checked=checked))
    return facts


def wholes(draft: Draft, template: Template) -> list[FactDraft]:
    figures = {
        "target" if slot == "partsT" else "actual"
        for slot in template.slots
        if slot.startswith("parts")
    }
    return make_whole(draft, choose_subject(draft, "wholes"), figures)


def investment(draft: Draft, template: Template) -> list[FactDraft]:
    unit = draft.rng.choice(("万元", "亿元"))
    fact = make_investment(draft, template.when, unit, checked=is_checked(template))
    fact.project = project_name(draft)
    return [fact]


def group_investment(draft: Draft, template: Template) -> list[FactDraft]:
    fact = make_investment(
        draft, template.when, "亿元", high=Decimal(6_000_000), checked=is_checked(template)
    )
    group = draft.rng.choice(words("projects")["groups"])
    fact.label, fact.words = f"{group}完成投资", {"group": group}
    return [fact]


def percents(draft: Draft, template: Template, count: int) -> list[FactDraft]:
    facts: list[FactDraft] = []
    for _ in range(count):
        subject = choose_subject(draft, "percents")
        while template.when and subject["direction"] == "down":
            subject = draft.rng.choice(subjects_of("percents", ()))
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
}


def passage(draft: Draft, kinds: Sequence[str] = tuple(PROSE_KINDS)) -> str:
    """A sentence of one of these kinds, about new facts."""
    template = None
    while template is None:
        kind = draft.rng.choices(kinds, [PROSE_KINDS[kind] for kind in kinds])[0]
        template = choose_template(draft, kind)
    return fill(draft, template, MAKERS[kind](draft, template))
