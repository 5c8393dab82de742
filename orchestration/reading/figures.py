"""Which mentions are figures, and the unit a figure takes from what stands near it.

A number without a unit is a figure only where a column, a label or a word introduces it; what nothing
introduces is reported as unread.
"""

from __future__ import annotations

import itertools
import re

from orchestration.reading.layout import Row
from orchestration.reading.mention import Mention
from orchestration.reading.numerals import MULTIPLIERS
from orchestration.reading.quantity import is_unit, split_scale, with_unit
from orchestration.reading.report import Unread
from orchestration.reading.rules.context import compared_by_sign
from orchestration.reading.rules.course import follows
from orchestration.reading.rules.goals import named_after
from orchestration.reading.scanning import fold

_COUNTED = re.compile(
    r"(人|起|次|个|户|家|件|项|处|座|条|所|套|亩|天|台|辆|例|宗)(?:次)?数(?:量)?(?!据|字)"
)
_ADJACENT = re.compile(
    r"(?:[至到为达是:=]|率|指数|密度|系数|强度|达到|不少于|不低于|不超过|以内)\s*$"
)
_BRACKET_UNIT = re.compile(r"[(（]\s*([^()（）\d]{1,8})\s*[)）]\s*[:：]?\s*$")
_HOUSEHOLDS = re.compile(r"[\u4e00-\u9fff]{0,3}户(?!籍|外)")
_PEOPLE = re.compile(
    r"人口|群众|劳动力|职工|居民|学生|游客|贫困户?人|农民工|脱贫|就业|师生|农民|市民|老人|儿童"
)
_CELLS = 5  # how many cells before a rate its two amounts may stand
_NEAR = 24  # letters before a figure that a unit in brackets may take
_INTRODUCED_BY = ("target", "limit", "actual", "rate", "score", "of")


def figures(found: list[Mention], row: Row) -> tuple[list[Mention], list[Unread]]:
    """Mentions that are figures; a bare number that nothing introduces is unread."""
    share_points(found)
    told = _told_by_rate(found)
    take_units_of_wholes(found)
    kept: list[Mention] = []
    unread: list[Unread] = []
    # a headerless row whose labelled figures carry no unit: 计划3053|开工2660|…
    bare_row = row.table and not any(row.zones) and _in_triples(found)
    bound: Mention | None = None  # the cell before, where it is a bound: ≥50个|50|8|8
    for position, mention in enumerate(found):
        scored = found[position + 1 : position + 3]  # 权重 and 得分 behind it
        if bound is not None and len(scored) > 1 and all(map(_is_bare, (mention, *scored))):
            mention.quantity = with_unit(mention.quantity, bound.quantity.unit or "")
            bare_row = False
        bound = mention if _is_counted_bound(mention) else None
        if _is_figure(mention, row, bare_row) and not (
            told and _is_bare(mention) and not mention.zone
        ):
            kept.append(mention)
            if mention.quantity.base_unit != "%":
                bare_row = _goes_on_bare(mention, bare_row)
            continue
        _leave_out(mention)
        unread.append(Unread(mention.quantity.span, mention.quantity.text, "no_unit"))
    return kept, unread


def _is_bare(m: Mention) -> bool:
    """A number alone in its cell."""
    return m.cell is not None and m.quantity.unit is None and m.text.strip() == m.quantity.text


def _is_counted_bound(m: Mention) -> bool:
    """≥50个 alone in its cell, in a row that no header heads."""
    counted = m.quantity.unit is not None and m.quantity.base_unit != "%"
    return counted and m.cell is not None and not m.zone and compared_by_sign(m)


def _in_triples(found: list[Mention]) -> bool:
    """宜昌|12500|13120|105.0%|9800|9216|94.0%: cells of figures alone, each third what the two before give."""
    if len(found) < 3 or len(found) % 3 or any(m.text.strip() != m.quantity.text for m in found):
        return False
    for plan, done, rate in zip(found[::3], found[1::3], found[2::3], strict=True):
        if rate.quantity.base_unit != "%" or plan.quantity.unit or done.quantity.unit:
            return False
        if not plan.quantity.amount or not follows(done, plan, rate):
            return False
    return True


