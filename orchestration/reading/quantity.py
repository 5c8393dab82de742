"""A figure's token -> Quantity: its value, unit, amount in the base unit, operator and precision.

Knows numerals and units. What a figure means in its sentence is decided in statements.py.
"""

from __future__ import annotations

from decimal import Decimal

from orchestration.reading import vocabulary
from orchestration.reading.numerals import MULTIPLIERS, decimal_of, decimals_of
from orchestration.reading.report import Operator, Quantity, Span
from orchestration.reading.scanning import Printed, Token

_OPERATORS: dict[str, Operator] = (
    dict.fromkeys(
        (
            "大于等于",
            "大于或等于",
            "不少于",
            "不低于",
            "不小于",
            "不得少于",
            "不得低于",
            "不得小于",
            "至少",
            "≥",
            ">=",
            "≧",
        ),
        ">=",
    )
    | dict.fromkeys(
        (
            "小于等于",
            "小于或等于",
            "不超过",
            "不高于",
            "不大于",
            "不多于",
            "不得超过",
            "不得高于",
            "不得多于",
            "不得大于",
            "不得突破",
            "不得超",
            "≤",
            "<=",
            "≦",
        ),
        "<=",
    )
    | dict.fromkeys((">", "高于", "大于", "超过", "逾", "突破", "超"), ">")
    | dict.fromkeys(("<", "低于", "少于", "小于"), "<")
)
_APPROXIMATIONS = {
    **dict.fromkeys(("约", "大约"), "about"),
    **dict.fromkeys(("近", "将近", "接近"), "under"),
    **dict.fromkeys(("超过", "逾", "突破", "超"), "over"),
}
_SCALE_WORDS = sorted(filter(None, MULTIPLIERS), key=len, reverse=True)
_SUFFIX_OPERATORS: tuple[tuple[str, Operator], ...] = (
    ("以上", ">="),
    ("以下", "<="),
    ("以内", "<="),
    ("之内", "<="),
)


def quantity_of(token: Token, block: int, text: str) -> Quantity:
    """Quantity of a figure token in block `block`, whose text as printed is `text`."""
    parts = token.printed
    assert parts is not None
    span = Span(block, token.start, token.end)
    printed = text[token.start : token.end]
    op, approx = _bounds(parts)
    if parts.percent:
        value, approx_word = _worded_percent(parts.percent)
        decimals = max(0, -int(value.normalize().as_tuple().exponent))
        return Quantity(
            span,
            printed,
            value,
            "%",
            op,
            approx or approx_word,
            value,
            "%",
            Decimal(1),
            min(decimals, 2),
            False,
        )
    value = decimal_of(parts.num)
    decimals = decimals_of(parts.num)
    unit = vocabulary.units().get(parts.unit)
    scale = MULTIPLIERS[parts.scale]
    multiplier = scale * unit.multiplier if unit else scale
    whole = not parts.scale and decimals == 0 and approx is None
    return Quantity(
        span=span,
        text=printed,
        value=value,
        unit=(parts.scale + parts.unit) or None,
        op=op,
        approx=approx,
        amount=value * multiplier,
        base_unit=unit.base if unit else None,
        multiplier=multiplier,
        decimals=decimals,
        exact=whole and unit is not None and unit.kind == "count",
    )


def with_unit(quantity: Quantity, printed_unit: str) -> Quantity:
    """The quantity with a unit that stands elsewhere: a column header, a label, the figure it answers.

    A 万 or 亿 printed at the figure itself stays: 685万 in 万平方米 is 685 万平方米.
    """
    scale_word, name = split_scale(printed_unit)
    own = quantity.unit or ""
    scale_word = own if own in MULTIPLIERS and own else scale_word
    unit = vocabulary.units().get(name)
    multiplier = MULTIPLIERS[scale_word] * (unit.multiplier if unit else Decimal(1))
    return Quantity(
        span=quantity.span,
        text=quantity.text,
        value=quantity.value,
        unit=scale_word + name,
        op=quantity.op,
        approx=quantity.approx,
        amount=quantity.value * multiplier,
        base_unit=unit.base if unit else name,
        multiplier=multiplier,
        decimals=quantity.decimals,
        exact=bool(
            unit
            and unit.kind == "count"
            and not scale_word
            and quantity.decimals == 0
            and quantity.approx is None
        ),
    )


def split_scale(printed_unit: str) -> tuple[str, str]:
    """(万, 平方米) of 万平方米; the scale is empty where none is printed."""
    if printed_unit in vocabulary.units():
        return "", printed_unit
    for word in _SCALE_WORDS:
        if printed_unit.startswith(word) and printed_unit[len(word) :] in vocabulary.units():
            return word, printed_unit[len(word) :]
    return "", printed_unit


def is_unit(printed: str) -> bool:
    """Whether words are a unit, with a scale before it or without: 万元, 座."""
    return split_scale(printed)[1] in vocabulary.units()


def _bounds(parts: Printed) -> tuple[Operator, str | None]:
    """Operator and approximation said by the words before and after a figure."""
    op: Operator = "="
    approx = None
    if parts.pre:
        op, approx = _OPERATORS.get(parts.pre, op), _APPROXIMATIONS.get(parts.pre)
    if parts.post:
        op = next((said for suffix, said in _SUFFIX_OPERATORS if suffix in parts.post), op)
        approx = "about" if "左右" in parts.post or "上下" in parts.post else approx
    if parts.high:
        op = ">="
    if parts.more:
        approx = "over"
    return op, approx


def _worded_percent(text: str) -> tuple[Decimal, str | None]:
    """Per cent of 百分之八十, 九成, 九成半, 三分之二; a fraction of words is approximate."""
    if text.startswith(("百分之", "千分之")):
        whole, _, fraction = text[3:].partition("点")
        value = decimal_of(whole) if whole else Decimal(0)
        if fraction:
            digits = "".join(str(decimal_of(char)) for char in fraction)
            value += Decimal(f"0.{digits}")
        return (value if text.startswith("百") else value / 10), None
    if "分之" in text:
        below, _, above = text.partition("分之")
        return (100 * decimal_of(above) / decimal_of(below)).quantize(Decimal("0.01")), "about"
    number, _, rest = text.partition("成")
    tens = decimal_of(number) * 10
    return tens + (5 if rest == "半" else decimal_of(rest) if rest else 0), "about"
