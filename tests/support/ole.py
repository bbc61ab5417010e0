"""Writes OLE compound files ([MS-CFB], version 3), as HWP 5 and encrypted office documents are."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from itertools import pairwise

SECTOR, MINI, CUTOFF, ENTRY = 512, 64, 4096, 128
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
ROOT, STORAGE, STREAM = 5, 1, 2


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file of these streams; `BodyText/Section0` lies in the storage `BodyText`."""
    return _Writer(streams).whole()


class _Writer:
    def __init__(self, streams: Mapping[str, bytes]) -> None:
        self.sectors: list[bytes] = []
        self.fat: list[int] = []
        self.mini = b""
        self.minifat: list[int] = []
        self.names: list[tuple[str, int, int, int, int]] = []  # name, kind, child, start, size
        self.siblings: dict[int, int] = {}
        self.streams = streams

    def whole(self) -> bytes:
        self.names.append(("Root Entry", ROOT, 0, 0, 0))
        child = self._folder(self.streams)
        start = self._chain(self.mini) if self.mini else END
        self.names[0] = ("Root Entry", ROOT, child, start, len(self.mini))
        minifat = self._chain(self._table(self.minifat)) if self.minifat else END
        directory = self._chain(b"".join(self._entry(number) for number in range(len(self.names))))
        fat_count = 1
        while (len(self.sectors) + fat_count) * 4 > fat_count * SECTOR:
            fat_count += 1
        at = len(self.sectors)
        self.fat += [FAT] * fat_count
        table = self._table(self.fat).ljust(fat_count * SECTOR, b"\xff")
        header = struct.pack(
            "<8s16s5H6x9L",
            *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_count, directory, 0, CUTOFF),
            *(minifat, -(-len(self.minifat) * 4 // SECTOR), END, 0),
        )
        places = struct.pack("<109L", *range(at, at + fat_count), *[FREE] * (109 - fat_count))
        return header + places + b"".join(self.sectors) + table

    def _folder(self, streams: Mapping[str, bytes]) -> int:
        """Children hang in one chain of right siblings, in the order the format sorts names; returns the first."""
        inner: dict[str, dict[str, bytes] | bytes] = {}
        for path, content in streams.items():
            name, _, rest = path.partition("/")
            if rest:
                inner.setdefault(name, {})[rest] = content  # type: ignore[index]
            else:
                inner[name] = content
        numbers = []
        for name in sorted(inner, key=lambda name: (len(name), name.upper())):
            content = inner[name]
            number = len(self.names)
            numbers.append(number)
            self.names.append((name, STREAM, FREE, END, 0))
            if isinstance(content, dict):
                self.names[number] = (name, STORAGE, self._folder(content), 0, 0)
            else:
                self.names[number] = (name, STREAM, FREE, self._place(content), len(content))
        self.siblings.update(pairwise(numbers))
        return numbers[0] if numbers else FREE

    def _place(self, content: bytes) -> int:
        if not content:
            return END
        if len(content) >= CUTOFF:
            return self._chain(content)
        start, count = len(self.minifat), -(-len(content) // MINI)
        self.mini += content.ljust(count * MINI, b"\0")
        self.minifat += [*range(start + 1, start + count), END]
        return start

    def _chain(self, content: bytes) -> int:
        start, count = len(self.sectors), -(-len(content) // SECTOR)
        self.sectors += [content[n * SECTOR : (n + 1) * SECTOR].ljust(SECTOR, b"\0") for n in range(count)]
        self.fat += [*range(start + 1, start + count), END]
        return start

    def _table(self, numbers: list[int]) -> bytes:
        raw = struct.pack(f"<{len(numbers)}L", *numbers)
        return raw.ljust(-(-len(raw) // SECTOR) * SECTOR, b"\xff")

    def _entry(self, number: int) -> bytes:
        name, kind, child, start, size = self.names[number]
        wide = (name + "\0").encode("utf-16-le")
        right = self.siblings.get(number, FREE)
        return struct.pack(
            "<64sHBBLLL16sLQQLQ", wide, len(wide), kind, 1, FREE, right, child, b"", 0, 0, 0, start, size
        )
