"""Tables with a column for each figure: by task, by district, by stage, by project, by date.

The words of the head change from report to report; the unit stands in the head, in a column of its
own, in the cell, or in the name of the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from tests.generator.amounts import Amount, cannot_add_up, quantize, trimmed
from tests.generator.bank import sectors, words
from tests.generator.draft import Draft, FactDraft
from tests.generator.making import completion, make_amounts, make_fact, make_stages, work_out_rate
from tests.generator.page import Line, Paragraph, Row
from tests.generator.passages import choose_subject, fresh_subjects
from tests.generator.planting import plant, printed, with_value
from tests.generator.projects import make_investment, money, project_name
from tests.generator.style import mistype, number
from tests.generator.time_words import as_of, month_end
from tests.generator.truth import PlantedError, Relation


def heads(draft: Draft) -> Callable[[str], str]:
    """One word for each role of a column, the same all through the report."""
    known = words("layouts", draft.bank)["headers"]
    chosen = {role: draft.rng.choice(choices) for role, choices in known.items()}
    return lambda role: chosen[role]


def cell(draft: Draft, fact: FactDraft, role: str, *, said: str = "") -> str:
    """The figure alone in its cell, without the unit where the table has `said` it already."""
    draft.templates.add(fact.template)
    amount: Amount = fact.target if role == "target" else fact.actual
    op = "<=" if role == "target" and fact.direction == "down" else "="
    fact.say(role, amount.value, amount.unit, op=op, op_also="=" if op == "<=" else None)
    text = mistype(number(amount.value, draft.rng, draft.style), draft.rng, draft.style)
    return draft.mark(text + (amount.unit if amount.unit != said else ""), (fact, role))


def rate_cell(draft: Draft, fact: FactDraft, *, sign: bool = True) -> str:
    assert fact.rate is not None
    fact.say("rate", fact.rate, "%", form="percent")
    text = f"{fact.rate:f}%" if sign else f"{fact.rate:f}"
    return draft.mark(text, (fact, "rate"))


def title(draft: Draft, text: str) -> Paragraph:
    until = draft.trap(as_of(draft.rng, draft.year, draft.months, draft.style.dash), "date")
    return Paragraph(f"{draft.place.name}{text}（{until}）")


def rate_is_bare(head: str) -> bool:
    return "%" in head


def by_task(draft: Draft) -> Iterator[Line]:
    """A row for each task, with its unit in a column, in its name, or with its figures."""
    rng, head = draft.rng, heads(draft)
    unit_place = rng.choice(("column", "cell", "cell", "name"))
    with_rate, with_flag, with_dept = rng.random() < 0.75, rng.random() < 0.3, rng.random() < 0.4
    yield title(draft, "年度重点工作任务进展情况表")
    roles = ["seq", "name", *(["unit"] if unit_place == "column" else []), "target", "actual"]
    roles += [*(["rate"] if with_rate else []), *(["flag"] if with_flag else [])]
    roles += ["dept"] if with_dept else []
    yield Row(0, [head(role) for role in roles])
    for position, subject in enumerate(fresh_subjects(draft, "indicators", rng.randint(4, 12)), 1):
        fact = make_fact(draft, subject, checked=False)
        fact.template = f"by_task_unit_in_{unit_place}"
        row_unit = fact.target.unit
        if fact.actual.unit != row_unit:
            fact.actual = fact.actual.printed_in(fact.target)
        if with_rate:
            plant(draft, fact)
        name = draft.trap(fact.label, "name")
        bare = unit_place != "cell"
        columns = {
            "seq": draft.trap(str(position), "sequence"),
            "name": f"{name}（{row_unit}）" if unit_place == "name" else name,
            "unit": row_unit,
            "target": cell(draft, fact, "target", said=row_unit if bare else ""),
            "actual": cell(draft, fact, "actual", said=row_unit if bare else ""),
            "rate": rate_cell(draft, fact, sign=not rate_is_bare(head("rate")))
            if with_rate
            else "",
            "flag": flag(draft, fact),
            "dept": draft.place.level + rng.choice(sectors()[fact.words["sector"]].bureaus),
        }
        yield Row(0, [columns[role] for role in roles])


def flag(draft: Draft, fact: FactDraft) -> str:
    assert fact.honest_rate is not None
    ahead = fact.honest_rate - Decimal(draft.months) * 100 / 12
    if fact.honest_rate >= 100:
        return "已办结"
    return "达进度" if ahead >= 0 else "欠进度"


def by_place(draft: Draft) -> Iterator[Line]:
    """A row for each district and a total; the unit stands in the head."""
    head = heads(draft)
    subject = choose_subject(draft, "indicators")
    label = subject["label"]
    yield title(draft, f"各{head('place')[:2]}{draft.trap(label, 'name')}进度")
    whole_unit = f"（{subject.unit}）"
    yield Row(
        0,
        [head("place"), head("target") + whole_unit, head("actual") + whole_unit, head("rate")],
    )
    facts = []
    for place in draft.place.districts:
        fact = draft.fact(label, subject.words)
        ratio = completion(draft, frozenset())
        fact.target, fact.actual = make_amounts(draft, subject, ratio, whole_only=True)
        work_out_rate(draft, fact)
        fact.scope = place
        facts.append(fact)
    total = total_of(draft, facts, label)
    for fact in [*facts, total]:
        fact.template = "by_place"
        if fact is not total:
            plant_outside_sums(draft, fact)
        rate_text = rate_cell(draft, fact, sign=not rate_is_bare(head("rate")))
        target, actual = (
            cell(draft, fact, role, said=subject.unit) for role in ("target", "actual")
        )
        yield Row(0, [fact.scope, target, actual, rate_text])


def plant_outside_sums(draft: Draft, fact: FactDraft) -> None:
    """A wrong rate in a row; its amounts stay, or the column would not add up either."""
    kept = (fact.target, fact.actual)
    plant(draft, fact)
    if (fact.target, fact.actual) != kept:
        fact.target, fact.actual = kept
        fact.rate = fact.honest_rate
        draft.errors.pop()


def total_of(draft: Draft, facts: Sequence[FactDraft], label: str) -> FactDraft:
    """The 合计 row, which adds up as printed unless an error is due."""
    total = draft.fact(label, facts[0].words)
    total.scope = "合计"
    for figure in ("target", "actual"):
        parts: list[Amount] = [getattr(fact, figure) for fact in facts]
        value = trimmed(sum((part.value for part in parts), Decimal(0)))
        decimals = max(-int(value.as_tuple().exponent), 0)
        one = parts[0]
        setattr(
            total,
            figure,
            Amount(value, decimals, one.multiplier, one.base, value * one.factor, one.counted),
        )
    work_out_rate(draft, total)
    for figure in ("target", "actual"):
        holds = True
        if draft.wants_error:
            right: Amount = getattr(total, figure)
            shift = max(Decimal(1), quantize(right.value / 15, 0))
            wrong = with_value(right, right.value + shift)
            while not cannot_add_up(wrong, [getattr(fact, figure) for fact in facts]):
                shift += 1
                wrong = with_value(right, right.value + shift)
            setattr(total, figure, wrong)
            error = PlantedError("sum", total.number, figure, printed(wrong), printed(right))
            draft.errors.append(error)
            holds = False
        numbers = tuple(fact.number for fact in facts)
        draft.relations.append(Relation("sum", figure, total.number, numbers, (), holds))
    return total


def by_stage(draft: Draft) -> Iterator[Line]:
    """任务数 | 开工数 | 开工率 | 竣工数 | 竣工率: two stages of one task in a row."""
    rng = draft.rng
    subject = choose_subject(draft, "stages")
    first, second = subject["first"], subject["second"]
    unit = f"（{subject.unit}）"
    yield title(draft, f"{subject['noun']}进度表")
    known = words("layouts", draft.bank)["stages"]
    columns = [
        f"{first}数{unit}",
        subject["first_rate"],
        f"{second}数{unit}",
        subject["second_rate"],
    ]
    yield Row(0, [known["place"], f"{known['plan']}{unit}", *columns])
    for place in rng.sample(draft.place.districts, min(5, len(draft.place.districts))):
        begun, done = make_stages(draft, subject)
        for fact in (begun, done):
            fact.scope, fact.template = place, "by_stage"
        begun.say("target", begun.target.value, begun.target.unit)
        done.printed["target"] = dict(begun.printed["target"])
        draft.templates.add("by_stage")
        target = draft.mark(f"{begun.target.value:f}", (begun, "target"), (done, "target"))
        figures = [
            text
            for fact in (begun, done)
            for text in (cell(draft, fact, "actual", said=subject.unit), rate_cell(draft, fact))
        ]
        yield Row(0, [place, target, *figures])


def by_project(draft: Draft) -> Iterator[Line]:
    """A row for each project; 总投资 stands beside the plan of the year and is none."""
    rng, head = draft.rng, heads(draft)
    unit = rng.choice(("万元", "万元", "亿元"))
    unit_above = rng.random() < 0.3
    yield title(draft, f"{rng.choice(words('projects')['groups'])}投资完成情况表")
    if unit_above:
        yield Paragraph(f"单位：{unit}")
    tail = "" if unit_above else f"（{unit}）"
    roles = ("total", "plan_money", "done_money")
    yield Row(
        0, [head("seq"), head("project"), *(head(r) + tail for r in roles), head("rate_money")]
    )
    for position in range(1, rng.randint(4, 10)):
        fact = make_investment(draft, frozenset(), unit)
        fact.project, fact.template = project_name(draft), "by_project"
        whole = Decimal(repr(round(rng.uniform(1.5, 6), 1)))
        total = money(draft, fact.target.exact * whole, unit, plan=True)
        yield Row(
            0,
            [
                draft.trap(str(position), "sequence"),
                draft.trap(fact.project, "name"),
                draft.trap(f"{total.value:f}", "total"),
                cell(draft, fact, "target", said=unit),
                cell(draft, fact, "actual", said=unit),
                rate_cell(draft, fact),
            ],
        )


def by_date(draft: Draft) -> Iterator[Line]:
    """指标 | 年度目标 | 3月 | 6月 | 9月: what had been reached by each date."""
    rng, head = draft.rng, heads(draft)
    months = sorted(rng.sample(range(2, draft.months + 1), min(3, draft.months - 1)))
    if not months:
        months = [draft.months]
    yield title(draft, "民生实事项目进展情况")
    form = rng.choice(("{}月", "{}月底", "截至{}月"))
    columns = [draft.trap(form.format(month), "date") for month in months]
    yield Row(0, [head("name"), head("target"), *columns])
    for subject in fresh_subjects(draft, "indicators", rng.randint(3, 8)):
        target, final = make_amounts(
            draft, subject, completion(draft, frozenset()), whole_only=True
        )
        facts, cells = [], []
        for position, month in enumerate(months, 1):
            fact = draft.fact(subject["label"], subject.words)
            share = Decimal(repr(round(month / months[-1] * rng.uniform(0.85, 1), 3)))
            share = Decimal(1) if position == len(months) else share
            value = quantize(final.value * share, final.decimals)
            fact.target, fact.actual = target, with_value(final, value)
            fact.as_of, fact.template = month_end(draft.year, month), "by_date"
            fact.say("target", target.value, target.unit)
            facts.append(fact)
            cells.append(cell(draft, fact, "actual"))
        owners = [(fact, "target") for fact in facts]
        target_text = draft.mark(f"{target.value:f}{target.unit}", *owners)
        yield Row(0, [draft.trap(subject["label"], "name"), target_text, *cells])
