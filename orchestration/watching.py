"""What a person sees while a run goes on: bars at a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from orchestration.rendering import console

_STAGES = {"read": "读取", "build": "计算", "check": "核对", "publish": "发布", "tell": "通知"}


@contextmanager
def watching() -> Iterator[Callable[[str, str, int, int], None]]:
    """A watcher of a run that shows its progress: bars at a terminal, plain lines elsewhere."""
    screen = console(stderr=True)
    if not screen.is_terminal:
        yield _say_plainly
        return
    columns = (TextColumn("{task.fields[stage]}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TextColumn("{task.description}"), console=screen, transient=True
    ) as bars:
        tasks: dict[str, TaskID] = {}
        waiting = bars.add_task("", stage="准备", total=None)

        def show(stage: str, what: str, number: int, total: int) -> None:
            bars.update(waiting, visible=False)
            if stage not in tasks:
                tasks[stage] = bars.add_task("", stage=_STAGES[stage], total=total)
            bars.update(tasks[stage], completed=number, total=total, description=escape(what))

        yield show


def _say_plainly(stage: str, what: str, number: int, total: int) -> None:
    """A line for each file that is not simply unchanged, and one at the end of each stage."""
    if number == total or (stage == "read" and not what.endswith(": unchanged")):
        click.echo(f"{_STAGES[stage]} {number}/{total} {what}", err=True)
