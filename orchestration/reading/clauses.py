"""Tokens of a block -> mentions: each figure with the clause it stands in.

Follows punctuation, brackets and section words. It sorts what stands around a figure; what the
figure means is decided in statements.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from orchestration.reading.lines import ends_sentence, heading_before, within_a_line
from orchestration.reading.mention import Mention
from orchestration.reading.passage import Frame, Passage
from orchestration.reading.quantity import quantity_of
from orchestration.reading.report import Quantity, Span
from orchestration.reading.scanning import Token, fold, scan, squeeze
from orchestration.reading.sections import opens_zone, tense_of, zone_of, zone_of_parts


def mentions(block: int, text: str, passage: Passage) -> list[Mention]:
    """Every figure of a block in order; `passage` is carried on and changed."""
    return _Walk(block, text, passage).run()


class _Walk:
    """One walk over the tokens of a block. Holds the stack of open clauses."""

    def __init__(self, block: int, text: str, passage: Passage) -> None:
        self.block, self.printed, self.passage = block, text, passage
        self.text, self.places = squeeze(text)
        self.stack = [Frame(0)]
        self.found: list[Mention] = []
        self.sentence_start = 0
        self.lead_at = (0, 0)
        self.lead_tokens: tuple[Token, ...] = ()
        self.company: set[str] = set()
        self.before_label: str | None = None  # the zone that the line's label stands in for

    def run(self) -> list[Mention]:
        for token in scan(fold(self.text)):
            _STEPS.get(token.kind, _Walk._word)(self, token)
        self._section_head(len(self.text))
        self._close_all(len(self.text))
        self._end_label()
        return self.found

    def _word(self, token: Token) -> None:
        """A cue, time, trap or title: it belongs to the figure before and to the one after."""
        frame = self.stack[-1]
        frame.before.append(token)
        if token.cue is not None:
            self.company.add(token.cue.kind)
            self.company.add(token.cue.word)
        if frame.last is not None:
            frame.last.after.append(token)

    def _quantity(self, token: Token) -> None:
        frame, passage = self.stack[-1], self.passage
        mention = Mention(
            block=self.block,
            text=self.text,
            start=token.start,
            end=token.end,
            begin=token.begin,
            stop=token.stop,
            quantity=self._as_printed(quantity_of(token, self.block, self.text)),
            since=frame.since,
            before=frame.before,
            earlier=frame.earlier,
            zone=passage.zone,
            section=passage.section,
            tense=passage.tense,
            sentence=passage.sentence,
            segment=passage.segment,
            clause=passage.clause,
            depth=len(self.stack) - 1,
            listed=frame.last is not None and (frame.joined or self._joined(frame, token)),
            label=frame.label,
            previous=frame.last,
            topic=passage.topic,
            lead_at=self.lead_at,
            lead_tokens=self.lead_tokens,
            company=self.company,
        )
        if len(self.stack) > 1:
            mention.host = self.stack[-2].last
            mention.inner = mention.host is None
            mention.outer = (*self.stack[-2].earlier, *self.stack[-2].before)
        if frame.last is not None:
            frame.last.until = token.begin
            frame.last.following = mention
        frame.earlier = (*frame.earlier, *frame.before)[-_TOLD:]
        frame.before, frame.last, frame.since, frame.joined = [], mention, token.stop, False
        self.found.append(mention)

    def _as_printed(self, quantity: Quantity) -> Quantity:
        """The quantity with its place and letters in the block as printed."""
        if self.places is None:
            return quantity
        start = self.places[quantity.span.start]
        end = self.places[quantity.span.end - 1] + 1
        return quantity._replace(span=Span(self.block, start, end), text=self.printed[start:end])

    def _joined(self, frame: Frame, token: Token) -> bool:
        """Whether only 和 stands between the figure before and this one, or a slash: 534起/死亡756人."""
        between = self.text[frame.since : token.begin].strip()
        return between in _AND or _SLASHED.fullmatch(between) is not None

    def _mark(self, token: Token) -> None:
        """A numbered mark opens a clause: 1. (2) 一是."""
        self._end_clause(token.start)
        self.stack[-1].since = token.end

    def _list(self, token: Token) -> None:
        frame = self.stack[-1]
        if frame.last is not None:
            frame.joined = True

    def _comma(self, token: Token) -> None:
        frame = self.stack[-1]
        opener = frame.before[-1] if frame.before else None
        opens = opener is not None and opener.cue is not None and opener.cue.kind == "sub"
        if opens and opener is not None and not self.text[opener.end : token.start].strip():
            return
        if frame.last is None and len(self.stack) == 1:
            self.lead_at = (frame.since, token.start)
            self.lead_tokens = (*self.lead_tokens, *frame.before)[-_TOLD:]
        self._end_clause(token.start)
        self.stack[-1].since = token.end
        self.passage.clause += 1

    def _semi(self, token: Token) -> None:
        self._comma(token)
        self.passage.segment += 1
        self.lead_at, self.lead_tokens = (0, 0), ()

    def _stop(self, token: Token) -> None:
        self._section_head(token.start)
        self._end_sentence(token)

    def _line(self, token: Token) -> None:
        """A line break ends the sentence unless a line was only wrapped."""
        self._end_label()
        heading = heading_before(self.text, token.start)
        if heading or ends_sentence(self.text, self.sentence_start, token.start):
            self._stop(token)
        if heading and (tense := tense_of(heading)) is not None:
            self.passage.tense = tense

    def _end_label(self) -> None:
        """A label holds for its line: behind it the section's zone goes on."""
        if self.before_label is not None:
            self.passage.zone, self.before_label = self.before_label, None

    def _cell(self, token: Token) -> None:
        self._end_sentence(token)

    def _colon(self, token: Token) -> None:
        """A label: either a section word (进展:) or the subject of what follows (供水提档升级:)."""
        frame = self.stack[-1]
        label = self._label_behind(token.start)
        if label or (len(self.stack) == 1 and self._told_of(frame, token.start)):
            self._comma(token)
            frame = self.stack[-1]
            frame.since = token.start - label if label else token.end
        if len(self.stack) == 1 and self._section_head(token.start, label=True):
            frame.since, frame.before = token.end, [t for t in frame.before if t.kind == "time"]
            self.passage.clause += 1
            return
        words = self.text[frame.since : token.start].strip()
        if words and frame.last is None:
            if self.found and self.found[-1].start >= frame.since:
                self.passage.clause += 1  # 烈士墓修缮(任务150座): the bracket has spoken
            frame.label = words
            if not frame.before or frame.before[-1].end < token.start - 1:
                frame.before = [t for t in frame.before if t.kind == "time"]
            frame.since = token.end

    def _told_of(self, frame: Frame, at: int) -> bool:
        """任务30座:开工28座,…: a colon right behind a figure opens what is told of it."""
        return frame.last is not None and not self.text[frame.last.stop : at].strip()

    def _label_behind(self, at: int) -> int:
        """Letters of a label that only a space parts from the figure before: 计划:48台 实际:59台; 0 for none."""
        frame = self.stack[-1]
        words = self.text[frame.since : at]
        if len(self.stack) > 1 or frame.last is None or len(words) > _LONGEST_LABEL:
            return 0
        label = words.strip()
        parted = any(sign.isspace() for sign in self.text[frame.since - 1 : frame.since + 1])
        return len(label) if parted and opens_zone(label) else 0

    def _open(self, token: Token) -> None:
        self.stack.append(Frame(token.end))

    def _close(self, token: Token) -> None:
        if len(self.stack) > 1:
            frame, host = self.stack[-1], self.stack[-2].last
            if frame.last is None and host is not None:
                host.after.extend(frame.before)
            self._end_clause(token.start)
            self.stack.pop()

    def _end_clause(self, at: int) -> None:
        frame = self.stack[-1]
        if frame.last is not None:
            frame.last.until = at
        self.stack[-1] = Frame(at)

    def _close_all(self, at: int) -> None:
        while True:
            self._end_clause(at)
            if len(self.stack) == 1:
                return
            self.stack.pop()

    def _end_sentence(self, token: Token) -> None:
        told = self.stack[0].before
        self._close_all(token.start)
        self.stack[-1].since = token.end
        self.passage.sentence += 1
        self.passage.segment += 1
        self.passage.clause += 1
        if self.found and self.found[-1].start >= self.sentence_start:
            self.lead_tokens = ()
        else:
            times = [t for t in (*self.lead_tokens, *told) if t.kind == "time"]
            self.lead_tokens = tuple(times[-_TOLD:])
        self.sentence_start, self.company, self.lead_at = token.end, set(), (0, 0)

    def _section_head(self, at: int, *, label: bool = False) -> bool:
        """Whether the words up to `at` are a section word; then the passage enters its zone.

        A numbered sentence right before a nested head (1. 新建15个。(1)完成情况。) is the head's
        title: its figures repeat the target and its words are the topic of what follows.
        """
        frame = self.stack[0]
        if frame.last is not None or at - frame.since > _LONGEST_HEAD:
            return False
        words = self.text[frame.since : at]
        plain = "".join(words.split()).strip(_QUOTES)
        zone = zone_of(plain, label=label)
        for_its_line = label and (zone == "context" or within_a_line(self.text, frame.since))
        if zone is None and label:
            zone, for_its_line = zone_of_parts(plain), True
        if zone is None:
            return False
        if for_its_line and self.before_label is None:
            self.before_label = self.passage.zone
        marks = self.text[self.sentence_start : frame.since].strip()
        self.passage.zone, self.passage.section = zone, plain
        if marks.startswith(("(", "（")):
            self._title_before()
        return True

    def _title_before(self) -> None:
        """Turn the sentence before a nested section head into the topic of what follows."""
        end = self.sentence_start
        while end and self.text[end - 1] in _SENTENCE_ENDS:
            end -= 1
        opening = 1 + max(self.text.rfind(sign, 0, end) for sign in "。\n|")
        title = self.text[opening:end]
        if not _TITLE.match(title):
            return
        self.passage.topic = title
        for mention in reversed(self.found):
            if mention.start < opening:
                break
            if mention.start < self.sentence_start:
                mention.zone = "heading"


_STEPS: dict[str, Callable[[_Walk, Token], None]] = {
    "quantity": _Walk._quantity,
    "number": _Walk._quantity,
    "mark": _Walk._mark,
    "list": _Walk._list,
    "comma": _Walk._comma,
    "semi": _Walk._semi,
    "stop": _Walk._stop,
    "line": _Walk._line,
    "cell": _Walk._cell,
    "colon": _Walk._colon,
    "open": _Walk._open,
    "close": _Walk._close,
}
_TOLD = 48  # cues and times that a clause still knows of the ones before it
_LONGEST_HEAD = 80  # letters of a section head, spaces and quotes included
_LONGEST_LABEL = 8
_TITLE = re.compile(r"\s*\d{1,2}\s*[.、．]")
_QUOTES = "“”（）()、.," + "\"'"
_SENTENCE_ENDS = "。\n ;"
_SLASHED = re.compile(r"[/／][\u4e00-\u9fff]{1,4}")
_AND = ("和", "及", "与", "以及", "共", "共计", "合计")
