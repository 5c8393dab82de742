"""Mentions of one row -> drafts of statements: role, subject, project, date, unit.

A draft is a statement still being read; linking.py pairs drafts, claims.py writes them down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from orchestration.reading import vocabulary
from orchestration.reading.bounds import as_target
from orchestration.reading.clauses import mentions
from orchestration.reading.dating import dated_as
from orchestration.reading.figures import figures, take_unit_nearby
from orchestration.reading.headers import label_of, zone_of_label
from orchestration.reading.layout import Row
from orchestration.reading.mention import Mention
from orchestration.reading.money import is_investment, total_of
from orchestration.reading.naming import (
    Subject,
    project_of,
    rate_subject,
    subject_of,
    whole_subject,
)
from orchestration.reading.passage import Passage
from orchestration.reading.quantity import is_unit
from orchestration.reading.report import Block, Origin, Quantity, Span, StatementRole, Unread
from orchestration.reading.roles import assign
from orchestration.reading.rules.context import RATIO_UNITS, is_part, opens_a_sum
from orchestration.reading.rules.course import Reading, exact_rate
from orchestration.reading.rules.goals import named_after, over_plan
from orchestration.reading.rules.when import future
from orchestration.reading.scanning import fold
from orchestration.reading.sections import tense_of

_EACH = re.compile(r"各\s*$")
_RATES_NAMED = re.compile(
    r"([\u4e00-\u9fff]{2,12}率(?:[、和及与][\u4e00-\u9fff]{2,12}率)+)(?:均|都|全部)"
)
_SPAN_OF_YEARS = re.compile(r"^\s*[二三四五两十几]年")
_NO_CLAIMS = {"header", "footer", "merged cell"}
_SHORT_CELL = 30  # a row whose cells are all shorter is read as one sentence
_TO_BE_DONE = re.compile(r"[底末日月内]前|将|拟|力争|确保|预计")
_REALLY = re.compile(r"[^,。;\d]{0,6},\s*(?:累计|共|现)?实际")  # …已全部完成,实际完成347.6公里
_COMPLETED = re.compile(r"(?:已|均|均已)?(?:建成|完成|开工|完工|竣工|投用|投产|达标)")


@dataclass(slots=True, eq=False)
class Draft:
    """A statement being read."""

    mention: Mention
    role: StatementRole
    quantity: Quantity
    before: Subject | None = None  # the subject it follows
    named: Subject | None = None  # its own subject, once asked for
    basis: str = ""
    order: int = 0  # position among the row's drafts
    project: str = ""
    money: bool = False  # money that is planned for or spent on building
    as_of: date | None = None
    year: int | None = None  # the year it speaks of, said in its stretch
    cumulative: bool = False
    sub: bool = False  # a part of the figure before it
    restated: bool = False  # a target said again in the result's heading
    total_of: int = 0  # the figure is a total over so many things: 四个项目完成投资…; 0 for none
    origin: Origin = "stated"
    span: Span | None = None  # where it stands, when not at its mention

    @property
    def subject(self) -> Subject:
        """What it measures; read from its words when first asked for."""
        if self.named is None:
            own = whole_subject(self.mention) if self.role == "whole" else None
            self.named = own or subject_of(self.mention, self.before)
        return self.named

    @property
    def family(self) -> str:
        """Family of the unit; empty for a bare number."""
        base = self.quantity.base_unit
        return vocabulary.families().get(base, base) if base else ""


def drafts(row: Row, year: int | None, passage: Passage) -> tuple[list[Draft], list[Unread]]:
    """Drafts of a row in print order, and the figures that could not be understood.

    `year` is the report's year; `passage` carries sections from row to row of running text.
    """
    found: list[Mention] = []
    words_before = False
    wordy = any(row.zones) and any(len(block.text) > _SHORT_CELL for block in row.blocks)
    for position, (block, zone) in enumerate(zip(row.blocks, row.zones, strict=True)):
        if block.role in ("dimension", "item", "header") or zone == "context" or _aside(block):
            continue
        _enter(passage, row.table, zone, new_sentence=wordy or position == 0)
        if not row.table and (tense := tense_of(block.text)) is not None:
            passage.tense = tense
        column = row.columns[position]
        labelled = False
        for mention in mentions(block.number, block.text, passage):
            if row.table:
                mention.cell = (block.row or 0, block.col or 0)
            take_unit_nearby(mention, (column.unit if column else "") or row.unit)
            if column is not None and block.text.strip() == mention.quantity.text:
                mention.label = label_of(column.header, row.item)
                mention.header = column.header
                mention.when, mention.alone = column.when, column.alone
            elif row.table and not mention.zone and mention.label:
                mention.zone = zone_of_label(mention.label)
            mention.fresh, words_before = words_before, False
            labelled = True
            found.append(mention)
        named = len(block.text.strip()) >= 2 or (words_before and is_unit(block.text.strip()))
        words_before = row.table and not labelled and named
    kept, unread = figures(found, row)
    return _drafted(assign(kept), row, year), unread


def _aside(block: Block) -> bool:
    """Whether a block repeats what stands elsewhere: page headers and footers, covered cells."""
    return bool(_NO_CLAIMS & set(block.note.split(", ")))


def _enter(passage: Passage, table: bool, zone: str, *, new_sentence: bool) -> None:
    """Go on to the next block; a cell brings its column's zone, a paragraph keeps its section's."""
    if table:
        passage.zone, passage.section, passage.topic, passage.tense = zone, "", "", ""
        passage.clause += 2
    if new_sentence or not table:
        passage.sentence += 1
        passage.segment += 1


def _drafted(readings: list[Reading], row: Row, year: int | None) -> list[Draft]:
    """Drafts of readings: subject after subject, so that what is left out can be taken over."""
    found: list[Draft] = []
    before: Subject | None = None
    main: Subject | None = None  # the last subject that is no part of another
    project = ""
    in_parts = False  # the segment has opened with 其中
    opened_at = 0  # and how deep in brackets: behind the bracket no part follows
    sentence = segment = -1
    depth = 0
    one_row = row.table and not any(row.zones)
    for reading in readings:
        m = reading.mention
        back = bool(found) and _goes_back(found[-1], reading)
        if m.sentence != sentence and not one_row:
            before = main = None
            sentence = m.sentence
        elif m.segment != segment or m.depth < depth or back:
            before = main or before
        depth = m.depth
        in_parts = in_parts and m.segment == segment and m.depth >= opened_at and not back
        segment = m.segment
        of_whole = in_parts and m.segment == segment and reading.role == "target" and named_after(m)
        draft = _draft(reading, main if of_whole else before, year)
        draft.sub = (draft.sub or in_parts) and not _of_a_description(m, found)
        if draft.year is None and found and found[-1].mention.segment == m.segment:
            draft.year = found[-1].year
        if reading.role == "stated_rate":
            _as_rate(draft)
        elif m.quantity.base_unit == "元" and is_investment(m, row):
            draft.money = True
            draft.project = _total_name(draft) or project_of(m, project)
            project = project if draft.sub or in_parts else draft.project
        carries = ("target", "actual", "baseline") if m.quantity.base_unit in RATIO_UNITS else (
            "target", "actual", "context", "whole", "baseline",
        )  # fmt: skip
        if reading.role == "stated_rate" and (named := rate_subject(m)) is not None:
            before = named
        elif reading.role in carries or (before is None and reading.role == "context"):
            before = draft.subject
            if draft.sub and not in_parts:
                in_parts, opened_at = True, m.depth
            main = main if in_parts or (m.depth and main) else before
        found.extend((draft, *_shared_out(draft), *_all_done(draft)))
    for order, draft in enumerate(found):
        draft.order = order
    return found


def _draft(reading: Reading, before: Subject | None, year: int | None) -> Draft:
    """The draft of one reading."""
    m = reading.mention
    as_of, about = dated_as(m, year)
    return Draft(
        mention=m,
        role=reading.role,
        quantity=as_target(m) if reading.role in ("target", "whole") else m.quantity,
        before=before,
        basis=reading.basis,
        as_of=as_of,
        year=about,
        cumulative=any(t.cue is not None and "累计" in t.cue.word for t in m.before),
        sub=m.said("sub") is not None or opens_a_sum(m) or is_part(m),
        restated=m.zone == "heading",
        total_of=total_of(m),
    )


def _goes_back(last: Draft, reading: Reading) -> bool:
    """30座,其中城区20座、乡镇10座,现已完成24座: behind a list of parts to be done the whole was done."""
    m, n = reading.mention, last.mention
    listed = last.role == "target" and last.sub and n.listed and m.clause != n.clause
    return listed and reading.role == "actual" and m.said("sub") is None


def _of_a_description(m: Mention, found: list[Draft]) -> bool:
    """总投资1.4亿元,其中今年安排0.3亿元: the year's share of what only describes is a whole of its own."""
    before = found[-1] if found else None
    described = (
        before is not None and before.role == "context" and before.mention.clause + 1 == m.clause
    )
    return described and {m.quantity.base_unit, before.quantity.base_unit} == {"元"}


