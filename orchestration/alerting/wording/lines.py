"""A notice as lines, before any dialect: what stands where, and every word of ours.

An entry is a block that stays together where it can; its first line says the severity in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from orchestration.alerting.notice import Entry, Notice, Section, Words
from orchestration.words import CHANGES, SEVERITIES

# What a line is to the reader: a dialect decides how each of them looks.
Role = Literal["title", "heading", "head", "text", "quote", "working", "link"]

REPEATED = "（可能重复：上一次发送没有得到回音）"


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `label` is our own word before a colon; `leads_to` the address of a link."""

    role: Role
    words: tuple[Words, ...]
    label: str | None = None
    leads_to: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, and the section they stand in."""

    lines: tuple[Line, ...]
    section: str | None = None


def blocks(notice: Notice) -> tuple[Block, ...]:
    """All of a notice but its title."""
    found = [Block(tuple(line("text", said) for said in notice.lead))]
    number = 0
    for section in notice.sections:
        for entry in section.entries:
            number += 1
            found.append(Block(tuple(entry_lines(entry, number)), section.heading))
        found.append(Block(tuple(_left_out(section)), section.heading))
    found.append(Block(tuple(line("text", said) for said in notice.closing)))
    found.append(Block(tuple(_links(notice.links))))
    return tuple(block for block in found if block.lines)


def line(role: Role, said: str, label: str | None = None) -> Line:
    return Line(role, (Words(said),), label)


def entry_lines(entry: Entry, number: int) -> Iterator[Line]:
    """The question, the printed sentences, the arithmetic, what may be the cause, what to do."""
    yield line("head", f"{number}、{head(entry)}")
    yield line("text", entry.message)
    for sentence in entry.sentences:
        yield Line("quote", sentence, "原文")
    for working in entry.working:
        yield line("working", working, "算式")
    for label, said in asked(entry):
        yield line("text", said, label)
    yield line("text", entry.finding_id, "编号")
    if entry.link:
        yield Line("link", (Words("查看核实函"),), leads_to=entry.link)


def head(entry: Entry) -> str:
    """What happened to which question, in one line: 【错误】新问题 · 新增绿地 · 2020-11"""
    what = CHANGES[entry.change] + (f"（{entry.because}）" if entry.because else "")
    # A question that is closed has no severity any more.
    severity = "" if entry.change == "resolved" else f"【{SEVERITIES[entry.severity]}】"
    return " · ".join(filter(None, (severity + what, entry.about, entry.period)))


def asked(entry: Entry) -> Iterator[tuple[str, str]]:
    """What follows the arithmetic, each under its word."""
    said = (
        ("可能原因", entry.likely_cause),
        ("建议", entry.suggestion),
        ("处理", entry.instruction),
    )
    return ((label, text) for label, text in said if text)


def left_out(section: Section) -> str:
    return f"另有 {section.left_out} 条未在此列出"


def _left_out(section: Section) -> Iterator[Line]:
    if section.left_out:
        yield line("text", left_out(section))


def _links(links: Iterable[tuple[str, str]]) -> Iterator[Line]:
    for name, address in links:
        yield Line("link", (Words(name),), leads_to=address)
