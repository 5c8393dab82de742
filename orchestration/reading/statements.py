"""Mentions of one row -> drafts of statements: role, subject, project, date, unit.

A draft is a statement still being read; linking.py pairs drafts and writes the final statements.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import regex

from orchestration.reading import vocabulary
from orchestration.reading.clauses import Mention, Passage, mentions
from orchestration.reading.layout import Row
from orchestration.reading.naming import Subject, project_of, subject_of
from orchestration.reading.period import date_said
from orchestration.reading.quantity import split_scale, with_unit
from orchestration.reading.report import Quantity, Span, StatementRole, Unread
from orchestration.reading.course import RATIO_UNITS, Reading, exact_rate, named_after
from orchestration.reading.roles import assign
from orchestration.reading.scanning import fold

_COUNTED = regex.compile(r"(人|起|次|个|户|家|件|项|处|座|条|所|套|亩|天|台|辆|例|宗)(?:次)?数(?:量)?(?!据|字)")
_ADJACENT = regex.compile(r"(?:[至到为达是:=]|率|指数|密度|系数|强度|达到|不少于|不低于|不超过|以内)\s*$")
_BRACKET_UNIT = regex.compile(r"[(（]\s*([^()（）\d]{1,8})\s*[)）]\s*[:：]?\s*$")
_INVESTMENT = regex.compile(r"投资(?!促进|者|商|环境|协议|合同|意向|企业|公司|项目(?!完成|投资|计划))")
_EACH = regex.compile(r"各\s*$")
_SPAN_OF_YEARS = regex.compile(r"^\s*[二三四五两十几]年")
_PEOPLE = regex.compile(r"人口|群众|劳动力|职工|居民|学生|游客|贫困户?人|农民工|脱贫|就业")
_REACHED = regex.compile(r"(?:(?:提高|提升|增加|增长|上升|达|升|恢复|稳定|保持|扩大|发展)(?:到|至)|达)\s*$")
_DATED = regex.compile(r"截[至止]|[到至]\s*$")


@dataclass(slots=True, eq=False)
class Draft:
    """A statement being read."""

    mention: Mention
    role: StatementRole
    quantity: Quantity
    subject: Subject
    basis: str
    explicit: bool
    order: int  # position among the row's drafts
    project: str = ""
    money: bool = False  # money that is planned for or spent on building
    as_of: date | None = None
    year: int | None = None
    cumulative: bool = False
    sub: bool = False  # a part of the figure before it
    restated: bool = False  # a target said again in the result's heading
    extra_names: list[str] = field(default_factory=list)

    @property
    def family(self) -> str:
        """Family of the unit; empty for a bare number."""
        base = self.quantity.base_unit
        return vocabulary.families().get(base, base) if base else ""


def drafts(row: Row, year: int | None, passage: Passage) -> tuple[list[Draft], list[Unread]]:
    """Drafts of a row in print order, and the figures that could not be understood."""
    found: list[Mention] = []
    shaped = any(row.zones)
    for position, (block, zone) in enumerate(zip(row.blocks, row.zones, strict=True)):
        if block.role in ("dimension", "item", "header") or zone == "context":
            continue
        if row.table:
            passage.zone, passage.section, passage.topic = zone, "", ""
            passage.clause += 2
            if shaped or position == 0:
                passage.sentence += 1
                passage.segment += 1
        else:
            passage.sentence += 1
            passage.segment += 1
        column = row.columns[position]
        for mention in mentions(block.number, block.text, passage):
            if row.table:
                mention.cell = (block.row or 0, block.col or 0)
            _unit_nearby(mention, column.unit if column else "")
            found.append(mention)
    kept, unread = _figures(found, row)
    readings = assign(kept)
    return _drafted(readings, row, year), unread


def _figures(found: list[Mention], row: Row) -> tuple[list[Mention], list[Unread]]:
    """Mentions that are figures; a bare number that nothing introduces is unread."""
    kept, unread = [], []
    bare_row = False  # a headerless row whose labelled figures carry no unit: 计划3053|开工2660|…
    for mention in found:
        if _is_figure(mention, row, bare_row):
            kept.append(mention)
            if mention.quantity.base_unit != "%":
                labelled = mention.text.strip() != mention.quantity.text
                bare_row = mention.quantity.unit is None or bare_row and not labelled or bool(
                    _BRACKET_UNIT.search(mention.text[: mention.start])
                )
            continue
        if mention.previous is not None:
            mention.previous.following = mention.following
            mention.previous.until = mention.until
        if mention.following is not None:
            mention.following.previous = mention.previous
            mention.following.before = mention.before + mention.following.before
            mention.following.since = mention.since
        span = Span(mention.block, mention.start, mention.end)
        unread.append(Unread(span, mention.text[mention.start : mention.end], "no_unit"))
    return kept, unread


def _is_figure(m: Mention, row: Row, bare_row: bool) -> bool:
    """Whether a number says an amount: it has a unit, or its place or its words introduce it."""
    if m.quantity.unit is not None:
        return True
    whole_cell = row.table and m.text.strip() == m.text[m.start : m.end]
    if whole_cell:
        return bool(m.zone) if any(row.zones) else bare_row
    after = m.text[m.end : m.end + 1]
    if after and (after.isalpha() or after.isdigit()):
        return False
    last = m.before[-1] if m.before else None
    near = last is not None and last.end >= m.start - 3 and last.cue is not None and last.cue.kind in (
        "target", "limit", "actual", "rate", "score", "of",
    )  # fmt: skip
    if near or named_after(m) or _ADJACENT.search(fold(m.left)):
        return True if named_after(m) else not m.text[max(0, m.start - 1) : m.start].isascii() or near or "=" in m.left
    return row.table and len(m.text) <= 12 and m.end == len(m.text.rstrip())


def _unit_nearby(m: Mention, column_unit: str) -> None:
    """Give a bare number the unit that its column, its label or its noun carries."""
    if m.quantity.base_unit is not None:
        return
    unit = column_unit
    if bracket := _BRACKET_UNIT.search(m.text[: m.start]):
        unit = bracket[1]
    elif not unit and m.quantity.unit and _PEOPLE.search(m.left + m.right):
        unit = "人"
    elif not unit and (counted := _COUNTED.search(m.left or m.label)):
        unit = counted[1]
    if unit and split_scale(unit)[1] in vocabulary.units():
        m.quantity = with_unit(m.quantity, unit)


def _drafted(readings: list[Reading], row: Row, year: int | None) -> list[Draft]:
    """Drafts of readings: subject after subject, so that what is left out can be taken over."""
    found: list[Draft] = []
    before: Subject | None = None
    project = ""
    sentence = -1
    for order, reading in enumerate(readings):
        m = reading.mention
        if m.sentence != sentence and not (row.table and not any(row.zones)):
            before, sentence = None, m.sentence
        subject = subject_of(m, before)
        draft = Draft(
            mention=m,
            role=reading.role,
            quantity=m.quantity,
            subject=subject,
            basis=reading.basis,
            explicit=reading.explicit,
            order=order,
            restated=m.zone == "heading",
            sub=_is_part(m),
            cumulative=any(t.cue is not None and "累计" in t.cue.word for t in m.before),
        )
        draft.as_of, draft.year = _dated(m, year)
        if draft.role in ("target", "whole"):
            draft.quantity = _as_target(m)
        if reading.role == "stated_rate":
            _as_rate(draft)
        elif m.quantity.base_unit == "元":
            draft.money = _is_investment(m, row)
            if draft.money:
                project = draft.project = project_of(m, project)
        if reading.role in ("target", "actual", "context", "whole") and m.quantity.base_unit not in RATIO_UNITS:
            before = subject
        elif reading.role in ("target", "actual"):
            before = subject
        found.append(draft)
        found.extend(_shared_out(draft))
    for order, draft in enumerate(found):
        draft.order = order
    return found


def _as_target(m: Mention) -> Quantity:
    """A target with the operator its words say: 控制指标4 is at most 4, 提升至7.5 and 达80% at least."""
    if m.said("beats") and named_after(m) or m.quantity.op in ("<", ">") and named_after(m):
        down = m.said("limit") or m.quantity.op == "<" or "控制" in m.right or "低于" in m.left
        return replace(m.quantity, op="<=" if down else "=", approx=None)
    if m.quantity.op != "=":
        return m.quantity
    if m.said("limit"):
        return replace(m.quantity, op="<=")
    return replace(m.quantity, op=">=") if _REACHED.search(fold(m.left)) else m.quantity


def _shared_out(draft: Draft) -> list[Draft]:
    """新建、提升各20公里 says the figure twice: one draft for each of the things named."""
    m = draft.mention
    if m.said("each") is None:
        return []
    named = _EACH.sub("", _SPAN_OF_YEARS.sub("", m.left)).strip(" ,，、:：")
    names = [name for name in regex.split(r"[、和及与]", named) if len(name) >= 2]
    if len(names) < 2:
        return []
    draft.subject = replace(draft.subject, name=names[0])
    return [replace_draft(draft, subject=replace(draft.subject, name=name)) for name in names[1:]]


def replace_draft(draft: Draft, **changes: object) -> Draft:
    """A copy of a draft with some fields changed."""
    return replace(draft, **changes)  # type: ignore[arg-type]


def _is_part(m: Mention) -> bool:
    """Whether 其中 or 含 opens the figure's clause."""
    return m.said("sub") is not None


