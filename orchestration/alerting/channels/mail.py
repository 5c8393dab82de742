"""E-mail over SMTP: encrypted (STARTTLS or SMTPS) with the certificate checked, as text and as HTML.

By RFC 5321: 4yz is `later`, 5yz is `refused`; where the line breaks after the mail's content went out
it may have been taken, which is `unknown`. The Message-ID is made of the message's id, so that a
repeat has the same one. A mail goes to all of its receivers or to none.
"""

from __future__ import annotations

import contextlib
import hashlib
import mimetypes
import re
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, parseaddr
from urllib.parse import unquote, urlsplit

from orchestration.alerting.channels import Answer, BadAddress, Outgoing, Part
from orchestration.alerting.channels.secrecy import without
from orchestration.alerting.notice import Notice
from orchestration.alerting.wording import page
from orchestration.alerting.wording.hostile import harmless
from orchestration.alerting.wording.plain import PLAIN
from orchestration.alerting.wording.splitting import marked_repeat, whole

SERVER = "KAOHE_SMTP_URL"
SENDER = "KAOHE_MAIL_FROM"

_SECONDS = 30.0
_PORTS = {"smtp": 587, "smtps": 465}
_HERE = ("127.0.0.1", "::1", "localhost")
_RECEIVER = re.compile(r"[!-~]+@[A-Za-z0-9.-]+", re.ASCII)
_GO_AHEAD = 354


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed in."""

    host: str = field(repr=False)
    port: int = field(repr=False)
    is_tls_at_once: bool
    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class MailChannel:
    """One mail to some receivers. `sender` is a name, which may be empty, and an address."""

    server: Server
    sender: tuple[str, str] = field(repr=False)
    receivers: tuple[str, ...] = field(repr=False)
    per_minute: int | None = None
    drops_repeats: bool = False

    def parts(self, notice: Notice) -> tuple[Part, ...]:
        return (Part(harmless(notice.title), whole(notice, PLAIN), page.page(notice)),)

    def send(self, outgoing: Outgoing) -> Answer:
        try:
            content = self._content(outgoing)
        except OSError:
            return Answer("later", "attachment", "附件读不出")
        is_out = False
        try:
            with contextlib.closing(self._connected()) as smtp:
                self._addressed(smtp)
                code, said = smtp.docmd("DATA")
                if code != _GO_AHEAD:
                    return self._answer(code, said)
                is_out = True
                smtp.send(content)
                code, said = smtp.getreply()
                answer = self._answer(code, said)
                with contextlib.suppress(smtplib.SMTPException, OSError):
                    smtp.quit()
                return answer
        except _Refused as refused:
            return self._answer(refused.smtp_code, refused.smtp_error)
        except smtplib.SMTPResponseException as error:
            return self._answer(error.smtp_code, error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            kind = type(error).__name__
            if is_out:
                return Answer("unknown", kind, "已发出，没有得到回音")
            return Answer("later", kind, _why(error))

    def _connected(self) -> smtplib.SMTP:
        """Encrypted, and logged in where there is a user."""
        server, context = self.server, ssl.create_default_context()
        if server.is_tls_at_once:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=_SECONDS, context=context
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
        try:
            smtp.ehlo_or_helo_if_needed()
            if not server.is_tls_at_once and (
                smtp.has_extn("starttls") or server.host not in _HERE
            ):
                smtp.starttls(context=context)
                smtp.ehlo()
            if server.user is not None:
                smtp.login(server.user, server.password or "")
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _addressed(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        code, said = smtp.mail(self.sender[1])
        if code != 250:
            raise _Refused(code, said)
        for number, receiver in enumerate(self.receivers, 1):
            code, said = smtp.rcpt(receiver)
            if code not in (250, 251):
                raise _Refused(code, f"第 {number} 个收件人：".encode() + said)

    def _answer(self, code: int, said: bytes | str) -> Answer:
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        secrets = (self.server.user or "", self.server.password or "", *self.receivers)
        if 200 <= code < 300:
            return Answer("sent", str(code))
        outcome = "refused" if 500 <= code < 600 else "later"
        return Answer(outcome, str(code), without(text, secrets))

    def _content(self, outgoing: Outgoing) -> bytes:
        """The mail as it goes over the wire, with its closing dot."""
        name, address = self.sender
        title, text = outgoing.part.title, outgoing.part.text
        html = outgoing.part.html or ""
        if outgoing.possible_repeat:
            title = f"（可能重复）{title}"
            text, html = marked_repeat(text, PLAIN), page.marked_repeat(html)
        mail = EmailMessage(policy=SMTP)
        mail["From"] = Address(name, addr_spec=address)
        mail["To"] = tuple(Address(addr_spec=receiver) for receiver in self.receivers)
        mail["Subject"] = title
        mail["Date"] = formatdate(localtime=True)
        digest = hashlib.sha256(outgoing.message_id.encode()).hexdigest()[:32]
        mail["Message-ID"] = f"<{digest}@{address.rsplit('@', 1)[1]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(text, cte="base64")
        if html:
            mail.add_alternative(html, subtype="html", cte="base64")
        for file in outgoing.attachments:
            kind = (mimetypes.guess_type(file.name)[0] or "application/octet-stream").split("/")
            mail.add_attachment(
                file.read_bytes(), maintype=kind[0], subtype=kind[1], filename=file.name
            )
        return re.sub(rb"(?m)^\.", b"..", mail.as_bytes()) + b".\r\n"


class _Refused(Exception):
    """What the server answered when it did not take a sender or a receiver."""

    def __init__(self, smtp_code: int, smtp_error: bytes) -> None:
        super().__init__(smtp_code)
        self.smtp_code, self.smtp_error = smtp_code, smtp_error


def _why(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "服务器不提供加密或登录"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "服务器的证书不可信"
    return "未能连接，或连接中断"


def mail_channel(variable: str, environment: Mapping[str, str]) -> MailChannel:
    """The receivers are in `variable`, the server and the sender in variables of their own.

    Raises `BadAddress`.
    """
    receivers = tuple(filter(None, re.split(r"[,，;；\s]+", environment.get(variable, ""))))
    if not receivers:
        raise BadAddress(f"环境变量 {variable} 没有设置")
    if not all(map(_RECEIVER.fullmatch, receivers)):
        raise BadAddress(f"环境变量 {variable} 中有的不是邮件地址")
    sender = parseaddr(environment.get(SENDER, ""))
    if not _RECEIVER.fullmatch(sender[1]):
        raise BadAddress(f"环境变量 {SENDER} 没有设置，或不是邮件地址")
    return MailChannel(_server(environment), sender, receivers)


def _server(environment: Mapping[str, str]) -> Server:
    wrong = BadAddress(f"环境变量 {SERVER} 没有设置，或不是 smtp:// 或 smtps:// 网址")
    try:
        parts = urlsplit(environment.get(SERVER, "").strip())
        host, port = parts.hostname, parts.port or _PORTS[parts.scheme]
    except (KeyError, ValueError):
        raise wrong from None
    if not host:
        raise wrong
    user, password = (
        None if value is None else unquote(value) for value in (parts.username, parts.password)
    )
    if not f"{user}{password}".isascii():
        raise BadAddress(f"环境变量 {SERVER} 中的用户名和口令须是 ASCII 字符")
    return Server(host, port, parts.scheme == "smtps", user, password)
