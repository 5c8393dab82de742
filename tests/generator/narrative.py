"""The narrative table: dimension, item, targets in one cell, sections of prose in the next.

Rows shrink where cells are merged: three cells under the same dimension, two under the same item.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tests.generator.bank import Template, sectors, subjects, words
from tests.generator.draft import Draft, FactDraft
from tests.generator.filling import actual, fill, plain_target, rate
from tests.generator.levels import make_limit, make_percent
from tests.generator.making import make_fact, make_whole
from tests.generator.page import Line, Row
from tests.generator.passages import can_be_written, choose_subject, choose_template
from tests.generator.phrases import enumerated
from tests.generator.planting import printed, with_value
from tests.generator.projects import make_investment, project_name
from tests.generator.truth import PlantedError, Relation

TASK_KINDS = {"amount": 60, "whole": 12, "percent": 12, "control": 6, "invest": 10}
TASK_FILES = {"amount": "single"}
STATED_AGAIN_SHARE = 0.3


def narrative(draft: Draft) -> Iterator[Line]:
    """Head and rows; several items of one dimension, several rows of one item."""
    rng = draft.rng
    known = words("layouts", draft.bank)["narrative"]
    head = rng.choice(known["headers"])
    yield Row(0, list(head))
    merged_cells_are_empty = rng.random() < 0.25
    sections = rng.choice(known["sections"])
    everything = draft.sectors
    items = [(key, item) for key in everything for item in sectors()[key].items]
    rng.shuffle(items)
    for dimension in rng.sample(words("filler", draft.bank)["dimensions"], rng.randint(1, 4)):
        draft.dimension = dimension
        shown = dimension
        for key, item in [items.pop() for _ in range(min(len(items), rng.randint(1, 3)))]:
            draft.item = rng.choice(("★", "", "", "")) + item
            draft.sectors = (key,)
            shown_item = draft.item
            for _ in range(rng.choice((1, 1, 2))):
                row = (shown, shown_item, *written_row(draft, sections))
                yield Row(0, list(row if merged_cells_are_empty else filter(None, row)))
                shown = shown_item = ""
    draft.sectors = everything


def written_row(draft: Draft, sections: list[str]) -> tuple[str, str]:
    """The target cell and the result cell of one row."""
    rng = draft.rng
    aims, results, again = [], [], []
    for _ in range(rng.choice((1, 1, 2, 2, 3, 4))):
        kinds = [kind for kind in TASK_KINDS if can_be_written(draft, TASK_FILES.get(kind, kind))]
        kind = rng.choices(kinds, [TASK_KINDS[kind] for kind in kinds])[0]
        aim, result, fact = TASKS[kind](draft)
        aims.append(aim)
        results.append(result)
        if rng.random() < STATED_AGAIN_SHARE and can_be_repeated(fact):
            again.append(stated_again(draft, fact))
    joint = rng.choice(("；", "，", "；"))
    label = draft.item.strip("★")
    if len(aims) > 1 and rng.random() < 0.3:
        aim_cell = "".join(
            f"{draft.trap(str(n), 'sequence')}.{aim}。" for n, aim in enumerate(aims, 1)
        )
    else:
        aim_cell = joint.join(aims) + "。"
    done = joint.join(results) + "。"
    measures = enumerated(draft, "measures", label, rng.randint(2, 5))
    effects = "".join(f"{text}。" for text in again)
    effects += enumerated(draft, "effects", label, rng.randint(1, 3))
    gap = rng.choice(("", " ", "\n"))
    first, second, third = (draft.trap(section, "sequence") for section in sections)
    return aim_cell, f"{first}{done}{gap}{second}{measures} {third}{effects}"


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
    while subject["direction"] == "down":
        subject = draft.rng.choice(subjects("percents"))
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
    goal = plain_target(draft, whole, ())
    reached = "，".join(f"{part.label}{actual(draft, part)}" for part in parts)
    done, share = actual(draft, whole), rate(draft, whole)
    aim, result = (
        text.format_map(
            {
                **whole.words,
                "goal": goal,
                "planned": planned,
                "actual": done,
                "reached": reached,
                "rate": share,
            }
        )
        for text in words("layouts", draft.bank)["narrative"]["whole"]
    )
    return aim, result, whole


def can_be_repeated(fact: FactDraft) -> bool:
    known = fact.printed.get("actual", {})
    return "done" in fact.words and known.get("form") != "word" and bool(known)


def stated_again(draft: Draft, fact: FactDraft) -> str:
    """The result once more; where an error is due, with another figure."""
    assert fact.actual is not None
    honest = all(error.fact != fact.number for error in draft.errors)
    value = fact.actual.value
    said, rated = words("layouts", draft.bank)["narrative"]["again"]
    names = {key: draft.trap(fact.words[key], "name") for key in ("label", "done")}
    if honest and value >= 10 and draft.wants_error:
        other = draft.fact(fact.label, fact.words)
        other.actual = with_value(fact.actual, value + max(Decimal(1), value // 20))
        other.optional, other.template = True, "stated_again"
        shown, was = printed(other.actual), printed(fact.actual)
        draft.errors.append(PlantedError("repeat", other.number, "actual", shown, was))
        draft.relations.append(
            Relation("repeat", "actual", other.number, (fact.number,), (), False)
        )
        return str(said.format(actual=actual(draft, other), **names))
    draft.relations.append(Relation("repeat", "actual", fact.number, (fact.number,), (), True))
    text = str(said.format(actual=actual(draft, fact), **names))
    return text + (rated.format(rate=rate(draft, fact)) if "rate" in fact.printed else "")


TASKS = {
    "amount": amount_task,
    "whole": whole_task,
    "percent": percent_task,
    "control": limit_task,
    "invest": invest_task,
}
