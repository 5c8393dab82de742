"""What we expect of the files themselves: that they can be filed, opened, read, and stay."""

from __future__ import annotations

from expectations.rule import Rule, is_false, not_in, row_is, row_is_not

_ABOUT = ("path",)
_HERE = (row_is("is_current"), row_is("is_latest"))

RULES: tuple[Rule, ...] = (
    Rule(
        name="file_unreadable",
        table="dim_document",
        sentence="报告文件应能打开并读出文字。",
        why="打不开的报告，其中的数字谁也核对不了。",
        instruction="请责任单位按所说的原因重新提交可以打开的文件。",
        # what is ours to mend is no question to a bureau
        rows=(*_HERE, row_is_not("is_ours_to_mend")),
        expectation=not_in("status", "unreadable"),
        about=_ABOUT,
        message=("文件“{path}”无法读取：{unread_reasons}。其中的数字都未入库。",),
    ),
    Rule(
        name="file_reader_failed",
        table="dim_document",
        sentence="可以打开的报告，我们的读取程序都应能读出来。",
        why="没读出来是我们的缘故，不能让责任单位重报。",
        instruction="请数据组按所说的原因处理后重新运行；责任单位无须重新提交。",
        rows=_HERE,
        expectation=is_false("is_ours_to_mend"),
        about=_ABOUT,
        audience="data",
        message=("文件“{path}”未能读取：{unread_reasons}。其中的数字都未入库。",),
    ),
    Rule(
        name="file_misfiled",
        table="dim_document",
        sentence="报告文件应按“责任单位/报告期”存放和命名。",
        why="从路径才知道是谁的、哪一期的报告。",
        instruction="请按 raw/<责任单位>/<报告期>.<扩展名> 存放，报告期如 2020、2020-Q3、2020-11。",
        rows=_HERE,
        expectation=not_in("status", "misfiled"),
        about=_ABOUT,
        audience="data",
        message=("文件“{path}”的位置或名称不符合约定，未入库。",),
    ),
    Rule(
        name="file_partly_read",
        table="dim_document",
        sentence="报告中的每一处数字都应能读懂。",
        why="没有读懂的地方不能当作没有问题。",
        instruction="请数据组查看未读懂的片段；确系报告笔误的，请责任单位更正。",
        rows=_HERE,
        expectation=not_in("status", "partly"),
        about=_ABOUT,
        audience="data",
        message=("文件“{path}”有{unread_count}处未读懂", "（{unread_reasons}）", "。"),
    ),
    Rule(
        name="file_removed",
        table="dim_document",
        sentence="已提交的报告文件不应消失。",
        why="报告一旦提交，撤回应当有说法。",
        instruction="请责任单位确认是否撤回该报告；如非有意，请重新提交。",
        rows=(row_is("is_latest"),),
        expectation=is_false("is_removed"),
        about=_ABOUT,
        message=("文件“{path}”已不在 raw 目录中，其数字不再采信。",),
    ),
)
