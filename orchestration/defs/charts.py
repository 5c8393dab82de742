"""Small pictures for the Dagster pages: how many verdicts of each kind, how far indicators are.

The figures are read from facts and marts; nothing is judged or computed here.
"""

from collections.abc import Sequence

import dagster as dg
import duckdb

Bars = Sequence[tuple[str, float]]

# A long chart is no picture any more; the table holds the rest.
_MOST_BARS = 20
_WIDTH = 30
_MARKDOWN = set("\\`*_{}[]<>()#+-.!|~$&")
_QUERIES = {
    "fct_indicator": (
        "verdicts",
        "select verdict, count(*) from facts.fct_indicator where believed_to is null"
        " group by verdict order by verdict",
    ),
    "scorecard": (
        "completion_pct",
        "select indicator, completion_pct from marts.scorecard where completion_pct is not null"
        " order by completion_pct, indicator limit ?",
    ),
}


def of(model: str, connection: duckdb.DuckDBPyConnection) -> dict[str, dg.MarkdownMetadataValue]:
    """The chart of a model as metadata; none for most models."""
    if model not in _QUERIES:
        return {}
    title, query = _QUERIES[model]
    rows = connection.execute(query, [_MOST_BARS] if "?" in query else []).fetchall()
    bars = [(str(label), float(value)) for label, value in rows]
    return {title: dg.MetadataValue.md(picture(bars))} if bars else {}


def picture(bars: Bars) -> str:
    """Horizontal bars as a Markdown table.

    Drawn with characters: the Dagster pages drop images that come inside the Markdown.
    """
    longest = max((value for _, value in bars), default=0) or 1
    lines = [
        f"| {_plain(label)} | {'█' * max(1, round(_WIDTH * value / longest))} | {value:g} |"
        for label, value in bars
    ]
    return "\n".join(["| | | |", "|---|---|---:|", *lines])


def _plain(label: str) -> str:
    """A label from a report, with nothing in it that Markdown would take as its own."""
    return "".join(f"\\{sign}" if sign in _MARKDOWN else sign for sign in label.strip())
