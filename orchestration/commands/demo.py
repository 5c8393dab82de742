"""`kaohe demo`: a province that does not exist, through everything, in a home of its own."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("var/demo"),
    show_default=True,
    help="Folder of the demo; what an earlier demo left in it is made anew.",
)
def demo(home: Path) -> None:
    """Show what this is for: twelve units, twelve months, and what to look at in the end."""
    from orchestration.watching import watching

    with watching() as watcher:
        from orchestration.demo.showing import show

        lines = list(show(home.absolute(), watcher))
    for line in lines:
        click.echo(line)
