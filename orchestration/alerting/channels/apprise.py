"""Slack, Teams and a hundred other services, by the apprise package.

Apprise tells only whether it succeeded: a failure is `later`. It reports what the Chinese robots
refuse as sent (they refuse with HTTP 200), so these are refused here and have channels of their own.
Texts go out bare of every mark, for each service renders another markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

import apprise

from orchestration.alerting.channels import Answer, BadAddress, Outgoing, Part
from orchestration.alerting.channels.secrecy import untold
from orchestration.alerting.notice import Notice
from orchestration.alerting.wording.plain import UNMARKED
from orchestration.alerting.wording.splitting import marked_repeat, split

_DIALECT = replace(UNMARKED, titled=False)
_OWN = {
    "dingtalk": "dingtalk",
    "feishu": "feishu",
    "lark": "feishu",
    "wecombot": "wecom",
    "oapi.dingtalk.com": "dingtalk",
    "open.feishu.cn": "feishu",
    "open.larksuite.com": "feishu",
    "qyapi.weixin.qq.com": "wecom",
}
# Below this a message would be all heading; a service that takes less cuts it itself.
_FEWEST_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class AppriseChannel:
    """One address of one service."""

    service: apprise.NotifyBase = field(repr=False)
    per_minute: int | None = None
    drops_repeats: bool = False

    def parts(self, notice: Notice) -> tuple[Part, ...]:
        room = max(self.service.body_maxlen, _FEWEST_CHARACTERS)
        return tuple(Part(*part) for part in split(notice, _DIALECT, room, len))

    def send(self, outgoing: Outgoing) -> Answer:
        text = outgoing.part.text
        if outgoing.possible_repeat:
            text = marked_repeat(text, _DIALECT)
        sender = apprise.Apprise()
        sender.add(self.service)
        with untold():
            is_sent = sender.notify(
                text,
                outgoing.part.title,
                body_format=apprise.NotifyFormat.TEXT,
                attach=[str(file) for file in outgoing.attachments] or None,
            )
        if is_sent:
            return Answer("sent")
        return Answer("later", "apprise", "没有发出；apprise 不说明原因")


def apprise_channel(variable: str, environment: Mapping[str, str]) -> AppriseChannel:
    """The variable holds an address as apprise writes them. Raises `BadAddress`."""
    url = environment.get(variable, "").strip()
    if not url:
        raise BadAddress(f"环境变量 {variable} 没有设置")
    own = _own(url)
    if own:
        raise BadAddress(f"环境变量 {variable} 中是群机器人的地址，渠道请改用 {own}")
    with untold():
        service = apprise.Apprise.instantiate(url, suppress_exceptions=True)
    if service is None:
        raise BadAddress(f"环境变量 {variable} 中不是 apprise 能用的地址")
    return AppriseChannel(service)


def _own(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        return _OWN.get(parts.scheme) or _OWN.get(parts.hostname or "")
    except ValueError:
        return None
