"""A stored number and its number format -> the text a reader of the sheet sees.

0.975 under `0.0%` is 97.5%, 44166 under `yyyy"年"m"月"` is 2020年12月. Numbers are kept as
decimals: a figure comes out as it is printed, never with the noise of a binary float. Two are shown
otherwise than on the screen, because the screen hides the figure: a whole number too wide for its
column is printed in full, and [DBNum] digits stay digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from itertools import takewhile

import regex

from orchestration.reading.formats import dateformat

GENERAL = "General"
BUILT_IN: dict[int, str] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: GENERAL,  # fractions: the decimal is what can be recomputed
    13: GENERAL,
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: "#,##0",
    42: "¥#,##0",
    43: "#,##0.00",
    44: "¥#,##0.00",
    48: "##0.0E+0",
    49: "@",
    **dateformat.BUILT_IN,
}

_TOKEN = regex.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<exponent>E[+-])|(?P<other>.)",
    regex.DOTALL | regex.IGNORECASE,
)
_CONDITION = regex.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)$")
# Placeholders that Python's own formatting fills: 0, 0.00, #,##0.0.
_USUAL = regex.compile(r"(?:#,##|#*)0(?:\.0+)?")
_FIFTEEN_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
_MEETS = {
    "<": lambda value, bound: value < bound,
    "<=": lambda value, bound: value <= bound,
    ">": lambda value, bound: value > bound,
    ">=": lambda value, bound: value >= bound,
    "=": lambda value, bound: value == bound,
    "<>": lambda value, bound: value != bound,
}


@dataclass(frozen=True, slots=True)
class _Section:
    """One of a format's parts between semicolons. `tokens` are (kind, text)."""

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None
    kind: str  # number, date, general, text


def shown(stored: str, code: str, epoch_1904: bool = False) -> tuple[str, bool]:
    """Text of a stored number under a format, and whether it hides digits of what is stored."""
    try:
        value = _FIFTEEN_DIGITS.create_decimal(stored)
    except InvalidOperation:
        return stored, False
    if not value.is_finite() or value.adjusted() > 300 or value.adjusted() < -300:
        return stored, False
    if code == GENERAL:
        return _general(value)
    sections = _sections(code)
    section, value = _section_for(sections, value)
    if section.kind == "date":
        text = dateformat.shown(value, section.tokens, epoch_1904)
        return (text, False) if text is not None else _general(value)
    if section.kind in ("general", "text"):
        text, hides = _general(value)
        return "".join(text if kind in ("general", "@") else t for kind, t in section.tokens), hides
    return _number(value, section.tokens)


