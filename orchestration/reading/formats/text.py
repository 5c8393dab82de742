"""Plain text -> blocks: pipe tables whose cells run over lines, and paragraphs.

The encoding is found (UTF-8 with or without mark, UTF-16 with mark, GB18030); text that is none of
them, or holds control characters, is unreadable.

A pipe table comes as people paste it: rows end in a pipe, a cell may run over several lines, a row
may open with an empty cell or leave out the cells merged with the row above. The header row says how
many columns there are; shorter rows belong to its right end.
"""

from __future__ import annotations

import codecs

import regex

from orchestration.reading.formats.unreadable import Unreadable
from orchestration.reading.report import Block

_CONTROL = regex.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_PIPES = str.maketrans("｜│┃", "|||")
_ENDS = "。!?！？;；:："
_OPENS_BLOCK = regex.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.]|[(（][\d一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．](?!\d)|[①-⑳]|[-*•·]\s"
    r"|[^,，。;；]{1,14}[:：])"
)


def decode(content: bytes) -> str:
    """Text of a file's bytes. Raises Unreadable where no encoding fits."""
    if not content.strip():
        raise Unreadable("empty", "the file holds no text")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not text.strip():
            raise Unreadable("empty", "the file holds no text")
        if not _CONTROL.search(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise Unreadable("not_text", "the bytes are neither UTF-8 nor GB18030 text")


def blocks(content: bytes) -> list[Block]:
    """Blocks of a text file: cells where there are pipes, else paragraphs."""
    found: list[Block] = []
    table = -1
    lines = [_piped(line) for line in decode(content).translate(_PIPES).split("\n")]
    start = 0
    while start < len(lines):
        end, in_table = _run(lines, start)
        table = _flush(found, lines[start:end], in_table, table)
        start = end
    return found


def _piped(line: str) -> str:
    """A line of cells parted by tabs is read as one parted by pipes; no offset changes."""
    cells = [cell for cell in line.split("\t") if cell.strip()]
    return line.replace("\t", "|") if "|" not in line and len(cells) > 1 else line


def _run(lines: list[str], start: int) -> tuple[int, bool]:
    """End of the run of lines that opens at `start`, and whether it is a table.

    In a table whose rows end in a pipe a cell may run over lines without any; such lines belong to
    the table when a piped line follows them without a gap.
    """
    in_table = "|" in lines[start]
    end = start + 1
    closed = in_table and lines[start].rstrip().endswith("|")
    while end < len(lines):
        if ("|" in lines[end]) == in_table:
            closed = closed or (in_table and lines[end].rstrip().endswith("|"))
            end += 1
            continue
        if not in_table:
            break
        ahead = end
        while ahead < len(lines) and lines[ahead].strip() and "|" not in lines[ahead]:
            ahead += 1
        runs_on = ahead < len(lines) and "|" in lines[ahead] and ahead > end
        if not runs_on or not closed:
            break
        end = ahead
    return end, in_table


def _flush(found: list[Block], lines: list[str], in_table: bool, table: int) -> int:
    """Add the blocks of a run of lines; returns the number of the last table."""
    if not any(line.strip() for line in lines):
        return table
    if not in_table:
        found.extend(
            Block(number, text) for number, text in enumerate(_paragraphs(lines), start=len(found))
        )
        return table
    for row, cells in enumerate(_rows(lines)):
        found.extend(
            Block(number, text.strip(), table=table + 1, row=row, col=col)
            for number, (col, text) in enumerate(cells, start=len(found))
        )
    return table + 1


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines joined into paragraphs: a line that ends within a sentence runs on in the next."""
    paragraphs: list[list[str]] = []
    for line in lines:
        if not line.strip():
            paragraphs.append([])
        elif (
            paragraphs
            and paragraphs[-1]
            and not paragraphs[-1][-1].rstrip().endswith(tuple(_ENDS))
            and not _OPENS_BLOCK.match(line)
        ):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return ["\n".join(part).strip() for part in paragraphs if part]


def _rows(lines: list[str]) -> list[list[tuple[int, str]]]:
    """Rows of (column, text). A row is complete at a line's closing pipe once it has cells enough."""
    records = _records(lines)
    width = max((len(record) for record in records[:1]), default=0)
    if width < 2 or any(len(record) > width for record in records):
        width = max((len(record) for record in records), default=0)
    return [
        [(width - len(record) + col, text) for col, text in enumerate(record)] for record in records
    ]


def _records(lines: list[str]) -> list[list[str]]:
    """Cells of each record; a lone cell before a line's closing pipe belongs to the next line's row."""
    if (even := _even(lines)) is not None:
        return [record for record in even if not _is_rule(record)]
    piped_style = any(line.rstrip().endswith("|") for line in lines)
    records: list[list[str]] = []
    cells: list[str] = []
    pending = ""
    for line in lines:
        if not line.strip():
            continue
        pieces = line.split("|")
        if line.lstrip().startswith("|") and not pending and not cells and piped_style:
            pieces = pieces[1:] if records and len(pieces) - 2 == len(records[0]) else pieces
        pieces[0] = f"{pending}\n{pieces[0]}" if pending else pieces[0]
        cells.extend(pieces[:-1])
        pending = pieces[-1] if pieces[-1].strip() or not piped_style else ""
        if not piped_style:
            records.append([*cells, pending])
            cells, pending = [], ""
        elif not pending and len(cells) > 1:
            records.append(cells)
            cells = []
    if cells or pending.strip():
        records.append([*cells, pending] if pending.strip() else cells)
    return [record for record in records if not _is_rule(record)]


def _even(lines: list[str]) -> list[list[str]] | None:
    """Records where every line has as many pipes as the others, whatever cell is empty at its ends."""
    table = [line.split("|") for line in lines if line.strip()]
    if len({len(pieces) for pieces in table}) > 1:
        return None
    for end in (0, -1):
        if all(pieces and not pieces[end].strip() for pieces in table):
            for pieces in table:
                del pieces[end]
    return table if len(table) > 1 and len(table[0]) >= 3 else None


def _is_rule(record: list[str]) -> bool:
    """A drawn line (---|---) is no row."""
    return all(set(cell.strip()) <= set("-:= —") for cell in record) and any(
        "-" in cell or "—" in cell for cell in record
    )
