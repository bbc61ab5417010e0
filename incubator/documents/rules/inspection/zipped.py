"""Reads the directory of a ZIP file and refuses every trick before anything is unpacked.

`zipfile` believes the central directory alone; other programs believe the local headers.  Here both must say the same,
entries must lie one after the other from the first byte to the directory, and the sizes must be true.
"""

from __future__ import annotations

import struct
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from incubator.documents.rules.refusals import Reason, Refused

MOST_ENTRIES = 5_000
MOST_UNPACKED = 300_000_000
MOST_RATIO = 100
FREE_UNPACKED = 20_000_000
"""Up to here the ratio is not asked: a small repetitive table may well shrink to a hundredth."""

STORED, DEFLATED = 0, 8
_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED, _HAS_DESCRIPTOR, _UTF8 = 0x1, 0x8, 0x800
_MOST_COMMENT = 0xFFFF
_LONGEST_DESCRIPTOR = 24
_WHOLE = 0xFFFFFFFF
_ZIP64 = 1
_LINK, _TYPE_BITS = 0xA000, 0xF000
_CHUNK = 65_536


@dataclass(frozen=True)
class Entry:
    """One member as the central directory tells it; `start` is where its packed bytes begin."""

    name: str
    method: int
    crc: int
    packed: int
    unpacked: int
    header: int
    start: int = 0

    @property
    def is_folder(self) -> bool:
        return self.name.endswith("/")


def read_entries(source: BinaryIO) -> list[Entry]:
    """All members in the order of the file.  Raises Refused; reads headers only."""
    size = source.seek(0, 2)
    begin, count, length = _end_of_directory(source, size)
    entries = list(_central(source, begin, count, length))
    _check_sums(entries, size)
    _check_names(entries)
    return _check_places(source, entries, begin)


def _end_of_directory(source: BinaryIO, size: int) -> tuple[int, int, int]:
    """Where the directory begins, how many entries it has, how long it is.  Nothing may follow the end record."""
    tail_at = max(0, size - _END.size - _MOST_COMMENT)
    source.seek(tail_at)
    tail = source.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise Refused(Reason.DAMAGED)
    _, disk, first_disk, here, count, length, begin, comment = _END.unpack_from(tail, at)
    if count == 0xFFFF or _WHOLE in (length, begin):
        raise Refused(Reason.TOO_COMPLEX)
    if disk or first_disk or here != count or at + _END.size + comment != len(tail):
        raise Refused(Reason.MIXED)
    if begin + length != tail_at + at:
        raise Refused(Reason.MIXED)
    if not 0 < count <= MOST_ENTRIES:
        raise Refused(Reason.TOO_COMPLEX)
    return begin, count, length


def _central(source: BinaryIO, begin: int, count: int, length: int) -> Iterator[Entry]:
    source.seek(begin)
    directory = source.read(length)
    at = 0
    for _ in range(count):
        if at + _CENTRAL.size > len(directory):
            raise Refused(Reason.DAMAGED)
        fields = _CENTRAL.unpack_from(directory, at)
        mark, flags, method, crc, packed, unpacked = fields[0], *fields[3:5], *fields[7:10]
        name_length, extra, comment, attributes, header = *fields[10:13], *fields[15:17]
        if mark != b"PK\x01\x02":
            raise Refused(Reason.DAMAGED)
        if flags & _ENCRYPTED:
            raise Refused(Reason.ENCRYPTED)
        if method not in (STORED, DEFLATED) or _WHOLE in (packed, unpacked, header):
            raise Refused(Reason.TOO_COMPLEX)
        if attributes >> 16 & _TYPE_BITS == _LINK:
            raise Refused(Reason.MIXED)
        raw = directory[at + _CENTRAL.size : at + _CENTRAL.size + name_length]
        yield Entry(_name(raw, flags), method, crc, packed, unpacked, header)
        at += _CENTRAL.size + name_length + extra + comment
    if at != len(directory):
        raise Refused(Reason.MIXED)


def _name(raw: bytes, flags: int) -> str:
    try:
        return raw.decode("utf-8" if flags & _UTF8 else "ascii")
    except UnicodeDecodeError:
        return raw.decode("cp949", "replace")


def _check_sums(entries: list[Entry], size: int) -> None:
    total = sum(entry.unpacked for entry in entries)
    if total > MOST_UNPACKED or (total > FREE_UNPACKED and total > MOST_RATIO * size):
        raise Refused(Reason.BOMB)


