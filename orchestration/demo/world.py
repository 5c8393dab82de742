"""The province of the demo: its units, its duties, and each report with the day on which it comes.

One layout, told in plain text. Most reports are honest and in time; the rest err in ways that offices
know: a wrong rate, a cumulative figure that falls, a report that is late, missing or restated.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from orchestration.alerting.coordinators import COLUMNS
from orchestration.reading.period import month_end

YEAR = 2025
CITIES = ("东江市", "西山市", "南湖市")
BUREAUS = ("住房局", "人社局", "交通局", "教育局")
_OFFICES = {"住房局": "督查一处", "人社局": "督查二处", "交通局": "督查一处", "教育局": "督查二处"}
_THINGS = {
    "住房局": ("新增", "公租房", "户"),
    "人社局": ("新增", "城镇就业", "人"),
    "交通局": ("修复", "破损路面", "平方米"),
    "教育局": ("新增", "学前教育学位", "个"),
}
DUE_DAYS, GRACE_DAYS = 10, 2
# The variable that names the folder where messages arrive, in place of robots.
BOX = "KAOHE_DEMO_BOX"
# How many of a hundred reports err in each way.
_FAULTS = (("wrong rate", 6), ("falls", 3), ("late", 6), ("missing", 3), ("restated", 4))


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file that comes, or comes anew, on a day."""

    day: date
    name: str
    text: str


def write_seeds(project: Path, seeds: Path) -> None:
    """The tables kept by hand, as this province keeps them; the rest as the project has them."""
    shutil.copytree(project, seeds, dirs_exist_ok=True)
    units = [f"{city}{bureau},{city},{_OFFICES[bureau]}" for city in CITIES for bureau in BUREAUS]
    offices = [f"{city}牵头处室,coordinator,,{city},warning,file,{BOX},,,5" for city in CITIES]
    offices += [
        f"省考评办,coordinator,{'；'.join(CITIES)},,error,file,{BOX},09:00,,",
        f"数据组,data,,,note,file,{BOX},,,",
    ]
    duty = f"*,monthly,{DUE_DAYS},{GRACE_DAYS},{YEAR}-01,{YEAR}-12"
    for name, header, rows in (
        ("units", "unit,parent,office", units),
        ("coordinators", ",".join(COLUMNS), offices),
        ("report_calendar", "unit,frequency,due_days,grace_days,from_period,to_period", [duty]),
    ):
        (seeds / f"{name}.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")


def deliveries(seed: int = 2025) -> list[Delivery]:
    """Every report of the year in the order in which it comes."""
    rng = Random(seed)
    found = [
        delivery
        for city in CITIES
        for bureau in BUREAUS
        for delivery in _year(rng, f"{city}{bureau}", *_THINGS[bureau])
    ]
    return sorted(found, key=lambda delivery: (delivery.day, delivery.name))


def _year(rng: Random, unit: str, verb: str, noun: str, measure: str) -> Iterator[Delivery]:
    months = [rng.randint(40, 60) for _ in range(12)]
    target = sum(months) + rng.randint(-30, 30)
    for month in range(1, 13):
        name = f"{unit}/{YEAR}-{month:02}.txt"
        end = month_end(YEAR, month)
        fault = rng.choices(
            [*(kind for kind, _ in _FAULTS), ""],
            [*(share for _, share in _FAULTS), 100 - sum(share for _, share in _FAULTS)],
        )[0]
        day = end + timedelta(days=rng.randint(20, 26) if fault == "late" else rng.randint(3, 9))
        so_far = sum(months[:month])
        told = so_far - 2 * months[month - 1] if fault == "falls" and month > 1 else so_far
        rate = told * 100 / target + (rng.choice((-7, 7)) if fault == "wrong rate" else 0)

        def text(so_far: int, rate: float, month: int = month) -> str:
            thing = f"{verb}{noun}"
            return (
                "考评维度 | 目标名称 | 考核内容 | 工作完成情况 |\n"
                f"重点工作 | 惠民工程 | 全年{thing}{target}{measure}。 | （1）完成情况。"
                f"{month}月当月{thing}{months[month - 1]}{measure}，"
                f"1-{month}月累计{thing}{so_far}{measure}，完成率{rate:.1f}%。 |\n"
            )

        if fault == "missing":
            continue
        if fault == "restated":
            yield Delivery(day, name, text(told, rate + 5))
            day += timedelta(days=20)
        yield Delivery(day, name, text(told, rate))
