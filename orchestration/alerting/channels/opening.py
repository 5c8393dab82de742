"""A channel is opened by its kind and the name of the environment variable that holds its address.

file        the variable holds a folder
console     no variable
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from orchestration.alerting.channels import BadAddress, Channel
from orchestration.alerting.channels.console import ConsoleChannel
from orchestration.alerting.channels.file import FileChannel


def open_channel(kind: str, variable: str, environment: Mapping[str, str]) -> Channel:
    """The channel of a coordinator. Nothing is sent or connected yet.

    Raises `BadAddress`, which names what is wrong with which variable and never its value.
    """
    try:
        opened = _KINDS[kind]
    except KeyError:
        raise BadAddress(f"没有名为“{kind}”的渠道；可用：{'、'.join(_KINDS)}") from None
    return opened(variable, environment)


def _console(variable: str, environment: Mapping[str, str]) -> Channel:
    return ConsoleChannel(sys.stdout)


def _file(variable: str, environment: Mapping[str, str]) -> Channel:
    return FileChannel(Path(_value(variable, environment)).expanduser().absolute())


def _value(variable: str, environment: Mapping[str, str]) -> str:
    value = environment.get(variable, "").strip()
    if not value:
        raise BadAddress(f"环境变量 {variable} 没有设置")
    return value


_KINDS: dict[str, Callable[[str, Mapping[str, str]], Channel]] = {
    "console": _console,
    "file": _file,
}
