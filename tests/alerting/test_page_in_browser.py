"""The HTML mail in a real browser: all of it is shown, nothing in it runs, and nothing is fetched."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from orchestration.alerting.wording.hostile import harmless
from orchestration.alerting.wording.page import marked_repeat, page
from tests.alerting.hostile import texts
from tests.alerting.notices import DIGEST, made_of

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="Chromium is not installed: run scripts/install-system-packages"
)
_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


def shown(html: str, folder: Path) -> tuple[str, str, list[str]]:
    """The page's elements as the browser built them, its text, and what it tried to fetch."""
    file, log = folder / "page.html", folder / "net.json"
    file.write_text(html, encoding="utf-8")
    elements = subprocess.run(
        [BROWSER or "", *_QUIET, f"--user-data-dir={folder / 'profile'}", f"--log-net-log={log}",
         "--virtual-time-budget=2000", "--dump-dom", file.as_uri()],
        capture_output=True, encoding="utf-8", timeout=120, check=True,
    ).stdout  # fmt: skip
    fetched = re.findall(r'"url":"(https?://[^"]*example[^"]*)"', log.read_text(encoding="utf-8"))
    return elements, unescape(re.sub(r"<[^>]*>", "", elements)), fetched


def test_a_browser_shows_all_of_it(tmp_path: Path) -> None:
    elements, text, fetched = shown(marked_repeat(page(DIGEST)), tmp_path)
    for said in (
        "可能重复",
        "甲局",
        "【错误】新问题",
        "15亩 完成值",
        "另有 2 条",
        "处理：请责任单位",
    ):
        assert said in text
    assert 'href="https://kaohe.example.cn/guide.html"' in elements
    assert fetched == []


def test_a_browser_runs_and_fetches_nothing_of_a_hostile_text(tmp_path: Path) -> None:
    _, _, fetched = shown('<img src="http://evil.example.com/pixel.png">', tmp_path)
    assert fetched, "what is fetched must be seen"
    hostile = " ¶ ".join(text for text in texts() if "\x00" not in text)
    elements, text, fetched = shown(page(made_of(hostile)), tmp_path)
    assert harmless(hostile) in text
    assert fetched == []
    assert not re.search(r"<(?:script|img|a|font|at|table)\b", elements)


def test_nothing_in_a_page_comes_from_outside() -> None:
    assert not re.search(r"\bsrc\b|url\(|@import|<link\b|<script\b", page(DIGEST))
