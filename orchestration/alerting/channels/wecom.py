"""WeCom's group robot (企业微信群机器人, now called 消息推送).

By the documents 消息推送配置说明 (the key stands in the address and nothing is signed; markdown of at
most 4,096 bytes; 20 messages a minute) and 全局错误码.
"""

from __future__ import annotations

from dataclasses import dataclass

from orchestration.alerting.channels import Answer, Outgoing, Part
from orchestration.alerting.channels.posting import Codes, Webhook, post
from orchestration.alerting.notice import Notice
from orchestration.alerting.wording.robots import WECOM
from orchestration.alerting.wording.splitting import marked_repeat, split

_TEXT_BYTES = 4_096
_MINUTE = 60.0

_CODES = Codes(
    code=("errcode",),
    said=("errmsg",),
    later={-1: None, 45009: _MINUTE, 45033: _MINUTE},
    refused={
        40008: "不支持的消息类型",
        40033: "含不接受的字符",
        40035: "参数不合法",
        40058: "参数不合法或消息过长",
        44004: "消息没有内容",
        45002: "消息过长",
        93000: "机器人地址无效",
        93004: "机器人已停用",
        93008: "机器人不在群里",
    },
)


@dataclass(frozen=True, slots=True)
class WeComChannel:
    """One robot in one group."""

    address: Webhook
    per_minute: int | None = 20
    drops_repeats: bool = False

    def parts(self, notice: Notice) -> tuple[Part, ...]:
        return tuple(Part(*part) for part in split(notice, WECOM, _TEXT_BYTES))

    def send(self, outgoing: Outgoing) -> Answer:
        text = outgoing.part.text
        if outgoing.possible_repeat:
            text = marked_repeat(text, WECOM)
        return post(self.address, {"msgtype": "markdown", "markdown": {"content": text}}, _CODES)