def _check_names(entries: list[Entry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = unicodedata.normalize("NFC", entry.name).casefold()
        parts = name.rstrip("/").split("/")
        strange = "\\" in name or ":" in name or any(ord(char) < 32 for char in name)
        if strange or name in seen or any(part in ("", ".", "..") for part in parts):
            raise Refused(Reason.MIXED)
        seen.add(name)


def _check_places(source: BinaryIO, entries: list[Entry], directory_at: int) -> list[Entry]:
    """Local headers agree with the directory and no two members share a byte; the first begins at the first byte."""
    placed = sorted(entries, key=lambda entry: entry.header)
    if placed[0].header != 0:
        raise Refused(Reason.MIXED)
    found = []
    for entry, following in zip(placed, [*(item.header for item in placed[1:]), directory_at], strict=True):
        start, has_descriptor = _local(source, entry)
        end = start + entry.packed
        if end > following or following - end > (_LONGEST_DESCRIPTOR if has_descriptor else 0):
            raise Refused(Reason.MIXED)
        found.append(Entry(**(vars(entry) | {"start": start})))
    return found


def _local(source: BinaryIO, entry: Entry) -> tuple[int, bool]:
    source.seek(entry.header)
    raw = source.read(_LOCAL.size)
    if len(raw) < _LOCAL.size or not raw.startswith(b"PK\x03\x04"):
        raise Refused(Reason.DAMAGED)
    _, _, flags, method, _, _, crc, packed, unpacked, name_length, extra = _LOCAL.unpack(raw)
    name = _name(source.read(name_length), flags)
    packed, unpacked = _long_sizes(source.read(extra), packed, unpacked)
    has_descriptor = bool(flags & _HAS_DESCRIPTOR)
    truth = ((crc, entry.crc), (packed, entry.packed), (unpacked, entry.unpacked))
    agrees = all(told == true or (has_descriptor and told in (0, _WHOLE)) for told, true in truth)
    if flags & _ENCRYPTED:
        raise Refused(Reason.ENCRYPTED)
    if name != entry.name or method != entry.method or not agrees:
        raise Refused(Reason.MIXED)
    return entry.header + _LOCAL.size + name_length + extra, has_descriptor


def _long_sizes(extra: bytes, packed: int, unpacked: int) -> tuple[int, int]:
    """The sizes of a local header; some writers put them into the ZIP64 field whatever they are (APPNOTE 4.5.3)."""
    at = 0
    while (packed, unpacked) == (_WHOLE, _WHOLE) and at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == _ZIP64 and length >= 16 and at + 20 <= len(extra):
            unpacked, packed = struct.unpack_from("<2Q", extra, at + 4)
        at += 4 + length
    return packed, unpacked


def unpack(source: BinaryIO, entry: Entry) -> Iterator[bytes]:
    """The content in pieces of 64 KB.  Raises Refused when it is longer or other than its header says."""
    source.seek(entry.start)
    left, total, crc = entry.packed, 0, 0
    inflate = zlib.decompressobj(-zlib.MAX_WBITS) if entry.method == DEFLATED else None
    while left:
        packed = source.read(min(_CHUNK, left))
        if not packed:
            raise Refused(Reason.DAMAGED)
        left -= len(packed)
        for piece in _inflated(inflate, packed) if inflate else (packed,):
            total += len(piece)
            crc = zlib.crc32(piece, crc)
            if total > entry.unpacked:
                raise Refused(Reason.BOMB)
            yield piece
    if total != entry.unpacked or crc != entry.crc or (inflate and not inflate.eof):
        raise Refused(Reason.DAMAGED)


def _inflated(inflate: zlib._Decompress, packed: bytes) -> Iterator[bytes]:
    try:
        while packed and not inflate.eof:
            yield inflate.decompress(packed, _CHUNK)
            packed = inflate.unconsumed_tail
    except zlib.error as error:
        raise Refused(Reason.DAMAGED) from error


def is_end_of_archive(path: Path) -> bool:
    """Whether a ZIP directory ends this file: then another program would open it as an archive."""
    with path.open("rb") as source:
        size = source.seek(0, 2)
        tail_at = max(0, size - _END.size - _MOST_COMMENT)
        source.seek(tail_at)
        tail = source.read()
        at = tail.rfind(b"PK\x05\x06")
        while at >= 0:
            if len(tail) - at >= _END.size:
                _, _, _, _, count, length, begin, _ = _END.unpack_from(tail, at)
                directory = tail_at + at - length
                if count and begin <= directory and directory >= 0:
                    source.seek(directory)
                    if source.read(4) == b"PK\x01\x02":
                        return True
            at = tail.rfind(b"PK\x05\x06", 0, at)
    return False
