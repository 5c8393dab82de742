"""Amounts told by the figure they stand beside: behind a task, before a plan, in a bracket, in the next cell.

Each rule answers with a role or None; plain.py and ratio.py say which they ask, and in which order.
"""

from __future__ import annotations

import re

from orchestration.reading.mention import Mention
from orchestration.reading.naming import actions
from orchestration.reading.rules.context import (
    DONE,
    HANZI,
    is_part,
    named,
    nearest_main,
    nearest_main_cue,
    opens_a_sum,
)
from orchestration.reading.rules.course import Answer, Course
from orchestration.reading.rules.goals import in_target_bracket, named_after
from orchestration.reading.rules.when import future

_ENDS_IN_TASK = re.compile(r"(?:任务|计划|目标|指标)(?:数|值|为|是|[:：])?$")
_DONE_FIRST = re.compile(rf"(?:基本|全部|累计)?{DONE}(?:了)?")
_BARE_VERB = re.compile(
    rf"(?:已|共|累计|实际|基本|全年)*[\u4e00-\u9fff]{{0,4}}(?:{DONE}|验收|新增|新建|改造|拆除|入库|到位|投放|收购)(?:了)?"
)
_VERBS_LISTED = re.compile(
    rf"(?:目前|现|已|实际)*(?:{DONE}|验收)(?:[、和及与](?:{DONE}|验收))+(?:数|户数|面积)?分别(?:为|是|有|达)?"
)
_COMPLETED = re.compile(r"(?:完成|实现)(?:了)?$")
_TASK_MET = re.compile(r"\s*(?:已|均|已经)*(?:超额|提前|全面|全部|如期)*完成")
_REALLY = re.compile(r"实([\u4e00-\u9fff])")
_WHOSE = re.compile(r"责任[书状]|上级|[省市县国]?[定级]|下达|确定|规定|年初|年度|全年|为|是|的")
_PASSING = re.compile(r"超额|提前|已?(?:完成|实现|达到)|优于|好于|[高低]于|超过")


