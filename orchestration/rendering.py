"""What a person sees at the terminal: claims, findings and the close of a run, as text and tables.

Everything shown was computed elsewhere. Text of a report is printed as it is, never as markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from orchestration.contract import Json
from orchestration.reading.report import Report
from orchestration.words import BECAUSE, EVENTS, PARTS, SEVERITIES

if TYPE_CHECKING:
    from expectations.pages import Page
    from orchestration.alerting.letters.letter import Letter
    from orchestration.running import Finished
    from orchestration.storing.questions import Event, Explanation, Sentence

_PIPED_WIDTH = 160
_OUTCOMES = {
    "read": "读取",
    "unchanged": "未变",
    "unreadable": "不可读",
    "misfiled": "归档有误",
    "removed": "移除",
    "in_motion": "正在写入",
}
_VERDICTS = {
    "exact": "一致",
    "truncated": "截断",
    "within_rounding": "仅因舍入一致",
    "inconsistent": "不一致",
    "uncheckable": "无法核对",
}
_COVERAGE = {
    "found": "发现数字",
    "understood": "读懂",
    "unread": "未读懂",
    "checked": "核对完成率",
    "skipped": "未能核对",
    "idle_rules": "无可核对的规则",
}

_ALERTS = {
    "coordinators": "联系人",
    "notices": "消息",
    "sent": "送达",
    "put_off": "稍后再发",
    "given_up": "放弃",
    "letters": "核实函",
}


def console(*, stderr: bool = False) -> Console:
    """A console that does not fold lines to 80 columns when its output is piped."""
    screen = Console(stderr=stderr, highlight=False)
    return screen if screen.is_terminal else Console(stderr=stderr, width=_PIPED_WIDTH)


def show_report(report: Report, objects: Sequence[Json], part: str) -> None:
    """One report: what it is, then its claims, quantities or blocks as a table."""
    screen = console()
    filed = f"{report.unit} {report.period}" if report.unit else "不在 raw 之下"
    screen.print(Text(f"{report.path} · {filed} · {report.format} · {report.status}", "bold"))
    if objects:
        tables = {"quantities": _quantities, "blocks": _blocks, "unread": _unread}
        screen.print(tables.get(part, _claims)(objects))
    if report.unread:
        screen.print(Text(f"未读懂 {len(report.unread)} 处 (--unread)", "yellow"))
    screen.print()


def _claims(objects: Sequence[Json]) -> Table:
    table = new_table("类别", "维度", "指标", "项目", "目标", "完成", "完成率")
    for claim in objects:
        kind = "投资" if claim["kind"] == "investment" else "指标"
        figures = [_figure(claim[name]) for name in ("target", "actual", "stated_rate")]
        names = (str(claim[name] or "") for name in ("dimension", "indicator", "project"))
        add(table, kind, *names, *figures, dim=bool(claim["derived"]))
    return table


def _quantities(objects: Sequence[Json]) -> Table:
    table = new_table("块", "字", "原文", "数值", "单位", "算符", "约", "角色")
    for q in objects:
        place = f"{q['start']}-{q['end']}"
        add(
            table,
            q["block"],
            place,
            *(q[n] for n in ("text", "value", "unit", "op", "approx", "role")),
        )
    return table


def _blocks(objects: Sequence[Json]) -> Table:
    table = new_table("块", "表", "行", "列", "角色", "原文")
    for block in objects:
        add(table, *(block[name] for name in ("block", "table", "row", "col", "role", "text")))
    return table


def _unread(objects: Sequence[Json]) -> Table:
    table = new_table("块", "字", "原文", "原因", "说明")
    for piece in objects:
        place = "" if piece["start"] is None else f"{piece['start']}-{piece['end']}"
        add(table, piece["block"], place, piece["text"], piece["reason"], piece["detail"])
    return table


def show_counts(counts: Mapping[str, int]) -> None:
    """How many entries each vocabulary file has."""
    table = new_table("文件", "词条")
    for name, count in counts.items():
        add(table, f"{name}.csv", count)
    console().print(table)


def show_changes(changes: Sequence[Mapping[str, Any]], *, entry: str, samples: int) -> None:
    """The claims of samples that hang on an entry of the vocabulary."""
    screen = console()
    for change in changes:
        screen.print(Text(change["file"], "bold"))
        for name, told in (("with", f"有 {entry}"), ("without", f"无 {entry}")):
            if change[name]:
                screen.print(Text(told, "dim"), _claims(change[name]), sep="\n")
        screen.print()
    screen.print(f"{samples} 份样本中 {len(changes)} 份的申报因此不同", markup=False)


def _figure(figure: object) -> str:
    if not isinstance(figure, Mapping):
        return "—"
    op = "" if figure["op"] == "=" else figure["op"]
    return f"{op}{figure['value']}{figure['unit'] or ''}"


def new_table(*heads: str) -> Table:
    """A table without lines."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def add(table: Table, *cells: object, dim: bool = False) -> None:
    """A row of cells, printed as they are and never as markup."""
    table.add_row(
        *(Text("" if cell is None else str(cell)) for cell in cells), style="dim" if dim else None
    )


