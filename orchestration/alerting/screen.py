"""How alerting looks at the terminal: what a round did, how messages stand, what a service answered."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from orchestration.alerting.channels import Answer
from orchestration.alerting.reckoning import Standing
from orchestration.alerting.telling import Told
from orchestration.rendering import add, console, new_table

_STATES = {"waiting": "待发", "sent": "已送达", "given up": "已放弃"}
_OUTCOMES = {
    "sent": "已送达",
    "refused": "被拒收",
    "later": "未收，稍后再发",
    "unknown": "不知是否送达",
}


def told_in_words(told: Told) -> str:
    """What a round did, in one line."""
    if not told.coordinators:
        return "未设置联系人（dbt_project/seeds/coordinators.csv）"
    delivered = told.delivered
    words = [
        f"消息 {told.notices + told.reminders} 条，涉及疑问 {told.questions} 个",
        f"送达 {delivered.sent}",
        *([f"稍后再发 {delivered.put_off}"] if delivered.put_off else ()),
        *([f"放弃 {delivered.given_up}"] if delivered.given_up else ()),
        *([f"可能重复 {delivered.possible_repeats}"] if delivered.possible_repeats else ()),
        *([f"上报 {told.escalated}"] if told.escalated else ()),
        *([f"无法联系 {'、'.join(told.unreachable)}"] if told.unreachable else ()),
    ]
    return " · ".join(words)


def show_told(told: Told) -> None:
    """What a round did, and who cannot be reached, and why."""
    screen = console()
    screen.print(Text(told_in_words(told)))
    for name, why in told.unreachable.items():
        screen.print(Text(f"{name}：{why}", "red"))


def show_standing(standing: Standing) -> None:
    """A line for each coordinator, then each message in trouble with the service's own words."""
    screen = console()
    shown = new_table(
        "联系人", "渠道", "已送达", "待发", "已放弃", "可能重复", "最近送达 (UTC)", "地址"
    )
    for row in standing.by_coordinator:
        last = row["last_sent_at"]
        add(
            shown,
            *(row[name] for name in ("coordinator", "channel", "sent", "waiting", "given_up")),
            row["repeats"],
            last and f"{last:%Y-%m-%d %H:%M}",
            row["wrong"] or "可用",
        )
    screen.print(shown if standing.by_coordinator else "未设置联系人，也没有消息")
    if standing.troubles:
        troubles = new_table(
            "消息", "联系人", "标题", "状态", "次数", "结果", "服务方答复", "下次 (UTC)"
        )
        for row in standing.troubles:
            add(
                troubles,
                *(row[name] for name in ("message_id", "coordinator", "title")),
                _STATES[row["state"]],
                row["attempts"],
                _OUTCOMES.get(row["outcome"], ""),
                " ".join(filter(None, (row["code"], row["said"]))),
                row["next_at"] and f"{row['next_at']:%m-%d %H:%M}",
            )
        screen.print()
        screen.print(troubles)


def show_answers(answers: Sequence[Answer]) -> None:
    """What the service answered to each part."""
    shown = new_table("部分", "结果", "代码", "答复")
    for number, answer in enumerate(answers, start=1):
        add(shown, number, _OUTCOMES[answer.outcome], answer.code, answer.said)
    console().print(shown)
