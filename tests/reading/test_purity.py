"""Reading stands alone: it loads nothing of the warehouse, and imports only from its own room."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration import reading

ROOM = Path(reading.__file__).parent
ROOT = ROOM.parents[1]
MODULES = sorted(ROOM.rglob("*.py"))
FOREIGN = ("dagster", "duckdb", "pandas", "dbt", "great_expectations", "numpy", "click")


def _loaded(statement: str) -> set[str]:
    """Top-level packages that a fresh process has loaded after a statement."""
    code = f"{statement}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stdout.split())


def test_reading_a_text_loads_nothing_of_the_warehouse_and_no_parser(tmp_path: Path) -> None:
    report = tmp_path / "2020.txt"
    report.write_text("新建道路88公里,完成率117.3%。", encoding="utf-8")
    loaded = _loaded(
        "from pathlib import Path\nfrom orchestration.reading import read\n"
        f"assert read(Path({str(report)!r})).claims"
    )
    assert loaded.isdisjoint(FOREIGN)
    assert loaded.isdisjoint({"lxml", "pdfplumber", "pypdfium2", "xlrd"})


def test_every_module_of_the_room_loads_without_the_warehouse() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in MODULES
    ]
    assert _loaded(f"import {', '.join(names)}").isdisjoint(FOREIGN)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOM).as_posix())
def test_a_module_imports_no_other_room(path: Path) -> None:
    imported: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            imported.add(node.module or "")
    ours = {name for name in imported if name.split(".")[0] in ("orchestration", "expectations")}
    assert all(name.startswith("orchestration.reading") for name in ours), ours
