"""How the lines of a block end and open: which break ends a sentence, which only wraps a line."""

from __future__ import annotations

import re

_LINE_ENDS = ("", "。", "!", "?", ";", ":", "！", "？", "；", "：")
_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[部章节]分?|—{2})"
    r"[^。;；,，:：|\n]{2,30}$"
)
_NUMBERED = r"(?:^|(?<=[\n。]))\s*(?:[(（][\d一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、．](?!\d))"
_ITEM = re.compile(_NUMBERED)
_ITEM_TITLE = re.compile(_NUMBERED + r"\s*([^\d。;；,，:：|\n]{2,16})[。\n]")
_REACH = 400  # letters before a figure in which its item's title is looked for
_OPENS_LINE = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.]|[(（][\d一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．](?!\d)"
    r"|[①-⑳]|—{2}|第[一二三四五六七八九十]{1,3}[部章节]分?|[^,，。;；|\d]{2,12}[:：])"
)


def opens_line(text: str, at: int) -> bool:
    """Whether what stands at `at` opens a line of its own: a numbered item, a heading, a label."""
    return _OPENS_LINE.match(text, at, at + 16) is not None


def ends_sentence(text: str, since: int, at: int) -> bool:
    """Whether the line break at `at` ends the sentence that began at `since`."""
    before = text[max(0, since - 1) : at].rstrip()[-1:]
    return before in _LINE_ENDS or opens_line(text, at + 1)


def heading_before(text: str, at: int) -> str | None:
    """The numbered heading that the line before the break at `at` is: 二、司法行政方面."""
    found = _HEADING.match(text, text.rfind("\n", 0, at) + 1, at)
    return found[0] if found else None


def within_a_line(text: str, at: int) -> bool:
    """Whether a whole sentence of running text stands before `at` in its line."""
    return "|" not in text and "。" in text[text.rfind("\n", 0, at) + 1 : at]


def item_title(text: str, at: int) -> str:
    """The title of the numbered item that `at` stands in: 水利投资 of (一)水利投资。全年任务22亿元."""
    titles = list(_ITEM_TITLE.finditer(text, max(0, at - _REACH), at))
    if not titles or _ITEM.search(text, titles[-1].end(), at):
        return ""
    return titles[-1][1].strip()
