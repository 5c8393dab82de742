"""One seed, one report: the setting is drawn, a layout writes, the page is set.

Deterministic: the same arguments give the same text and the same truth, on any machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from tests.generator.bank import Bank, PlaceName, places, sectors
from tests.generator.designs import designed, listed
from tests.generator.draft import Draft
from tests.generator.narrative import narrative
from tests.generator.page import Line, finish
from tests.generator.prose import (
    bulletin,
    cards,
    pairs,
    promises,
    self_evaluation,
    shared_cells,
    turned,
)
from tests.generator.style import choose_style
from tests.generator.tables import by_date, by_place, by_project, by_stage, by_task
from tests.generator.time_words import choose_period
from tests.generator.truth import GeneratedReport

Layout = Callable[[Draft], Iterator[Line]]
LAYOUTS: dict[Bank, dict[Layout, int]] = {
    "a": {
        narrative: 30,
        bulletin: 30,
        by_task: 10,
        by_place: 6,
        by_stage: 4,
        by_project: 6,
        by_date: 4,
        pairs: 7,
        self_evaluation: 7,
    },
    "b": {
        narrative: 16,
        bulletin: 34,
        listed: 18,
        designed: 24,
        by_place: 4,
        by_stage: 3,
        by_project: 3,
        by_date: 3,
    },
    "held_out": {
        narrative: 22,
        bulletin: 32,
        by_task: 8,
        by_place: 5,
        by_project: 6,
        by_stage: 3,
        cards: 8,
        promises: 8,
        turned: 4,
        shared_cells: 4,
    },
}
DRAWN_AS: dict[Bank, str] = {"a": "False", "b": "b", "held_out": "True"}  # never to be changed
OFFICES = (
    "人民政府办公室",
    "目标绩效管理办公室",
    "督查考评办公室",
    "发展和改革委员会",
    "经济技术开发区管理委员会",
)
ATTEMPTS = 60


def generate(
    seed: int, *, bank: Bank = "a", errors: int = 0, noise: bool = True
) -> GeneratedReport:
    """The report of this seed. `errors` mistakes are planted in it, all of them labelled.

    It is written with the phrases and layouts of `bank`. `noise` allows faults of typing. Raises
    ValueError when no layout could carry so many mistakes.
    """
    for attempt in range(ATTEMPTS):
        rng = Random(f"{seed}/{DRAWN_AS[bank]}/{errors}/{noise}/{attempt}")
        report = written(rng, seed, bank, errors, noise, attempt)
        if len(report.errors) == errors:
            return report
    raise ValueError(f"no report of seed {seed} can carry {errors} mistakes")


def generate_many(
    count: int, *, seed: int = 0, bank: Bank = "a", errors: int = 0, noise: bool = True
) -> Iterator[GeneratedReport]:
    """So many reports, of the seeds from `seed` on."""
    for number in range(seed, seed + count):
        yield generate(number, bank=bank, errors=errors, noise=noise)


def choose_office(rng: Random, place: PlaceName) -> tuple[tuple[str, ...], str]:
    """The sectors of a report, and who writes it: one bureau, or an office for all of them."""
    keys = list(sectors())
    if place.offices:
        return tuple(rng.sample(keys, rng.randint(3, 6))), rng.choice(place.offices)
    if rng.random() < 0.4:
        return tuple(rng.sample(keys, rng.randint(4, 8))), rng.choice(OFFICES)
    key = rng.choice(keys)
    return (key, sectors()[key].related), rng.choice(sectors()[key].bureaus)


def written(
    rng: Random, seed: int, bank: Bank, errors: int, noise: bool, attempt: int
) -> GeneratedReport:
    layouts = LAYOUTS[bank]
    layout = rng.choices(list(layouts), list(layouts.values()))[0]
    place = rng.choice(places(bank))
    chosen, office = choose_office(rng, place)
    period, year, months = choose_period(rng)
    draft = Draft(
        rng=rng,
        style=choose_style(rng, noise=noise),
        bank=bank,
        place=place,
        sectors=chosen,
        dept=place.name + office,
        period=period,
        year=year,
        months=months,
        error_budget=errors,
        error_share=min(1.0, 0.2 + 0.1 * errors + 0.1 * attempt),
    )
    return finish(draft, seed, layout.__name__, list(layout(draft)))
