"""The hand of one clerk: how this report rounds, writes numbers, and what went wrong in typing it.

Turns amounts into print. What is printed where is decided by templates and layouts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.generator.amounts import Amount, chinese, chinese_decimal, quantize, trimmed

FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
HALF_PUNCTUATION = str.maketrans("，；：（）", ",;:()")
CHINESE_UP_TO = 9999
TEN_THOUSAND = 10_000
OPERATOR_FORMS = {
    ">=": ("不少于{}", "{}以上", "不低于{}", "{}以上"),
    "<=": ("不超过{}", "{}以内"),
}
SYMBOL = {">=": "≥", "<=": "≤", "=": ""}
APPROXIMATE_FORMS = {
    "about": ("约{n}{u}", "{n}{u}左右"),
    "over": ("{n}余{u}", "超{n}{u}", "{n}多{u}"),
    "under": ("近{n}{u}",),
}
NOISE_SHARE = 0.35  # of reports that carry any fault at all
SPACED_FIGURE_SHARE = 0.12  # of the figures of a report with that fault


@dataclass(frozen=True, slots=True)
class Style:
    rate_decimals: int
    rate_cut: bool
    trim: bool
    hidden_digits: bool
    thousands: bool
    chinese: bool
    half_punctuation: bool
    dash: str
    noise: frozenset[str]


def choose_style(rng: Random, *, noise: bool) -> Style:
    """The habits of one report; the faults are none where `noise` is off."""
    faults: set[str] = set()
    if noise and rng.random() < NOISE_SHARE:
        known = ("spaces", "full_width", "dash", "no_stop", "wrapped", "header_spaces")
        faults.update(rng.sample(known, rng.choice((1, 1, 2))))
    return Style(
        rate_decimals=rng.choices((0, 1, 2), (25, 50, 25))[0],
        rate_cut=rng.random() < 0.2,
        trim=rng.random() < 0.8,
        hidden_digits=rng.random() < 0.4,
        thousands=rng.random() < 0.08,
        chinese=rng.random() < 0.02,
        half_punctuation=rng.random() < 0.3,
        dash=rng.choice("—-～—至"),
        noise=frozenset(faults),
    )


def mistype(text: str, rng: Random, style: Style) -> str:
    """A figure with the faults of this report: stray spaces, full-width forms."""
    if "full_width" in style.noise:
        text = text.translate(FULL_WIDTH)
    if "spaces" in style.noise and rng.random() < SPACED_FIGURE_SHARE and len(text) > 1:
        digits = [i for i in range(1, len(text)) if text[i - 1].isdigit() and text[i] != "."]
        if digits:
            place = rng.choice(digits)
            text = f"{text[:place]} {text[place:]}"
    return text


def number(value: Decimal, rng: Random, style: Style, *, whole_word: bool = False) -> str:
    """The digits of a value; `whole_word` allows 5万2485 and Chinese numerals."""
    integer = value == value.to_integral_value()
    if style.chinese and whole_word and integer and 0 < value <= CHINESE_UP_TO:
        return chinese(int(value))
    mixable = (
        whole_word
        and integer
        and value > TEN_THOUSAND
        and value % 10
        and value % TEN_THOUSAND > 999
    )
    if mixable and rng.random() < 0.02:
        high, low = divmod(int(value), TEN_THOUSAND)
        return f"{high}万{low}"
    return f"{value:,f}" if style.thousands else f"{value:f}"


def show_amount(amount: Amount, rng: Random, style: Style, *, op: str = "=") -> str:
    """An amount with its unit, and with words for its operator."""
    if amount.unit == "%":
        text = show_rate(amount.value, rng, style)
        return rng.choice(OPERATOR_FORMS[op]).format(text) if op != "=" else text
    digits = number(amount.value, rng, style, whole_word=not amount.multiplier)
    text = mistype(digits, rng, style) + amount.unit
    return rng.choice(OPERATOR_FORMS[op]).format(text) if op != "=" else text


def show_approximate(amount: Amount, rng: Random, style: Style) -> tuple[Decimal, str, str]:
    """A round figure near the amount: its value, its print, and about, over or under."""
    step = amount.value.adjusted() - 1
    low = trimmed(amount.value.quantize(Decimal(1).scaleb(step), rounding="ROUND_DOWN"))
    if low == amount.value:
        kind, value = "about", low
    else:
        kind = rng.choice(("about", "over", "over", "under"))
        value = trimmed(low + Decimal(1).scaleb(step)) if kind == "under" else low
    unit, digits = amount.unit, f"{value:f}"
    form = rng.choice(APPROXIMATE_FORMS[kind])
    if amount.multiplier and form[3:4] in "余多":
        digits, unit = digits + amount.multiplier, amount.base
    elif form[3:4] in "余多" and value % 10:
        form = "超{n}{u}"
    return value, form.format(n=digits, u=unit), kind


def show_rate(rate: Decimal, rng: Random, style: Style) -> str:
    """A rate in per cent, in digits or as 百分之九十."""
    if style.chinese and 0 < rate <= CHINESE_UP_TO:
        return f"百分之{chinese_decimal(rate)}"
    return mistype(f"{rate:f}%", rng, style)


def times(target: Decimal, actual: Decimal) -> tuple[Decimal, str]:
    """1.24倍: the value in per cent and the print."""
    ratio = trimmed(quantize(actual / target, 2))
    return ratio * 100, f"{ratio:f}倍"


def finish_punctuation(text: str, rng: Random, style: Style) -> str:
    """The punctuation of the report, with its typing faults; figures keep their characters."""
    if style.half_punctuation:
        text = text.translate(HALF_PUNCTUATION)
    if "dash" in style.noise:
        text = text.replace("—", "一")
    if "no_stop" in style.noise and text.endswith("。") and rng.random() < 0.6:
        text = text[:-1]
    if "spaces" in style.noise:
        text = re.sub(r"[)）](?=[一-鿿])", lambda m: m[0] + rng.choice(("", " ")), text)
    return text
