"""Money planned for or put into building, told apart from subsidies, income and funds; and totals of it."""

from __future__ import annotations

import re

from orchestration.reading.layout import Row
from orchestration.reading.lines import item_title
from orchestration.reading.mention import Mention

_INVESTMENT = re.compile(r"投资(?!促进|者|商|环境|协议|合同|意向|企业|公司|项目(?!完成|投资|计划))")
_OTHER_MONEY = re.compile(
    r"收入|税|资金|补助|补贴|贷款|罚|产值|增加值|销售|支出|存款|出口|进口|消费|成交|融资|收益"
)
_BUILT = re.compile(
    r"(?:路|桥|工程|项目|一期|二期|三期|改造|大道|隧道|管廊|厂|场馆|中心|学校|医院|基地|园区?)"
    r"\s*(?:[已累计年度当内今全计划实际]*)(?:完成|投入)\s*$"
)
_TOTALLED = re.compile(r"(?:项目|工程|指标|任务|单位|县区?|子项)")


def total_of(m: Mention) -> int:
    """How many things a figure is the total of: 4 in 四个项目共计完成投资15.37亿元."""
    counted = m.previous
    if counted is None or counted.quantity.base_unit not in ("个", "项", "条", "件", "家"):
        return 0
    if (counted.left.strip() and m.said("total") is None) or not _TOTALLED.match(
        counted.right.strip()
    ):
        return 0
    return int(counted.quantity.value) if counted.quantity.value >= 2 else 0


def is_investment(m: Mention, row: Row) -> bool:
    """Money planned for or put into building, not subsidies, fines, income or funds raised."""
    words = m.left + m.right + m.label + m.header
    if _INVESTMENT.search(words):
        return True
    if _OTHER_MONEY.search(words):
        return False
    before = m.previous.left + m.previous.right if m.previous is not None else ""
    title = item_title(m.text, m.start) if m.cell is None else ""
    told = _INVESTMENT.search(row.item + row.dimension + before + title)
    return told is not None or _BUILT.search(m.left) is not None
