"""The narrative table: dimension, item, targets in one cell, sections of prose in the next.

Rows shrink where cells are merged: three cells under the same dimension, two under the same item.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tests.generator.bank import Template, sectors, words
from tests.generator.draft import Draft, FactDraft
from tests.generator.filling import actual, fill, plain_target, rate
from tests.generator.levels import make_limit, make_percent
from tests.generator.making import make_fact, make_whole
from tests.generator.page import Line, Row
from tests.generator.passages import choose_subject, choose_template
from tests.generator.phrases import enumerated
from tests.generator.planting import printed, with_value
from tests.generator.projects import make_investment, project_name
from tests.generator.truth import PlantedError, Relation

TASK_KINDS = {"amount": 60, "whole": 12, "percent": 12, "control": 6, "invest": 10}
STATED_AGAIN_SHARE = 0.3


def narrative(draft: Draft) -> Iterator[Line]:
    """Head and rows; several items of one dimension, several rows of one item."""
    rng = draft.rng
    heads = words("layouts")["narrative"]["held_out_headers" if draft.held_out else "headers"]
    head = list(rng.choice(heads))
    if "header_spaces" in draft.style.noise:
        head = [f"{word[:2]} {word[2:]}" for word in head]
    yield Row(0, head)
    sections = rng.choice(words("filler")["held_out_sections" if draft.held_out else "sections"])
    for dimension in rng.sample(words("filler")["dimensions"], rng.randint(1, 3)):
        draft.dimension = dimension
        first_of_dimension = True
        for item in rng.sample(item_names(draft), rng.randint(1, 2)):
            draft.item = rng.choice(("★", "", "", "")) + item
            for position in range(rng.choice((1, 1, 2))):
                cells = [*written_row(draft, sections)]
                if position == 0:
                    cells.insert(0, draft.item)
                    if first_of_dimension:
                        cells.insert(0, dimension)
                first_of_dimension = False
                yield Row(0, cells)


def item_names(draft: Draft) -> list[str]:
    names = [item for key in draft.sectors for item in sectors()[key].items]
    return names if len(names) > 1 else [*names, "重点任务推进"]


def written_row(draft: Draft, sections: list[str]) -> tuple[str, str]:
    """The target cell and the result cell of one row."""
    rng = draft.rng
    aims, results, again = [], [], []
    first = len(draft.facts)
    for _ in range(rng.choice((1, 1, 2, 2, 3, 4))):
        kind = rng.choices(list(TASK_KINDS), list(TASK_KINDS.values()))[0]
        aim, result, fact = TASKS[kind](draft)
        aims.append(aim)
        results.append(result)
        if rng.random() < STATED_AGAIN_SHARE and can_be_repeated(fact):
            again.append(stated_again(draft, fact))
    joint = rng.choice(("；", "，", "；"))
    label = draft.facts[first].label
    if len(aims) > 1 and rng.random() < 0.3:
        aims = [f"{number}.{aim}。" for number, aim in enumerate(aims, 1)]
        aim_cell = "".join(aims)
    else:
        aim_cell = joint.join(aims) + "。"
    done = joint.join(results) + "。"
    measures = enumerated(draft, "measures", label, rng.randint(2, 5))
    effects = "".join(f"{text}。" for text in again)
    effects += enumerated(draft, "effects", label, rng.randint(1, 3))
    gap = rng.choice(("", " ", "\n"))
    cell = f"{sections[0]}{done}{gap}{sections[1]}{measures} {sections[2]}{effects}"
    return aim_cell, cell


def pair(draft: Draft, kind: str) -> tuple[Template, Template]:
    """A phrase for the target and one for the result."""
    aim, result = choose_template(draft, f"target{kind}"), choose_template(draft, f"result{kind}")
    assert aim is not None and result is not None
    return aim, result


def amount_task(draft: Draft) -> tuple[str, str, FactDraft]:
    aim, result = pair(draft, "")
    checked = {"A", "R"} <= result.slots
    fact = make_fact(draft, choose_subject(draft, "indicators"), result.when, checked=checked)
    return fill(draft, aim, [fact]), fill(draft, result, [fact]), fact


def percent_task(draft: Draft) -> tuple[str, str, FactDraft]:
    aim, result = pair(draft, "_percent")
    subject = choose_subject(draft, "percents")
    if subject["direction"] == "down":
        return limit_task(draft)
    fact = make_percent(draft, subject, frozenset())
    aim_text = fill(draft, aim, [fact])
    fact.printed["target"].update(op=">=", op_also="=")
    return aim_text, fill(draft, result, [fact]), fact


def limit_task(draft: Draft) -> tuple[str, str, FactDraft]:
    aim, result = pair(draft, "_control")
    when = frozenset() if "R" in result.slots else frozenset({"unchecked"})
    fact = make_limit(draft, choose_subject(draft, "controls"), when)
    return fill(draft, aim, [fact]), fill(draft, result, [fact]), fact


def invest_task(draft: Draft) -> tuple[str, str, FactDraft]:
    aim, result = pair(draft, "_invest")
    unit = draft.rng.choice(("万元", "亿元"))
    fact = make_investment(draft, frozenset(), unit)
    fact.project = project_name(draft)
    return fill(draft, aim, [fact]), fill(draft, result, [fact]), fact


def whole_task(draft: Draft) -> tuple[str, str, FactDraft]:
    """全年…，其中…: parts in the target cell, and the same parts in the result."""
    subject = choose_subject(draft, "wholes")
    whole, *parts = make_whole(draft, subject, {"target", "actual"})
    for fact in (whole, *parts):
        fact.template = "task_with_parts"
    draft.templates.add("task_with_parts")
    planned = "，".join(part.label + plain_target(draft, part, ()) for part in parts)
    aim = f"{subject['plan']}{plain_target(draft, whole, ())}，其中{planned}"
    reached = "，".join(f"{part.label}{actual(draft, part)}" for part in parts)
    result = f"{subject['done']}{actual(draft, whole)}（其中{reached}），完成率{rate(draft, whole)}"
    return aim, result, whole


def can_be_repeated(fact: FactDraft) -> bool:
    known = fact.printed.get("actual", {})
    return "done" in fact.words and known.get("form") != "word" and bool(known)


def stated_again(draft: Draft, fact: FactDraft) -> str:
    """The result once more; where an error is due, with another figure."""
    assert fact.actual is not None
    honest = all(error.fact != fact.number for error in draft.errors)
    value = fact.actual.value
    if honest and value >= 10 and draft.wants_error:
        other = draft.fact(fact.label, fact.words)
        other.actual = with_value(fact.actual, value + max(Decimal(1), value // 20))
        other.optional, other.template = True, "stated_again"
        shown, was = printed(other.actual), printed(fact.actual)
        draft.errors.append(PlantedError("repeat", other.number, "actual", shown, was))
        draft.relations.append(
            Relation("repeat", "actual", other.number, (fact.number,), (), False)
        )
        return f"{fact.words['done']}{actual(draft, other)}"
    draft.relations.append(Relation("repeat", "actual", fact.number, (fact.number,), (), True))
    text = f"{fact.words['done']}{actual(draft, fact)}"
    return text + (f"（完成率{rate(draft, fact)}）" if "rate" in fact.printed else "")


TASKS = {
    "amount": amount_task,
    "whole": whole_task,
    "percent": percent_task,
    "control": limit_task,
    "invest": invest_task,
}
