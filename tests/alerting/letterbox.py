"""A real mail server on this machine, with TLS by a certificate made here, that can refuse or fail."""

from __future__ import annotations

import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Literal

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

Mode = Literal["plain", "starttls", "smtps"]
USER, PASSWORD = "kaohe@example.cn", "p@ss:word/%41"


@dataclass
class Letterbox:
    """What the server does, and what it took. A reply set here is given instead of 250."""

    sender_reply: str | None = None
    receiver_replies: dict[str, str] = field(default_factory=dict)
    content_reply: str | None = None
    cuts: Literal["", "sender", "content"] = ""
    accepted: list[EmailMessage] = field(default_factory=list)
    port: int = 0

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.cuts == "sender":
            server.transport.abort()
        envelope.mail_from = address
        return self.sender_reply or "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.receiver_replies.get(address, "250 OK")

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.content_reply:
            return self.content_reply
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=default)
        assert isinstance(message, EmailMessage)
        self.accepted.append(message)
        if self.cuts == "content":
            server.transport.abort()
        return "250 OK"


@contextmanager
def letterbox(mode: Mode, certificate: Path, host: str = "127.0.0.1") -> Iterator[Letterbox]:
    """A server under way. `certificate` is a file with a certificate and its key."""
    box = Letterbox()
    options: dict[str, object] = {}
    if mode != "plain":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        options["ssl_context" if mode == "smtps" else "tls_context"] = context
        options["authenticator"] = _knows
        # The server's own flags know only of STARTTLS.
        is_starttls = mode == "starttls"
        options |= dict.fromkeys(
            ("require_starttls", "auth_required", "auth_require_tls"), is_starttls
        )
    with socket.socket() as free:
        free.bind((host, 0))
        box.port = free.getsockname()[1]
    controller = Controller(box, hostname=host, port=box.port, **options)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def _knows(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
) -> AuthResult:
    assert isinstance(data, LoginPassword)
    is_known = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
    return AuthResult(success=is_known, handled=False)


def make_certificate(file: Path) -> Path:
    """A certificate for 127.0.0.1 that only those trust who are told to, and its key."""
    key = file.with_suffix(".key")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=kaohe test", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", str(key), "-out", str(file)],
        check=True, capture_output=True,
    )  # fmt: skip
    file.write_text(file.read_text() + key.read_text())
    return file
