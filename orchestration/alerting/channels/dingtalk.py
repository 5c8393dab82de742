"""DingTalk's custom robot (钉钉自定义机器人).

By the documents 自定义机器人接入, 自定义机器人安全设置 (signature: timestamp in ms), 消息类型及数据格式,
and 服务端错误码: a refusal is HTTP 200 with `errcode`; 20 messages a minute, else it is limited for
10 minutes; a body of at most 20,000 bytes.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass
from typing import Any

from orchestration.alerting.channels import Answer, Outgoing, Part
from orchestration.alerting.channels.posting import Codes, Webhook, measured, post
from orchestration.alerting.notice import Notice
from orchestration.alerting.wording.robots import DINGTALK
from orchestration.alerting.wording.splitting import marked_repeat, split

_BODY_BYTES = 20_000
_AROUND_BYTES = 200  # the body without its title and text
_TEN_MINUTES = 600.0

_CODES = Codes(
    code=("errcode",),
    said=("errmsg",),
    later={-1: None, 130101: _TEN_MINUTES, 410100: _TEN_MINUTES},
    refused={
        40035: "参数不合法",
        43004: "内容类型不对",
        101002: "消息过长",
        300001: "机器人地址无效",
        300005: "机器人地址无效",
        310000: "未通过安全设置：请核对加签密钥、关键词和允许的 IP",
        400013: "群已解散",
        400101: "机器人地址无效",
        400102: "机器人已停用",
        400105: "不支持的消息类型",
        400106: "机器人不存在",
        430101: "含不安全的外链",
        430102: "含不合适的文本",
        430103: "含不合适的图片",
        430104: "含不合适的内容",
        460101: "消息过长",
    },
)


@dataclass(frozen=True, slots=True)
class DingTalkChannel:
    """One robot in one group."""

    address: Webhook
    per_minute: int | None = 20
    drops_repeats: bool = False

    def parts(self, notice: Notice) -> tuple[Part, ...]:
        room = _BODY_BYTES - _AROUND_BYTES
        return tuple(Part(*part) for part in split(notice, DINGTALK, room, measured))

    def send(self, outgoing: Outgoing) -> Answer:
        text = outgoing.part.text
        if outgoing.possible_repeat:
            text = marked_repeat(text, DINGTALK)
        message: dict[str, Any] = {
            "msgtype": "markdown",
            "markdown": {"title": outgoing.part.title, "text": text},
            "at": {"isAtAll": False},
        }
        return post(self.address, message, _CODES, self._signature())

    def _signature(self) -> dict[str, str]:
        """Goes into the address, where it is percent-encoded."""
        if self.address.secret is None:
            return {}
        timestamp = str(round(time.time() * 1000))
        signed = f"{timestamp}\n{self.address.secret}".encode()
        digest = hmac.new(self.address.secret.encode(), signed, hashlib.sha256).digest()
        return {"timestamp": timestamp, "sign": base64.b64encode(digest).decode()}
