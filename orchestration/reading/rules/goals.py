"""Whether words call a figure the goal: 完成20万公里的目标, 比要求的65%高, 目标(95%、90%), 核减为3800户.

Answers yes or no; decides no role.
"""

from __future__ import annotations

import re

from orchestration.reading.mention import Mention
from orchestration.reading.rules.context import HANZI, nearest_main_cue

_NAMED_AFTER = re.compile(
    r"^(?:(?!完成|达到|达标|实现|落实|满足|符合)[^,，。;；]){0,16}?(?:目标|任务|计划|指标|要求|(?<=[的定家])预期|底线|红线|控制线|警戒线|控制数|控制值|上限)(?:任务|数|值|要求)?(?:的)?(?=\s*(?:$|还|尚|相?差|缺|仍|有|高|低))"
)
_STANDARD = re.compile(r"\s*的?[^,，。;；]{0,4}标准(?=\s*(?:$|还|尚|高|低|有))")
_WHOSE_GOAL = re.compile(r"\s*的[^,，。;；]{0,6}?(?:目标|任务|计划|要求|指标)")
_COUNTED_GOAL = re.compile(r"\s*\S{0,4}(?:任务|目标|指标|计划)")
_SAID_AGAIN = re.compile(r"\s*(?:这一|的这一|这个)\S{0,6}?(?:目标|任务|指标|要求)")
_BARE_LIST = re.compile(r"\s*(?:分别|分别为|分别是|为|新建|改建|改造|建设)?\s*")
_FALLS_SHORT = re.compile(
    r"(?:还|尚|相|仍)?差(?:了|距)?\s*$|(?:尚|还|仍)(?:有|缺|欠|余)\s*$|缺口\s*$"
)
_OVER_PLAN = re.compile(
    r"(?:超(?:额)?(?:过|出)?(?:完成)?(?:年度|全年|年|季度)?(?:计划|任务|目标任务|(?:控制|考核)+指标)(?:进度)?|超额)(?:约)?$"
)
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]$")
_ADJUSTED = re.compile(
    r"后?(?:经)?(?:年中|中期)?(?:调整(?:后|为)|(?:调[增减]|核[减增定]|修订|变更)(?:后|为|至))|调整预算|全年预算数?"
)


def named_after(m: Mention) -> bool:
    """完成全年20万公里的目标, 低于4.5%的控制目标: the target word stands behind the figure."""
    follower = m.following
    if follower is not None and follower.listed and m.right.strip() in ("", "、", "和", "及", "与"):
        return named_after(follower)
    if follower is not None and follower.listed and _list_is_a_goal(follower):
        return True
    if (
        follower is not None
        and follower.quantity.base_unit != "百分点"
        and not _FALLS_SHORT.search(m.right)
    ):
        return False
    right = m.right
    if _NAMED_AFTER.match(right) is None:
        passed = m.said("beats", "from", "diff") is not None or m.quantity.op in ("<", ">")
        return passed and _STANDARD.match(right) is not None
    counted = m.quantity.base_unit in ("项", "个", "件", "条") and _COUNTED_GOAL.match(right)
    return not (counted and "的" not in right[:8])


def _list_is_a_goal(m: Mention) -> bool:
    """公厕30座、停车场12个的目标任务: the word behind the last of a list is of them all."""
    last = m
    while last.following is not None and last.following.listed:
        last = last.following
    return last.following is None and _WHOSE_GOAL.match(last.right) is not None


def whose_goal(m: Mention) -> bool:
    """完成4.8件的规划目标: the words behind the figure call it the goal."""
    return _WHOSE_GOAL.match(m.right) is not None


def goal_of(m: Mention) -> bool:
    """完成4.8件的规划目标, 比要求的65%高: the figure belongs to the goal, whatever was done."""
    if whose_goal(m):
        return True
    main = nearest_main_cue(m)
    compared = m.said("from", "beats")
    return (
        main is not None
        and main.cue is not None
        and (
            main.cue.kind in ("target", "limit")
            and compared is not None
            and compared.start < main.start
        )
    )


def in_target_bracket(m: Mention) -> bool:
    """均超过年度目标(95%、90%): figures alone in the bracket behind the word for a target."""
    alone = m.depth > 0 and (m.listed or _BARE_LIST.fullmatch(m.left)) and not m.said("target")
    last = m.outer[-1] if m.outer else None
    if not alone or last is None or last.cue is None or last.cue.kind not in ("target", "limit"):
        return False
    return not HANZI.search(m.text[last.end : m.begin].partition("(")[0].partition("（")[0])


def said_again(m: Mention) -> bool:
    """Whether the words behind an approximate figure call it the target."""
    if not m.quantity.approx or m.zone == "target":
        return False
    return _SAID_AGAIN.match(m.right) is not None


def over_plan(m: Mention) -> bool:
    """Whether the words before say by how much a plan was passed."""
    words = _BRACKETED.sub("", "".join(m.left.split()))
    return bool(_OVER_PLAN.search(words))


def adjusted(m: Mention) -> bool:
    """调整后905.36万元, 核减为3800户: the plan as it was changed."""
    return _ADJUSTED.match(m.left.strip()) is not None
