"""Other services by apprise: what it could not send is tried later, and our robots are not its own."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from orchestration.alerting.channels import BadAddress, Outgoing
from orchestration.alerting.channels.opening import open_channel
from tests.alerting.notices import DIGEST, OPENED, long

# Said by a part of apprise that looks at pictures.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


@dataclass
class Service:
    """A service that takes JSON, or answers with another status."""

    status: int = 200
    taken: list[dict[str, str]] = field(default_factory=list)
    port: int = 0


@pytest.fixture
def service() -> Iterator[Service]:
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if service.status == 200:
                service.taken.append(json.loads(body))
            self.send_response(service.status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    service.port = server.server_port
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield service
    server.shutdown()
    server.server_close()


def test_a_message_is_sent_or_tried_later(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    channel = open_channel("apprise", "A", {"A": f"json://user:s3cret@127.0.0.1:{service.port}"})
    [part] = channel.parts(DIGEST)
    assert channel.send(Outgoing("m", part)).outcome == "sent"
    channel.send(Outgoing("m", part, possible_repeat=True))
    first, again = service.taken
    assert first["title"] == DIGEST.title
    assert OPENED.message in first["message"]
    assert "可能重复" not in first["message"]
    assert "可能重复" in again["message"]
    service.status = 500
    answer = channel.send(Outgoing("m", part))
    assert answer.outcome == "later"
    assert "s3cret" not in f"{answer}{channel}{caplog.text}"


def test_a_message_is_cut_to_what_the_service_takes() -> None:
    channel = open_channel("apprise", "A", {"A": f"discord://{'1' * 18}/{'a' * 68}"})
    parts = channel.parts(long(40))
    assert len(parts) > 1
    assert max(len(part.title) + len(part.text) for part in parts) <= 2000


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("dingtalk://s3cret@t0ken/", "dingtalk"),
        ("lark://t0ken", "feishu"),
        ("feishu://t0ken", "feishu"),
        ("wecombot://t0ken", "wecom"),
        ("https://oapi.dingtalk.com/robot/send?access_token=t0ken", "dingtalk"),
        ("https://open.larksuite.com/open-apis/bot/v2/hook/t0ken", "feishu"),
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=t0ken", "wecom"),
        ("nowhere://t0ken", ""),
        ("t0ken", ""),
        ("", ""),
    ],
)
def test_robots_are_sent_to_our_own_channels(address: str, own: str) -> None:
    with pytest.raises(BadAddress, match="ADDRESS") as error:
        open_channel("apprise", "ADDRESS", {"ADDRESS": address})
    assert own in str(error.value)
    assert "t0ken" not in str(error.value)
