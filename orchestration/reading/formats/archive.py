"""Zip containers (.docx, .xlsx, .ods) -> their parts, opened as if an enemy had packed them.

Everything is judged by the archive's directory before a byte is unpacked, and a part is never
unpacked beyond the size the directory names. Nothing is written to disk. What a part means is
decided by the format that asks for it.
"""

from __future__ import annotations

import io
import struct
import zipfile

from isal import isal_zlib

from orchestration.reading.formats.unreadable import Unreadable

MAX_UNPACKED_BYTES = 256 << 20
MAX_PARTS = 10_000
# Office XML packs 10 to 30 times; a bomb packs a thousand times. Small parts may be all one letter.
MAX_RATIO = 150
_RATIO_FROM_BYTES = 4 << 20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_SYMLINK = 0o120000
_LOCAL_HEADER_BYTES = 30


class Archive:
    """The parts of one container, by name, with forward slashes whatever the directory prints."""

    def __init__(self, opened: zipfile.ZipFile, content: bytes) -> None:
        self._content = content
        self._parts = {_name(part): part for part in opened.infolist() if not part.is_dir()}

    @property
    def names(self) -> list[str]:
        """Names of the parts, in the order they were packed."""
        return list(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def read(self, name: str) -> bytes:
        """Bytes of a part. Raises Unreadable where it is missing, damaged or not as declared."""
        if name not in self._parts:
            raise Unreadable("damaged", f"the archive has no part {name}")
        part = self._parts[name]
        try:
            data = self._unpacked(part)
        except (isal_zlib.error, struct.error) as problem:
            raise Unreadable("damaged", f"part {name} cannot be unpacked: {problem}") from problem
        if len(data) != part.file_size or isal_zlib.crc32(data) != part.CRC:
            raise Unreadable("damaged", f"part {name} is not what the directory says of it")
        return data

    def _unpacked(self, part: zipfile.ZipInfo) -> bytes:
        """A part's bytes, never many more than declared. In one go: zipfile takes 4 KB at a time."""
        names = struct.unpack_from("<HH", self._content, part.header_offset + 26)
        start = part.header_offset + _LOCAL_HEADER_BYTES + sum(names)
        packed = self._content[start : start + part.compress_size]
        if part.compress_type == zipfile.ZIP_STORED:
            return packed
        unpacker = isal_zlib.decompressobj(-isal_zlib.MAX_WBITS)
        return unpacker.decompress(packed, part.file_size + 1)


def opened(content: bytes) -> Archive:
    """The container in a file's bytes. Raises Unreadable with one of these reasons:

    empty, password, not_as_named (not a zip), damaged, hostile (a bomb, a path out of the archive).
    """
    if not content:
        raise Unreadable("empty", "the file has no content")
    if content.startswith(_OLE):
        raise _ole(content)
    if not content.startswith(b"PK"):
        raise Unreadable("not_as_named", "the file is no zip container, whatever its ending says")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, struct.error, ValueError, OSError, NotImplementedError) as problem:
        raise Unreadable("damaged", f"the zip directory cannot be read: {problem}") from problem
    parts = archive.infolist()
    _check_size(parts)
    _check_names(parts)
    _check_open(parts)
    found = Archive(archive, content)
    manifest = "META-INF/manifest.xml"
    if manifest in found and b"encryption-data" in found.read(manifest):
        raise Unreadable("password", "the file is protected by a password")
    return found


def _ole(content: bytes) -> Unreadable:
    """What an OLE container with a zip format's ending is: a protected file, or an older format."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Unreadable("password", "the file is protected by a password")
    return Unreadable(
        "not_as_named", "the file is of Office 97-2003 (.doc, .xls, .wps), whatever its ending says"
    )


def _check_size(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MAX_PARTS:
        raise Unreadable("hostile", f"the archive has {len(parts)} parts; at most {MAX_PARTS}")
    total = sum(part.file_size for part in parts)
    if total > MAX_UNPACKED_BYTES:
        raise Unreadable(
            "hostile",
            f"unpacked it would be {total >> 20} MB; at most {MAX_UNPACKED_BYTES >> 20} MB",
        )
    for part in parts:
        if part.file_size > max(_RATIO_FROM_BYTES, MAX_RATIO * part.compress_size):
            raise Unreadable(
                "hostile",
                f"part {part.filename} is packed {part.file_size // max(part.compress_size, 1)} "
                f"times; at most {MAX_RATIO}",
            )


def _name(part: zipfile.ZipInfo) -> str:
    """Name of a part. zipfile's own is cut at the first NUL; other programs do not cut."""
    return part.orig_filename.replace("\\", "/")


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for part in parts:
        name = _name(part)
        leaves = name.startswith("/") or "\0" in name or ".." in name.split("/")
        if leaves or name[1:2] == ":" or part.external_attr >> 16 & 0o170000 == _SYMLINK:
            raise Unreadable("hostile", f"part {part.orig_filename!r} points out of the archive")
        if name in seen:
            raise Unreadable("hostile", f"two parts are named {name}: which one counts is unknown")
        seen.add(name)


def _check_open(parts: list[zipfile.ZipInfo]) -> None:
    for part in parts:
        if part.flag_bits & 0x1:
            raise Unreadable("password", "the file is protected by a password")
        if part.compress_type not in _METHODS:
            raise Unreadable(
                "damaged", f"part {part.filename} is packed in a way no office program uses"
            )