def _shared_out(draft: Draft) -> list[Draft]:
    """新建、提升各20公里, 开工率、到位率均达100%: the figure said once, one draft for each thing named."""
    m = draft.mention
    if m.quantity.base_unit == "%" and (both := _RATES_NAMED.search(m.left)):
        first, *others = re.split(r"[、和及与]", both[1])
        draft.named = draft.subject._replace(name=first)
        return [replace(draft, named=draft.subject._replace(name=name)) for name in others]
    if m.said("each") is None:
        return []
    named = _EACH.sub("", _SPAN_OF_YEARS.sub("", m.left)).strip(" ,，、:：")
    names = [name for name in re.split(r"[、和及与]", named) if len(name) >= 2]
    if len(names) < 2:
        return []
    draft.named = draft.subject._replace(name=names[0])
    return [replace(draft, named=draft.subject._replace(name=name)) for name in names[1:]]


def _all_done(draft: Draft) -> list[Draft]:
    """计划投产的5座变电站全部建成, 全面完成1860套任务: the target, and the actual that equals it, implied."""
    m = draft.mention
    if draft.role not in ("target", "whole") or m.zone in ("target", "heading"):
        return []
    done = m.said("all") or m.list_head.said("all")
    fully = done is not None and "完成" in m.text[done.start : done.end] and named_after(m)
    fully = fully and not future(m) and m.said("modal") is None and "要求" not in m.left
    if m.met or fully:
        return [_as_done(draft)]
    cue = m.said("all", after=True)
    if cue is None or (
        not _COMPLETED.match(m.text, cue.end) and "完成" not in m.text[cue.start : cue.end]
    ):
        return []
    if _TO_BE_DONE.search(m.text, m.stop, cue.start) or _REALLY.match(fold(m.text), cue.end):
        return []
    return [_as_done(draft)]


def _as_done(target: Draft) -> Draft:
    """The implied actual that equals its target."""
    return replace(
        target, role="actual", origin="implied", quantity=target.quantity._replace(op="=")
    )


def _total_name(draft: Draft) -> str:
    """四个项目: what a total is over, where it is one."""
    counted = draft.mention.previous
    return (
        f"{counted.quantity.text}{counted.right.strip()[:2]}" if counted and draft.total_of else ""
    )


def _as_rate(draft: Draft) -> None:
    """Write a rate in per cent, whatever it was said in."""
    quantity = draft.quantity
    passed = over_plan(draft.mention)
    if quantity.base_unit not in ("百分点", "倍") and not passed:
        return
    value = exact_rate(quantity.value, "百分点" if passed else quantity.base_unit)
    shift = 2 if quantity.base_unit == "倍" else 0
    draft.quantity = quantity._replace(
        value=value,
        unit="%",
        amount=value,
        base_unit="%",
        multiplier=Decimal(1),
        decimals=max(0, quantity.decimals - shift),
    )
