"""The senders of the three robots against servers that answer as the robots are documented to."""

from __future__ import annotations

import logging
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from orchestration.alerting.channels import Answer, BadAddress, Channel, Outgoing, Part
from orchestration.alerting.channels.opening import open_channel
from tests.alerting.hostile import texts
from tests.alerting.letterbox import make_certificate
from tests.alerting.notices import DIGEST, OPENED, long, made_of
from tests.alerting.robots import TAKEN, Fault, Robots, scripted, seeded_faults

ROBOTS = ("dingtalk", "feishu", "wecom")
SECRET = "SEC0123456789abcdef"


def opened(robots: Robots, robot: str, **environment: str) -> Channel:
    return open_channel(robot, "ROBOT", {"ROBOT": robots.url(robot), **environment})


def send(channel: Channel, part: Part | None = None) -> Answer:
    return channel.send(Outgoing("m1", part or channel.parts(DIGEST)[0]))


@pytest.mark.parametrize("robot", ROBOTS)
def test_a_digest_is_taken_whole(robot: str) -> None:
    with Robots() as robots:
        answer = send(opened(robots, robot))
        assert answer == Answer("sent", "0")
        [taken] = robots.accepted
    assert OPENED.message in taken.text
    assert "**27%** 完成率" in taken.text
    assert "/letters/%E7%94%B2%E5%B1%80/" in taken.text


@pytest.mark.parametrize("robot", ["dingtalk", "feishu"])
def test_a_signature_is_made_and_a_wrong_one_refused(robot: str) -> None:
    with Robots(secret=SECRET) as robots:
        assert send(opened(robots, robot, ROBOT_SECRET=SECRET)).outcome == "sent"
        for environment in ({}, {"ROBOT_SECRET": "another"}):
            answer = send(opened(robots, robot, **environment))
            assert answer.outcome == "refused"
            assert answer.code in ("310000", "19021")
        assert len(robots.accepted) == 1


@pytest.mark.parametrize("robot", ROBOTS)
def test_what_a_robot_refuses_is_not_sent(robot: str) -> None:
    with Robots(keyword="绩效") as robots:
        if robot != "wecom":
            assert send(opened(robots, robot)).outcome == "refused"
        robots.keyword = ""
        good = opened(robots, robot)
        robots.token = "another"
        answer = send(good)
        assert answer.outcome == "refused"
        assert "机器人地址无效" in answer.said
        robots.token = "t0ken-of-the-robot"
        assert send(good, Part("长", "长" * 20_000)).outcome == "refused"
        assert robots.accepted == []


@pytest.mark.parametrize(
    ("robot", "limit", "wait"), [("dingtalk", 20, 600), ("feishu", 100, None), ("wecom", 20, 60)]
)
def test_a_rate_limit_is_waited_out(robot: str, limit: int, wait: float | None) -> None:
    now = [1_800_000_000.0]
    with Robots(clock=lambda: now[0]) as robots:
        channel = opened(robots, robot)
        assert channel.per_minute == limit
        part = Part("核实", "正文")
        assert {send(channel, part).outcome for _ in range(limit)} == {"sent"}
        answer = send(channel, part)
        assert (answer.outcome, answer.wait_seconds) == ("later", wait)
        now[0] += 601
        assert send(channel, part).outcome == "sent"


