"""Messages at the terminal: for a trial and for whoever runs `kaohe` by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO

from orchestration.alerting.channels import Answer, Outgoing, Part
from orchestration.alerting.notice import Notice
from orchestration.alerting.wording.plain import PLAIN
from orchestration.alerting.wording.splitting import marked_repeat, whole


@dataclass(frozen=True, slots=True)
class ConsoleChannel:
    """Prints to `screen`."""

    screen: TextIO
    per_minute: int | None = None
    drops_repeats: bool = False

    def parts(self, notice: Notice) -> tuple[Part, ...]:
        return (Part(notice.title, whole(notice, PLAIN)),)

    def send(self, outgoing: Outgoing) -> Answer:
        text = outgoing.part.text
        if outgoing.possible_repeat:
            text = marked_repeat(text, PLAIN)
        attached = "".join(f"\n附件：{file}" for file in outgoing.attachments)
        try:
            self.screen.write(f"{text}{attached}\n\n")
            self.screen.flush()
        except (OSError, ValueError) as error:
            return Answer("later", type(error).__name__, "终端已关闭")
        return Answer("sent")
