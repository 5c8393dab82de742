"""Older office files (.doc, .rtf, .wps) -> newer ones, by a LibreOffice that nobody sees.

It runs without a window, in a profile that is thrown away after each call, with macros and links
switched off, and is ended when it takes too long or too much. One call takes many files: starting
LibreOffice is nearly all of what converting a single one costs. What was converted ahead is waiting
when its file is read; what failed in company is tried again alone. What the converted file says is
read by the format it was converted to.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from orchestration.reading.formats.unreadable import Unreadable

# Starting takes two seconds, a file a tenth; a minute passes on a busy machine. In company a file
# is given less: it gets its minute when it is tried alone.
SECONDS_TO_START = 55
SECONDS_A_FILE = 5
MOST_TOGETHER = 20
_MEMORY_BYTES = 4 << 30
_FILE_BYTES = 512 << 20
_FILTERS = {
    "docx": "docx:MS Word 2007 XML",
    "doc": "doc:MS Word 97",
    "rtf": "rtf:Rich Text Format",
    "pdf": "pdf",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "xls": "xls:MS Excel 97",
    "ods": "ods:calc8",
    "txt": "txt:Text (encoded):UTF8",
}
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


@cache
def program() -> str | None:
    """The LibreOffice installed here, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


_waiting: dict[tuple[str, str], bytes] = {}


def convert_ahead(files: Sequence[tuple[bytes, str]], target: str) -> None:
    """Convert files (content, suffix) together and keep the results until they are asked for."""
    _waiting.clear()
    for (content, _), result in zip(files, converted_together(files, target), strict=True):
        if isinstance(result, bytes):
            _waiting[_key(content, target)] = result


def _key(content: bytes, target: str) -> tuple[str, str]:
    return hashlib.sha256(content).hexdigest(), target


def converted(content: bytes, suffix: str, target: str) -> bytes:
    """One file of format `suffix` as `target`. Raises Unreadable where that fails."""
    if _waiting and (ready := _waiting.pop(_key(content, target), None)) is not None:
        return ready
    result = converted_together([(content, suffix)], target)[0]
    if isinstance(result, Unreadable):
        raise result
    return result


def converted_together(files: Sequence[tuple[bytes, str]], target: str) -> list[bytes | Unreadable]:
    """Files (content, suffix) as `target`, in order; for a failed one, the reason in its place.

    Reasons: needs_libreoffice, too_slow, damaged.
    """
    soffice = program()
    if soffice is None:
        detail = "LibreOffice is not installed; on Debian: apt install libreoffice-writer"
        return [Unreadable("needs_libreoffice", detail) for _ in files]
    with tempfile.TemporaryDirectory(prefix="kaohe-office-") as name:
        folder = Path(name)
        sources = [
            _laid_down(folder, f"{number}.{suffix}", content)
            for number, (content, suffix) in enumerate(files)
        ]
        in_time = _run(soffice, folder, sources, target)
        return [_result(folder / "out", source, target, in_time) for source in sources]


def seconds_for(files: int) -> int:
    """How long LibreOffice may take for so many files."""
    return SECONDS_TO_START + SECONDS_A_FILE * files


def _laid_down(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _run(soffice: str, folder: Path, sources: list[Path], target: str) -> bool:
    """Convert the sources into `folder/out`. False when LibreOffice had to be ended."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    seconds = seconds_for(len(sources))
    process = subprocess.Popen(
        [
            soffice,
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            _FILTERS[target],
            "--outdir",
            str(folder / "out"),
            *map(str, sources),
        ],
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _limit(process.pid, seconds)
        process.wait(seconds)
        return True
    except subprocess.TimeoutExpired:
        return False
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _limit(pid: int, seconds: int) -> None:
    """Limits that hold even when this process is ended before LibreOffice is."""
    if not hasattr(resource, "prlimit"):
        return
    for what, most in (
        (resource.RLIMIT_AS, _MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, _FILE_BYTES),
        (resource.RLIMIT_CPU, seconds),
    ):
        with contextlib.suppress(ProcessLookupError, ValueError, PermissionError):
            resource.prlimit(pid, what, (most, most))


def _result(out: Path, source: Path, target: str, in_time: bool) -> bytes | Unreadable:
    path = out / f"{source.stem}.{target}"
    if path.is_file():
        return path.read_bytes()
    if not in_time:
        return Unreadable("too_slow", "LibreOffice did not finish in time and was ended")
    return Unreadable("damaged", "LibreOffice cannot open the file")
