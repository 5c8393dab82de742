"""Files of every format with bytes flipped, cut, spliced: a reader accounts for each of them.

`python -m tests.reading.formats.fuzzing [FILES [SUFFIX …]]` mutates so many files of each format
(2,000) and prints what became of them. The same seed gives the same files. .doc and .rtf are not
here: other programs read them, each in a process of its own that is limited.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from orchestration.reading.limits import ReaderFailed, read_within
from tests.reading import containers
from tests.reading.formats.word import (
    level,
    listed,
    numbering,
    p,
    t,
    tbl,
    tc,
    tr,
    word,
)

SEEDS = Path(__file__).parent / "seeds"
SUFFIXES = ("docx", "html", "mht", "csv", "xlsx", "xls", "ods", "pdf", "txt")
SECONDS = 20
MEMORY_BYTES = 512 << 20
_TOKENS = (
    b"99999999999999999999", b"-1", b"0", b"\0", b"\xff\xfe", b"\"", b"<", b"&#0;", b"&a;", b"]]>",
    b"<!DOCTYPE a [<!ENTITY a 'b'>]>", b"<td colspan=1000 rowspan=65534>", b"<w:tbl><w:tr><w:tc>",
    b"</w:p>", b"<table>", b"<w:vMerge/>", b"</", b"--", b"=?gb2312?B?", b"obj", b"endobj", b"%PDF",
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """What became of the mutated files of one format, and the seeds of those that broke ours."""

    outcomes: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


def fuzz(suffix: str, files: int, folder: Path) -> Tally:
    """Mutate and read so many files of a format."""
    tally = Tally()
    path = folder / f"mutated.{suffix}"
    for number in range(files):
        path.write_bytes(mutated(suffix, number))
        try:
            report = read_within(path, seconds=SECONDS, memory_bytes=MEMORY_BYTES)
        except ReaderFailed as failure:
            tally.outcomes["broken"] += 1
            tally.broken.append(f"{suffix} {number}: {failure}")
            continue
        unreadable = report.status == "unreadable"
        outcome = report.unread[0].reason if unreadable else report.status
        tally.outcomes[outcome] += 1
        if outcome == "reader_died":
            tally.broken.append(f"{suffix} {number}: {report.unread[0].detail}")
    return tally


def mutated(suffix: str, number: int) -> bytes:
    """The `number`-th mutated file of a format."""
    dice = random.Random(f"{suffix} {number}")
    seeds = _seeds(suffix)
    content = dice.choice(seeds)
    if content.startswith(b"PK") and dice.random() < 0.7:
        return _with_mutated_part(content, dice.choice(seeds), dice)
    return _mutated(content, dice.choice(seeds), dice)


def _mutated(content: bytes, other: bytes, dice: random.Random) -> bytes:
    """One to four changes."""
    changed = bytearray(content)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(changed) + 1)
        end = min(at + dice.randint(1, 200), len(changed))
        kind = dice.choice(("flip", "cut", "splice", "token", "repeat", "drop"))
        if kind == "flip":
            for _ in range(dice.randint(1, 20)):
                if changed:
                    changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
        elif kind == "cut":
            del changed[max(at, len(changed) // 3) :]
        elif kind == "splice":
            changed[at:] = other[dice.randrange(len(other) + 1) :]
        elif kind == "token":
            changed[at:at] = dice.choice(_TOKENS)
        elif kind == "repeat":
            changed[at:at] = changed[at:end] * dice.randint(1, 300)
        else:
            del changed[at:end]
    return bytes(changed)


def _with_mutated_part(content: bytes, other: bytes, dice: random.Random) -> bytes:
    """A container packed anew with a mutated part: the damage is not found by its checksum."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as packed,
        zipfile.ZipFile(io.BytesIO(other)) as spare,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        wanted = dice.choice(
            [name for name in packed.namelist() if name.endswith((".xml", ".rels"))]
        )
        for name in packed.namelist():
            part = packed.read(name)
            if name == wanted:
                rest = spare.read(name) if name in spare.namelist() else part
                part = _mutated(part, rest, dice)
            changed.writestr(name, part)
    return out.getvalue()


