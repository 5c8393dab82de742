"""Drafting: the open questions of the ledger become letters, one for each unit.

Nothing is judged and nothing is reckoned; quoting.py quotes the reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

import duckdb

from orchestration.alerting.letters.letter import Hint, Letter, Question
from orchestration.alerting.letters.quoting import printable, quotes
from orchestration.reading.period import period_of
from orchestration.storing.asking import rows_of
from orchestration.storing.questions import explain

Row = Mapping[str, Any]

# What only we can mend is no question to a bureau.
_OURS_TO_MEND = ("file_reader_failed",)


def drafted(
    connection: duckdb.DuckDBPyConnection, letters: Path, today: date, unit: str | None = None
) -> tuple[Letter, ...]:
    """A letter, not yet due, for each unit with open questions; of one unit if it is given."""
    offices = _offices(connection)
    found = []
    for name, rows in groupby(_open(connection, unit), lambda row: row["unit"]):
        known = list(rows)
        questions = tuple(_questions(connection, known))
        if questions:
            found.append(
                Letter(
                    unit=printable(name),
                    office=offices.get(name),
                    day=today,
                    due=None,
                    questions=questions,
                    hints=tuple(_hints(known)),
                    folder=letters / name,
                )
            )
    return tuple(found)


def _open(connection: duckdb.DuckDBPyConnection, unit: str | None) -> list[Row]:
    """Open findings by unit, the latest period first, in it the gravest."""
    rows = rows_of(
        connection,
        """
        select finding_id, fact_id, severity, unit, period, indicator, project, file, message
        from quality.finding
        where
            state = 'open'
            and unit is not null
            and (?::varchar is null or unit = ?)
            and rule not in (select unnest(?::varchar[]))
        order by
            unit,
            list_position(['error', 'warning', 'note'], severity),
            item, indicator, project, file, finding_id
        """,
        [unit, unit, list(_OURS_TO_MEND)],
    )
    rows.sort(key=lambda row: _ends(row["period"]), reverse=True)
    rows.sort(key=lambda row: row["unit"])
    return rows


def _ends(period: str | None) -> tuple[date, int, str]:
    """Sorts periods by their end; of those that end together the longer is the later."""
    known = period_of(period or "")
    if known is None:
        return (date.min, 0, period or "")
    return (known.end, (known.end - known.start).days, known.key)


def _questions(connection: duckdb.DuckDBPyConnection, rows: Iterable[Row]) -> Iterator[Question]:
    asked = (row for row in rows if row["severity"] != "note")
    for number, row in enumerate(asked, start=1):
        explained = explain(connection, row["finding_id"])
        finding = explained.finding
        causes = _lines(finding["likely_cause"])
        suggestions = _lines(finding["suggestion"])
        yield Question(
            number=number,
            finding_id=row["finding_id"],
            fact_id=row["fact_id"],
            severity=row["severity"],
            period=row["period"],
            about=_about(row),
            asked=_asked(row["message"], explained.working, causes, suggestions),
            quotes=quotes(connection, row["finding_id"], explained.sentences),
            working=tuple(
                step for line in explained.working for step in printable(line).split("；")
            ),
            likely_causes=causes,
            suggestions=suggestions,
            instruction=printable(finding["instruction"]),
        )


def _hints(rows: Iterable[Row]) -> Iterator[Hint]:
    for row in rows:
        if row["severity"] == "note":
            yield Hint(row["period"], printable(row["message"]))


def _about(row: Row) -> str:
    named = "·".join(filter(None, (row["project"], row["indicator"])))
    return printable(named or PurePosixPath(row["file"]).name)


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(printable(line) for line in (text or "").splitlines())


def _asked(
    message: str, working: Iterable[str], causes: Iterable[str], suggestions: Iterable[str]
) -> tuple[str, ...]:
    """The message without what a letter says on lines of its own."""
    said = "\n".join(_lines(message))
    for line in working:
        said = said.replace(f"：{printable(line)}", "")
    for line in causes:
        said = said.replace(f"可能的原因：{line}。", "")
    for line in suggestions:
        said = said.replace(f"{line}。", "")
    return tuple(dict.fromkeys(filter(None, said.splitlines())))


def _offices(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Responsible office (责任处室) of each unit, where staging.units tells it."""
    told = connection.execute(
        "select count(*) from information_schema.columns"
        " where table_schema = 'staging' and table_name = 'units' and column_name = 'office'"
    ).fetchone()
    if not (told and told[0]):
        return {}
    rows = connection.execute(
        "select unit, office from staging.units where office is not null and office <> ''"
    ).fetchall()
    return {unit: printable(office) for unit, office in rows}
