"""A sample notice, to try an address: it looks like a real one and says that it is none."""

from __future__ import annotations

from collections.abc import Mapping

from orchestration.alerting import composing, outbox
from orchestration.alerting.channels import Answer
from orchestration.alerting.channels.opening import open_channel
from orchestration.alerting.coordinators import coordinators
from orchestration.alerting.delivering import deliver
from orchestration.alerting.notice import Entry, Notice, Section, Words
from orchestration.settings import Settings
from orchestration.storing.home import Home, warehouse

SAMPLE = Notice(
    kind="sample",
    title="测试消息：1 个问题请核实（错误 1）",
    lead=("这是一条测试消息，内容是编的，不必答复。",),
    sections=(
        Section(
            "示例局",
            (
                Entry(
                    finding_id="000000000000",
                    change="opened",
                    severity="error",
                    about="新增绿地",
                    period="2026-03",
                    message="所印完成率与目标值、完成值不一致。",
                    sentences=(
                        (
                            Words("计划新增绿地"),
                            Words("300亩", "target"),
                            Words("，已完成"),
                            Words("150亩", "actual"),
                            Words("，完成率"),
                            Words("5%", "rate"),
                            Words("。"),
                        ),
                    ),
                    working=("150 亩 ÷ 300 亩 = 50%",),
                    likely_cause="差十倍",
                    suggestion="完成率或应为 50%",
                    instruction="请核实后更正，或说明所用的基数。",
                ),
            ),
        ),
    ),
)


class NoSuchCoordinator(LookupError):
    """Nobody of this name stands in coordinators.csv."""


def send_sample(chosen: Settings, name: str, environment: Mapping[str, str]) -> tuple[Answer, ...]:
    """Send the sample to one coordinator, by the outbox as all messages are, whatever the hour.

    What the service answered, part by part. Raises `NoSuchCoordinator`, `BadAddress`,
    `WrongCoordinators` and `AlreadySending`.
    """
    known = {one.name: one for one in coordinators(chosen.seeds)}
    if name not in known:
        told = "、".join(known) or "nobody"
        raise NoSuchCoordinator(f"{name} is not in coordinators.csv; there stands: {told}")
    coordinator = known[name]
    channel = open_channel(coordinator.channel, coordinator.address, environment)
    now = chosen.now()
    tells = {f"sample {now.isoformat()}": 0}
    wanted = outbox.notice_id(name, SAMPLE.kind, tells)
    answers: list[Answer] = []

    def saw(message: outbox.Message, answer: Answer) -> None:
        if message.message_id.startswith(wanted):
            answers.append(answer)

    home = Home(chosen.home)
    with warehouse(home, wait_seconds=chosen.lock_wait_seconds) as connection:
        composing.put(connection, coordinator, channel, SAMPLE, tells, now, at_once=True)
    deliver(
        home,
        environment,
        clock=chosen.now,
        wait_seconds=chosen.lock_wait_seconds,
        on_attempt=saw,
    )
    return tuple(answers)