FAULTS: dict[Fault, tuple[str, float | None]] = {
    "busy": ("later", None),
    "http_429": ("later", 7),
    "http_500": ("later", None),
    "http_502": ("later", None),
    "http_504": ("unknown", None),
    "page": ("unknown", None),
    "nonsense": ("unknown", None),
    "cut_unread": ("unknown", None),
    "cut_answering": ("unknown", None),
    "cut_within": ("unknown", None),
    "slow": ("unknown", None),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("robot", ROBOTS)
def test_a_fault_is_told_as_what_it_is(robot: str, fault: Fault) -> None:
    with Robots(faults=scripted(fault)) as robots:
        channel = opened(robots, robot)
        impatient = replace(channel, address=replace(channel.address, seconds=(2.0, 0.3)))
        answer = send(impatient)
        outcome, wait = FAULTS[fault]
        assert answer.outcome == outcome
        if fault != "busy":
            assert answer.wait_seconds == wait
        assert bool(robots.accepted) == (fault in TAKEN)
        assert send(channel).outcome == "sent"


@pytest.mark.parametrize("robot", ROBOTS)
def test_a_robot_that_cannot_be_reached_is_tried_later(robot: str) -> None:
    with Robots() as robots:
        channel = opened(robots, robot)
    answer = send(channel)
    assert answer.outcome == "later"
    nowhere = open_channel(robot, "ROBOT", {"ROBOT": "https://robot.invalid/robot/send?key=k"})
    assert send(nowhere).outcome == "later"


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_a_certificate_nobody_vouches_for_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(tmp_path / "server.pem")
    with Robots(certificate=certificate) as robots:
        answer = send(opened(robots, "wecom"))
        assert (answer.outcome, answer.said) == ("later", "对方的证书不可信")
        assert robots.requests == 0
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        assert send(opened(robots, "wecom")).outcome == "sent"


def test_the_same_seed_brings_the_same_faults() -> None:
    first, second = seeded_faults(7), seeded_faults(7)
    assert [next(first) for _ in range(200)] == [next(second) for _ in range(200)]


@pytest.mark.parametrize("robot", ROBOTS)
def test_a_long_digest_comes_in_parts_that_are_all_taken(robot: str) -> None:
    with Robots(has_limit=False) as robots:
        channel = opened(robots, robot)
        parts = channel.parts(long(150, 9_000))
        assert len(parts) > 1
        for number, part in enumerate(parts):
            outgoing = Outgoing(f"m{number}", part, possible_repeat=True)
            assert channel.send(outgoing).outcome == "sent"
        texts = [taken.text for taken in robots.accepted]
    assert all("可能重复" in text for text in texts)
    assert sum(text.count("长") for text in texts) == 9_000
    assert sum(text.count("编号") for text in texts) == 150


@pytest.mark.parametrize("text", texts())
@pytest.mark.parametrize("robot", ROBOTS)
def test_hostile_text_is_text(robot: str, text: str) -> None:
    """No mark, no call, no link and no line of its own in what goes to the robot."""
    with Robots() as robots:
        channel = opened(robots, robot)
        said, plain = (
            "\n".join(part.text for part in channel.parts(made_of(words))) for words in (text, "甲")
        )
    assert not re.search(r"@|<|`|~~|!\[|\]\(|[a-z]://|www\.", said)
    if robot != "feishu":
        assert not re.search(r"[\[\]]", said)
    assert len(re.findall(r"^[#>]", said, re.MULTILINE)) == len(
        re.findall(r"^[#>]", plain, re.MULTILINE)
    )
    assert not re.search(r"^\s*(?:[-+]\s|--|=|\d+[.)]\s)", said, re.MULTILINE)
    assert said.count("**") == plain.count("**")


@pytest.mark.parametrize("robot", ROBOTS)
def test_no_secret_is_told(robot: str, caplog: pytest.LogCaptureFixture) -> None:
    """Not in an answer, an error, a representation or a log, whatever the level of the log."""
    caplog.set_level(logging.DEBUG)
    told: list[str] = []
    with Robots(secret=SECRET, faults=scripted("http_500", "cut_answering", "page")) as robots:
        channel = opened(robots, robot, ROBOT_SECRET=SECRET)
        told += [repr(send(channel)) for _ in range(4)]
        robots.token = "another"
        told += [repr(send(channel)), repr(channel), str(channel)]
    told += [repr(send(channel)), caplog.text]
    assert not re.search(r"t0ken|SEC01234", "".join(told))
    for wrong in ("t0ken", "ftp://t0ken.cn/x", "http://t0ken.cn/", "https://[t0ken", "https://"):
        with pytest.raises(BadAddress, match="ROBOT") as error:
            open_channel(robot, "ROBOT", {"ROBOT": wrong})
        assert "t0ken" not in str(error.value)
