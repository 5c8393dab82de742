"""A channel is opened by its kind and the name of the environment variable that holds its address.

dingtalk    the robot's webhook; its signing secret, if any, in <variable>_SECRET
feishu      likewise, of feishu.cn or larksuite.com
wecom       likewise, without a secret
mail        receivers (a@b.cn, c@d.cn); KAOHE_SMTP_URL and KAOHE_MAIL_FROM hold server and sender
apprise     an address as apprise writes them
file        a folder
console     nothing, and no variable
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from orchestration.alerting.channels import BadAddress, Channel
from orchestration.alerting.channels.console import ConsoleChannel
from orchestration.alerting.channels.dingtalk import DingTalkChannel
from orchestration.alerting.channels.feishu import FeishuChannel
from orchestration.alerting.channels.file import FileChannel
from orchestration.alerting.channels.mail import mail_channel
from orchestration.alerting.channels.posting import webhook
from orchestration.alerting.channels.wecom import WeComChannel


def open_channel(kind: str, variable: str, environment: Mapping[str, str]) -> Channel:
    """The channel to one address. Nothing is connected or sent yet.

    Raises `BadAddress`, which names what is wrong with which variable and never its value.
    """
    try:
        opened = KINDS[kind]
    except KeyError:
        raise BadAddress(f"没有名为“{kind}”的渠道；可用：{'、'.join(KINDS)}") from None
    return opened(variable, environment)


def _dingtalk(variable: str, environment: Mapping[str, str]) -> Channel:
    return DingTalkChannel(webhook(variable, environment))


def _feishu(variable: str, environment: Mapping[str, str]) -> Channel:
    return FeishuChannel(webhook(variable, environment))


def _wecom(variable: str, environment: Mapping[str, str]) -> Channel:
    return WeComChannel(webhook(variable, environment))


def _apprise(variable: str, environment: Mapping[str, str]) -> Channel:
    # A big package that most homes never need.
    from orchestration.alerting.channels.apprise import apprise_channel

    return apprise_channel(variable, environment)


def _console(variable: str, environment: Mapping[str, str]) -> Channel:
    return ConsoleChannel(sys.stdout)


def _file(variable: str, environment: Mapping[str, str]) -> Channel:
    folder = environment.get(variable, "").strip()
    if not folder:
        raise BadAddress(f"环境变量 {variable} 没有设置")
    return FileChannel(Path(folder).expanduser().absolute())


KINDS: dict[str, Callable[[str, Mapping[str, str]], Channel]] = {
    "dingtalk": _dingtalk,
    "feishu": _feishu,
    "wecom": _wecom,
    "mail": mail_channel,
    "apprise": _apprise,
    "console": _console,
    "file": _file,
}
