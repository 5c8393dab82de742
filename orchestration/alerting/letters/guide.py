"""docs/coordinators.zh.md as a page beside the letters: what a question means, how to answer it."""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt

from orchestration.alerting.letters.letter import GUIDE_NAME
from orchestration.alerting.letters.page import page
from orchestration.settings import ROOT

GUIDE = ROOT / "docs" / "coordinators.zh.md"


def guide_page(source: Path = GUIDE) -> bytes:
    """The guide as one HTML page, named by its first heading."""
    text = source.read_text(encoding="utf-8")
    title = next((line[2:] for line in text.splitlines() if line.startswith("# ")), GUIDE_NAME)
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return page(title, body).encode()
