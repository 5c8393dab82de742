"""One compiled pass over a text: figures, times, traps, cue words and punctuation, each with its place.

Recognition only: what a token means in its sentence is decided in statements.py. The pattern is
built from the vocabulary; alternatives are tried in the order they stand in `_ALTERNATIVES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from orchestration.reading import patterns, vocabulary
from orchestration.reading.lines import opens_line
from orchestration.reading.vocabulary import Cue

# Full-width forms fold to half-width one character for one, so that offsets stay those of the print.
_FOLD = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {"\u3000": " ", "\xa0": " ", "〜": "~", "∼": "~", "﹪": "%", "•": "·", "﹣": "-", "−": "-"}
)

_PUNCTUATION = {
    "。": "stop", "!": "stop", "?": "stop", "\n": "line", ";": "semi", ",": "comma", "、": "list",
    ":": "colon", "/": "comma", "(": "open", ")": "close", "[": "open", "]": "close", "|": "cell", "\t": "cell",
}  # fmt: skip

_STRAY = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000\n](?=[\u4e00-\u9fff])")
_LABEL = re.compile(r"[^,，。;；|\d]{2,12}[:：]")
_FIGURE_ENDS = re.compile(r"[\d０-９][^\s\d,，。;；:：]{1,5}$")  # 计划：48台　实际：59台
_WRAPPED = 20  # letters of a line that may have been wrapped
_HEAD = 40  # letters of a sentence that may be a section head, or lead into the next
_MANY = 50  # branches of a trie that are tried one by one
# 计划600户/完成632户/105.3%
_SLASH = r"(?<=[\u4e00-\u9fff%])/(?=(?:已|累计)?(?:完成|实际|实现)|\d[\d.]*%)"
_SIGNS = r"。!?\n;,、:()\[\]|\t"
# Units that are words of their own behind a Chinese numeral: 十分, 一期, 三方, 两面.
_UNSAID = set("分里方度期面本口村班站队位头根类种路回道具副双节堂集首案票圈年")

DEADLINE = re.compile(r"[之以]?前(?![期后三沿端置往景列]|\s?[\d一二四五六七八九十两几])")  # 6月底前
_DROPPED = {"target", "limit", "modal", "actual", "forecast", "of", "all", "sub", "total", "listed",
            "each", "diff", "whole", "from", "unmet", "score", "share", "pending"}  # fmt: skip


class Printed(NamedTuple):
    """The parts of a figure as printed; a part that is not there is empty or None."""

    pre: str | None  # 不少于
    post: str | None  # 以上
    num: str = ""
    scale: str = ""  # 万
    more: str | None = None  # 余
    unit: str = ""
    percent: str | None = None  # per cent in words: 百分之八十
    high: str | None = None  # the end of a range: 5 in 3至5个


class Token(NamedTuple):
    """One piece of text that says something. `kind` is quantity, number, fraction, time, trap, mark,
    title, cue or a kind of punctuation; `printed` holds the parts of a figure, `cue` the cue word's entry.
    """

    kind: str
    start: int
    end: int
    begin: int = 0  # of a figure: where its operator word begins (不少于)
    stop: int = 0  # of a figure: where its closing words end (以上)
    printed: Printed | None = None
    cue: Cue | None = None


# Groups of number, odd count, scale, more and unit.
_IN_DIGITS = ("num", "odd", "scale", "more", "unit")
_IN_WORDS = ("said", "said_odd", "said_scale", "said_more", "said_unit")


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """The text with full-width forms made half-width; every offset stays what it was."""
    return text.translate(_FOLD)


def squeeze(text: str) -> tuple[str, list[int] | None]:
    """The text without single spaces between Chinese letters (占年 度任 务), and where each letter stood.

    The second part is None where nothing was taken out.
    """
    strays = [stray for stray in _STRAY.finditer(text) if _is_stray(text, stray.start())]
    if not strays:
        return text, None
    kept: list[int] = []
    at = 0
    for stray in strays:
        kept.extend(range(at, stray.start()))
        at = stray.end()
    kept.extend(range(at, len(text)))
    return "".join(text[position] for position in kept), kept


def _is_stray(text: str, at: int) -> bool:
    """A space but between a figure and a label; a line break where a long line was wrapped and no label
    follows.
    """
    if text[at] != "\n":
        return _LABEL.match(text, at + 1) is None or _FIGURE_ENDS.search(text, at - 6, at) is None
    long = at - text.rfind("\n", 0, at) > _WRAPPED
    return long and _LABEL.match(text, at + 1) is None and not opens_line(text, at + 1)


def scan(folded: str) -> list[Token]:
    """All tokens of a folded text, in order, not overlapping.

    A long sentence without a figure says nothing here but where it ends: only the rest is scanned whole.
    """
    tokens: list[Token] = []
    figure = _figure_pattern()
    start = 0
    while start < len(folded):
        end = folded.find("。", start) + 1 or len(folded)
        if end - start <= _HEAD or figure.search(folded, start, end):
            _scan_part(folded, start, end, tokens)
        elif (last := folded[end - 1]) in _PUNCTUATION:
            tokens.append(Token(_PUNCTUATION[last], end - 1, end))
        start = end
    return tokens


def _scan_part(folded: str, start: int, end: int, tokens: list[Token]) -> None:
    """Add the tokens of one sentence."""
    known = vocabulary.cues()
    for match in _pattern().finditer(folded, start, end):
        kind = match.lastgroup
        if kind == "sign":
            tokens.append(Token(_PUNCTUATION[match[0]], *match.span()))
        elif kind == "cue":
            if (cue := known[match[0]]).kind != "mute":
                tokens.append(Token("cue", *match.span(), cue=cue))
        elif kind == "figure":
            tokens.append(_figure(match))
        else:
            tokens.append(Token(str(kind), *match.span()))


def _figure(match: re.Match[str]) -> Token:
    """Token of a figure; its span is number and unit, without operator words."""
    pre, post, percent, high, said_high = match.group("pre", "post", "percent", "high", "said_high")
    if percent:
        printed = Printed(pre, post, percent=percent)
        return Token("quantity", *match.span("percent"), *match.span(), printed)
    names = _IN_DIGITS if match["num"] else _IN_WORDS
    num, odd, scale, more, unit = match.group(*names)
    last = 4 if unit else 3 if more else 2 if scale else 0
    printed = Printed(
        pre,
        post,
        num,
        scale or match["high_scale"] or "",
        more or odd,
        unit or "",
        high=high or said_high,
    )
    kind = "quantity" if unit else "number"
    return Token(kind, match.start(names[0]), match.end(names[last]), *match.span(), printed)


def without(text: str, start: int, end: int, tokens: Sequence[Token]) -> str:
    """text[start:end] without times, marks and cue words."""
    if not tokens:
        return text[start:end]
    pieces = []
    at = start
    for token in tokens:
        if token.start < start or token.end > end:
            continue
        if token.kind in ("time", "mark") or (token.cue is not None and token.cue.kind in _DROPPED):
            pieces.append(text[at : token.start])
            at = token.end
            if token.kind == "time" and (deadline := DEADLINE.match(text, at)):
                at = deadline.end()
    pieces.append(text[at:end])
    return "".join(pieces)


def trie(words: Iterable[str]) -> str:
    """A pattern that matches the longest of the words, shared beginnings tried once.

    Branches are tried one by one, so that many are parted into groups by what they begin with.
    """
    tree: dict[str, dict] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, dict]) -> str:
    """Pattern of one node of a trie."""
    branches = {re.escape(char): _branch(below) for char, below in node.items() if char}
    if not branches:
        return ""
    body = _either([first + rest for first, rest in branches.items()])
    if len(branches) > _MANY:
        firsts = list(branches)
        parts = [firsts[at : at + _MANY] for at in range(0, len(firsts), _MANY)]
        body = _either(
            [
                f"(?=[{''.join(part)}]){_either([first + branches[first] for first in part])}"
                for part in parts
            ]
        )
    return f"(?:{body})?" if "" in node else body


def _either(branches: list[str]) -> str:
    """A pattern that tries one after another."""
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


@vocabulary.cached
def _figure_pattern() -> re.Pattern[str]:
    """Whether a sentence can hold a figure at all."""
    units = trie(name for name in vocabulary.units() if name not in _UNSAID)
    return re.compile(
        rf"\d|分之|[{patterns.CN}]成[{patterns.CN}半,。;、)以左的]|{patterns.CHINESE}(?:万|亿)?(?:余|多)?(?:{units})"
    )


@vocabulary.cached
def _pattern() -> re.Pattern[str]:
    """The one pattern, built from the vocabulary.

    Each alternative is tried only where it can begin, so that most letters cost one look.
    """
    cues = vocabulary.cues()
    alternatives = (
        ("《", r"(?P<title>《[^》\n]{1,80}》)"),
        (patterns.MARK_BEGINS, rf"(?P<mark>{patterns.MARK})"),
        (patterns.TIME_BEGINS, rf"(?P<time>{patterns.TIME})"),
        ("".join(begins for _, begins in vocabulary.traps()), f"(?P<trap>{_traps()})"),
        (patterns.FIGURE_BEGINS, f"(?P<figure>{_figures()})"),
        (re.escape("".join({word[0] for word in cues})), rf"(?P<cue>{trie(cues)})"),
        (_SIGNS + "/", rf"(?P<sign>[{_SIGNS}]|{_SLASH})"),
    )
    anywhere = "".join(begins for begins, _ in alternatives)
    tried = "|".join(f"(?=[{begins}]){pattern}" for begins, pattern in alternatives)
    return re.compile(f"(?=[{anywhere}])(?:{tried})")


def _traps() -> str:
    """Traps, those that begin alike behind one look."""
    return "|".join(
        f"(?=[{begins}])(?:{'|'.join(f'(?:{pattern})' for pattern, _ in group)})"
        for begins, group in groupby(vocabulary.traps(), key=itemgetter(1))
    )


def _figures() -> str:
    """A figure: words of comparison, a number, 万 or 亿, a unit, and words that close it."""
    p = patterns
    units = vocabulary.units()
    every = trie(units)
    after_words = trie(name for name in units if name not in _UNSAID)
    return (
        rf"(?:(?P<pre>{p.PRE})\s?)?(?:"
        rf"(?P<percent>{p.PERCENT})"
        rf"|(?P<num>(?:(?<=[\u4e00-\u9fff(|])-)?(?:{p.MIXED}|{p.DECIMAL}))(?:\s?(?P<odd>余|多)(?=[万亿千百]))?"
        rf"(?:\s?(?P<scale>{p.SCALE}))?\s?(?P<more>余|多(?!功能|层|元化|式))?"
        rf"(?:%?\s?[-—–~至到]\s?(?P<high>{p.DECIMAL})(?=\s?(?:{p.SCALE})?\s?(?:{every}))"
        rf"\s?(?P<high_scale>{p.SCALE})?)?"
        rf"(?:\s?(?P<unit>{every})(?:\([户套人次]\))?)?"
        rf"|(?P<said>{p.CHINESE})(?:[至到](?P<said_high>{p.CHINESE})|(?P<said_odd>余|多)(?=[万亿]))?(?P<said_scale>万|亿)?"
        rf"(?P<said_more>余|多)?(?P<said_unit>{after_words})"
        rf")\s?(?P<post>{p.POST})?"
    )
