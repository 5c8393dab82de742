"""Small pictures for the Dagster pages: how many verdicts of each kind, how far indicators are.

The figures are read from facts and marts; nothing is judged or computed here.
"""

import base64
from collections.abc import Sequence
from html import escape

import dagster as dg
import duckdb

Bars = Sequence[tuple[str, float]]

# A long chart is no picture any more; the table holds the rest.
_MOST_BARS = 20
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
    """Horizontal bars as an image in Markdown, which the Dagster pages show."""
    svg = base64.b64encode(_svg(bars).encode()).decode()
    return f"![](data:image/svg+xml;base64,{svg})"


def _svg(bars: Bars) -> str:
    longest = max((value for _, value in bars), default=0) or 1
    height = 22 * len(bars) + 6
    lines = []
    for number, (label, value) in enumerate(bars):
        top, width = 22 * number + 4, max(1, round(240 * value / longest))
        lines.append(
            f'<text x="196" y="{top + 13}" text-anchor="end">{escape(label[:16])}</text>'
            f'<rect x="204" y="{top}" width="{width}" height="16" fill="#4f7cac"/>'
            f'<text x="{210 + width}" y="{top + 13}">{value:g}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="520" height="{height}"'
        f' font-family="sans-serif" font-size="12" fill="#444">{"".join(lines)}</svg>'
    )
