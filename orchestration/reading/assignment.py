"""The assignment problem: pair rows with columns so that the sum of scores is greatest.

Pure arithmetic (Hungarian method, potentials). Pairs below a threshold are left unpaired.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping


def assign(scores: Mapping[tuple[int, int], float], threshold: float) -> dict[int, int]:
    """Best pairing {row: column} of the scored pairs; no pair scores below `threshold`.

    Pairs that are not in `scores` are impossible. Parts that share nothing are solved apart, so that
    the cost follows the size of the largest part. Deterministic: ties go to the lower numbers.
    """
    kept = {pair: score for pair, score in scores.items() if score >= threshold}
    paired: dict[int, int] = {}
    for part in _parts(kept):
        rows = sorted({row for row, _ in part})
        columns = sorted({column for _, column in part})
        gains = [[kept.get((row, column), 0.0) for column in columns] for row in rows]
        for row, column in _hungarian(gains):
            if (rows[row], columns[column]) in kept:
                paired[rows[row]] = columns[column]
    return paired


def _parts(pairs: Mapping[tuple[int, int], float]) -> list[list[tuple[int, int]]]:
    """Connected parts of the graph of pairs."""
    by_row: dict[int, list[int]] = defaultdict(list)
    by_column: dict[int, list[int]] = defaultdict(list)
    for row, column in sorted(pairs):
        by_row[row].append(column)
        by_column[column].append(row)
    seen: set[int] = set()
    parts = []
    for start in by_row:
        if start in seen:
            continue
        part, pending = [], [start]
        seen.add(start)
        while pending:
            row = pending.pop()
            for column in by_row[row]:
                part.append((row, column))
                for other in by_column[column]:
                    if other not in seen:
                        seen.add(other)
                        pending.append(other)
        parts.append(part)
    return parts


def _hungarian(gains: list[list[float]]) -> list[tuple[int, int]]:
    """Pairs of the maximal matching of a dense matrix (Kuhn-Munkres with potentials, O(n²m))."""
    flipped = len(gains) > len(gains[0])
    matrix = [list(line) for line in zip(*gains, strict=True)] if flipped else gains
    n, m = len(matrix), len(matrix[0])
    over, under = [0.0] * (n + 1), [0.0] * (m + 1)
    owner = [0] * (m + 1)
    for row in range(1, n + 1):
        owner[0] = row
        column = 0
        slack = [float("inf")] * (m + 1)
        way = [0] * (m + 1)
        used = [False] * (m + 1)
        while True:
            used[column] = True
            current, delta, nearest = owner[column], float("inf"), 0
            for j in range(1, m + 1):
                if used[j]:
                    continue
                cost = -matrix[current - 1][j - 1] - over[current] - under[j]
                if cost < slack[j]:
                    slack[j], way[j] = cost, column
                if slack[j] < delta:
                    delta, nearest = slack[j], j
            for j in range(m + 1):
                if used[j]:
                    over[owner[j]] += delta
                    under[j] -= delta
                else:
                    slack[j] -= delta
            column = nearest
            if owner[column] == 0:
                break
        while column:
            owner[column] = owner[way[column]]
            column = way[column]
    pairs = [(owner[j] - 1, j - 1) for j in range(1, m + 1) if owner[j]]
    return [(j, i) for i, j in pairs] if flipped else pairs
