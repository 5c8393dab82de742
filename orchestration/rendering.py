"""What a person sees at the terminal: claims, findings and the close of a run, as text and tables.

Everything shown was computed elsewhere. Text of a report is printed as it is, never as markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from orchestration.contract import Json
from orchestration.reading.report import Report

_PIPED_WIDTH = 160


def console(*, stderr: bool = False) -> Console:
    """A console that does not fold lines to 80 columns when its output is piped."""
    screen = Console(stderr=stderr, highlight=False)
    return screen if screen.is_terminal else Console(stderr=stderr, width=_PIPED_WIDTH)


def show_report(report: Report, objects: Sequence[Json], part: str) -> None:
    """One report: what it is, then its claims, quantities or blocks as a table."""
    screen = console()
    filed = f"{report.unit} {report.period}" if report.unit else "不在 raw 之下"
    screen.print(Text(f"{report.path} · {filed} · {report.format} · {report.status}", "bold"))
    if objects:
        screen.print({"quantities": _quantities, "blocks": _blocks}.get(part, _claims)(objects))
    if report.unread:
        screen.print(Text(f"未读懂 {len(report.unread)} 处", "yellow"))
    screen.print()


def _claims(objects: Sequence[Json]) -> Table:
    table = _table("类别", "维度", "指标", "项目", "目标", "完成", "完成率")
    for claim in objects:
        kind = "投资" if claim["kind"] == "investment" else "指标"
        figures = [_figure(claim[name]) for name in ("target", "actual", "stated_rate")]
        names = (str(claim[name] or "") for name in ("dimension", "indicator", "project"))
        _add(table, kind, *names, *figures, dim=bool(claim["derived"]))
    return table


def _quantities(objects: Sequence[Json]) -> Table:
    table = _table("块", "字", "原文", "数值", "单位", "算符", "约", "角色")
    for q in objects:
        place = f"{q['start']}-{q['end']}"
        _add(
            table,
            q["block"],
            place,
            *(q[n] for n in ("text", "value", "unit", "op", "approx", "role")),
        )
    return table


def _blocks(objects: Sequence[Json]) -> Table:
    table = _table("块", "表", "行", "列", "角色", "原文")
    for block in objects:
        _add(table, *(block[name] for name in ("block", "table", "row", "col", "role", "text")))
    return table


def _figure(figure: object) -> str:
    if not isinstance(figure, Mapping):
        return "—"
    op = "" if figure["op"] == "=" else figure["op"]
    return f"{op}{figure['value']}{figure['unit'] or ''}"


def _table(*heads: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _add(table: Table, *cells: object, dim: bool = False) -> None:
    table.add_row(
        *(Text("" if cell is None else str(cell)) for cell in cells), style="dim" if dim else None
    )