def _general(value: Decimal) -> tuple[str, bool]:
    """As the General format prints it: ten digits around the point, no trailing zeros."""
    whole = max(value.adjusted() + 1, 1)
    rounded = value.quantize(Decimal(1).scaleb(-max(10 - whole, 0)), ROUND_HALF_UP, _EXACT)
    if rounded == 0 and value != 0:
        rounded = value
    text = format(rounded, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return ("0" if text == "-0" else text), rounded != value


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    """A format's sections. An unreadable format has one section that prints as General."""
    parts: list[list[tuple[str, str]]] = [[]]
    conditions: list[tuple[str, Decimal] | None] = [None]
    for match in _TOKEN.finditer(code):
        if match["quoted"] is not None:
            parts[-1].append(("literal", match["quoted"]))
        elif match["escaped"] is not None:
            parts[-1].append(("literal", match["escaped"]))
        elif match["bracket"] is not None:
            if (condition := _CONDITION.match(match["bracket"])) is not None:
                conditions[-1] = (condition[1], Decimal(condition[2]))
            else:
                parts[-1].extend(_bracket(match["bracket"]))
        elif match["general"]:
            parts[-1].append(("general", ""))
        elif match["exponent"]:
            parts[-1].append(("exponent", match["exponent"]))
        elif match["other"] == ";":
            parts.append([])
            conditions.append(None)
        elif match["other"]:
            parts[-1].append((match["other"], match["other"]))
    return tuple(
        _Section(tuple(tokens), condition, _kind(tokens))
        for tokens, condition in zip(parts, conditions, strict=True)
    )


def _bracket(inside: str) -> list[tuple[str, str]]:
    """[$¥-804] prints ¥, [$-F800] the system's long date; [h] counts hours; colours are nothing."""
    if inside.startswith("$"):
        if inside[1:].upper() in ("-F800", "-F400"):
            return [("system", inside[-4:].upper())]
        symbol = inside[1:].rsplit("-", 1)[0]
        return [("literal", symbol)] if symbol else []
    return [("elapsed", inside.lower())] if set(inside.lower()) in ({"h"}, {"m"}, {"s"}) else []


def _kind(tokens: list[tuple[str, str]]) -> str:
    kinds = {kind for kind, _ in tokens}
    if kinds & set("0#?"):
        return "number"
    if kinds & {"system", "elapsed", *dateformat.LETTERS}:
        return "date"
    if "@" in kinds:
        return "text"
    return "general" if "general" in kinds else "number"


def _section_for(sections: tuple[_Section, ...], value: Decimal) -> tuple[_Section, Decimal]:
    """The section that prints a value, and the value it prints: a negative section has its sign."""
    numeric = [section for section in sections[:3] if section.kind != "text"] or list(sections[:1])
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _MEETS[section.condition[0]](
                value, section.condition[1]
            ):
                return section, value
        return numeric[-1], value
    if len(numeric) > 2 and value == 0:
        return numeric[2], value
    if len(numeric) > 1 and value < 0:
        return numeric[1], -value
    return numeric[0], value


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a section lays digits out, worked out once a format."""

    places: list[int]  # where the placeholders stand
    point: int
    exponent: int | None
    scale: int  # powers of ten: 2 for each %, -3 for each comma behind the last placeholder
    quantum: Decimal  # one unit of the last decimal
    grouped: bool
    around: tuple[str, str] | None  # the texts around digits that are laid out as usual


@lru_cache(maxsize=512)
def _layout(tokens: tuple[tuple[str, str], ...]) -> _Layout:
    kinds = [kind for kind, _ in tokens]
    places = [no for no, kind in enumerate(kinds) if kind in "0#?"]
    point = kinds.index(".") if "." in kinds else len(kinds)
    first, end = (places[0], places[-1] + 1) if places else (0, 0)
    around = [*kinds[:first], *kinds[end:]]
    is_usual = _USUAL.fullmatch("".join(kinds[first:end])) and "." not in around
    return _Layout(
        places,
        point,
        kinds.index("exponent") if "exponent" in kinds else None,
        2 * kinds.count("%") - 3 * sum(1 for _ in takewhile(",".__eq__, kinds[end:])),
        Decimal(1).scaleb(-sum(no > point for no in places)),
        "," in kinds[first:end],
        (_literals(tokens[:first]), _literals(tokens[end:])) if is_usual else None,
    )


def _literals(tokens: tuple[tuple[str, str], ...]) -> str:
    return "".join(text for kind, text in tokens if kind != ",")


def _number(value: Decimal, tokens: tuple[tuple[str, str], ...]) -> tuple[str, bool]:
    """Digits laid on the placeholders, literals left where they stand."""
    layout = _layout(tokens)
    if not layout.places:
        return "".join(text for _, text in tokens), value != 0
    if any(kind == "/" for kind, _ in tokens):
        return _general(value)
    if layout.exponent is not None:
        return _scientific(value, tokens, layout.places, layout.exponent)
    scaled = value.scaleb(layout.scale)
    rounded = scaled.quantize(layout.quantum, ROUND_HALF_UP, _EXACT)
    sign = "-" if rounded < 0 else ""
    if layout.around is not None:
        before, after = layout.around
        digits = format(abs(rounded), ",f" if layout.grouped else "f")
        return f"{sign}{before}{digits}{after}".strip(), rounded != scaled
    whole, _, fraction = format(abs(rounded), "f").partition(".")
    text = sign + _whole(tokens[: layout.point], whole, layout.grouped)
    text += _fraction(tokens[layout.point :], fraction)
    return text.strip(), rounded != scaled


def _scientific(
    value: Decimal, tokens: tuple[tuple[str, str], ...], places: list[int], exponent: int
) -> tuple[str, bool]:
    point = next((no for no, (kind, _) in enumerate(tokens) if kind == "."), exponent)
    decimals = sum(point < no < exponent for no in places)
    rounded = Context(prec=decimals + 1, rounding=ROUND_HALF_UP).plus(value)
    power = rounded.adjusted() if rounded else 0
    digits = str(abs(power)).rjust(sum(no > exponent for no in places), "0")
    sign = "-" if power < 0 else "+" if tokens[exponent][1].endswith("+") else ""
    return f"{rounded.scaleb(-power):.{decimals}f}E{sign}{digits}", rounded != value


def _whole(tokens: tuple[tuple[str, str], ...], digits: str, grouped: bool) -> str:
    """The part before the point; the first placeholder takes all digits that are left."""
    places = [no for no, (kind, _) in enumerate(tokens) if kind in "0#?"]
    if not places:
        return "".join(text for kind, text in tokens if kind != ",") + (digits.lstrip("0"))
    least = sum(tokens[no][0] == "0" for no in places)
    digits = digits.lstrip("0").rjust(least, "0")
    printed: list[str] = []
    left = len(digits)
    for no in range(len(tokens) - 1, -1, -1):
        kind, text = tokens[no]
        if kind in "0#?":
            start = 0 if no == places[0] else max(left - 1, 0)
            taken = digits[start:left]
            printed.append(_group(taken, len(digits) - left) if grouped else taken)
            left = start
        elif kind != ",":
            printed.append(text)
    return "".join(reversed(printed))


def _group(digits: str, after: int) -> str:
    """Digits with a comma wherever a multiple of three follows; `after` digits stand behind."""
    marked = [
        digit + ("," if (behind := len(digits) - no - 1 + after) and behind % 3 == 0 else "")
        for no, digit in enumerate(digits)
    ]
    return "".join(marked)


def _fraction(tokens: tuple[tuple[str, str], ...], digits: str) -> str:
    """The point and what follows; `#` and `?` print no trailing zeros."""
    kinds = [kind for kind, _ in tokens if kind in "0#?"]
    keep = len(digits.rstrip("0"))
    keep = max(keep, max((no + 1 for no, kind in enumerate(kinds) if kind == "0"), default=0))
    printed: list[str] = []
    used = 0
    for kind, text in tokens:
        if kind in "0#?":
            printed.append(digits[used] if used < keep else "")
            used += 1
        elif kind != ",":
            printed.append(text)
    return "".join(printed)
