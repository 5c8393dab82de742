"""What we expect of reports as such: that those asked for come, and come in time."""

from __future__ import annotations

from expectations.rule import Rule, not_in, row_has, row_is_not

_ABOUT = ("unit", "period")

RULES: tuple[Rule, ...] = (
    Rule(
        name="report_missing",
        table="fct_expected_report",
        sentence="应报的报告应在宽限期内送到。",
        why="按报送日历（单位、频次、期限、宽限）对照收到的文件；没有收到的报告，谁也核对不了。",
        instruction="请责任单位报送该期报告；如已报送，请核对存放位置和文件名是否为“责任单位/报告期”。",
        # one that was taken away again is asked about by file_removed
        rows=(row_is_not("status", "not_due"), row_is_not("is_withdrawn")),
        expectation=not_in("status", "missing"),
        about=_ABOUT,
        message=(
            "{unit}的{period}{frequency_label}应于{due_text}前报送，宽限期已过，尚未收到。",
            "“{uncounted_files}”无法读取或命名不合约定，未计为报送。",
            "{due_note}",
        ),
    ),
    Rule(
        name="report_late",
        table="fct_expected_report",
        sentence="应报的报告应按时送到。",
        why="迟报按首次可以读取的日期计，事后重报不改变它。",
        instruction="无需更正；今后请按时报送，确有原因的请说明。",
        rows=(row_has("arrived_text"),),
        expectation=not_in("status", "late"),
        about=_ABOUT,
        message=(
            "{unit}的{period}{frequency_label}应于{due_text}前报送，"
            "{arrived_text}收到，迟{days_late}天。",
            "{due_note}",
        ),
    ),
)
