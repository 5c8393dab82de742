"""Years of reports: a city and its districts tell one thing month by month, and at the year's end.

The mistakes planted here show only against another report; those that one report gives away are of
tests/generator. A city's figures are the sums of its districts', every rate follows from the
figures as printed, and of each city and year at most one figure is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from tests.generator import GeneratedReport, PlantedError
from tests.generator.truth import Fact, Figure

KINDS = ("fall", "month", "year_end", "target_changed", "units")
MONTHS = range(1, 13)
_THINGS = (
    ("新增", "公租房", "户"),
    ("建成", "公共停车泊位", "个"),
    ("改造", "老旧小区", "个"),
    ("培训", "高素质农民", "人"),
    ("修复", "破损路面", "平方米"),
)
_LINES = (
    "{now}当月{verb}{noun}{month}，1-{n}月累计{verb}{noun}{so_far}，完成率{rate}。",
    "1-{n}月累计{verb}{noun}{so_far}，完成年度任务的{rate}；{now}当月{verb}{noun}{month}。",
)


@dataclass(frozen=True, slots=True)
class Year:
    """One city's year: its reports, and which unit stands above which."""

    reports: tuple[GeneratedReport, ...]
    parents: dict[str, str]


@dataclass(slots=True)
class _Told:
    """What one unit's reports say of the one thing, and which of it is wrong."""

    unit: str
    target: list[int]  # of each month, the year's report last
    month: list[int]
    so_far: list[int]
    wrong: dict[int, PlantedError]  # by month, 13 for the year's report


def years(count: int, seed: int, *, errors: bool) -> Iterator[Year]:
    """So many cities' years, with one mistake each or with none."""
    for number in range(seed, seed + count):
        yield _year(Random(number), number, KINDS[number % len(KINDS)] if errors else "")


def _year(rng: Random, number: int, kind: str) -> Year:
    verb, noun, unit = rng.choice(_THINGS)
    city = f"甲市{number}{'误' if kind else '实'}建设局"
    districts = [f"{city}{name}分局" for name in "东西南"]
    told = [_honest(rng, name) for name in districts]
    told.insert(0, _sum(city, told))
    if kind:
        _plant(rng, kind, told)
    line = rng.choice(_LINES)
    return Year(
        tuple(
            _report(one, number, at, line, (verb, noun, unit))
            for one in told
            for at in (*MONTHS, 13)
        ),
        dict.fromkeys(districts, city),
    )


def _honest(rng: Random, unit: str) -> _Told:
    month = [rng.randint(40, 60) for _ in MONTHS]
    so_far = [sum(month[:n]) for n in MONTHS]
    target = [so_far[-1] + rng.randint(-40, 40)] * 13
    return _Told(unit, target, month, [*so_far, so_far[-1]], {})


def _sum(city: str, districts: list[_Told]) -> _Told:
    def added(name: str) -> list[int]:
        return [sum(each) for each in zip(*(getattr(d, name) for d in districts), strict=True)]

    return _Told(city, added("target"), added("month"), added("so_far"), {})


def _plant(rng: Random, kind: str, told: list[_Told]) -> None:
    """One wrong figure, in the reports of the city or of one of its districts."""
    one = told[0] if kind == "units" else rng.choice(told[1:])
    at = 13 if kind == "year_end" else rng.randint(3, 11)
    figures = {"month": one.month, "target_changed": one.target}.get(kind, one.so_far)
    was = figures[at - 1]
    if kind == "fall":
        now = one.so_far[at - 2] - rng.randint(5, 20)
    else:
        now = was + rng.choice((-1, 1)) * rng.randint(5, 20)
    figures[at - 1] = now
    figure = "target" if kind == "target_changed" else "actual"
    one.wrong[at] = PlantedError(kind, 0, figure, str(now), str(was))


def _report(
    told: _Told, seed: int, at: int, line: str, thing: tuple[str, str, str]
) -> GeneratedReport:
    """The report of one month, or of the year."""
    verb, noun, unit = thing
    target, so_far = told.target[at - 1], told.so_far[at - 1]
    words = {
        "target": f"{target}{unit}",
        "so_far": f"{so_far}{unit}",
        "month": f"{told.month[at - 1]}{unit}" if at < 13 else "",
        "rate": f"{(Decimal(so_far) * 100 / target).quantize(Decimal('0.1'), ROUND_HALF_UP)}%",
    }
    if at == 13:
        line = "全年{verb}{noun}{so_far}，完成率{rate}。"
    text, places = "考评维度 | 目标名称 | 考核内容 | 工作完成情况 |\n", {}
    row = f"重点工作 | 惠民工程 | 全年{{verb}}{{noun}}{{target}}。 | （1）完成情况。{line} |\n"
    for piece in row.replace("}", "{").split("{"):
        if piece in words:
            places[piece] = (len(text), len(text) + len(words[piece]))
        known = {"verb": verb, "noun": noun, "n": str(at), "now": f"{at}月"}
        text += words.get(piece, known.get(piece, piece))
    wrong = told.wrong.get(at)
    done = "month" if wrong and wrong.kind == "month" else "so_far"
    fact = Fact(
        number=0,
        kind="indicator",
        dimension="重点工作",
        item="惠民工程",
        indicator=verb + noun,
        project="",
        scope="",
        target=_figure(words["target"], target, places["target"]),
        actual=_figure(words[done], so_far, places[done]),
        rate=None,
        direction="up",
        as_of=None,
        rate_agreement="exact",
        is_rate_consistent=True,
        optional=False,
        template="year",
    )
    return GeneratedReport(
        seed=seed,
        unit=told.unit,
        period="2020" if at == 13 else f"2020-{at:02}",
        layout="year",
        bank="a",
        text=text,
        truth=(fact,),
        relations=(),
        traps=(),
        errors=(wrong,) if wrong else (),
        templates=("year",),
    )


def _figure(text: str, value: int, place: tuple[int, int]) -> Figure:
    return Figure(Decimal(value), "", "=", None, None, "number", text, (place,), ((0, 1, 3),))
