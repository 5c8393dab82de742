"""The days of the demo go by: reports come, the warehouse is built, letters are written.

Every day is simulated through the settings (KAOHE_TODAY); what is built lies in a home of its own.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from orchestration.defs.resources import Watcher
from orchestration.demo.world import BOX, Delivery, deliveries, write_seeds
from orchestration.running import run
from orchestration.settings import DBT_PROJECT, Settings, settings
from orchestration.storing.bronze import receive
from orchestration.storing.home import Home, warehouse, warehouse_to_read

# The days on which the warehouse is built; on the days between, files come and are read.
STOPS = (date(2025, 5, 20), date(2025, 10, 20), date(2026, 1, 20))
_MADE = ("raw", "seeds", "home", "messages")
_VARIABLES = ("KAOHE_RAW", "KAOHE_SEEDS", "KAOHE_HOME", BOX)


def show(root: Path, watcher: Watcher) -> Iterator[str]:
    """Build the province below `root`, anew; what to look at, line by line."""
    for name in _MADE:
        shutil.rmtree(root / name, ignore_errors=True)
    for name, variable in zip(_MADE, _VARIABLES, strict=True):
        os.environ[variable] = str(root / name)
        (root / name).mkdir(parents=True)
    write_seeds(DBT_PROJECT / "seeds", root / "seeds")
    coming = deliveries()
    home = Home(root / "home")
    for stop in STOPS:
        _take_in([delivery for delivery in coming if delivery.day <= stop])
        coming = [delivery for delivery in coming if delivery.day > stop]
        finished = run(_on(stop), watcher)
        yield f"{stop}：指标 {finished.claims} 项，待答复 {sum(finished.findings.values())} 个"
    with warehouse_to_read(home) as connection:
        counted = connection.execute(
            "select status_label, count(*) from marts.report_calendar group by all order by all"
        ).fetchall()
    yield "报送日历：" + "，".join(f"{label} {number} 份" for label, number in counted)
    yield str(home.published / "report_calendar.parquet")
    letters = sorted(home.letters.glob("*/核实函.html"))
    yield f"核实函 {len(letters)} 份，如：{letters[0].parent if letters else '无'}"
    messages = sorted((root / "messages").glob("*.md"), key=lambda file: file.stat().st_mtime)
    yield f"消息 {len(messages)} 条，在 {root / 'messages'}，最近一条："
    yield from (f"    {line}" for file in messages[-1:] for line in _lines(file))
    yield f"疑问：kaohe findings --home {home.root}"
    yield f"消息的来龙去脉：kaohe alerts status --home {home.root}"


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def _on(day: date) -> Settings:
    os.environ["KAOHE_TODAY"] = day.isoformat()
    return settings()


def _take_in(delivered: Sequence[Delivery]) -> None:
    """The files come, each read on its day."""
    for day in sorted({delivery.day for delivery in delivered}):
        chosen = _on(day)
        for delivery in delivered:
            if delivery.day == day:
                file = chosen.raw / delivery.name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(delivery.text, encoding="utf-8")
        with warehouse(Home(chosen.home)) as connection:
            receive(
                connection,
                chosen.raw,
                received_at=chosen.now(),
                max_bytes=chosen.max_file_bytes,
            )
