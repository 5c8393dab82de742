"""E-mail against a real server: encrypted, whole, and told as what came of it."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from orchestration.alerting.channels import BadAddress, Channel, Outgoing
from orchestration.alerting.channels.opening import open_channel
from tests.alerting.hostile import texts
from tests.alerting.letterbox import PASSWORD, USER, Letterbox, letterbox, make_certificate
from tests.alerting.notices import DIGEST, OPENED, made_of

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
RECEIVERS = "zhang@example.cn, li@example.cn"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("certificate") / "server.pem")


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return certificate


@pytest.fixture
def box(trusted: Path) -> Iterator[Letterbox]:
    with letterbox("starttls", trusted) as box:
        yield box


def opened(box: Letterbox, scheme: str = "smtp", login: str | None = None, **more: str) -> Channel:
    login = f"{quote(USER)}:{quote(PASSWORD, safe='')}@" if login is None else login
    environment = {
        "MAIL": RECEIVERS,
        "KAOHE_SMTP_URL": f"{scheme}://{login}127.0.0.1:{box.port}",
        "KAOHE_MAIL_FROM": "考核系统 <kaohe@example.cn>",
        **more,
    }
    return open_channel("mail", "MAIL", environment)


def outgoing(channel: Channel, *attachments: Path) -> Outgoing:
    [part] = channel.parts(DIGEST)
    return Outgoing("张三 0001", part, attachments)


@pytest.mark.parametrize(("mode", "scheme"), [("starttls", "smtp"), ("smtps", "smtps")])
def test_a_mail_arrives_whole(mode: str, scheme: str, trusted: Path, tmp_path: Path) -> None:
    letter, sheet = tmp_path / "甲局 核实函.docx", tmp_path / "2020-11 核实回执.xlsx"
    letter.write_bytes(b"letter\r\n.\r\nof three lines\n")
    sheet.write_bytes(bytes(range(256)))
    with letterbox(mode, trusted) as box:  # type: ignore[arg-type]
        channel = opened(box, scheme)
        assert channel.send(outgoing(channel, letter, sheet)).outcome == "sent"
        assert channel.send(replace(outgoing(channel), possible_repeat=True)).outcome == "sent"
        first, again = box.accepted
    assert first["Subject"] == DIGEST.title
    assert first["From"].addresses[0].display_name == "考核系统"
    assert [one.addr_spec for one in first["To"].addresses] == RECEIVERS.split(", ")
    text, html = (first.get_body((kind,)) for kind in ("plain", "html"))
    assert text and html
    assert OPENED.message in text.get_content()
    assert OPENED.message in html.get_content()
    attached = {part.get_filename(): part.get_content() for part in first.iter_attachments()}
    assert attached == {letter.name: letter.read_bytes(), sheet.name: sheet.read_bytes()}
    assert first["Message-ID"] == again["Message-ID"]
    assert "可能重复" in again["Subject"]
    assert all("可能重复" in again.get_body((kind,)).get_content() for kind in ("plain", "html"))


def test_a_certificate_nobody_vouches_for_is_not_trusted(certificate: Path) -> None:
    for mode, scheme in (("starttls", "smtp"), ("smtps", "smtps")):
        with letterbox(mode, certificate) as box:  # type: ignore[arg-type]
            channel = opened(box, scheme)
            answer = channel.send(outgoing(channel))
            assert (answer.outcome, answer.said) == ("later", "服务器的证书不可信")
            assert box.accepted == []


def test_nothing_goes_unencrypted_but_within_this_machine(trusted: Path) -> None:
    with letterbox("plain", trusted) as box:
        channel = opened(box, login="")
        assert channel.send(outgoing(channel)).outcome == "sent"
    with letterbox("plain", trusted, "127.0.0.2") as box:
        elsewhere = f"smtp://{quote(USER)}:x@127.0.0.2:{box.port}"
        channel = opened(box, KAOHE_SMTP_URL=elsewhere)
        answer = channel.send(outgoing(channel))
        assert (answer.outcome, answer.said) == ("later", "服务器不提供加密或登录")
        assert box.accepted == []


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [("550 no such user", "refused"), ("451 try again later", "later"), ("421 busy", "later")],
)
@pytest.mark.parametrize("where", ["sender_reply", "receiver", "content_reply"])
def test_what_the_server_answers_is_told(
    box: Letterbox, where: str, reply: str, outcome: str
) -> None:
    """A mail that one receiver is refused goes to none: nobody gets it twice."""
    if where == "receiver":
        box.receiver_replies = {"li@example.cn": reply}
    else:
        setattr(box, where, reply)
    channel = opened(box)
    answer = channel.send(outgoing(channel))
    assert (answer.outcome, answer.code) == (outcome, reply[:3])
    assert box.accepted == []
    if where == "receiver":
        assert "第 2 个收件人" in answer.said


def test_a_line_cut_before_the_content_is_tried_later_and_after_it_is_unknown(
    box: Letterbox,
) -> None:
    channel = opened(box)
    box.cuts = "sender"
    assert channel.send(outgoing(channel)).outcome == "later"
    assert box.accepted == []
    box.cuts = "content"
    assert channel.send(outgoing(channel)).outcome == "unknown"
    assert len(box.accepted) == 1


def test_a_server_that_is_not_there_is_tried_later(box: Letterbox) -> None:
    channel = opened(Letterbox(port=1))
    assert channel.send(outgoing(channel)).outcome == "later"


def test_a_wrong_password_is_refused_and_no_secret_told(
    box: Letterbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    channel = opened(box, login=f"{quote(USER)}:wr0ng@")
    box.receiver_replies = {"li@example.cn": "550 li@example.cn is unknown"}
    good = opened(box)
    answers = [channel.send(outgoing(channel)), good.send(outgoing(good))]
    assert [(answer.outcome, answer.code) for answer in answers] == [
        ("refused", "535"),
        ("refused", "550"),
    ]
    # The mail server of the test logs what it is sent, and is no part of what is told.
    logged = [record.getMessage() for record in caplog.records if record.name != "mail.log"]
    told = "".join([*map(repr, answers), repr(channel), str(good), *logged])
    for secret in ("wr0ng", PASSWORD, "li@example.cn", "kaohe@example.cn"):
        assert secret not in told


def test_hostile_text_makes_no_header(box: Letterbox) -> None:
    channel = opened(box)
    for text in texts():
        [part] = channel.parts(made_of(text))
        assert channel.send(Outgoing(text, part)).outcome == "sent"
        mail = box.accepted[-1]
        assert mail.keys() == box.accepted[0].keys()
        assert len(mail["To"].addresses) == 2
        assert part.title.strip() == mail["Subject"].strip()


@pytest.mark.parametrize(
    "wrong",
    [
        {"MAIL": ""},
        {"MAIL": "zhang@example.cn, s3cret"},
        {"KAOHE_MAIL_FROM": ""},
        {"KAOHE_MAIL_FROM": "s3cret"},
        {"KAOHE_SMTP_URL": ""},
        {"KAOHE_SMTP_URL": "https://s3cret:s3cret@example.cn"},
        {"KAOHE_SMTP_URL": "smtp://s3cret@[::"},
        {"KAOHE_SMTP_URL": "smtp://s3cret:%E5%8F%A3@example.cn"},
    ],
)
def test_a_wrong_setting_is_named_and_not_shown(wrong: dict[str, str]) -> None:
    [name] = wrong
    with pytest.raises(BadAddress, match=name) as error:
        opened(Letterbox(port=25), **wrong)
    assert "s3cret" not in str(error.value)
