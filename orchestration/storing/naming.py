"""Names of indicators: suggestions for names that may mean one thing, and the ones accepted.

The accepted ones stand in indicator_aliases.csv among the seeds, which a person may edit too. What is
alike is reckoned in dbt; nothing becomes one series before a person says so.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import duckdb

from orchestration.storing.asking import rows_of


class AliasTaken(ValueError):
    """The alias goes by another name already."""


def suggestions(
    connection: duckdb.DuckDBPyConnection, unit: str | None = None
) -> list[dict[str, Any]]:
    """Pairs of names, the likest first: alias, indicator, unit, base_unit, likeness_pct, periods."""
    return rows_of(
        connection,
        """
        select alias, indicator, unit, base_unit, likeness_pct, alias_periods, indicator_periods
        from facts.fct_alias_suggestion
        where ?::varchar is null or unit = ?
        order by likeness_pct desc, unit, indicator, alias
        """,
        [unit, unit],
    )


def accept(alias: str, indicator: str, unit: str, seeds: Path) -> None:
    """Write that `alias` means `indicator`; the next run follows it. Raises `AliasTaken`."""
    file = seeds / "indicator_aliases.csv"
    with file.open(encoding="utf-8", newline="") as known:
        rows = list(csv.DictReader(known))
    for row in rows:
        if (row["alias"], row["unit"]) == (alias, unit):
            if row["indicator"] == indicator:
                return
            raise AliasTaken(f"{alias} goes by {row['indicator']} already")
    rows.append({"alias": alias, "indicator": indicator, "unit": unit})
    with file.open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, ("alias", "indicator", "unit"), lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: (row["unit"], row["alias"])))
