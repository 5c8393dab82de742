"""The nouns of reading: what a report is made of once it has been read.

Every noun is a frozen value; those that a report has by the thousand are named tuples, made in a
third of the time. Offsets are character offsets into `Block.text`; `start` is inclusive, `end`
exclusive. Statements, claims and relations name each other by their position in the report, so
that a report can be written down as plain rows.

Nothing here reads, links or judges.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

BlockRole = Literal["", "header", "dimension", "item", "target", "result", "rate", "other", "prose"]
Operator = Literal["=", ">=", "<=", ">", "<"]
StatementRole = Literal[
    "target",  # what was to be reached
    "actual",  # what was reached
    "stated_rate",  # actual against target, as the report prints it, in per cent
    "whole",  # the base of a share: 55项 in 55项任务中达到44项
    "difference",  # by how much the target was passed or missed: 超任务1286户
    "growth",  # against another period: 同比增长5%
    "share",  # part of something that is no target: 占全省44%
    "score",  # points, weights, ranks
    "baseline",  # A in 从A提高到B
    "forecast",  # 预计年底7.1万座
    "average",  # 平均完成率150%
    "activity",  # what was done on the way (工作举措): meetings, checks, papers
    "milestone",  # a thing that is to be done, or was done, without a number
    "context",  # describes and claims nothing: 总投资, 路宽3.5米以上, 四个项目完成…
]
Origin = Literal["stated", "implied", "derived"]
ClaimKind = Literal["indicator", "investment"]
RelationKind = Literal[
    "sum", "average", "subset", "order", "count", "repeat", "finished", "difference"
]
Status = Literal["read", "partly", "unreadable"]
DocumentKind = Literal["report", "reply"]
CorrectedPart = Literal["target", "actual", "rate"]


class Block(NamedTuple):
    """One cell or paragraph, with its place and its text as printed."""

    number: int
    text: str
    table: int | None = None
    row: int | None = None
    col: int | None = None
    role: BlockRole = ""
    row_span: int = 1
    col_span: int = 1
    note: str = ""  # where it stood when not in plain sight: footnote, text box, hidden row


class Span(NamedTuple):
    """Characters `start`..`end` of block `block`."""

    block: int
    start: int
    end: int


class Quantity(NamedTuple):
    """A number with its unit, as printed and as understood.

    `value` and `unit` are what the print says (5.16 and 万个); `amount` and `base_unit` are the
    same in the unit's base (51600 and 个). `decimals` counts the printed decimals of `value`,
    `multiplier` is the amount of one printed unit. `exact` is true for a count printed whole,
    which has no rounding behind it. In per cent, `value` is the per cent figure.
    """

    span: Span
    text: str
    value: Decimal
    unit: str | None
    op: Operator
    approx: str | None  # "about", "over" (余, 超), "under" (近), or None
    amount: Decimal
    base_unit: str | None
    multiplier: Decimal
    decimals: int
    exact: bool


class Statement(NamedTuple):
    """One number (or milestone) said once, and what it says.

    `quantity` is None for a milestone. `span` covers the figure, or the words of a milestone or of
    an implied figure; it is None for a derived figure, which stands nowhere in print.
    """

    role: StatementRole
    span: Span | None
    quantity: Quantity | None
    subject: str = ""  # the thing measured, with its verb where that decides
    project: str = ""
    section: str = ""  # 完成情况, 工作举措, 工作成效, or ""
    basis: str = (
        ""  # what a target or rate is measured against: annual, quarter, schedule, multi-year
    )
    as_of: date | None = None
    cumulative: bool = False
    origin: Origin = "stated"


class Claim(NamedTuple):
    """One indicator, or one investment, as the report claims it.

    `target`, `actual` and `rate` are positions in `Report.statements`. `direction` is "down" for
    control indicators, where lower is better. `confidence` is 0..1; an `unsure` claim is kept
    and never accused.
    """

    kind: ClaimKind
    dimension: str
    item: str
    indicator: str
    project: str
    target: int | None
    actual: int | None
    rate: int | None
    direction: Literal["up", "down"] = "up"
    as_of: date | None = None
    derived: bool = False
    confidence: Decimal = Decimal(1)
    unsure: bool = False


class Relation(NamedTuple):
    """One thing the report says must add up.

    `total` is the statement that is checked, `parts` are the statements it is checked against:

    sum       total = Σ parts                     subset    total (a part) ≤ parts[0] (its whole)
    average   total = mean of the rates in parts  order     total (finished) ≤ parts[0] (begun)
    count     total = number of names printed in `names`
    repeat    total and parts[0] say the same thing twice
    difference  total is how far parts[0] (the actual) and parts[1] (its target) lie apart
    finished  total is said to be all finished; parts[0] is the number finished, parts[1:] are not
    """

    kind: RelationKind
    total: int
    parts: tuple[int, ...] = ()
    names: tuple[str, ...] = ()


class Unread(NamedTuple):
    """A piece that was not understood, where it stands, and why."""

    span: Span | None
    text: str
    reason: str  # a short stable word: unreadable, no_unit, no_role, unknown_header, …
    detail: str = ""


class Corrected(NamedTuple):
    """A figure that is to stand in place of a printed one; `part` is None where only its unit tells."""

    part: CorrectedPart | None
    quantity: Quantity


class Reply(NamedTuple):
    """One question as a bureau answered it on a reply sheet.

    `finding_id`, `fact_id`, `period`, `about` and `working` are what the sheet repeats of the question.
    `is_true`: the question is right; None where that was left open. `block` is the first cell that was
    filled. `filled_on` is a date in ISO form; what the sheet does not say is empty.
    """

    finding_id: str
    fact_id: str
    period: str
    about: str
    working: str
    is_true: bool | None
    corrected: tuple[Corrected, ...]
    corrected_text: str
    explanation: str
    block: int
    filled_by: str = ""
    filled_on: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report as read, or a reply sheet, which has replies and claims nothing.

    `unit` and `period` are None for a file outside `raw/`.
    """

    path: str
    unit: str | None
    period: str | None
    format: str
    status: Status
    blocks: tuple[Block, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    unread: tuple[Unread, ...] = ()
    kind: DocumentKind = "report"
    replies: tuple[Reply, ...] = ()
