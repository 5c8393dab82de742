"""Reports in lines: bulletins, pairs of lines, cards, and what a self-evaluation form holds.

The held-out layouts stand here too: cards, a promise against its keeping, and figures that share
one cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tests.generator.amounts import quantize
from tests.generator.bank import sectors, words
from tests.generator.draft import Draft, FactDraft
from tests.generator.filling import actual, open_target, plain_target, rate
from tests.generator.levels import make_percent
from tests.generator.making import make_fact
from tests.generator.page import Line, Paragraph, Row
from tests.generator.passages import choose_subject, fresh_subjects, passage
from tests.generator.phrases import ORDER, some
from tests.generator.projects import make_investment
from tests.generator.several import BUDGETS
from tests.generator.style import SYMBOL
from tests.generator.tables import by_project, cell, rate_cell, title
from tests.generator.time_words import as_of

ASIDE_SHARE = 0.3


def bulletin(draft: Draft) -> Iterator[Line]:
    """Title, lead, sections of free prose with asides between, and what comes next."""
    rng = draft.rng
    until = draft.trap(as_of(rng, draft.year, draft.months, draft.style.dash), "date")
    year = draft.trap(f"{draft.year}年", "date")
    known = words("layouts", draft.bank)["bulletin"]
    kind = rng.choice(known["titles"])
    headings = known["headings"]
    heading = rng.choice(headings) if len(headings) > 1 else headings[0]
    yield Paragraph(f"{draft.dept}{year}{kind}")
    label = sectors()[draft.sectors[0]].name
    yield Paragraph(some(draft, "leads", label, 1)[0])
    for position, key in enumerate(draft.sectors):
        draft.dimension = draft.item = ""
        yield Paragraph(heading.format(order=ORDER[position], sector=sectors()[key].name))
        everything, draft.sectors = draft.sectors, (key,)
        for _ in range(rng.randint(1, 2)):
            sentences = []
            for _ in range(rng.randint(1, 4)):
                sentences.append(passage(draft))
                if rng.random() < ASIDE_SHARE:
                    sentences += some(draft, "asides", sectors()[key].name, 1)
            yield Paragraph("".join(sentences))
        draft.sectors = everything
    if rng.random() < 0.2:
        yield Paragraph(f"附：{until}项目投资情况")
        yield from by_project(draft)
    closing = some(draft, "nexts", label, 1) + some(draft, "closings", label, rng.randint(0, 1))
    yield Paragraph("".join(closing))


def pairs(draft: Draft) -> Iterator[Line]:
    """年度目标：…, and on the next line what came of it."""
    rng = draft.rng
    plan, done = rng.choice(words("layouts", draft.bank)["pairs"]["lines"])
    with_rate, on_one_line = rng.random() < 0.6, rng.random() < 0.25
    yield title(draft, "年度目标任务完成情况")
    for position, about in enumerate(fresh_subjects(draft, "indicators", rng.randint(4, 14)), 1):
        fact = make_fact(draft, about, checked=with_rate)
        fact.template = "pairs"
        draft.templates.add("pairs")
        subject = fact.words
        name = draft.trap(subject["plan"], "name")
        aim = f"{plan}{name}{open_target(draft, fact, ())}"
        result = f"{done}{draft.trap(subject['done'], 'name')}{actual(draft, fact)}"
        result += f"，完成率{rate(draft, fact)}" if with_rate else ""
        if rng.random() < 0.4:
            yield Paragraph(
                f"{draft.trap(str(position), 'sequence')}.{draft.trap(fact.label, 'name')}"
            )
        if on_one_line:
            yield Paragraph(f"{aim}；{result}。")
        else:
            yield from (Paragraph(aim), Paragraph(result))


def self_evaluation(draft: Draft) -> Iterator[Line]:
    """绩效自评表: the budget and its execution, then three levels of indicators with scores."""
    rng, layout = draft.rng, words("layouts", draft.bank)["self_evaluation"]
    year = draft.trap(f"{draft.year}年度", "date")
    yield Paragraph(f"{year}{draft.dept}部门整体支出绩效自评表")
    yield Paragraph("单位：万元")
    head = layout["budget"]
    yield Row(0, head)
    spent = make_investment(draft, frozenset(), "万元", span=BUDGETS)
    spent.kind, spent.label, spent.template = "indicator", "预算执行", "self_evaluation"
    first_plan = draft.trap(f"{quantize(spent.target.value * Decimal('0.94'), 2):f}", "total")
    row = ["年度资金总额", first_plan, cell(draft, spent, "target", said="万元")]
    row += [cell(draft, spent, "actual", said="万元"), draft.trap("10", "score")]
    yield Row(0, [*row, rate_cell(draft, spent), draft.trap("9.6", "score")])
    head = rng.choice(layout["headers"])
    yield Row(1, head)
    second_levels = ("数量指标", "数量指标", "质量指标", "时效指标", "社会效益指标")
    for position in range(rng.randint(4, 9)):
        fact = evaluated(draft, level=position % 2 == 1)
        fact.template = "self_evaluation"
        met = fact.actual.value * fact.actual.factor >= fact.target.value * fact.target.factor
        weight = rng.choice((5, 8, 10, 10, 15))
        score = f"{weight}" if met else f"{weight * rng.uniform(0.7, 0.98):.2f}"
        notes = words("filler", draft.bank)["notes"]
        yield Row(
            1,
            [
                ("产出指标" if position < 4 else "效益指标") if position in (0, 4) else "",
                rng.choice(second_levels),
                draft.trap(fact.label, "name"),
                evaluated_target(draft, fact),
                actual(draft, fact),
                draft.trap(str(weight), "score"),
                draft.trap(score, "score"),
                rng.choice(notes[:3] if met else notes[3:]),
            ],
        )


def evaluated(draft: Draft, *, level: bool) -> FactDraft:
    if level:
        return make_percent(draft, choose_subject(draft, "percents"), frozenset())
    return make_fact(draft, choose_subject(draft, "indicators"), checked=False)


def evaluated_target(draft: Draft, fact: FactDraft) -> str:
    """The operator stands in the cell as a sign: ≥95%."""
    draft.templates.add("self_evaluation")
    op = "<=" if fact.direction == "down" else draft.rng.choice((">=", ">=", "="))
    fact.say("target", fact.target.value, fact.target.unit, op=op)
    return draft.mark(f"{SYMBOL[op]}{fact.target.value:f}{fact.target.unit}", (fact, "target"))


def cards(draft: Draft) -> Iterator[Line]:
    """A card for each task: a line for what was promised, one for what was kept."""
    labels = words("layouts", draft.bank)["cards"]["lines"]
    yield title(draft, "履职事项兑现卡")
    for about in fresh_subjects(draft, "indicators", draft.rng.randint(3, 10)):
        fact = make_fact(draft, about)
        fact.template = "cards"
        draft.templates.add("cards")
        values = (
            draft.trap(fact.label, "name"),
            plain_target(draft, fact, ()),
            actual(draft, fact),
            rate(draft, fact),
            draft.dept,
        )
        for name, value in zip(labels, values, strict=True):
            yield Paragraph(f"{name}{value}")


def promises(draft: Draft) -> Iterator[Line]:
    """Two columns, numbered alike: what was promised, and how it was kept."""
    rng = draft.rng
    yield title(draft, "目标责任书履行情况")
    yield Row(0, ["责任书约定", "履行结果"])
    for _ in range(rng.randint(2, 5)):
        chosen = fresh_subjects(draft, "indicators", rng.randint(2, 4))
        facts = [make_fact(draft, about) for about in chosen]
        said, kept = [], []
        for mark, fact in zip("①②③④", facts, strict=False):
            fact.template = "promises"
            said.append(f"{mark}{fact.words['plan']}{open_target(draft, fact, ())}")
            kept.append(f"{mark}{actual(draft, fact)}，兑现率{rate(draft, fact)}")
        draft.templates.add("promises")
        yield Row(0, ["；".join(said) + "。", "；".join(kept) + "。"])


def turned(draft: Draft) -> Iterator[Line]:
    """A table on its side: tasks in columns, plan, result and rate in rows."""
    facts = [make_fact(draft, about) for about in fresh_subjects(draft, "indicators", 4)]
    yield title(draft, "承诺事项对照表")
    yield Row(0, ["事项", *(draft.trap(fact.label, "name") for fact in facts)])
    for fact in facts:
        fact.template = "turned"
    draft.templates.add("turned")
    yield Row(0, ["承诺数", *(plain_target(draft, fact, ()) for fact in facts)])
    yield Row(0, ["兑现数", *(actual(draft, fact) for fact in facts)])
    yield Row(0, ["兑现率", *(rate(draft, fact) for fact in facts)])


def shared_cells(draft: Draft) -> Iterator[Line]:
    """Plan and result in one cell: 计划120座／完成126座."""
    yield title(draft, "重点事项推进表")
    yield Row(0, ["事项", "计划／实绩", "兑现率"])
    for about in fresh_subjects(draft, "indicators", draft.rng.randint(3, 9)):
        fact = make_fact(draft, about)
        fact.template = "shared_cells"
        draft.templates.add("shared_cells")
        both = f"计划{plain_target(draft, fact, ())}／实绩{actual(draft, fact)}"
        yield Row(0, [draft.trap(fact.label, "name"), both, rate(draft, fact)])
