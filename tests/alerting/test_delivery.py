"""The outbox: what is put in arrives, once where that can be known, and nothing is said to have
arrived that did not.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from orchestration.alerting import outbox
from orchestration.alerting.channels import Answer, Part
from orchestration.alerting.delivering import AlreadySending, Delivered, deliver
from orchestration.alerting.wording.lines import REPEATED
from orchestration.storing.asking import rows_of
from orchestration.storing.home import Home, warehouse, warehouse_to_read
from tests.alerting.robots import Robots, scripted, seeded_faults

NOW = datetime(2026, 3, 2, 1, 0)
ROBOTS = ("dingtalk", "feishu", "wecom")
MESSAGES = 1_000
REFUSED = 12
KILLS = 50


def put(home: Home, name: str, channel: str, address: str, parts: int = 1, **extra: Any) -> None:
    with warehouse(home) as connection:
        assert outbox.put(connection, envelope(name, channel, address, parts, **extra), NOW)
        assert not outbox.put(connection, envelope(name, channel, address, parts, **extra), NOW)


def envelope(
    name: str, channel: str, address: str, parts: int = 1, send_after: datetime = NOW
) -> outbox.Envelope:
    return outbox.Envelope(
        notice_id=name,
        kind="digest",
        coordinator="张三",
        channel=channel,
        address=address,
        parts=tuple(Part(f"{name} {no}", f"第 {name}-{no} 号") for no in range(1, parts + 1)),
        attachments=(),
        tells={name: 1},
        send_after=send_after,
    )


def name_in(text: str) -> str:
    """The id of the message that a text was sent for."""
    found = re.search(r"第 (\S+) 号", text)
    assert found, text
    return found[1]


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def send(home: Home, environment: dict[str, str], clock: Clock, patience: float = 0) -> Delivered:
    return deliver(home, environment, patience_seconds=patience, clock=clock, sleep=clock.sleep)


def ask(home: Home, query: str) -> list[dict[str, Any]]:
    with warehouse_to_read(home) as connection:
        return rows_of(connection, query)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_what_was_sent_is_not_sent_again(home: Home) -> None:
    with Robots() as robots:
        environment = {"ROBOT": robots.url("wecom")}
        put(home, "a", "wecom", "ROBOT", parts=3)
        clock = Clock()
        assert send(home, environment, clock).sent == 3
        assert send(home, environment, clock) == Delivered()
        assert [one.text for one in robots.accepted] == [f"第 a-{no} 号" for no in (1, 2, 3)]


def test_a_robot_is_sent_twenty_messages_a_minute(home: Home) -> None:
    clock = Clock()
    with Robots(clock=lambda: clock().timestamp()) as robots:
        put(home, "a", "wecom", "ROBOT", parts=45)
        done = send(home, {"ROBOT": robots.url("wecom")}, clock, patience=600)
        assert (done.sent, done.put_off) == (45, 0)
        assert clock.now - NOW >= timedelta(minutes=2)


def test_a_refusal_is_given_up_and_tried_again_only_when_asked(home: Home) -> None:
    with Robots(secret="right") as robots:
        environment = {"ROBOT": robots.url("dingtalk"), "ROBOT_SECRET": "wrong"}
        put(home, "a", "dingtalk", "ROBOT")
        clock = Clock()
        assert send(home, environment, clock, patience=10**6).given_up == 1
        [delivery] = ask(home, "select outcome, code, said from alerts.delivery")
        assert (delivery["outcome"], delivery["code"]) == ("refused", "310000")
        assert "wrong" not in delivery["said"]
        assert send(home, environment, clock, patience=10**6) == Delivered()
        with warehouse(home) as connection:
            assert outbox.revive(connection, clock()) == 1
        assert send(home, environment | {"ROBOT_SECRET": "right"}, clock).sent == 1


def test_a_service_that_is_down_is_left_alone_longer_each_time_and_given_up_in_the_end(
    home: Home,
) -> None:
    with Robots(faults=scripted(*["http_500"] * 6)) as robots:
        environment = {"ROBOT": robots.url("wecom")}
        put(home, "a", "wecom", "ROBOT")
        clock = Clock()
        done = send(home, environment, clock, patience=10**6)
        assert (done.put_off, done.given_up, robots.accepted) == (5, 1, [])
    begun = [row["begun_at"] for row in ask(home, "from alerts.delivery order by attempt_no")]
    pauses = [(after - before).total_seconds() for before, after in pairwise(begun)]
    assert pauses == list(outbox.PAUSES)


def test_a_part_waits_for_the_parts_before_it(home: Home) -> None:
    with Robots(faults=scripted("http_500")) as robots:
        put(home, "a", "wecom", "ROBOT", parts=2)
        environment, clock = {"ROBOT": robots.url("wecom")}, Clock()
        assert send(home, environment, clock).put_off == 1
        assert robots.accepted == []
        clock.sleep(60)
        assert send(home, environment, clock).sent == 2
        assert [one.text for one in robots.accepted] == ["第 a-1 号", "第 a-2 号"]


def test_what_may_have_arrived_is_sent_again_and_says_so(home: Home) -> None:
    with Robots(faults=scripted("cut_answering")) as robots:
        put(home, "a", "wecom", "ROBOT")
        done = send(home, {"ROBOT": robots.url("wecom")}, Clock(), patience=60)
        assert (done.sent, done.possible_repeats) == (1, 1)
        assert [REPEATED in one.text for one in robots.accepted] == [False, True]


def test_an_address_that_is_not_set_keeps_the_message_waiting(home: Home) -> None:
    put(home, "a", "wecom", "ROBOT")
    clock = Clock()
    assert send(home, {}, clock).put_off == 1
    with Robots() as robots:
        clock.sleep(60)
        assert send(home, {"ROBOT": robots.url("wecom")}, clock).sent == 1


def test_quiet_hours_are_kept(home: Home) -> None:
    put(home, "a", "console", "", send_after=NOW + timedelta(hours=7))
    clock = Clock()
    done = send(home, {}, clock)
    assert (done.sent, done.next_at) == (0, NOW + timedelta(hours=7))
    clock.sleep(7 * 3600)
    assert send(home, {}, clock).sent == 1


def test_one_process_sends_at_a_time(home: Home) -> None:
    put(home, "a", "console", "")
    clock = Clock()

    def second(message: outbox.Message, answer: Answer) -> None:
        with pytest.raises(AlreadySending):
            send(home, {}, clock)

    assert deliver(home, {}, clock=clock, on_attempt=second).sent == 1


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Home, Robots]]:
    """A thousand messages to robots that fail a fifth of the time, by a process killed fifty times."""
    home = Home(tmp_path_factory.mktemp("killed") / "home")
    dice = random.Random(7)
    with Robots(secret="s", has_limit=False, faults=seeded_faults(7, 0.2)) as robots:
        environment = dict(os.environ)
        for robot in ROBOTS:
            environment |= {robot.upper(): robots.url(robot), f"{robot.upper()}_SECRET": "s"}
        environment |= {"LOCKED": robots.url("dingtalk"), "LOCKED_SECRET": "wrong"}
        with warehouse(home) as connection:
            for number in range(MESSAGES):
                robot = ROBOTS[number % len(ROBOTS)]
                outbox.put(connection, envelope(f"m{number:04}", robot, robot.upper()), NOW)
            for number in range(REFUSED):
                outbox.put(connection, envelope(f"r{number:04}", "dingtalk", "LOCKED"), NOW)
        command = [sys.executable, "-m", "tests.alerting.sender", str(home.root)]
        for _ in range(KILLS):
            with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
                assert process.stdout is not None
                process.stdout.readline()
                time.sleep(dice.uniform(0.02, 0.3))
                process.kill()
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        yield home, robots


def test_none_is_lost_however_often_the_process_is_killed(killed: tuple[Home, Robots]) -> None:
    home, robots = killed
    states = {row["notice_id"]: row["state"] for row in ask(home, "from alerts.message")}
    taken = {name_in(one.text) for one in robots.accepted}
    sent = {name for name, state in states.items() if state == outbox.SENT}
    assert {name[0] for name in sent} == {"m"}
    assert len(sent) == MESSAGES
    assert {f"{name}-1" for name in sent} == taken
    assert sum(state == outbox.GIVEN_UP for state in states.values()) == REFUSED


def test_repeats_occur_only_where_nobody_could_know_and_say_so(
    killed: tuple[Home, Robots],
) -> None:
    home, robots = killed
    unknown = Counter(
        row["message_id"] for row in ask(home, "from alerts.delivery where outcome = 'unknown'")
    )
    said = [(name_in(one.text), REPEATED in one.text) for one in robots.accepted]
    times = Counter(name for name, _ in said)
    assert all(times[name] <= 1 + unknown[name] for name in times)
    marked = Counter(name for name, is_marked in said if is_marked)
    assert all(times[name] - 1 <= marked[name] for name in times)
    interrupted = ask(home, "from alerts.delivery where said like '%进程中断%'")
    assert interrupted, "no kill fell between sending and recording: the test shows too little"
