"""One figure in its clause, with what stands around it. A noun: nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter

from orchestration.reading.report import Quantity
from orchestration.reading.scanning import Token, without


@dataclass(slots=True, eq=False)
class Mention:
    """One figure in its clause. Offsets point into the block's text.

    `before` and `after` hold the cue, time and trap tokens of the clause between the figure and its
    neighbours; `earlier` the cues of the clause that stand before a previous figure.
    """

    block: int
    text: str  # the block as printed
    start: int
    end: int
    begin: int  # start, or the start of the operator word before it (不少于)
    stop: int  # end, or the end of the words that close it (以上)
    quantity: Quantity
    since: int  # where the figure's own words begin
    until: int = 0  # where its words end
    before: list[Token] = field(default_factory=list)
    after: list[Token] = field(default_factory=list)
    earlier: tuple[Token, ...] = ()
    zone: str = ""  # target, result, activity, heading, rate, score, "" when nothing says
    section: str = ""
    tense: str = ""  # done or planned, where a heading says so
    sentence: int = 0
    segment: int = 0  # stretches between semicolons
    clause: int = 0
    depth: int = 0
    listed: bool = False  # joined to the figure before it by 、 or standing right behind it
    inner: bool = False  # in brackets whose outer clause has no figure yet: a definition
    label: str = ""  # the words before a colon that opened the clause
    lead_at: tuple[int, int] = (0, 0)  # the clause before, when it has no figure of its own
    lead_tokens: tuple[Token, ...] = ()  # its cues and times
    previous: Mention | None = None  # in the same clause
    host: Mention | None = None  # the figure whose bracket this one stands in
    following: Mention | None = None  # in the same clause
    cell: tuple[int, int] | None = None  # (row, col) where it stands in a table
    topic: str = ""  # the heading the sentence stands under
    outer: tuple[Token, ...] = ()  # cues before the bracket it stands in
    met: bool = False  # one of a list that later words say was met: 两项指标均已完成
    fresh: bool = False  # a cell of words stands between this cell and the figure before
    header: str = ""  # words of the column's header
    when: str = ""  # the time the column's header names
    alone: bool = False  # the figure may be of that month or quarter alone
    company: set[str] = field(default_factory=set)  # kinds of all cues in the sentence
    cues_before: dict[str, Token] | None = None  # the nearest of each kind, once asked for
    cues_after: dict[str, Token] | None = None
    times_told: list[Token] | None = None  # times up to the figure, once asked for

    @property
    def left(self) -> str:
        """Printed words between the previous figure or boundary and this figure."""
        return self.text[self.since : self.begin]

    @property
    def right(self) -> str:
        """Printed words between this figure and the next figure or boundary."""
        return self.text[self.stop : max(self.until, self.stop)]

    @property
    def lead(self) -> str:
        """Words of the clause before, when it has no figure of its own."""
        start, end = self.lead_at
        return without(self.text, start, end, self.lead_tokens) if end else ""

    @property
    def list_head(self) -> Mention:
        """The first figure of the list it goes on; itself where it goes on none."""
        first = self
        while first.listed and first.previous is not None:
            first = first.previous
        return first

    @property
    def times(self) -> list[Token]:
        """Times in the clause up to the figure, and in the clause before where it has no figure."""
        if self.times_told is None:
            self.times_told = [
                t for t in [*self.lead_tokens, *self.earlier, *self.before] if t.kind == "time"
            ]
        return self.times_told

    def tells(self, *kinds: str) -> bool:
        """Whether the clause up to the figure, earlier figures included, has a cue of these kinds."""
        return self.said(*kinds) is not None or any(
            t.cue is not None and t.cue.kind in kinds for t in self.earlier
        )

    def said(self, *kinds: str, after: bool = False) -> Token | None:
        """The nearest cue of these kinds before the figure (or the first one after it)."""
        if after:
            if self.cues_after is None:
                self.cues_after = _by_kind(reversed(self.after))
            cues = self.cues_after
        else:
            if self.cues_before is None:
                self.cues_before = _by_kind(self.before)
            cues = self.cues_before
        if not cues:
            return None
        if len(kinds) == 1:
            return cues.get(kinds[0])
        found = [cues[kind] for kind in kinds if kind in cues]
        if len(found) < 2:
            return found[0] if found else None
        return (min if after else max)(found, key=_START)


_START = attrgetter("start")


def _by_kind(tokens: Iterable[Token]) -> dict[str, Token]:
    """The last cue of each kind."""
    return {token.cue.kind: token for token in tokens if token.cue is not None}
