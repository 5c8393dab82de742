"""A story of three runs over one raw folder, told once; the tests look at what each run left."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from orchestration.cli import main
from orchestration.storing.home import Home, warehouse_to_read
from tests.reading import containers
from tests.reading.formats.printing import PICTURE, Page, document

REAL = Path(__file__).parent.parent / "raw"
SEEDS = Path(__file__).parent / "reading" / "formats" / "seeds"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Files of formats we read that cannot be read, each for its own reason.
UNREADABLE = {
    "戊局/2020.xlsx": OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"),
    "己局/2020.pdf": document(Page(marks=[PICTURE])),
    "庚局/2020.pptx": b"PK\x03\x04",
    "辛局/2020.docx": containers.plain()["docx"][:-200],
}
# Read where LibreOffice is installed.
OLD = "壬局/2020.rtf"
SMALL = "绿化 | 完成新增绿地{target}亩 | 新增绿地{actual}亩,完成率{rate}%。"


@dataclass(frozen=True)
class Moment:
    """What a run said, and what was there after it."""

    status: int
    finished: dict[str, Any]
    told: list[str]
    published: dict[str, bytes]
    tables: dict[str, list[tuple[object, ...]]]


@dataclass
class Story:
    """The three runs: first, unchanged, and after one file changed and another was removed."""

    raw: Path
    home: Home
    first: Moment = field(init=False)
    again: Moment = field(init=False)
    later: Moment = field(init=False)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of the warehouse as the last run left it."""
        with warehouse_to_read(self.home) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("考核 story")
    raw, home = folder / "raw", folder / "home"
    shutil.copytree(REAL, raw)
    small = _put(raw, "甲局/2020-Q3.txt", SMALL.format(target=300, actual=310, rate=103.3))
    _put(raw, "乙局/2020-11.txt", SMALL.format(target=30, actual=15, rate=27).encode("gb18030"))
    _put(raw, "丙局/2020.txt", b"")
    _put(raw, "丙局/2019.txt", bytes(range(256)) * 40)
    _put(raw, "丙局/年报.txt", "完成75公里。")
    with _put(raw, "丁局/2020.txt", b"").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    for suffix, content in containers.plain().items():
        _put(raw, f"报告 {suffix}/2020.{suffix}", content)
    for suffix in ("pdf", "ods", "xls"):
        _put(raw, f"短表 {suffix}/2020.{suffix}", (SEEDS / f"small.{suffix}").read_bytes())
    for name, content in UNREADABLE.items():
        _put(raw, name, content)
    letters = "".join(
        f"\\u{ord(letter)}?" for letter in "新建道路88公里,完成年度目标75公里的117.3%。"
    )
    _put(raw, OLD, f"{{\\rtf1\\ansi\\uc1 {letters}\\par}}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KAOHE_HOME", str(home))
        patch.setenv("KAOHE_RAW", str(raw))
        told = Story(raw, Home(home))
        told.first = _moment(told.home, *_run_here())
        told.again = _moment(told.home, *_run_apart())
        small.write_text(SMALL.format(target=300, actual=320, rate=106.7), encoding="utf-8")
        (raw / "乙局" / "2020-11.txt").unlink()
        told.later = _moment(told.home, *_run_here("--fail-on", "note"))
        yield told


def _put(raw: Path, name: str, content: str | bytes) -> Path:
    path = raw / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _run_here(*options: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["run", "--json", *options])
    return result.exit_code, result.stdout, result.stderr


def _run_apart() -> tuple[int, str, str]:
    """As a process of its own, where nothing that is printed escapes."""
    kaohe = Path(sys.executable).with_name("kaohe")
    result = subprocess.run([kaohe, "run", "--json"], capture_output=True, encoding="utf-8")
    return result.returncode, result.stdout, result.stderr


def _moment(home: Home, status: int, stdout: str, stderr: str) -> Moment:
    assert stdout, stderr
    with warehouse_to_read(home) as connection:
        names = connection.execute(
            "select table_schema || '.' || table_name from information_schema.tables"
            " where table_schema in ('facts', 'marts', 'quality', 'bronze')"
        ).fetchall()
        tables = {
            name: connection.execute(f"select * from {name} order by all").fetchall()
            for (name,) in names
        }
    published = {file.name: file.read_bytes() for file in home.published.iterdir()}
    return Moment(status, json.loads(stdout), stderr.splitlines(), published, tables)
