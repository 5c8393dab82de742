"""The `kaohe` command: its commands put together, and errors turned into a message and a status.

Exit status: 0 done, whatever was found; 1 something of ours broke; 2 wrong use; 3 `--fail-on` met
an open finding of at least that severity; 130 interrupted.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from orchestration.commands.alerts import alerts
from orchestration.commands.demo import demo
from orchestration.commands.findings import explain, findings
from orchestration.commands.judging import aliases, answer, rules
from orchestration.commands.letters import letters
from orchestration.commands.read import read
from orchestration.commands.run import dev, run
from orchestration.commands.shared import stop
from orchestration.commands.vocabulary import vocabulary


class _Kaohe(click.Group):
    """Turns errors that a person can act on into a message and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            stop("interrupted; the warehouse holds what was whole by then", 130)
        except RuntimeError as error:
            from expectations.settings import WrongRuleSettings
            from orchestration.alerting.coordinators import WrongCoordinators
            from orchestration.alerting.delivering import AlreadySending
            from orchestration.storing.home import NoWarehouse, WarehouseBusy
            from orchestration.storing.incoming import NoRawFolder
            from orchestration.storing.seeds import WrongSeeds

            ours_to_set = WrongRuleSettings | WrongSeeds | WrongCoordinators
            if isinstance(error, NoWarehouse | NoRawFolder | ours_to_set):
                stop(str(error), 2)
            if isinstance(error, WarehouseBusy | AlreadySending):
                stop(str(error), 1)
            raise


@click.group(cls=_Kaohe, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kaohe")
def main() -> None:
    """考核: read performance reports, recompute their claims, ask about what does not fit."""
    if Path(".env").is_file():
        from dotenv import load_dotenv

        load_dotenv(".env")


_COMMANDS = (
    *(run, read, findings, explain, answer, letters, alerts),
    *(rules, aliases, vocabulary, dev, demo),
)
for command in _COMMANDS:
    main.add_command(command)
