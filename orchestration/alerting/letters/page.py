"""The sheet of paper that a letter and the guide are printed on: one HTML file, nothing loaded.

Its look is page.css: readable on a phone, and on paper in black and white.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

_STYLE = Path(__file__).with_name("page.css")
# Nothing but the style of the page itself acts, should a text ever escape escaping.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(title: str, body: str, day: str | None = None) -> str:
    """A whole page around `body`, which is HTML; `title` is text, `day` is ISO 8601."""
    dated = f'<meta name="date" content="{escape(day)}">\n' if day else ""
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"{dated}<title>{escape(title)}</title>\n"
        f"<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
