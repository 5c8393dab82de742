"""What a dialect is: how a service marks up a line, and how blocks are put together in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

from orchestration.alerting.notice import Words
from orchestration.alerting.wording.hostile import harmless
from orchestration.alerting.wording.lines import Block, Line, Role
from orchestration.words import PARTS

_OPENED = re.compile(r"(?:https?|file)://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """`escape` makes every character a plain one; the rest is what this dialect means as marks.

    `around` gives what stands before and after a line of a role; a role that is not in it has none.
    """

    escape: Callable[[str], str]
    link: Callable[[str, str], str]  # of an escaped name and an address
    bold: str = ""
    around: dict[Role, tuple[str, str]] = field(default_factory=dict)
    line_end: str = "\n"
    block_end: str = "\n\n"
    titled: bool = True  # False where the service shows the title of a part itself

    def said(self, text: str) -> str:
        """A text as this dialect prints it."""
        return self.escape(harmless(text))

    def line(self, line: Line) -> str:
        before, after = self.around.get(line.role, ("", ""))
        label = f"{self.bold}{line.label}{self.bold}：" if line.label else ""
        text = "".join(self._words(words) for words in line.words)
        if line.leads_to:
            text = self._link(text, line.leads_to)
        return f"{before}{label}{text}{after}"

    def block(self, block: Block) -> str:
        return self.line_end.join(map(self.line, block.lines))

    def blocks(self, blocks: Iterable[Block]) -> str:
        return self.block_end.join(map(self.block, blocks))

    def _words(self, words: Words) -> str:
        """A figure stands bold in brackets with its part: beside them a mark always counts as one."""
        text = self.said(words.text)
        if words.part is None or not text.strip():
            return text
        name = f" {PARTS[words.part]}" if words.part in PARTS else ""
        return f"【{self.bold}{text.strip()}{self.bold}{name}】"

    def _link(self, name: str, address: str) -> str:
        if not _OPENED.match(address):
            return f"{name}：{self.said(address)}"
        return self.link(name, quote(address, safe="/:?#@!$&+,;=%-._~"))