def _told_by_rate(found: list[Mention]) -> bool:
    """年度资金总额|156.8|156.8|142.3|10|90.75%|9.08: which two bare cells are the rate's, where no header says.

    Marks the zones of the three; scores and plans that another took the place of stay unread.
    Whether there was such a rate.
    """
    if _in_triples(found) or any(m.zone for m in found):
        return False
    told = False
    for at, rate in enumerate(found):
        if rate.cell is None or rate.quantity.base_unit != "%":
            continue
        before = [m for m in found[max(0, at - _CELLS) : at] if _is_bare(m) and not m.zone]
        for plan, done in reversed(list(itertools.pairwise(before))):
            if plan.quantity.amount != done.quantity.amount and follows(done, plan, rate):
                plan.zone, done.zone, rate.zone = "target", "result", "rate"
                told = True
                break
    return told


def share_points(found: list[Mention]) -> None:
    """高5个和2.3个百分点: the first figure's unit stands behind the second."""
    for m in found:
        follower = m.following
        if follower is None or not follower.listed or m.quantity.unit not in ("个", None):
            continue
        if follower.quantity.base_unit == "百分点":
            m.quantity = with_unit(m.quantity, "个百分点")


def take_units_of_wholes(found: list[Mention]) -> None:
    """培训10万人次,其中技能培训6万: a part that prints only 万 has the unit of its whole.

    实现500万以上农村人口饮水安全…实际解决538万: and an answer that of all figures in 万 before it.
    """
    told: list[tuple[int, str]] = []  # sentence and unit of the figures that print 万
    for at, part in enumerate(found):
        scale, unit = split_scale(part.quantity.unit or "")
        if part.quantity.base_unit is not None or part.quantity.unit not in MULTIPLIERS:
            told += [(part.sentence, unit)] if scale and unit else []
            continue
        whole = split_scale(found[at - 1].quantity.unit or "") if at else ("", "")
        if all(whole) and part.said("sub") and part.segment == found[at - 1].segment:
            part.quantity = with_unit(part.quantity, whole[1])
        units = {unit for sentence, unit in told if sentence == part.sentence}
        if len(units) == 1 and part.said("actual") and not part.right.strip():
            part.quantity = with_unit(part.quantity, units.pop())


def take_unit_nearby(m: Mention, column_unit: str) -> None:
    """Give a bare number the unit that its column, its label or its noun carries."""
    if m.quantity.base_unit is not None:
        return
    unit = column_unit
    if bracket := _unit_before(m):
        unit = bracket
    elif not unit and m.quantity.unit and _HOUSEHOLDS.match(m.right):
        unit = "户"
    elif not unit and m.quantity.unit and _PEOPLE.search(m.left + m.right):
        unit = "人"
    elif not unit and (counted := _COUNTED.search(m.left or m.label)):
        unit = counted[1]
    if is_unit(unit):
        m.quantity = with_unit(m.quantity, unit)


def _unit_before(m: Mention) -> str:
    """The unit in brackets right before a figure: 户 in 开工(户):402."""
    found = _BRACKET_UNIT.search(m.text, max(0, m.start - _NEAR), m.start)
    return found[1] if found else ""


def _goes_on_bare(m: Mention, bare_row: bool) -> bool:
    """Whether numbers alone in their cells may follow this figure in its row."""
    alone = m.text.strip() == m.quantity.text
    labelled_unit = _unit_before(m) != ""
    return m.quantity.unit is None or labelled_unit or (bare_row and alone)


def _leave_out(m: Mention) -> None:
    """Close the gap that a number leaves in its clause."""
    if m.previous is not None:
        m.previous.following = m.following
        m.previous.until = m.until
    if m.following is not None:
        m.following.previous = m.previous
        m.following.before = m.before + m.following.before
        m.following.since = m.since


def _is_figure(m: Mention, row: Row, bare_row: bool) -> bool:
    """Whether a number says an amount: it has a unit, or its place or its words introduce it."""
    if m.quantity.unit is not None:
        return True
    if row.table and m.text.strip() == m.text[m.start : m.end]:
        return m.zone != "" if any(row.zones) else bare_row or m.zone != ""
    if named_after(m):
        return True
    last = m.before[-1] if m.before else None
    introduced = (
        last is not None
        and last.cue is not None
        and last.end >= m.start - 3
        and last.cue.kind in _INTRODUCED_BY
    )
    after = m.text[m.end : m.end + 1]
    if introduced and not (after.isascii() and after.isalnum()):
        return True
    if after and (after.isalpha() or after.isdigit()):
        return False
    if _ADJACENT.search(fold(m.left)):
        return not m.text[max(0, m.start - 1) : m.start].isascii() or "=" in m.left
    return row.table and len(m.text) <= 12 and m.end == len(m.text.rstrip())