def held_by_bracket(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """新增学位13.1万个(计划10.5万个,完成率124.8%): the bracket brings the target."""
    if upcoming is None or upcoming.host is not m:
        return None
    if (
        upcoming.said("actual")
        and m.zone == ""
        and upcoming.quantity.base_unit == m.quantity.base_unit
    ):
        return "target"
    rated = upcoming.quantity.base_unit == "%" and upcoming.quantity.op == "="
    return "actual" if upcoming.said("target", "rate") or rated else None


def cell_sequence(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """A row without headers goes target, actual, (rate), and again: 计划3053|开工2660|87.1%|43.31|38.87."""
    if m.cell is None or m.zone:
        return None
    if m.fresh:
        return "target"
    if m.previous is None and any(t.kind == "time" for t in m.before):
        return "actual"
    if course.role == "target" or _rated_in_next_cell(m, upcoming):
        return "actual"
    alone = m.text.strip() == m.quantity.text
    verb = actions(m.label or m.left) or _BARE_VERB.fullmatch("".join((m.label or m.left).split()))
    if verb and course.target is not None and course.closed:
        return "actual"
    answered = upcoming is not None and upcoming.cell != m.cell and upcoming.said("actual")
    if answered and not m.said("actual") and HANZI.search(m.left):
        return "target"
    return "target" if course.role == "actual" and (alone or course.closed) else None


def _rated_in_next_cell(m: Mention, upcoming: Mention | None) -> bool:
    """装修150户|装修率75%: the next cell's rate is named after what this one counts."""
    if upcoming is None or upcoming.quantity.base_unit != "%" or upcoming.cell == m.cell:
        return False
    own = "".join((m.label or m.left).split())
    return len(own) >= 2 and "".join((upcoming.label or upcoming.left).split()) == own + "率"


def answers_task(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """任务32万亩,建成33.1万亩: a bare verb behind a bare task tells what was done."""
    task = course.target
    if task is None or m.zone or m.listed or task.clause == m.clause:
        return None
    if task.quantity.base_unit != m.quantity.base_unit or m.said("sub"):
        return None
    words = "".join(m.left.split())
    summed = m.said("total") is not None and _COMPLETED.search(words) is not None
    if summed and not nearest_main(m) and not future(m):
        return "actual"
    if task.segment != m.segment and not _DONE_FIRST.fullmatch(words):
        return None
    if _COMPLETED.search(words) and nearest_main(task) == "target" and not nearest_main(m):
        return None if future(m) else "actual"
    if m.clause != task.clause + 1:
        return None
    if _ENDS_IN_TASK.search(task.left.rstrip()) and _BARE_VERB.fullmatch(words):
        return "actual"
    if _VERBS_LISTED.fullmatch(words):
        return "actual"
    if _COMPLETED.fullmatch(words) and m.quantity.amount <= task.quantity.amount and not future(m):
        return "actual"  # 承担9项,完成7项
    planned = nearest_main(task) == "target" and m.quantity.op == "="
    done = _DONE_FIRST.match(words)
    if not planned or done is None:
        return None
    noun = words[done.end() :]
    return "actual" if not noun or noun in task.left else None


def planned_behind(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """新增企业8家,原定6家: what a bare word and figure of the plan follow was done."""
    if upcoming is None or m.zone or m.cell is not None or upcoming.segment != m.segment:
        return None
    if upcoming.clause != m.clause + 1 or upcoming.quantity.base_unit != m.quantity.base_unit:
        return None
    if nearest_main(m) or future(m):
        return None
    if in_target_bracket(upcoming):
        return "actual"
    if nearest_main(upcoming) != "target":
        return None
    plan = nearest_main_cue(upcoming)
    name = _WHOSE.sub("", named(upcoming))
    bare = plan is not None and (len(name) < 2 or name in m.left)
    alone = not upcoming.right.strip() or _TASK_MET.match(upcoming.right)
    return "actual" if bare and alone else None


def in_parts(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """任务44个(区域中心11个、农村幸福院18个): parts in a bracket are to be done, or were done, as their whole."""
    host = m.host
    if opens_a_sum(m):
        return course.role
    if host is None or m.zone or not is_part(m):
        return None
    if host is course.target:
        return "target"
    return "actual" if host in course.actuals else None


def done_beside(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """任务1800个、完成1487个: the bare verb behind 、 tells what was done of the task before it."""
    task = course.target
    if task is None or not m.listed or m.zone or m.previous is not task:
        return None
    asked = nearest_main(task) in ("target", "modal")
    if actions(task.left) and nearest_main(m) != "actual" and actions(m.left) != actions(task.left):
        return None  # 下达开工2.7万套、基本建成5.3万套
    same = asked and task.quantity.base_unit == m.quantity.base_unit
    return "actual" if same and _BARE_VERB.fullmatch("".join(HANZI.findall(m.left))) else None


def set_against(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """失业率控制在5.3%,低于5.5%的控制目标; 总产达到106.3万吨,超额完成96万吨的指标: what a goal right
    behind is set against was reached.
    """
    if m.zone or upcoming is None or m.said("target", "modal", "forecast") or m.listed:
        return None
    if upcoming.host is m and upcoming.said("target") and upcoming.previous is None:
        return "actual"  # 控制在0.3‰以内(目标0.9‰)
    if upcoming.clause - m.clause != 1 or upcoming.segment != m.segment or upcoming.listed:
        return None
    same = upcoming.quantity.base_unit == m.quantity.base_unit and upcoming.previous is None
    passed = (
        upcoming.said("beats")
        or upcoming.quantity.op in ("<", ">")
        or _PASSING.search(upcoming.left)
    )
    return "actual" if same and passed and named_after(upcoming) and not future(m) else None


def in_kind(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """应免牛18.2万头,实免18.2万头: 实 before the verb that 应 stood before."""
    done = _REALLY.match(m.left.strip())
    if done is None or m.zone or course.target is None:
        return None
    return "actual" if f"应{done[1]}" in m.text[: m.since] else None


def answers_list(m: Mention, course: Course, upcoming: Mention | None) -> Answer:
    """提出淘汰600万辆、5万台,全年分别淘汰700万辆、5.5万台: a list of the tasks' units answers them."""
    task = course.target
    if task is None or m.zone or m.said("listed") is None or m.clause <= task.clause:
        return None
    asks = nearest_main(m) in ("target", "limit", "modal") or future(m)
    return "actual" if not asks and m.quantity.base_unit in course.target_units else None
