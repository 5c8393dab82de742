"""Characters of symbol fonts -> the characters a reader sees. Those that carry meaning in reports.

Word writes such a character as a font and a code, in the private area from U+F000 on or below it.
"""

from __future__ import annotations

_FONTS: dict[str, dict[int, str]] = {
    "symbol": {
        **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
        0x25: "%",
        0x2B: "+",
        0x2D: "-",
        0x3C: "<",
        0x3D: "=",
        0x3E: ">",
        0x44: "Δ",
        0x53: "Σ",
        0x57: "Ω",
        0x7E: "~",
        0xA3: "≤",
        0xA5: "∞",
        0xAD: "↑",
        0xAE: "→",
        0xAF: "↓",
        0xAC: "←",
        0xB0: "°",
        0xB1: "±",
        0xB3: "≥",
        0xB4: "×",
        0xB7: "•",
        0xB8: "÷",
        0xB9: "≠",
        0xBB: "≈",
        0xD6: "√",
        0xE5: "∑",
    },
    "wingdings": {
        0x6C: "●",
        0x6E: "■",
        0x6F: "□",
        0x71: "❑",
        0x74: "⧫",
        0x75: "◆",
        0x76: "❖",
        0x9E: "·",
        0x9F: "•",
        0xA1: "○",
        0xA8: "□",
        0xD8: "➢",
        0xE0: "→",
        0xE8: "➔",
        0xFB: "✗",
        0xFC: "✓",
        0xFD: "☒",
        0xFE: "☑",
        **{0x80 + number: sign for number, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
        **{0x8B + number: sign for number, sign in enumerate("⓿❶❷❸❹❺❻❼❽❾❿")},
    },
    "wingdings 2": {
        0x50: "✓",
        0x4F: "✗",
        0x51: "☒",
        0x52: "☑",
        0x53: "☒",
        0x54: "☒",
        0xA3: "□",
        **{0x6A + number: sign for number, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩")},
    },
    "wingdings 3": {0x67: "▶", 0x70: "▲", 0x71: "▼", 0x75: "▶"},
}


def symbol(font: str, code: str) -> str:
    """Character of a w:sym. A sign that is not known shows as the replacement character."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    place = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    known = _FONTS.get(font.strip().lower(), {})
    if place in known:
        return known[place]
    if place < 0x80 and font.strip().lower() == "symbol":
        return chr(place) if place >= 0x20 else ""
    if number >= 0xA0 and not 0xD800 <= number <= 0xF8FF and number <= 0x10FFFF:
        return chr(number)
    return "\N{REPLACEMENT CHARACTER}"
