"""The assignment problem: pair rows with columns so that the sum of scores is greatest.

Pure arithmetic (Hungarian method with potentials, over the scored pairs alone). Pairs below a
threshold are left unpaired.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping
from operator import itemgetter

_Edges = dict[int, list[tuple[int, float]]]  # row -> its columns, with the scores


def assign(scores: Mapping[tuple[int, int], float], threshold: float) -> dict[int, int]:
    """Best pairing {row: column} of the scored pairs; no pair scores below `threshold`.

    Pairs that are not in `scores` are impossible. A row looks no farther than at the pairs it could
    push aside, so that the cost follows their number and not the square of the rows.
    Deterministic: of ties the pairing stays that was found first, lower numbers first.
    """
    edges: _Edges = defaultdict(list)
    for (row, column), score in sorted(scores.items()):
        if score >= threshold:
            edges[row].append((column, score))
    return {row: column for column, row in _hungarian(edges).items()}


def _hungarian(edges: _Edges) -> dict[int, int]:
    """Best pairing {column: row}; a row may stay alone, which scores 0.

    Rows come in one after another, each along the cheapest path of pairs that make way for it
    (Dijkstra: the potentials `over` and `under` keep the costs of all but the new row above 0).
    """
    owner: dict[int, int] = {}
    over = dict.fromkeys(edges, 0.0)
    under: dict[int, float] = defaultdict(float)
    for row in edges:
        way: dict[int, int | None] = {}  # column -> the column whose owner would move there
        cost: dict[int, float] = {}
        settled: dict[int, float] = {}
        reached: list[tuple[float, int]] = []
        current, column, spent = row, None, 0.0
        alone: tuple[float, int | None] = (
            0.0,
            None,
        )  # what it costs that a row gives its column up
        while True:
            alone = min(alone, (spent - over[current], column), key=_COST)
            for other, score in edges[current]:
                total = spent - score - over[current] - under[other]
                if other not in settled and total < cost.get(other, _INFINITE) - _TIE:
                    cost[other], way[other] = total, column
                    heapq.heappush(reached, (total, other))
            while reached and reached[0][1] in settled:
                heapq.heappop(reached)
            if not reached or reached[0][0] > alone[0]:
                spent, column = alone
                break
            spent, column = heapq.heappop(reached)
            if column not in owner:
                break
            settled[column] = spent
            current = owner[column]
        over[row] += spent
        for passed, at in settled.items():
            over[owner[passed]] += spent - at
            under[passed] -= spent - at
        while column is not None:
            before = way[column]
            owner[column] = row if before is None else owner[before]
            column = before
    return owner


_COST = itemgetter(0)
_INFINITE = float("inf")
_TIE = 1e-9  # sums that differ by less are the same, added up in another order
