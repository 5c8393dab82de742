"""Labelled sentences are read no worse than they were: floors a little below what was measured."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from tests.score import sentences
from tests.score.matching import Said, Tally, said_by_claim, said_by_label

# set -> kind -> (least precision, least recall); set a comes from real reports, the others were
# written by hand.
FLOORS = {
    "sentences-a": {"figures": (0.99, 0.98), "roles": (0.98, 0.97), "claims": (0.97, 0.97)},
    "sentences-b": {"figures": (0.99, 0.98), "roles": (0.98, 0.97), "claims": (0.95, 0.95)},
    "sentences-c": {"figures": (0.99, 0.98), "roles": (0.97, 0.96), "claims": (0.95, 0.93)},
    "sentences-d": {"figures": (0.97, 0.96), "roles": (0.95, 0.95), "claims": (0.92, 0.91)},
    "sentences-e": {"figures": (0.99, 0.98), "roles": (0.98, 0.96), "claims": (0.95, 0.93)},
    "sentences-f": {"figures": (0.99, 0.97), "roles": (0.97, 0.93), "claims": (0.96, 0.92)},
    "sentences-g": {"figures": (0.98, 0.98), "roles": (0.96, 0.93), "claims": (0.95, 0.92)},
    "sentences-h": {"figures": (0.99, 0.98), "roles": (0.98, 0.96), "claims": (0.94, 0.91)},
    "sentences-i": {"figures": (0.99, 0.98), "roles": (0.98, 0.97), "claims": (0.93, 0.93)},
    "sentences-j": {"figures": (0.98, 0.97), "roles": (0.96, 0.94), "claims": (0.94, 0.91)},
    "sentences-k": {"figures": (0.98, 0.97), "roles": (0.96, 0.93), "claims": (0.92, 0.9)},
    "sentences-l": {"figures": (0.98, 0.97), "roles": (0.96, 0.94), "claims": (0.93, 0.93)},
    "sentences-m": {"figures": (0.99, 0.98), "roles": (0.98, 0.96), "claims": (0.95, 0.92)},
    "sentences-n": {"figures": (0.99, 0.99), "roles": (0.97, 0.94), "claims": (0.95, 0.91)},
    "sentences-o": {"figures": (0.97, 0.98), "roles": (0.95, 0.94), "claims": (0.92, 0.9)},
    "sentences-p": {"figures": (0.99, 0.98), "roles": (0.98, 0.97), "claims": (0.96, 0.94)},
    "sentences-q": {"figures": (0.99, 0.99), "roles": (0.98, 0.94), "claims": (0.95, 0.88)},
    "sentences-r": {"figures": (0.98, 0.98), "roles": (0.96, 0.95), "claims": (0.94, 0.91)},
    "sentences-s": {"figures": (0.99, 0.99), "roles": (0.98, 0.96), "claims": (0.98, 0.97)},
    "sentences-t": {"figures": (0.99, 0.99), "roles": (0.98, 0.97), "claims": (0.97, 0.92)},
    "sentences-u": {"figures": (0.99, 0.99), "roles": (0.98, 0.94), "claims": (0.94, 0.9)},
    "sentences-v": {"figures": (0.99, 0.99), "roles": (0.98, 0.96), "claims": (0.98, 0.94)},
    "sentences-w": {"figures": (0.99, 0.99), "roles": (0.98, 0.93), "claims": (0.97, 0.94)},
    "sentences-x": {"figures": (0.99, 0.99), "roles": (0.98, 0.96), "claims": (0.96, 0.94)},
}
MOST_TRAPS = dict.fromkeys(FLOORS, 1) | {
    "sentences-a": 0,
    "sentences-d": 10,
    "sentences-o": 2,
    "sentences-r": 3,
}


@cache
def _scores(name: str) -> dict[str, Tally]:
    return sentences.score(sentences.labelled(name))


@pytest.mark.parametrize("kind", ["figures", "roles", "claims"])
@pytest.mark.parametrize("name", FLOORS)
def test_precision_and_recall_keep_their_floor(name: str, kind: str) -> None:
    measured = _scores(name)[kind]
    precision, recall = FLOORS[name][kind]
    assert measured.precision is not None and measured.recall is not None
    assert measured.precision >= precision, measured.misses
    assert measured.recall >= recall, measured.misses


@pytest.mark.parametrize("name", FLOORS)
def test_numbers_that_are_no_values_stay_out_of_claims(name: str) -> None:
    broken = _scores(name)["traps"]
    assert broken.wrong <= MOST_TRAPS[name], broken.misses


@pytest.mark.parametrize("name", FLOORS)
def test_no_sure_claim_contradicts_its_rate_unless_the_sentence_does(name: str) -> None:
    for case in sentences.labelled(name):
        labelled = [said_by_label(f) for f in (*case["facts"], *case.get("optional_facts", ()))]
        printed = {(said.target, said.actual, said.rate) for said in labelled}
        report = sentences.report_of(case["text"])
        for claim in report.claims:
            said = said_by_claim(report, claim)
            accused = not claim.unsure and claim.direction == "up" and _is_far_off(said)
            assert not accused or (said.target, said.actual, said.rate) in printed, case["text"]


def _is_far_off(said: Said) -> bool:
    """Whether the rate is off by more than any rounding of what is printed explains."""
    if said.target is None or said.actual is None or said.rate is None or not said.target[0]:
        return False
    computed = 100 * said.actual[0] / said.target[0]
    step = Decimal(1).scaleb(min(0, int(said.rate.as_tuple().exponent)))
    return abs(computed - said.rate) > 2 * step + computed * Decimal("0.004")
