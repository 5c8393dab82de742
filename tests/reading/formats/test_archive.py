"""Containers made to harm, or not what they seem: refused unopened, and it is said why."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from orchestration.reading.formats import archive, markup
from orchestration.reading.formats.docx import blocks
from orchestration.reading.formats.unreadable import Unreadable
from tests.reading.formats.word import NAMESPACES, p, repacked, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BOMB = (
    '<!DOCTYPE w [<!ENTITY a "完成88公里"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE w [<!ENTITY c SYSTEM "file:///etc/hostname">]>'


def packed(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts:
            file.writestr(name, content)
    return out.getvalue()


def reason(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        blocks(content)
    assert refused.value.detail
    return refused.value.reason


def locked(content: bytes) -> bytes:
    """The container with its parts flagged as encrypted."""
    changed = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def test_what_is_no_word_file_says_so() -> None:
    assert reason(b"") == "empty"
    assert reason("完成88公里".encode()) == "not_as_named"
    assert reason(OLE) == "not_as_named"
    assert reason(packed(("a.txt", b"x"))) == "not_as_named"
    assert reason(word(p("完成88公里"))[:-30]) == "damaged"
    bodyless = lambda name, part: part.replace(b"w:body", b"w:bode")  # noqa: E731
    assert reason(repacked(word(p("完成88公里")), bodyless)) == "not_as_named"


def test_a_word_file_without_text_says_whether_it_has_pictures() -> None:
    assert reason(word(p())) == "empty"
    assert reason(word(p(), files={"media/image1.png": b"\x89PNG"})) == "needs_ocr"


def test_a_password_is_reported_as_such() -> None:
    assert reason(OLE + "EncryptedPackage".encode("utf-16-le")) == "password"
    assert reason(locked(word(p("完成88公里")))) == "password"
    manifest = b"<manifest><encryption-data/></manifest>"
    assert reason(packed(("META-INF/manifest.xml", manifest))) == "password"


def test_a_bomb_is_refused_by_its_ratio_and_by_its_size() -> None:
    assert reason(packed(("word/document.xml", bytes(20 << 20)))) == "hostile"
    # Parts below the ratio's threshold that add up to more than may be unpacked.
    small = [(f"word/media/{number}", bytes(4 << 20)) for number in range(70)]
    assert reason(packed(*small)) == "hostile"


def test_a_part_larger_than_the_directory_says_is_not_unpacked() -> None:
    content = bytearray(packed(("word/document.xml", bytes(1 << 20))))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.find(mark) + offset, 100)
    assert len(archive.opened(bytes(content)).names) == 1
    with pytest.raises(Unreadable) as refused:
        archive.opened(bytes(content)).read("word/document.xml")
    assert refused.value.reason == "damaged"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "word\\..\\..\\x", "C:\\x", "C:/x", "a/../../b"]
)
def test_a_path_out_of_the_archive_is_refused(name: str) -> None:
    assert reason(packed(("word/document.xml", b"<a/>"), (name, b"x"))) == "hostile"


def test_two_parts_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = packed(("word/document.xml", b"<a/>"), ("word/document.xml", b"<b/>"))
    assert reason(content) == "hostile"


def test_a_link_is_refused() -> None:
    link = zipfile.ZipInfo("word/document.xml")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(link, "/etc/passwd")
    assert reason(out.getvalue()) == "hostile"


@pytest.mark.parametrize("prolog", [BOMB, OUTSIDE, "<!DOCTYPE w>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_unread(prolog: str, encoding: str) -> None:
    main = f"{prolog}<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body>"
    content = repacked(
        word(p("完成88公里")),
        lambda name, part: (
            f"{main}</w:document>".encode(encoding) if name == "word/document.xml" else part
        ),
    )
    assert reason(content) == "hostile"


def test_a_damaged_part_is_named() -> None:
    content = repacked(word(p("完成88公里")), lambda name, part: part.replace(b"</w:body>", b""))
    with pytest.raises(Unreadable, match=r"word/document\.xml"):
        blocks(content)


def test_a_page_that_nests_without_end_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        markup.html("<div>" * 5000 + "完成88公里")
    assert refused.value.reason == "hostile"


def test_backslashes_in_names_are_slashes() -> None:
    content = packed(("word\\document.xml", b"<a/>"))
    assert archive.opened(content).read("word/document.xml") == b"<a/>"
