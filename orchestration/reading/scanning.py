"""One compiled pass over a text: figures, times, traps, cue words and punctuation, each with its place.

Recognition only: what a token means in its sentence is decided in statements.py. The pattern is
built from the vocabulary; alternatives are tried in the order they stand in `_ALTERNATIVES`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import regex

from orchestration.reading import vocabulary
from orchestration.reading.vocabulary import Cue

# Full-width forms fold to half-width one character for one, so that offsets stay those of the print.
_FOLD = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {"\u3000": " ", "\xa0": " ", "〜": "~", "∼": "~", "﹪": "%", "•": "·", "﹣": "-", "−": "-"}
)

_CN = "一二三四五六七八九十百千万亿两〇零"
_INT = r"(?:(?<=[^\s\d.])\d+(?:\s\d+)+|(?<=[\u4e00-\u9fff]\s)\d{1,3}(?:\s\d{3})+(?=\s?[\u4e00-\u9fff%])|\d{1,3}(?:,\d{3})+(?![\d])|\d+)"
_DECIMAL = rf"{_INT}(?:(?:(?<=[^\s.。;；]\d{{1,9}})\s?\.\s?|\.)\d+(?:(?<=\.\d+)\s\d+(?=\s?[%\u4e00-\u9fff]))?)?"
_MIXED = r"\d+(?:\.\d+)?(?:亿\d+千?万?\d*|万\d{1,4}(?!\d))|\d+[万亿]\d+千"
_CHINESE = rf"(?<![第{_CN}])(?!一[^{_CN}])[一二三四五六七八九两十][{_CN}]*?"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:(?:19|20)\d\d|[一二][九〇零][一二三四五六七八九〇零]{2})"

_TIME = "|".join(
    (
        # 2016-2020年, 2019—2021, 2019年10月至2020年3月
        rf"{_YEAR}\s?年?\s?(?:[-—–~至到]|一(?=\s?20))+\s?{_YEAR}\s?(?:年度?(?:\s?{_MONTH}\s?月(?:份|底|末)?)?)?",
        rf"{_YEAR}\s?年\s?{_MONTH}\s?月(?:\s?\d{{1,2}}\s?日)?\s?(?:[-—–~至到]|一(?=\s?\d))\s?(?:{_YEAR}\s?年)?"
        rf"\s?{_MONTH}\s?月(?:份|底|末)?(?:\s?\d{{1,2}}\s?日)?",
        rf"(?:{_YEAR}\s?年?\s?)?{_MONTH}\s?月?份?\s?(?:[-—–~至到、]|一(?=\s?\d))\s?{_MONTH}\s?月(?:份|底|末)?",
        rf"(?:{_YEAR}\s?年\s?)?{_MONTH}\s?月\s?\d{{1,2}}\s?[日号](?:\s?[-—–~至到]\s?(?:{_MONTH}\s?月\s?)?\d{{1,2}}\s?日)?",
        rf"(?:{_YEAR}\s?年\s?)?{_MONTH}\s?月(?:份|底|末|初|中旬|上旬|下旬)?",
        rf"(?:{_YEAR}\s?年\s?)?(?:第?[一二三四1-4]\s?季度末?|前[一二三两]\s?个?季度|[上下]半年)",
        rf"{_YEAR}\s?年(?:度|底|末|初|前)?",
        r"\d{2}\s?年(?=[年度底末初]|\s?\d{1,2}\s?月)",
        r"前\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?个?月",
        r"前[一二三四]季度?",
        r"\d{1,4}\s?日(?!均)",
        r"\d{4}[-./]\d{1,2}[-./]\d{1,2}",
        r"[近未]?[来后]?[一二三四五两十几]年(?:来|内|间|期)?",
        r"(?:全年|年度|当年|本年度?|今年|去年|上年|明年|当月|本月|当季|本季度)",
        r"(?:19|20)\d\d(?=\s?[-—–~至到/]\s?(?:19|20)\d\d)",
    )
)
_MARK = (
    r"(?:(?<=^|[\n。;:!?])|(?<=[\n。;:!?]\s))(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）](?!\d)"
    r"|\d{1,2}[.、](?!\d)|\d{1,2}\.(?=\d{4}\s?年)|[①-⑳]|[一二三四五六七八九十]{1,3}(?:、|是|要))"
    r"|[①-⑳]|(?<=[\s,。;])\(\d{1,2}\)|(?<=[^\d年])[一二三四五六七八九十]是(?=[^否])"
)
_PRE = (
    r"不少于|不低于|不小于|不得少于|不得低于|至少|≥|>=|≧|>|高于|大于|超过|逾|突破|超"
    r"|不超过|不高于|不大于|不多于|不得超过|低于|少于|小于|≤|<=|≦|<|约|大约|近|将近|接近"
)
_POST = r"\(?含?\)?(?:及以上|及以下|以上|以内|以下|左右|上下|之内)"
_PUNCTUATION = {
    "。": "stop", "!": "stop", "?": "stop", "\n": "line", ";": "semi", ",": "comma", "、": "list",
    ":": "colon", "(": "open", ")": "close", "[": "open", "]": "close", "|": "cell", "\t": "cell",
}  # fmt: skip

_DROPPED = {"target", "limit", "modal", "actual", "forecast", "of", "all", "sub", "total", "listed",
            "each", "diff", "whole", "from", "unmet", "score", "share", "pending"}  # fmt: skip


class Token(NamedTuple):
    """One piece of text that says something. `kind` is quantity, number, fraction, time, trap, mark,
    title, cue or a kind of punctuation; `found` holds the parts of a figure, `cue` the cue word's entry.
    """

    kind: str
    start: int
    end: int
    begin: int = 0  # of a figure: where its operator word begins (不少于)
    stop: int = 0  # of a figure: where its closing words end (以上)
    found: dict[str, str] | None = None
    cue: Cue | None = None


def fold(text: str) -> str:
    """The text with full-width forms made half-width; every offset stays what it was."""
    return text.translate(_FOLD)


def scan(folded: str) -> list[Token]:
    """All tokens of a folded text, in order, not overlapping."""
    tokens: list[Token] = []
    known = vocabulary.cues()
    for match in _pattern().finditer(folded):
        kind = match.lastgroup
        if kind == "figure":
            tokens.append(_figure(match))
        elif kind == "cue":
            if (cue := known[match[0]]).kind != "mute":
                tokens.append(Token("cue", match.start(), match.end(), cue=cue))
        elif kind == "sign":
            tokens.append(Token(_PUNCTUATION[match[0]], match.start(), match.end()))
        else:
            tokens.append(Token(str(kind), match.start(), match.end()))
    return tokens


def _figure(match: regex.Match[str]) -> Token:
    """Token of a figure; its span is number and unit, without operator words."""
    parts = {
        name: match[name] or ""
        for name in ("pre", "num", "scale", "more", "unit", "post", "percent")
    }
    start = match.start("num") if match["num"] else match.start("percent")
    ends = [match.end(name) for name in ("num", "scale", "more", "unit", "percent") if match[name]]
    kind = "quantity" if parts["unit"] or parts["percent"] else "number"
    if match["high"]:
        parts["high"] = match["high"]
    return Token(kind, start, max(ends), match.start(), match.end(), parts)


def without(text: str, start: int, end: int, tokens: list[Token]) -> str:
    """text[start:end] without times, marks and cue words."""
    pieces = []
    at = start
    for token in tokens:
        if token.start < start or token.end > end:
            continue
        if token.kind in ("time", "mark") or (token.cue is not None and token.cue.kind in _DROPPED):
            pieces.append(text[at : token.start])
            at = token.end
    pieces.append(text[at:end])
    return "".join(pieces)


def trie(words: Iterable[str]) -> str:
    """A pattern that matches the longest of the words, shared beginnings tried once."""
    tree: dict[str, dict] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, dict]) -> str:
    """Pattern of one node of a trie."""
    branches = [regex.escape(char) + _branch(below) for char, below in node.items() if char]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{body})?" if "" in node else body


@cache
def _pattern() -> regex.Pattern[str]:
    """The one pattern, built from the vocabulary."""
    units = trie(vocabulary.units())
    cues = trie(vocabulary.cues())
    traps = "|".join(f"(?:{pattern})" for pattern, _ in vocabulary.traps())
    scale = "万亿|千亿|百亿|亿|千万|百万|十万|万|千|百"
    chinese_unit = trie(
        name
        for name, unit in vocabulary.units().items()
        if name
        not in {
            "分",
            "里",
            "方",
            "度",
            "期",
            "面",
            "本",
            "口",
            "村",
            "班",
            "站",
            "队",
            "位",
            "头",
            "根",
            "类",
            "种",
        }
    )
    figure = (
        rf"(?:(?P<pre>{_PRE})\s?)?(?:"
        rf"(?P<percent>百分之[{_CN}点]+|千分之[{_CN}点]+|[{_CN}]+分之[{_CN}]+|[{_CN}\d.]+成(?:半|[{_CN}])?(?=[,。;、)以左的]|$))"
        rf"|(?P<num>{_MIXED}|{_DECIMAL})(?:\s?(?P<more>余|多)(?=[万亿千百]))?(?:\s?(?P<scale>{scale}))?\s?(?P<more>余|多(?!功能|层|元化|式))?"
        rf"(?:\s?[-—–~至到]\s?(?P<high>{_DECIMAL})(?=\s?(?:{scale})?\s?(?:{units})))?"
        rf"(?:\s?(?P<unit>{units})(?:\([{'户套人次'}]\))?)?"
        rf"|(?P<num>{_CHINESE})(?P<scale>万|亿)?(?P<more>余|多)?(?P<unit>{chinese_unit})"
        rf")\s?(?P<post>{_POST})?"
    )
    return regex.compile(
        "|".join(
            (
                r"(?P<title>《[^》\n]{1,80}》)",
                rf"(?P<mark>{_MARK})",
                rf"(?P<time>{_TIME})",
                rf"(?P<trap>{traps})",
                rf"(?P<figure>{figure})",
                rf"(?P<cue>{cues})",
                r"(?P<sign>[。!?\n;,、:()\[\]|\t])",
            )
        )
    )
