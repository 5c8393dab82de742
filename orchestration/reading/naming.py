"""What a figure measures: the short name a person would give it, and the words that tell it apart.

Takes the words around a figure and leaves out times, cue words and scope. Decides no roles.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from orchestration.reading import vocabulary
from orchestration.reading.mention import Mention
from orchestration.reading.scanning import trie, without

_SCOPE = r"[“\"]十[一二三四五]五[”\"](?:规划|时期|期间)?(?:的|末)?|全市|全县|全区|全省|全国|全州|全年|全镇|我市|我县|我区|我省|我局|我委|本市|本区|本县|本年|今年|年内|年末|年底|共有|共|各地|市级|区级"
_RISEN = r"(?:提高|提升|增加|上升|下降|降低|降|增长|压减|扩大)(?:到|至|为)"
_LEADING = re.compile(
    rf"^(?:[\s,，、。;；:：()（）“”\"·\-—./]|\d+(?![\d号岁])|{_SCOPE}|{_RISEN}|年?初?(?:设定|确定)的?|完成(?!及时)率?|实现|了|的|其|并|和|及(?!时)|与|在(?!建)|对|以|按(?![期时户人件质])"
    r"|达|至|到(?!位)|为|是|均|还|也|超额|超过|低于|高于|优于|好于|新(?=完成)|距离?(?!离)|提前(?!批)(?:[一二三四五六七八九十两半\d]+\s?个?多?(?:月|季度|年|天|周))?|[国省市县]定(?=\S)|继续|持续|积极|基本(?=完成)|依法|结合|年(?=[^轻终度])|年$"
    r"|(?:(?:国家|国务院|中央|上级|[省市县](?:里|级|委|政府)?|区|州)[、和及]?)*(?:下达|确定|安排|规定|要求|考核)?给?(?:我[省市县区州镇乡局](?:市|县|区)?)的?(?=\S))+"
)
_TRAILING = re.compile(
    r"(?:[\s,，、。;；:：()（）“”\"·\-—=/]|了|的|其|并|和|及|与|在|对|达|至|到|为|是|均|共|约|也|由|[年月]初|上年|去年|总数(?=$)|(?<![人起次户个件家量天系指参倍])数(?=$)|(?:目标)?任务|涉及|等|(?:提高|提升|上升|增加|增长|下降|降低|压降|压减|降|减少|稳定|控制|保持)[至到在为]|提高|完成|实现|控制|持平|惠及|之内|之|仅|的?提前[一二三两四五六七八九十半\d个月年天]*)+$"
)
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_FIGURE_BRACKETS = re.compile(r"[(（][^()（）]*\d[^()（）]*[)）]")
_BEGUN = re.compile(r"(?:已|正式|顺利|全面)?(?:开工|建成|启动|完工|竣工|通车)(?:建设)?$")
_PROJECT_BEGUN = re.compile(r"(?:已|正式)?(?:开工|复工|启动|建成|完工)(?:建设)?$")
_INVESTED = re.compile(
    r"(?:年度)?(?:计划|累计|实际|共计|共|已)*(?:完成)?(?:固定资产)?(?:总)?投资(?:额|约|共)?\s*$"
)
_DOING = re.compile(r"(?:已|累计|实际|共|均|目前|现|建设|改造|新建|完成|新增|整治|修复)+")
_PREDICATE = re.compile(r"\s*(?:已|均已?|都已?|正在|正|尚|尚未|未|即将|处于)(?=[\u4e00-\u9fff])")
_NAMES_JOINED = re.compile(r"[、与]|和(?![谐睦平])|以及|(?<![普涉波])及(?![格时])")
_LISTS_NAMES = re.compile(r"等\s*$")
_WHO = {
    "国家",
    "中央",
    "上级",
    "国务院",
    "省",
    "市",
    "县",
    "区",
    "州",
    "省级",
    "市级",
    "县级",
    "部",
    "约束性",
    "预期性",
    "规划",
    "省定",
    "市定",
    "国定",
    "县定",
}
_COUNTED_THINGS = re.compile(r"\s*([\u4e00-\u9fff“”]{2,16}?)(?=中|当中|有|已|均|[,，、。;；(（]|$)")
_SHARE_NAME = re.compile(
    r"占[^,，。;；]{2,20}?(比重|比例|份额|占比)(?:为|达到?|是|提高到|提升至)?\s*$"
)
_WHOSE = re.compile(
    r"(?:国家|[省市县区]|上级|中央)(?:里|级|委|政府)?(?:下达|确定|安排|规定|要求|考核)的?"
)
_MONEY = {"投资", "投资额", "资金", "投入", "年度投资"}
_GENERIC = {"项目", "工程", "里程", "任务", "面积", "长度", "总长", "全长"}
_HANZI_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z]+")
_STOP_GRAMS = {
    "完成",
    "任务",
    "目标",
    "年度",
    "计划",
    "项目",
    "建设",
    "工作",
    "其中",
    "全市",
    "累计",
    "工程",
    "新增",
    "实际",
    "指标",
    "数量",
    "落实",
    "到位",
}


class Subject(NamedTuple):
    """Name of what is measured; `grams` are its letter pairs, `actions` what is done to it."""

    name: str
    grams: frozenset[str]
    actions: frozenset[str]
    noun: str  # the name without its verb, for figures that leave it out
    verb: str = ""


@vocabulary.cached
def _action_pattern() -> re.Pattern[str]:
    return re.compile(trie(vocabulary.actions()))


@vocabulary.cached
def grams(words: str) -> frozenset[str]:
    """Letter pairs of the words, without verbs of actions and what every report says."""
    found: set[str] = set()
    for run in _HANZI_RUN.findall(_without_actions(words)):
        found.update(run[i : i + 2] for i in range(len(run) - 1))
    return frozenset(found - _STOP_GRAMS)


def _without_actions(words: str) -> str:
    """The words with a break for each verb that decides."""
    known = vocabulary.actions()
    return _action_pattern().sub(lambda verb: "，" if known[verb[0]] else verb[0], words)


def actionless(words: str) -> str:
    """The words without any verb of action, cue words of doing included."""
    return _DOING.sub("", _action_pattern().sub("", words))


@vocabulary.cached
def actions(words: str) -> frozenset[str]:
    """What is done to the thing, as actions of the vocabulary."""
    known = vocabulary.actions()
    return frozenset(known[word] for word in _verbs(words)) - {""}


@vocabulary.cached
def bare(words: str) -> str:
    """Words without what opens and closes them but names nothing."""
    opened = words
    words = _LEADING.sub("", words)
    plain = _quoted(_closed(_TRAILING.sub("", words), words), opened)
    return "" if plain in _WHO or _WHOSE.fullmatch(plain) else plain


def _quoted(plain: str, words: str) -> str:
    """A name that has lost one of its quotation marks, with it again: “两癌”筛查."""
    for opening, closing in ("“”", '""'):
        if (plain.count(opening) + plain.count(closing) * (opening != closing)) % 2:
            whole = (opening + plain, plain + closing)
            return next((name for name in whole if name in words), plain)
    return plain


def _closed(cut: str, words: str) -> str:
    """Words that were cut inside brackets, with the bracket closed where it was, else without it."""
    open_ = max(cut.rfind("("), cut.rfind("（"))
    if open_ < 0 or open_ < max(cut.rfind(")"), cut.rfind("）")):
        return cut
    closing = words[len(cut) : len(cut) + 1]
    return cut + closing if closing and closing in ")）" else _TRAILING.sub("", cut[:open_])


@vocabulary.cached
def _verbs(words: str) -> tuple[str, ...]:
    """Verbs of actions in the words, in order."""
    return tuple(_action_pattern().findall(words))


@vocabulary.cached
def _noun(words: str) -> str:
    """The words without their verbs of actions and what names nothing."""
    return bare(_action_pattern().sub("", words))


def subject_of(mention: Mention, before: Subject | None) -> Subject:
    """Subject of a figure; what it leaves out is taken from `before`, the subject it follows."""
    left = listed_name(mention) or _left_words(mention)
    right = _right_words(mention)
    verbs = actions(left) or actions(right)
    if _LISTS_NAMES.search(left) and len(bare(right)) >= 2:
        verb = "".join(_verbs(left)[-1:])
        return Subject(
            (verb + bare(right))[:60], grams(left) | grams(right), verbs, bare(right), verb
        )
    noun = _noun(left)
    if noun in _GENERIC and before is not None and mention.previous is not None:
        verb = "".join(_verbs(left)) or before.verb
        return Subject(
            (before.noun + verb)[:60], before.grams, verbs or before.actions, before.noun, verb
        )
    if len(noun) < 2 and right:
        own = _noun(right)
        if len(own) >= 2 and (own not in _GENERIC or before is None):
            noun = own
            name = bare(left) + bare(right) if bare(left) else bare(right)
            return Subject(name[:60], grams(left) | grams(right), verbs, noun)
    if len(noun) < 2 and before is not None:
        verb = "".join(_verbs(left)) or bare(left)
        own_grams = grams(left) | grams(right) | grams(before.noun)
        return Subject((before.noun + verb)[:60], own_grams, verbs, before.noun, verb)
    name = bare(left) or bare(right)
    tail = bare(right)
    if 2 <= len(tail) <= 8 and tail.endswith(("改造", "提标改造", "建设", "项目", "改造任务")):
        name += tail
    verb = "".join(_verbs(left))
    return Subject(name[:60], grams(left) | grams(right), verbs, noun or name, verb)


def rate_subject(mention: Mention) -> Subject | None:
    """就业完成率102.2%,完成量5111人: what a rate is named of, where its own clause says it."""
    cue = mention.said("rate")
    if cue is None or mention.previous is not None:
        return None
    words = bare(without(mention.text, mention.since, cue.start, mention.before))
    noun = bare(_action_pattern().sub("", words))
    return Subject(words[:60], grams(words), actions(words), noun) if len(noun) >= 3 else None


def whole_subject(mention: Mention) -> Subject | None:
    """年初确定的20件民生实事中: what is counted stands behind the count, where nothing else names it."""
    left = without(mention.text, mention.since, mention.begin, mention.before)
    counted = _COUNTED_THINGS.match(mention.text, mention.stop)
    if counted is None or not (left.rstrip().endswith("的") or len(bare(left)) < 2):
        return None
    return Subject(counted[1], grams(counted[1] + left), actions(counted[1]), counted[1])


def listed_name(mention: Mention) -> str:
    """开工率、竣工率分别达到100%、93.5%: a figure's own name in the list before 分别; empty where none is."""
    first, last = mention, mention
    place = 0
    while first.listed and first.previous is not None:
        first, place = first.previous, place + 1
    cue = first.said("listed")
    if cue is None:
        return ""
    count = place + 1
    while last.following is not None and last.following.listed:
        last, count = last.following, count + 1
    names = _NAMES_JOINED.split(bare(first.text[first.since : cue.start]))
    return names[place] + first.text[cue.end : first.begin] if len(names) == count else ""