def _as_rate(draft: Draft) -> None:
    """Write a rate in per cent, whatever it was said in."""
    quantity = draft.quantity
    if quantity.base_unit in ("百分点", "倍"):
        value = exact_rate(quantity.value, quantity.base_unit)
        draft.quantity = replace(
            quantity, value=value, unit="%", amount=value, base_unit="%", multiplier=Decimal(1),
            decimals=max(0, quantity.decimals - 2) if quantity.base_unit == "倍" else quantity.decimals,
        )  # fmt: skip


def _is_investment(m: Mention, row: Row) -> bool:
    """Money planned for or put into building, not subsidies, fines, income or funds raised."""
    words = m.left + m.right + m.label
    if _INVESTMENT.search(words):
        return True
    if regex.search(r"收入|税|资金|补助|补贴|贷款|罚|产值|增加值|销售|支出|存款|出口|进口|消费|成交|融资|收益", words):
        return False
    column_words = row.item + row.dimension
    carried = m.previous is not None and _INVESTMENT.search(m.previous.left + m.previous.right)
    built = regex.search(r"(?:路|桥|工程|项目|一期|二期|三期|改造|大道|隧道|管廊|厂|场馆)\s*(?:已|累计)?完成\s*$", m.left)
    return bool(_INVESTMENT.search(column_words) or carried or built)


def _dated(m: Mention, year: int | None) -> tuple[date | None, int | None]:
    """The day a figure is as of, and the year it speaks of, from the nearest time in its clause."""
    for token in reversed([*m.earlier, *m.before]):
        if token.kind != "time":
            continue
        words = m.text[max(0, token.start - 2) : token.end]
        named = regex.search(r"((?:19|20)\d\d)\s?年", fold(words))
        said = date_said(fold(m.text[token.start : token.end]), year)
        about = int(named[1]) if named else None
        if said is not None and (_DATED.search(words[:2]) or "月" in words or "季度" in words or "半年" in words):
            return said, about
        return None, about
    return None, None
