"""Feishu's and Lark's custom bot (飞书自定义机器人), at feishu.cn and larksuite.com alike.

By the documents 自定义机器人使用指南 (signature: timestamp in s, nothing signed by timestamp and secret;
codes 9499, 11232, 190xx; 100 messages a minute; a body of at most 20 KB), 飞书卡片 JSON 1.0 and 频控策略
(x-ogw-ratelimit-reset). Too many requests also come as 9499 with HTTP 400.
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
from orchestration.alerting.wording.robots import FEISHU
from orchestration.alerting.wording.splitting import marked_repeat, split

_BODY_BYTES = 20_000
_AROUND_BYTES = 500  # the card without its title and text, and the signature
_MINUTE = 60.0

_CODES = Codes(
    code=("code", "StatusCode"),
    said=("msg", "StatusMessage"),
    later={2200: None, 11232: _MINUTE, 99991400: _MINUTE},
    refused={
        9499: "请求格式不对或消息过长",
        19001: "机器人地址无效",
        19002: "参数不合法",
        19021: "签名不符，或本机时钟相差一小时以上",
        19022: "本机 IP 不在允许之列",
        19024: "不含机器人要求的关键词",
        19036: "消息过长",
    },
)


@dataclass(frozen=True, slots=True)
class FeishuChannel:
    """One bot in one group."""

    address: Webhook
    per_minute: int | None = 100
    drops_repeats: bool = False

    def parts(self, notice: Notice) -> tuple[Part, ...]:
        room = _BODY_BYTES - _AROUND_BYTES
        return tuple(Part(*part) for part in split(notice, FEISHU, room, measured))

    def send(self, outgoing: Outgoing) -> Answer:
        text = outgoing.part.text
        if outgoing.possible_repeat:
            text = marked_repeat(text, FEISHU)
        message: dict[str, Any] = {
            **self._signature(),
            "msg_type": "interactive",
            "card": {
                "config": {"wide_screen_mode": True},
                "header": {
                    "title": {"tag": "plain_text", "content": outgoing.part.title},
                    "template": "blue",
                },
                "elements": [{"tag": "markdown", "content": text}],
            },
        }
        return post(self.address, message, _CODES)

    def _signature(self) -> dict[str, str]:
        """Goes into the body. Timestamp and secret are the key, not what is signed."""
        if self.address.secret is None:
            return {}
        timestamp = str(int(time.time()))
        key = f"{timestamp}\n{self.address.secret}".encode()
        digest = hmac.new(key, b"", hashlib.sha256).digest()
        return {"timestamp": timestamp, "sign": base64.b64encode(digest).decode()}
