"""`python -m tests.generator DIR`: write reports and their truth to a folder; nothing else."""

from __future__ import annotations

from pathlib import Path

import click

from tests.generator import generate_many
from tests.generator.bank import BANKS, Bank


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--count", default=100, show_default=True, help="How many reports to write.")
@click.option("--seed", default=0, show_default=True, help="The seed of the first report.")
@click.option("--bank", type=click.Choice(BANKS), default="a", show_default=True, help="Phrases.")
@click.option("--errors", default=0, show_default=True, help="Mistakes planted in each report.")
@click.option("--noise/--no-noise", default=True, help="Allow faults of typing.")
def main(folder: Path, count: int, seed: int, bank: Bank, errors: int, noise: bool) -> None:
    """Write FOLDER/raw/<unit>/<period>[ number].txt and FOLDER/truth.jsonl."""
    folder.mkdir(parents=True, exist_ok=True)
    written: set[Path] = set()
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for report in generate_many(count, seed=seed, bank=bank, errors=errors, noise=noise):
            path = folder / "raw" / report.path
            if path in written:
                path = path.with_stem(f"{path.stem} {report.seed}")
            written.add(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(report.text, encoding="utf-8")
            truth.write(report.truth_json(str(path.relative_to(folder / "raw"))) + "\n")
    click.echo(f"{count} reports in {folder}")


if __name__ == "__main__":
    main()
