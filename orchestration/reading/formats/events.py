"""Large parts of an office file -> XML events, for parts that are read once from front to end.

No tree is built, so that a sheet of a million cells needs no gigabyte; parts that are looked at
twice use markup.py. As safe as there: a part that declares a document type is refused, so that
nothing is ever expanded or fetched.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn
from xml.parsers import expat

from orchestration.reading.formats.unreadable import Unreadable

_BUFFER_BYTES = 1 << 16


def walk(
    content: bytes,
    name: str,
    *,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    characters: Callable[[str], object],
) -> None:
    """Calls back for each start tag, end tag and run of characters. `name` says which part it is.

    Names come as printed, with their prefix; `local` cuts it off.
    """

    def refuse(*_: object) -> NoReturn:
        raise Unreadable("hostile", f"part {name} declares a document type: refused unread")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _BUFFER_BYTES
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as problem:
        raise Unreadable("damaged", f"part {name} is not well-formed: {problem}") from problem


def local(name: str) -> str:
    """A name without its prefix: x:row is row."""
    return name.rpartition(":")[2]
