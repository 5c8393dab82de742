"""A JSON message is posted to a webhook, and what happened becomes an `Answer`.

A robot refuses with HTTP 200 and a code of its own, so the code is read before the status. What
broke before the message left is `later`; what broke after it is `unknown`, for it may have arrived.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from urllib3.exceptions import MaxRetryError, NameResolutionError, NewConnectionError, ProxyError

from orchestration.alerting.channels import Answer, BadAddress
from orchestration.alerting.channels.secrecy import untold, without

_ANSWER_BYTES = 64 * 1024
# Nothing had left when one of these was met.
_BEFORE_SENDING = (NewConnectionError, NameResolutionError, ProxyError)
_HERE = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Codes:
    """How a robot answers: the names of its fields, and its codes that are not 0.

    `later` codes pass, after so many seconds where the document says; `refused` codes do not, and
    say what there is to do. A code that is in neither is tried again: losing a message is worse.
    """

    code: tuple[str, ...]
    said: tuple[str, ...]
    later: Mapping[int, float | None]
    refused: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that is a secret, and the secret its messages are signed with."""

    url: str = field(repr=False)
    secret: str | None = field(default=None, repr=False)
    seconds: tuple[float, float] = (5.0, 15.0)  # to connect, to answer

    def secrets(self) -> set[str]:
        """What must stand in no answer: the whole address, its key or token, the secret."""
        parts = urlsplit(self.url)
        keys = {value for _, value in parse_qsl(parts.query)}
        return {self.url, self.secret or "", parts.path.rsplit("/", 1)[-1], *keys} - {"send"}


def webhook(variable: str, environment: Mapping[str, str]) -> Webhook:
    """The webhook in a variable, and its secret in `<variable>_SECRET` if there is one.

    Raises `BadAddress` where it is missing or no https address (http only within this machine).
    """
    url = environment.get(variable, "").strip()
    if not url:
        raise BadAddress(f"环境变量 {variable} 没有设置")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise BadAddress(f"环境变量 {variable} 中不是网址") from None
    is_fit = url.isascii() and url.isprintable() and " " not in url
    if not host or not is_fit or parts.scheme not in ("https", "http"):
        raise BadAddress(f"环境变量 {variable} 中不是网址")
    if parts.scheme == "http" and host not in _HERE:
        raise BadAddress(f"环境变量 {variable} 中的网址须以 https 开头")
    return Webhook(url, environment.get(f"{variable}_SECRET", "").strip() or None)


def encoded(message: Mapping[str, Any]) -> bytes:
    """A message as it goes over the wire: WeCom takes no \\u escapes."""
    return json.dumps(message, ensure_ascii=False).encode("utf-8")


def measured(text: str) -> int:
    """How many bytes a text takes in a message."""
    return len(json.dumps(text, ensure_ascii=False).encode("utf-8")) - 2


def post(
    address: Webhook,
    message: Mapping[str, Any],
    codes: Codes,
    parameters: Mapping[str, str] | None = None,
) -> Answer:
    """Post once, over a connection of its own: an old one may be dead without our knowing."""
    with untold():
        try:
            with requests.post(
                address.url,
                params=parameters,
                data=encoded(message),
                headers={"Content-Type": "application/json; charset=utf-8", "Connection": "close"},
                timeout=address.seconds,
                allow_redirects=False,
                stream=True,
            ) as response:
                content = next(response.iter_content(_ANSWER_BYTES), b"")
        except requests.ConnectTimeout:
            return Answer("later", "ConnectTimeout", "连接超时")
        except requests.RequestException as error:
            return _broken(error)
    return _judged(response, content, codes, address.secrets())


def _broken(error: requests.RequestException) -> Answer:
    """Only the kind of an error is told: its text names the address."""
    kind = type(error).__name__
    cause = error.args[0] if error.args else None
    if isinstance(cause, MaxRetryError):
        cause = cause.reason
    if isinstance(cause, _BEFORE_SENDING):
        return Answer("later", kind, "未能连接")
    if cause is not None and "CERTIFICATE_VERIFY_FAILED" in str(cause):
        return Answer("later", kind, "对方的证书不可信")
    if isinstance(error, (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema)):
        return Answer("refused", kind, "地址不可用")
    return Answer("unknown", kind, "已发出，没有得到回音")


def _judged(response: requests.Response, content: bytes, codes: Codes, secrets: set[str]) -> Answer:
    try:
        answered = json.loads(content)
    except ValueError:
        return _by_status(response)
    if not isinstance(answered, dict):
        return _by_status(response)
    code = next((answered[name] for name in codes.code if name in answered), None)
    if not isinstance(code, int):
        return _by_status(response)
    if code == 0 and response.ok:
        return Answer("sent", "0")
    said = next((str(answered[name]) for name in codes.said if answered.get(name)), "")
    said = without(said, secrets)
    if code in codes.refused and "too many" not in said.lower():
        return Answer("refused", str(code), f"{codes.refused[code]}（{said}）")
    wait = _asked_wait(response) or codes.later.get(code)
    return Answer("later", str(code), said, wait)


def _by_status(response: requests.Response) -> Answer:
    """What an answer says that is not a robot's: a gateway's or a proxy's, perhaps."""
    status = response.status_code
    code = f"HTTP {status}"
    if status == HTTPStatus.GATEWAY_TIMEOUT:
        return Answer("unknown", code, "已发出，网关没有得到回音")
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.REQUEST_TIMEOUT) or status >= 500:
        return Answer("later", code, "服务暂不可用", _asked_wait(response))
    if status >= 400:
        return Answer("refused", code, "服务不接受，请核对地址")
    if status >= 300:
        return Answer("later", code, "被转到别处，可能须先登录网关")
    return Answer("unknown", code, "回音不是机器人的格式，可能来自代理")


def _asked_wait(response: requests.Response) -> float | None:
    """How many seconds the service asks for, where it does."""
    for header in ("Retry-After", "x-ogw-ratelimit-reset"):
        value = response.headers.get(header, "")
        if value.isascii() and value.isdecimal():
            return float(value[:6])
    return None