@cache
def _seeds(suffix: str) -> tuple[bytes, ...]:
    """Sound files of a format, small, with as many of its features as fit."""
    if suffix == "docx":
        return (_word(), containers.as_docx(_table()))
    if suffix == "html":
        return (containers.as_html(_table()), _PAGE.encode("gb18030"))
    if suffix == "mht":
        head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        part = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        return (f"{head}{part}{_PAGE}\n--b--\n".encode(),)
    if suffix == "csv":
        return (containers.as_csv(_table()), _ROWS.replace("|", "\t").encode("gb18030"))
    if suffix == "xlsx":
        return (containers.as_xlsx(_table()),)
    if suffix == "txt":
        return (_ROWS.encode(), _ROWS.encode("gb18030"))
    return ((SEEDS / f"small.{suffix}").read_bytes(),)


_ROWS = """考评维度 | 指标名称 | 考核内容及指标 | 工作完成情况 |
城建 | 道路 | 完成新建道路75公里,改建3条。 | 1.完成情况。新建道路88公里,完成率117.3%。 |
绿化 | 新增绿地300亩 | 新增绿地310亩,完成率103.3%。 |
污水厂 | 建成15座 | 全部完成,完成率100%。 |
"""
_PAGE = """<html><head><meta charset="gb2312"><style>p{}</style></head><body><nav>首页</nav>
<ol><li>道路</li></ol><table><caption>2020</caption>
<tr><th rowspan=2>指标</th><th colspan=2>目标</th></tr><tr><td>75公里</td><td>88<br>公里</td></tr>
<tr><td>污水厂</td><td><table><tr><td>7</td><td>8</td></tr></table></td><td>100%</td></tr>
</table><p hidden>x</p><pre>甲\n乙</pre></body></html>"""


def _table() -> list[containers.Cell]:
    rows = [line.strip(" |").split(" | ") for line in _ROWS.splitlines()]
    return [
        containers.Cell(row, 4 - len(cells) + col, 1, text)
        for row, cells in enumerate(rows)
        for col, text in enumerate(cells)
    ]


def _word() -> bytes:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>75</w:t></w:r>"
    box = f"<w:r><w:pict><w:txbxContent>{p('附注88')}</w:txbxContent></w:pict></w:r>"
    field_ = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{text}'
        for kind, text in (("begin", ""), ("separate", t("88")), ("end", ""))
    )
    inner = tbl(tr("完工", "7座"), tr("开工", "8座"))
    return word(
        p("2020年考核表", box),
        listed("道路"),
        tbl(
            tr("指标", tc("目标", properties='<w:gridSpan w:val="2"/>')),
            tr(
                tc("道路", properties='<w:vMerge w:val="restart"/>'),
                "75公里",
                tc(p("完成", field_)),
            ),
            tr(tc(properties="<w:vMerge/>"), "改建3条", tc(p("3条", hidden), inner)),
        ),
        parts={
            "numbering": numbering(level(0, "chineseCounting", "%1、")),
            "styles": '<w:style w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>',
            "footnotes": f"<w:footnote>{p('含续建3个')}</w:footnote>",
            "header": p("考核通报"),
        },
    )


def _tallies(files: int, suffixes: tuple[str, ...]) -> Iterator[tuple[str, Tally]]:
    with tempfile.TemporaryDirectory() as folder:
        for suffix in suffixes:
            yield suffix, fuzz(suffix, files, Path(folder))


if __name__ == "__main__":
    broken: list[str] = []
    wanted = tuple(sys.argv[2:]) or SUFFIXES
    for suffix, tally in _tallies(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, wanted):
        counts = ", ".join(f"{name} {count}" for name, count in tally.outcomes.most_common())
        print(f"{suffix:5} {tally.outcomes.total():5} files: {counts}", flush=True)
        broken += tally.broken
    print("\n".join(broken) or "None broke the reader.")
    sys.exit(bool(broken))
