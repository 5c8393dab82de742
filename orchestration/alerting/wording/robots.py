"""What the three chat robots render of markdown; where no escape is documented, twins stand in.

DingTalk (自定义机器人: 消息类型及数据格式): headings, quotations, bold, italics, links, pictures and
lists, no tables; two spaces before a line end break the line. WeCom (群机器人, now 消息推送配置说明:
markdown类型): headings, bold, links, code in a line, quotations, <font color>, <@userid>; a line end
breaks the line. Its markdown_v2 has tables, but reads as bare text in clients before 4.1.36, and we
have no table. Neither documents an escape. Feishu (富文本组件, JSON 1.0): bold, italics, links, <at>,
<font>, :emoji:, but no headings and no quotations; a special character is written &#编号;
(特殊字符转义说明).
"""

from __future__ import annotations

import re

from orchestration.alerting.wording.dialect import Dialect
from orchestration.alerting.wording.hostile import widened

# What would begin a list of its own, a rule or a heading; a figure such as -3.5% does not.
_START = re.compile(r"^(?:[-+](?=\s|$)|--|==?|\d{1,9}[.)](?=\s|$))")
_SPECIAL = re.compile(r"[\\`*_~<>\[\]()#&!$:]")
_ENTITIES = {mark: f"&#{ord(mark)};" for mark in "-+=."}


def _twins(text: str) -> str:
    """Marks as their full-width twins, which no service takes for a mark."""
    wide = widened(text, "\\`*_~<>[]#&!|")
    return _START.sub(lambda found: widened(found.group(), "-+=.)"), wide)


def _entities(text: str) -> str:
    special = _SPECIAL.sub(lambda found: f"&#{ord(found.group())};", text)
    return _START.sub(lambda found: found.group().translate(str.maketrans(_ENTITIES)), special)


def _link(name: str, address: str) -> str:
    return f"[{name}]({address})"


DINGTALK = Dialect(
    _twins,
    _link,
    bold="**",
    around={
        "title": ("### ", ""),
        "heading": ("#### ", ""),
        "head": ("**", "**"),
        # Without an empty line after it a quotation takes in the lines that follow.
        "quote": ("> ", "\n"),
    },
    line_end="  \n",
)
WECOM = Dialect(
    _twins,
    _link,
    bold="**",
    around={
        "title": ("## ", ""),
        "heading": ("### ", ""),
        "head": ("**", "**"),
        "quote": ("> ", ""),
    },
)
FEISHU = Dialect(
    _entities,
    _link,
    bold="**",
    around={"heading": ("**■ ", "**"), "head": ("**", "**"), "quote": ("　", "")},
    titled=False,
)
