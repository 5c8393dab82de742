"""The `kaohe` command: it calls the other rooms and shows what they answer. Nothing is done here.

Exit status: 0 done, whatever was found; 1 something of ours broke; 2 wrong use; 3 `--fail-on` met
an open finding of at least that severity; 130 interrupted. Answers go to stdout, all else to
stderr. What a command needs is imported when it runs, so that `read` does not wait for Dagster.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from expectations.rule import SEVERITIES

home_option = click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of all that is produced. Else KAOHE_HOME, else var/.",
)
raw_option = click.option(
    "--raw",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the reports: <unit>/<period>[ free words].<ext>. Else KAOHE_RAW, else raw/.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


class _Kaohe(click.Group):
    """Turns errors that a person can act on into a message and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            _stop("interrupted; the warehouse holds what was whole by then", 130)
        except RuntimeError as error:
            from orchestration.storing.home import NoWarehouse, WarehouseBusy
            from orchestration.storing.incoming import NoRawFolder

            if isinstance(error, NoWarehouse | NoRawFolder):
                _stop(str(error), 2)
            if isinstance(error, WarehouseBusy):
                _stop(str(error), 1)
            raise


@click.group(cls=_Kaohe, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kaohe")
def main() -> None:
    """考核: read performance reports, recompute their claims, ask about what does not fit."""
    if Path(".env").is_file():
        from dotenv import load_dotenv

        load_dotenv(".env")


@main.command()
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH…"
)
@click.option(
    "--quantities", "part", flag_value="quantities", help="Every quantity, with its role."
)
@click.option("--blocks", "part", flag_value="blocks", help="The cells and paragraphs.")
@raw_option
@home_option
@json_option
def read(
    paths: tuple[Path, ...], part: str | None, raw: Path | None, home: Path | None, as_json: bool
) -> None:
    """Read reports, or folders of them, and print their claims. Nothing is stored.

    A file under the raw folder has its unit and period from its path; any other has none.
    """
    from orchestration import contract, rendering
    from orchestration.reading.limits import ReaderFailed, read_within

    chosen = _settings(raw=raw, home=home)
    objects = {"quantities": contract.quantities, "blocks": contract.blocks}.get(
        part or "", contract.claims
    )
    broken = []
    for path in _report_files(paths):
        if not path.is_file():
            click.echo(f"{path}: not_a_file", err=True)
            continue
        if path.stat().st_size > chosen.max_file_bytes:
            click.echo(f"{path}: too_large, {chosen.max_file_mb} MB allowed", err=True)
            continue
        absolute = Path(os.path.abspath(path))
        filed = absolute.is_relative_to(chosen.raw)
        try:
            report = read_within(
                absolute if filed else path,
                raw=chosen.raw,
                seconds=chosen.read_seconds,
                memory_bytes=chosen.read_memory_bytes,
            )
        except ReaderFailed as fault:
            broken.append(f"{path}: {fault}")
            continue
        if report.status == "unreadable":
            for unread in report.unread:
                click.echo(f"{path}: {unread.reason} {unread.detail}".rstrip(), err=True)
        if as_json:
            _print_json(objects(report))
        else:
            rendering.show_report(report, list(objects(report)), part or "claims")
    _stop_when_reading_broke(broken)


@main.command()
@raw_option
@home_option
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    help="Exit with 3 when a finding of at least this severity is open.",
)
@json_option
def run(raw: Path | None, home: Path | None, fail_on: str | None, as_json: bool) -> None:
    """Build the warehouse from all reports, and close with what was found."""
    from orchestration import rendering

    chosen = _settings(raw=raw, home=home)
    with rendering.watching() as watcher:
        from orchestration import running

        try:
            finished = running.run(chosen, watcher)
        except running.RunFailed as error:
            _stop(str(error), 1)
    if as_json:
        _print_json([dataclasses.asdict(finished)])
    else:
        rendering.show_finished(finished)
    _stop_when_reading_broke(finished.reader_failed)
    if fail_on and any(finished.findings.get(s) for s in SEVERITIES[SEVERITIES.index(fail_on) :]):
        sys.exit(3)


@main.command()
@click.option("--unit", help="Only the questions to this unit (责任单位).")
@home_option
@json_option
def findings(unit: str | None, home: Path | None, as_json: bool) -> None:
    """Print the questions a coordinator should ask."""
    from orchestration import rendering
    from orchestration.storing import questions

    with _warehouse(home) as connection:
        found = questions.findings(connection, unit)
    if as_json:
        _print_json(found)
    else:
        rendering.show_findings(found)


@main.command()
@click.argument("finding")
@home_option
@json_option
def explain(finding: str, home: Path | None, as_json: bool) -> None:
    """Print what stands behind one finding: its sentence, the arithmetic, the rule, its history."""
    from orchestration import rendering
    from orchestration.storing import questions

    with _warehouse(home) as connection:
        try:
            explanation = questions.explain(connection, finding)
        except questions.UnknownFinding as error:
            _stop(f"{error.args[0]}; `kaohe findings` lists them", 2)
    if as_json:
        _print_json([dataclasses.asdict(explanation)])
    else:
        rendering.show_explanation(explanation)


@main.command()
@click.option("--port", default=3000, show_default=True, help="Port of the pages.")
@raw_option
@home_option
def dev(port: int, raw: Path | None, home: Path | None) -> None:
    """Open the Dagster pages; the sensor and the schedules run as long as they are open."""
    from orchestration.instance import prepare
    from orchestration.storing.home import Home

    chosen = _settings(raw=raw, home=home)
    folder = prepare(Home(chosen.home))
    os.environ["DAGSTER_HOME"] = str(folder)
    dagster = str(Path(sys.executable).with_name("dagster"))
    os.execv(dagster, [dagster, "dev", "-w", str(folder / "workspace.yaml"), "-p", str(port)])


def _report_files(paths: Iterable[Path]) -> Iterable[Path]:
    from orchestration.storing.incoming import files

    for path in paths:
        yield from files(path) if path.is_dir() else [path]


def _print_json(objects: Iterable[object]) -> None:
    for item in objects:
        click.echo(json.dumps(item, ensure_ascii=False, default=str))


def _settings(*, raw: Path | None = None, home: Path | None = None) -> Any:
    """The settings, with what the command line said put above the environment."""
    from orchestration.settings import WrongSetting, settings

    for name, value in (("KAOHE_RAW", raw), ("KAOHE_HOME", home)):
        if value is not None:
            os.environ[name] = str(value.absolute())
    try:
        return settings()
    except WrongSetting as error:
        raise click.UsageError(str(error)) from error


@contextmanager
def _warehouse(home: Path | None) -> Iterator[Any]:
    from orchestration.storing.home import Home, warehouse_to_read

    chosen = _settings(home=home)
    with warehouse_to_read(Home(chosen.home), wait_seconds=chosen.lock_wait_seconds) as connection:
        yield connection


def _stop_when_reading_broke(told: Sequence[str]) -> None:
    if told:
        _stop("\n".join(("reading broke, by a fault of ours:", *told)), 1)


def _stop(message: str, status: int) -> NoReturn:
    click.echo(f"kaohe: {message}", err=True)
    sys.exit(status)
