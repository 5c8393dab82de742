"""The three chat robots on this machine: they answer as they are documented to, or fail on demand.

A refusal is HTTP 200 with an error code (Feishu's bad request is HTTP 400), a signature is checked,
so are keyword, length and rate. `accepted` is what really was taken, whatever the sender learned of
it. Faults come from a script: one for each request, in the order of requests.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

Fault = Literal[
    "none",
    "busy",  # the robot's own word for "later"
    "http_429",
    "http_500",
    "http_502",
    "http_504",
    "page",  # HTTP 200 with a page, as a gateway that wants a login answers
    "nonsense",  # HTTP 200 with JSON that is not the robot's
    "cut_unread",  # the line is cut before the message is read: not taken
    "cut_answering",  # … after the message was taken, before a word of answer
    "cut_within",  # … after the message was taken, within the answer
    "slow",  # taken, and answered after the sender gave up waiting
]
# What a long test can bear: nobody waits for a slow one.
PASSING: tuple[Fault, ...] = (
    "busy",
    "http_429",
    "http_500",
    "http_502",
    "page",
    "cut_unread",
    "cut_answering",
    "cut_within",
)
TAKEN: frozenset[Fault] = frozenset({"none", "cut_answering", "cut_within", "slow"})
MORE = "more info at https://open.work.weixin.qq.com/devtool/query?e="


def no_faults() -> Iterator[Fault]:
    while True:
        yield "none"


def seeded_faults(seed: int, share: float = 0.3) -> Iterator[Fault]:
    """The same faults for the same seed; `share` of all requests meet one."""
    dice = random.Random(seed)
    while True:
        yield dice.choice(PASSING) if dice.random() < share else "none"


def scripted(*faults: Fault) -> Iterator[Fault]:
    """These, and none from then on."""
    yield from faults
    yield from no_faults()


@dataclass(frozen=True)
class Accepted:
    """One message a robot took."""

    robot: str
    title: str
    text: str
    fault: Fault


@dataclass
class Robots:
    """All three at one port, as a context manager. `token` is each one's key."""

    certificate: Path | None = None  # with its key; then the robots are at https
    secret: str | None = None
    keyword: str = ""
    token: str = "t0ken-of-the-robot"
    has_limit: bool = True  # of messages a minute
    faults: Iterator[Fault] = field(default_factory=no_faults)
    clock: Callable[[], float] = time.time
    accepted: list[Accepted] = field(default_factory=list)
    requests: int = 0
    _times: dict[str, list[float]] = field(default_factory=dict)
    _limited_until: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _hold: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Robots:
        robots = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                robots._handle(self)

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if self.certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self.certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._hold.set()
        self._server.shutdown()
        self._server.server_close()

    def url(self, robot: str) -> str:
        path = {
            "dingtalk": f"/robot/send?access_token={self.token}",
            "feishu": f"/open-apis/bot/v2/hook/{self.token}",
            "wecom": f"/cgi-bin/webhook/send?key={self.token}",
        }[robot]
        scheme = "http" if self.certificate is None else "https"
        return f"{scheme}://127.0.0.1:{self._server.server_port}{path}"

    def _handle(self, request: BaseHTTPRequestHandler) -> None:
        with self._lock:
            fault = next(self.faults)
            self.requests += 1
        if fault == "cut_unread":
            return _cut(request)
        body = request.rfile.read(int(request.headers.get("Content-Length", 0)))
        early = _EARLY.get(fault)
        if early:
            return _answer(request, *early)
        with self._lock:
            status, answer = self._judged(request, body, fault)
        content = json.dumps(answer, ensure_ascii=False).encode()
        if fault == "slow":
            self._hold.wait(30)
        if fault == "cut_answering":
            return _cut(request)
        _answer(request, status, content, cut=fault == "cut_within")

    def _judged(
        self, request: BaseHTTPRequestHandler, body: bytes, fault: Fault
    ) -> tuple[int, dict[str, Any]]:
        parts = urlsplit(request.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        robot, judge = {
            "/robot/send": ("dingtalk", self._dingtalk),
            "/cgi-bin/webhook/send": ("wecom", self._wecom),
        }.get(parts.path, ("feishu", self._feishu))
        try:
            message = json.loads(body)
        except ValueError:
            message = {}
        told = judge(message, body, query, parts.path, fault == "busy")
        if isinstance(told, tuple):
            return told
        title, text, answer = told["title"], told["text"], told["answer"]
        self.accepted.append(Accepted(robot, title, text, fault))
        return 200, answer

    def _dingtalk(self, message: Any, body: bytes, query: Any, path: str, busy: bool) -> Any:
        def refuse(code: int, said: str) -> tuple[int, dict[str, Any]]:
            return 200, {"errcode": code, "errmsg": said}

        now = self.clock()
        if query.get("access_token") != self.token:
            return refuse(300001, "token is not exist")
        if len(body) > 20_000:
            return refuse(460101, "message too long, exceed 20000 bytes")
        if message.get("msgtype") not in ("text", "link", "markdown", "actionCard", "feedCard"):
            return refuse(400105, "unsupported msgtype")
        if self.secret is not None and not self._is_signed_by_dingtalk(query, now):
            return refuse(310000, "sign not match, more: [https://ding-doc.dingtalk.com]")
        markdown = message.get("markdown", {})
        if not markdown.get("title") or not markdown.get("text"):
            return refuse(40035, "缺少参数 markdown")
        if self.keyword not in markdown["title"] + markdown["text"]:
            return refuse(310000, "keywords not in content, more: [https://ding-doc.dingtalk.com]")
        if busy:
            return refuse(-1, "系统繁忙")
        if now < self._limited_until or self._is_too_fast("dingtalk", now, 20):
            self._limited_until = max(self._limited_until, now + 600)
            return refuse(130101, "send too fast, exceed 20 times per minute")
        return {**markdown, "answer": {"errcode": 0, "errmsg": "ok"}}

    def _is_signed_by_dingtalk(self, query: Any, now: float) -> bool:
        timestamp = query.get("timestamp", "0")
        key = (self.secret or "").encode()
        digest = hmac.new(key, f"{timestamp}\n{self.secret}".encode(), hashlib.sha256).digest()
        is_now = abs(int(timestamp) / 1000 - now) < 3600
        return is_now and query.get("sign") == base64.b64encode(digest).decode()

    def _feishu(self, message: Any, body: bytes, query: Any, path: str, busy: bool) -> Any:
        def refuse(code: int, said: str, status: int = 200) -> tuple[int, dict[str, Any]]:
            return status, {"code": code, "msg": said, "data": {}}

        now = self.clock()
        if not path.startswith("/open-apis/bot/v2/hook/"):
            return 404, {}
        if path.rsplit("/", 1)[1] != self.token:
            return refuse(19001, "param invalid: incoming webhook access token invalid")
        if message.get("msg_type") != "interactive" or len(body) > 20_480:
            return refuse(9499, "Bad Request", 400)
        if self.secret is not None and not self._is_signed_by_feishu(message, now):
            said = "sign match fail or timestamp is not within one hour from current time"
            return refuse(19021, said)
        title = message["card"]["header"]["title"]["content"]
        text = message["card"]["elements"][0]["content"]
        if self.keyword not in title + text:
            return refuse(19024, "Key Words Not Found")
        if busy:
            return refuse(11232, "frequency limited psm[lark.oapi.app_platform_runtime]")
        if self._is_too_fast("feishu", now, 100):
            return refuse(9499, "too many request", 400)
        answer = {"StatusCode": 0, "StatusMessage": "success", "code": 0, "data": {}}
        return {"title": title, "text": text, "answer": {**answer, "msg": "success"}}

    def _is_signed_by_feishu(self, message: Any, now: float) -> bool:
        timestamp = str(message.get("timestamp", "0"))
        key = f"{timestamp}\n{self.secret}".encode()
        digest = hmac.new(key, digestmod=hashlib.sha256).digest()
        is_now = abs(int(timestamp) - now) < 3600
        return is_now and message.get("sign") == base64.b64encode(digest).decode()

    def _wecom(self, message: Any, body: bytes, query: Any, path: str, busy: bool) -> Any:
        def refuse(code: int, said: str) -> tuple[int, dict[str, Any]]:
            hint = f"{said}, hint: [1704540159128593240839785], from ip: 127.0.0.1, {MORE}{code}"
            return 200, {"errcode": code, "errmsg": hint}

        if query.get("key") != self.token:
            return refuse(93000, "invalid webhook url")
        if rb"\u" in body:
            return refuse(40033, "invalid charset")
        if message.get("msgtype") != "markdown":
            return refuse(40008, "invalid message type")
        content = message["markdown"].get("content", "")
        if not content:
            return refuse(44004, "empty content")
        if len(content.encode()) > 4096:
            said = "markdown.content exceed max length 4096. invalid Request Parameter"
            return refuse(40058, said)
        if busy:
            return refuse(-1, "system busy")
        if self._is_too_fast("wecom", self.clock(), 20):
            return refuse(45009, "api freq out of limit")
        return {"title": "", "text": content, "answer": {"errcode": 0, "errmsg": "ok"}}

    def _is_too_fast(self, robot: str, now: float, limit: int) -> bool:
        times = [moment for moment in self._times.get(robot, []) if moment > now - 60]
        self._times[robot] = times
        if self.has_limit and len(times) >= limit:
            return True
        times.append(now)
        return False


_EARLY: dict[Fault, tuple[int, bytes]] = {
    "http_429": (429, b""),
    "http_500": (500, b"Internal Server Error"),
    "http_502": (502, b"<html><body>502 Bad Gateway</body></html>"),
    "http_504": (504, b"<html><body>504 Gateway Time-out</body></html>"),
    "page": (200, "<html><body>请先登录</body></html>".encode()),
    "nonsense": (200, b'["ok"]'),
}


def _answer(
    request: BaseHTTPRequestHandler, status: int, content: bytes, *, cut: bool = False
) -> None:
    request.send_response(status)
    request.send_header("Content-Length", str(len(content)))
    if status == 429:
        request.send_header("Retry-After", "7")
    request.end_headers()
    request.wfile.write(content[: len(content) // 2] if cut else content)
    if cut:
        _cut(request)


def _cut(request: BaseHTTPRequestHandler) -> None:
    request.close_connection = True
    request.wfile.flush()
    request.connection.shutdown(socket.SHUT_RDWR)