def _left_words(mention: Mention) -> str:
    """Own words before the figure, with its label or the clause before where it has none."""
    words = without(mention.text, mention.since, mention.begin, mention.before)
    words = _FIGURE_BRACKETS.sub("", words)
    if (share := _SHARE_NAME.search(mention.left)) is not None:
        times = [t for t in mention.before if t.kind in ("time", "mark")]
        words = without(mention.text, mention.since, mention.since + share.end(1), times)
    if (
        mention.previous is not None
        and mention.previous.clause == mention.clause
        and not mention.listed
    ):
        carried = mention.previous
        if carried.right and carried.stop <= mention.since and not bare(words):
            words = carried.right
    noun = _noun(words)
    if len(noun) < 2 or (noun in _MONEY and mention.lead):
        if mention.label:
            words = bare(mention.label) + words
        elif mention.lead:
            lead = _lead_words(mention)
            words = lead + words
    return words


def _lead_words(mention: Mention) -> str:
    """The clause before, when it says what the figure is about."""
    lead = bare(_BEGUN.sub("", mention.lead.strip()))
    return lead if 2 <= len(lead) <= 40 else ""


def _right_words(mention: Mention) -> str:
    """Own words behind the figure up to the verb."""
    until = max(mention.until, mention.stop)
    described = mention.said("capacity", after=True)  # 150个重点项目总投资2680亿元
    words = without(
        mention.text, mention.stop, described.start if described else until, mention.after
    )
    words = _BRACKETS.sub("", words).lstrip("的")
    if _PREDICATE.match(mention.right):
        return "".join(_action_pattern().findall(words))
    return words if len(words) <= 40 else words[:40]


def project_of(mention: Mention, before: str) -> str:
    """Name of the project money was planned or spent on, kept whole, brackets included."""
    words = without(mention.text, mention.since, mention.begin, mention.before)
    words = _INVESTED.sub("", words)
    words = _LEADING.sub("", words).rstrip(" ,，、:：的")
    if not words and mention.label:
        words = mention.label.strip()
    if not words and mention.lead:
        words = _LEADING.sub("", mention.lead.strip())
        words = _PROJECT_BEGUN.sub("", words)
    return words or before
