"""A notice in words: what a reader sees, in the dialect of each service.

lines.py       a notice as lines, before any dialect; every word of ours stands here
hostile.py     what a report printed becomes one line that opens no link and calls nobody
dialect.py     what a dialect is; a line and a run of blocks written in one
plain.py       text without any mark
markdown.py    CommonMark
robots.py      what DingTalk, Feishu and WeCom each render of it
splitting.py   a notice in parts that a service takes
page.py        a notice as an HTML page, for e-mail and files
"""
