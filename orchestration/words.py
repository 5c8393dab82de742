"""Chinese words for the ledger's codes, for screens, messages, letters and pages alike."""

from __future__ import annotations

SEVERITIES = {"note": "提示", "warning": "存疑", "error": "错误"}

# The parts figures play in a sentence.
PARTS = {"target": "目标值", "actual": "完成值", "rate": "完成率", "total": "合计", "part": "分项"}

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
    "resolved": "已了结",
    "escalated": "上报",
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
}
