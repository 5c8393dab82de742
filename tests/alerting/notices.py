"""Notices as composing makes them: one as it should be, and one made of a given text alone."""

from __future__ import annotations

from orchestration.alerting.notice import Entry, Notice, Section, Words

OPENED = Entry(
    "3f2a9c81d0b4",
    "opened",
    "error",
    "新增绿地",
    "2020-11",
    "完成率与目标值、完成值不相符",
    sentences=(
        (
            Words("新增绿地"),
            Words("15亩", "actual"),
            Words("，年度目标"),
            Words("30亩", "target"),
            Words("，完成率"),
            Words("27%", "rate"),
            Words("。"),
        ),
    ),
    working=("15 ÷ 30 = 50.0%，原文为 27%",),
    likely_cause="按季度计划计算",
    suggestion="完成率 50.0%",
    instruction="请责任单位核对该数字及其口径，并更正或说明。",
    link="https://kaohe.example.cn/letters/甲局/核实函.html",
)
CHANGED = Entry(
    "aa2a9c81d0b5",
    "changed",
    "warning",
    "整治河道",
    "2020-Q3",
    "分项之和与合计不相符",
    sentences=(
        (
            Words("共整治河道"),
            Words("62.4公里", "total"),
            Words("，其中城区"),
            Words("≥40公里", "part"),
            Words("、郊区"),
            Words("21.71公里", "part"),
            Words("。"),
        ),
    ),
    working=("40 + 21.71 = 61.71", "62.4 − 61.71 = 0.69"),
    instruction="请责任单位核对合计与分项。",
)
ESCALATED = Entry(
    "cc2a9c81d0b5",
    "escalated",
    "error",
    "燃气管网改造",
    "2020-09",
    "未见完成值",
    because="10 个工作日未答复",
    instruction="请督促甲局答复。",
)
REOPENED = Entry("dd2a9c81d0b5", "reopened", "note", "户外广告", "2020-11", "完成率高于 130%")
RESOLVED = Entry(
    "bb2a9c81d0b5", "resolved", "warning", "加装电梯", "2020-10", "完成率不符", because="单位改报"
)
DIGEST = Notice(
    "digest",
    "考核核实：5 个问题（2 个单位）",
    ("张三，您好。以下数字请核实。",),
    (Section("甲局", (OPENED, CHANGED, ESCALATED), 2), Section("乙局", (REOPENED, RESOLVED))),
    ("与数字不矛盾的未列出。",),
    (("怎样答复", "https://kaohe.example.cn/guide.html"),),
)


def made_of(text: str) -> Notice:
    """A notice in which every text that comes from outside is this one."""
    entry = Entry(
        "3f2a9c81d0b4",
        "opened",
        "error",
        text,
        "2020-11",
        text,
        sentences=((Words(text), Words(text, "rate"), Words(text, text)),),
        working=(text,),
        likely_cause=text,
        suggestion=text,
        instruction=text,
        because=text,
    )
    return Notice("digest", text, (text,), (Section(text, (entry,)),), (text,), ((text, text),))


def long(entries: int, characters: int = 0) -> Notice:
    """A notice of many entries, the first of which prints a long sentence."""
    first = Entry(
        "000000000000", "opened", "error", "首项", "2020", "长" * characters, instruction="请核实。"
    )
    rest = tuple(
        Entry(
            f"{number:012x}",
            "opened",
            "warning",
            f"指标{number}",
            "2020-11",
            "完成率不符",
            sentences=OPENED.sentences,
            working=OPENED.working,
        )
        for number in range(1, entries)
    )
    return Notice("digest", "考核核实", ("您好。",), (Section("甲局", (first, *rest)),))
