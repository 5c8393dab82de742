"""Compound files (the containers of .doc, .xls and .wps) -> their streams, whatever the bytes claim.

Chains of sectors are followed only as far as there are sectors: a damaged or hostile file may chain
them in a circle. What a stream means is decided by the format that asks for it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from orchestration.reading.formats.unreadable import Unreadable

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_BYTES = 512
_ENTRY_BYTES = 128
_LAST_SECTOR = 0xFFFFFFFA  # numbers from here on are marks: free, end of chain
_STREAM, _ROOT = 2, 5


def streams(content: bytes) -> dict[str, bytes]:
    """Streams of a compound file by name, those of inner folders left out where a name repeats.

    Raises Unreadable: damaged, or password where the container says that it is encrypted.
    """
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable("password", "the file is protected by a password")
    try:
        return _Container(content).streams()
    except (struct.error, IndexError, ValueError) as problem:
        raise Unreadable("damaged", f"the container cannot be read: {problem}") from problem


class _Container:
    """Sectors of one compound file, and which follows which."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise ValueError(f"sectors of 2**{shift} and 2**{small_shift} bytes")
        self._size, self._small_size = 1 << shift, 1 << small_shift
        self._count = max(len(content) - _HEADER_BYTES, 0) // self._size + 1
        self._first_folder = struct.unpack_from("<I", content, 48)[0]
        self._cutoff, first_small = struct.unpack_from("<II", content, 56)
        self._next = self._table(self._table_sectors())
        self._next_small = self._table(self._chain(first_small, self._next))
        self._small = b""

    def streams(self) -> dict[str, bytes]:
        folder = self._joined(self._first_folder)
        entries = [
            folder[at : at + _ENTRY_BYTES]
            for at in range(0, len(folder) - _ENTRY_BYTES + 1, _ENTRY_BYTES)
        ]
        root = next((entry for entry in entries if entry[66] == _ROOT), None)
        if root is None:
            raise ValueError("there is no root")
        self._small = self._joined(struct.unpack_from("<I", root, 116)[0])
        found: dict[str, bytes] = {}
        budget = 2 * len(self._content)
        for entry in entries:
            if entry[66] != _STREAM:
                continue
            length = min(struct.unpack_from("<H", entry, 64)[0], 64)
            name = entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
            if name not in found:
                found[name] = self._stream(*struct.unpack_from("<II", entry, 116))
                budget -= len(found[name])
            if budget < 0:
                raise ValueError("its streams share their sectors")
        return found

    def _stream(self, first: int, size: int) -> bytes:
        """Bytes of a stream; a short one lies in the small sectors."""
        if size >= self._cutoff:
            return self._joined(first)[:size]
        step = self._small_size
        small = self._small
        return b"".join(
            small[number * step : number * step + step]
            for number in self._chain(first, self._next_small)
        )[:size]

    def _joined(self, first: int) -> bytes:
        return b"".join(self._sector(number) for number in self._chain(first, self._next))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._content[start : start + self._size]

    def _chain(self, first: int, following: list[int]) -> Iterator[int]:
        """Sector numbers of a chain. Raises ValueError where it runs in a circle."""
        number = first
        for _ in range(len(following) + 1):
            if number >= _LAST_SECTOR:
                return
            yield number
            if number >= len(following):
                return
            number = following[number]
        raise ValueError("its sectors follow each other in a circle")

    def _table(self, sectors: Iterator[int]) -> list[int]:
        """Which sector follows each."""
        data = b"".join(self._sector(number) for number in sectors)
        return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))

    def _table_sectors(self) -> Iterator[int]:
        """Sectors that hold the table of what follows what."""
        listed = [*struct.unpack_from("<109I", self._content, 76)]
        more = struct.unpack_from("<I", self._content, 68)[0]
        for _ in range(self._count):
            if more >= _LAST_SECTOR:
                break
            numbers = struct.unpack(f"<{self._size // 4}I", self._sector(more))
            listed.extend(numbers[:-1])
            more = numbers[-1]
        return iter([number for number in listed if number < self._count])