def show_finished(finished: Finished) -> None:
    """The close of a run, as a table."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    rows = {
        "文件": _counts(finished.files, _OUTCOMES),
        "申报": str(finished.claims),
        "核对": _counts(finished.verdicts, _VERDICTS),
        "覆盖": _counts(finished.coverage, _COVERAGE),
        "疑问": _counts(finished.findings, SEVERITIES) or "无",
        "通知": _counts(finished.alerts, _ALERTS),
        "数据仓库": str(finished.warehouse),
        "发布": str(finished.published),
    }
    for name, text in rows.items():
        table.add_row(name, Text(text))
    console().print(table)


def show_findings(findings: Sequence[Json]) -> None:
    """Findings as a table, the gravest first."""
    table = new_table("编号", "程度", "责任单位", "期间", "指标", "疑问")
    for finding in sorted(findings, key=lambda f: -list(SEVERITIES).index(str(f["severity"]))):
        severity = SEVERITIES[str(finding["severity"])]
        names = (finding[name] for name in ("unit", "period", "indicator", "message"))
        add(table, finding["finding_id"], severity, *names, dim=finding["state"] != "open")
    console().print(table if findings else "没有疑问")


def show_explanation(explanation: Explanation) -> None:
    """One finding: the question, the sentences with their figures marked, arithmetic and rule."""
    screen, finding = console(), explanation.finding
    told = (finding[name] for name in ("unit", "period", "indicator", "message"))
    severity = SEVERITIES[str(finding["severity"])]
    screen.print(Text(" ".join(filter(None, (finding["finding_id"], severity, *told))), "bold"))
    for sentence in explanation.sentences:
        screen.print(Text(f"\n{sentence.file} 第 {sentence.block} 块 {sentence.start} 字起", "dim"))
        screen.print(_marked(sentence, for_terminal=screen.is_terminal))
    parts = {
        "算式": explanation.working,
        "可能原因": (finding["likely_cause"],),
        "建议": (finding["suggestion"],),
        "要求": (explanation.expects,),
        "请": (finding["instruction"],),
        "经过": [_told(event) for event in explanation.history],
    }
    for name, lines in parts.items():
        for line in filter(None, lines):
            screen.print(Text.assemble("\n", (f"{name}  ", "dim"), str(line)))


def _told(event: Event) -> str:
    """One change in the life of a finding, as a line."""
    because = BECAUSE.get(event.because or "")
    if event.event in ("escalated", "corrected"):
        because = event.because
    until = f"（至 {event.until}）" if event.until else ""
    said = event.answer and f"{event.answered_by}：{event.answer}"
    words = (event.happened_at, f"{EVENTS[event.event]}{until}", because, said)
    return " ".join(filter(None, words))


def show_rules(pages: Sequence[Page]) -> None:
    """The rules as a table."""
    table = new_table("规则", "程度", "要求")
    for page in pages:
        severity = SEVERITIES[page.severity] if page.enabled else "停用"
        add(table, page.rule, severity, page.expects, dim=not page.enabled)
    console().print(table)


def show_rule(page: Page) -> None:
    """One rule as a page."""
    screen = console()
    severity = SEVERITIES[page.severity] if page.enabled else "停用"
    screen.print(Text(f"{page.rule} {severity} {page.expects}", "bold"))
    lines = {
        "缘由": page.why,
        "程度": page.because,
        "相符": page.good,
        "不符": page.bad,
        "会问": page.asked,
        "请": page.instruction,
        "核对": f"{page.judged}（{'，'.join(page.rows)}）",
    }
    for name, line in lines.items():
        screen.print(Text.assemble("\n", (f"{name}  ", "dim"), line))


def show_aliases(suggestions: Sequence[Json]) -> None:
    """Names that may mean one indicator, as a table."""
    table = new_table("责任单位", "名称", "可能就是", "单位", "相似", "名称见于", "指标见于")
    columns = ("unit", "alias", "indicator", "base_unit", "likeness_pct")
    for one in suggestions:
        add(table, *(one[n] for n in (*columns, "alias_periods", "indicator_periods")))
    console().print(table if suggestions else "没有可合并的名称")


def show_letters(letters: Sequence[Letter]) -> None:
    """The letters that stand: to whom, how many questions, which files."""
    table = new_table("责任单位", "疑问", "提示", "文件")
    for letter in letters:
        files = "\n".join(map(str, letter.files))
        add(table, letter.unit, len(letter.questions), len(letter.hints), files)
    console().print(table if letters else "没有需要核实的疑问")


def _marked(sentence: Sentence, *, for_terminal: bool) -> Text:
    """The sentence with its figures named, in colour or else in brackets."""
    text, place = Text(), 0
    for mark in sentence.marks_apart:
        text.append(sentence.text[place : mark.start])
        figure, part = sentence.text[mark.start : mark.end], PARTS.get(mark.part, mark.part)
        text.append(figure if for_terminal else f"【{figure}】", "bold reverse")
        text.append(f"({part})", "dim")
        place = mark.end
    return text.append(sentence.text[place:])


def _counts(counts: Mapping[str, int], names: Mapping[str, str]) -> str:
    return " · ".join(f"{names[key]} {counts[key]}" for key in names if key in counts)
