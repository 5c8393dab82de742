"""Chinese words for the ledger's codes, for screens, messages, letters and pages alike."""

from __future__ import annotations

from orchestration.reading.period import period_of

SEVERITIES = {"note": "提示", "warning": "存疑", "error": "错误"}

# The parts figures play in a sentence.
PARTS = {
    "target": "目标值",
    "actual": "完成值",
    "rate": "完成率",
    "total": "合计",
    "part": "分项",
    "other": "另一处",
    "deadline": "期限",
    "unread": "未读懂",
}

# What happens in the life of a finding.
EVENTS = {
    "opened": "提出",
    "changed": "变化",
    "answered": "答复",
    "acknowledged": "承认",
    "corrected": "更正",
    "dismissed": "说明",
    "escalated": "上报",
    "resolved": "了结",
    "reopened": "再次提出",
}

# What a reader is told has become of a question.
CHANGES = {
    "opened": "新问题",
    "changed": "有变化",
    "reopened": "再次出现",
    "answered": "有答复",
    "escalated": "上报",
    "resolved": "已了结",
}

# Why a finding was closed, or asked again.
BECAUSE = {
    "restated": "单位改报",
    "removed": "文件移除",
    "answered": "已答复",
    "corrected": "已更正",
    "dismissed": "已说明",
    "expired": "说明期限已过",
    "reply withdrawn": "回执已撤回",
    "rule change": "规则变更",
    "no longer seen": "不再出现",
    "arrived": "已报送",
}


def period_words(key: str) -> str:
    """2020年度, 2020年上半年, 2020年第三季度, 2020年11月, 2020年1—9月; what is no period stays."""
    period = period_of(key)
    if period is None:
        return key
    year, first, last = f"{period.start.year}年", period.start.month, period.end.month
    said = {
        "year": "度",
        "half": "上半年" if first == 1 else "下半年",
        "quarter": f"第{'一二三四'[(first - 1) // 3]}季度",
        "month": f"{last}月",
        "range": f"{first}—{last}月",
    }
    return year + said[period.kind]
