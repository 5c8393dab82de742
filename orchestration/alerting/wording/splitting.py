"""A notice in parts that a service takes: cut between entries, else between lines, else in a line.

What is cut is the notice and not its text in a dialect, so that no mark and no escape is cut in two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

import regex

from orchestration.alerting.notice import Notice, Words
from orchestration.alerting.wording.dialect import Dialect
from orchestration.alerting.wording.hostile import harmless
from orchestration.alerting.wording.lines import REPEATED, Block, Line, blocks, line

_TITLE_CHARACTERS = 60
# Parts are numbered after they are cut: this much room is kept for （12/34）.
_NUMBER_BYTES = 32
# A letter and the accents upon it are one; more accents than any script has are not.
_LETTER = regex.compile(r"\X")
_LETTER_CHARACTERS = 16


def utf8(text: str) -> int:
    """How long a service finds a text that counts bytes."""
    return len(text.encode("utf-8"))


def split(
    notice: Notice, dialect: Dialect, limit: int, measure: Callable[[str], int] = utf8
) -> tuple[tuple[str, str], ...]:
    """Title and text of each part; both, and `REPEATED`, measure at most `limit` together."""
    title, told = _shortened(notice.title), blocks(notice)
    if title != notice.title:
        told = (Block((line("text", notice.title),)), *told)
    head = marked_repeat(_titled(dialect, title, ""), dialect)
    room = limit - measure(head) - measure(title) - _NUMBER_BYTES
    texts = _filled(told, lambda part: measure(dialect.blocks(part)) <= room, dialect) or [""]
    names = [title]
    if len(texts) > 1:
        names = [f"{title}（{number}/{len(texts)}）" for number in range(1, len(texts) + 1)]
    return tuple(
        (harmless(name), _titled(dialect, name, text))
        for name, text in zip(names, texts, strict=True)
    )


def whole(notice: Notice, dialect: Dialect) -> str:
    """The text of a notice that no service limits."""
    texts = _filled(blocks(notice), lambda part: True, dialect)
    return _titled(dialect, notice.title, "".join(texts))


def marked_repeat(text: str, dialect: Dialect) -> str:
    """The text of a part that may have arrived already, saying so."""
    return f"{dialect.said(REPEATED)}{dialect.block_end}{text}"


def _shortened(title: str) -> str:
    """A name that leaves room for what it is the name of."""
    return title if len(title) <= _TITLE_CHARACTERS else f"{title[: _TITLE_CHARACTERS - 1]}…"


def _titled(dialect: Dialect, title: str, text: str) -> str:
    if not dialect.titled:
        return text
    return f"{dialect.line(line('title', title))}{dialect.block_end}{text}"


_Fits = Callable[[Sequence[Block]], bool]


def _filled(told: Sequence[Block], fits: _Fits, dialect: Dialect) -> list[str]:
    """The texts of the parts. Each part names the sections it tells of."""
    parts: list[list[Block]] = [[]]
    shown: str | None = None  # the section whose heading stands in this part
    before: str | None = None  # the section that was told last, in whichever part
    for block in told:
        whole = [block]
        if not fits([*_headed(block, None, block.section), block]):
            whole = _cut(block, lambda piece: fits([*_headed(piece, None, piece.section), piece]))
        for piece in whole:
            added = [*_headed(piece, shown, before), piece]
            if parts[-1] and not fits([*parts[-1], *added]):
                added = [*_headed(piece, None, before), piece]
                parts.append([])
            parts[-1] += added
            shown = before = piece.section
    return [dialect.blocks(part) for part in parts if part]


def _headed(block: Block, shown: str | None, before: str | None) -> Iterator[Block]:
    """The heading a block needs where the heading `shown` is in force."""
    if block.section is not None and block.section != shown:
        again = "（续）" if block.section == before else ""
        yield Block((line("heading", _shortened(block.section) + again),))


def _cut(block: Block, fits: Callable[[Block], bool]) -> list[Block]:
    """Blocks that fit, which together are the block."""
    pieces: list[list[Line]] = [[]]
    for whole in block.lines:
        for piece in _folded(whole, lambda one: fits(Block((one,), block.section))):
            if pieces[-1] and not fits(Block((*pieces[-1], piece), block.section)):
                pieces.append([])
            pieces[-1].append(piece)
    return [Block(tuple(lines), block.section) for lines in pieces]


def _folded(whole: Line, fits: Callable[[Line], bool]) -> Iterator[Line]:
    """Lines that fit, which together are the line."""
    if fits(whole):
        yield whole
        return
    if whole.leads_to:
        whole = replace(whole, words=(*whole.words, Words(f"：{whole.leads_to}")), leads_to=None)
    rest = [
        (letter, words.part, place)
        for place, words in enumerate(whole.words)
        for letter in _letters(words.text)
    ]
    while rest:
        first = _beside_figure(rest, _most(rest, partial(_fit, whole, fits)))
        yield _of(whole, rest[:first])
        whole, rest = replace(whole, label=None), rest[first:]


def _fit(whole: Line, fits: Callable[[Line], bool], letters: Sequence[_Letter]) -> bool:
    return fits(_of(whole, letters))


def _most(letters: Sequence[_Letter], fit: Callable[[Sequence[_Letter]], bool]) -> int:
    """How many of the letters fit, at least one; found in steps, for a text may be very long."""
    high = 1
    while high < len(letters) and fit(letters[:high]):
        high *= 2
    low, high = max(high // 2, 1), min(high, len(letters))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fit(letters[:middle]) else (low, middle - 1)
    return low


_Letter = tuple[str, str | None, int]


def _of(whole: Line, letters: Sequence[_Letter]) -> Line:
    words = (
        Words("".join(letter for letter, _, _ in run), part)
        for (_, part), run in groupby(letters, key=lambda letter: (letter[2], letter[1]))
    )
    return replace(whole, words=tuple(words))


def _beside_figure(letters: Sequence[_Letter], cut: int) -> int:
    """The last place up to `cut` that is not within a figure, if that leaves anything before it."""
    place = cut if cut < len(letters) else 0
    while (
        place and letters[place - 1][1] is not None and letters[place][2] == letters[place - 1][2]
    ):
        place -= 1
    return place or cut


def _letters(text: str) -> Iterator[str]:
    for letter in _LETTER.findall(text):
        for start in range(0, len(letter), _LETTER_CHARACTERS):
            yield letter[start : start + _LETTER_CHARACTERS]
