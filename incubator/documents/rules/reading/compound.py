"""HWP 5: the paragraph texts of its sections (한글 문서 파일 형식 5.0, 4.3.2 and table 6)."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import olefile

from incubator.documents.rules.reading.gathering import MOST_XML, ClosedError, answered

PARAGRAPH_TEXT = 0x10 + 51
_PACKED, _DISTRIBUTED = 1 << 0, 1 << 2
_SECTION = re.compile(r"BodyText/Section(\d+)")
_LONG_SIZE = 0xFFF
_SINGLE = frozenset({0, 10, 13, *range(24, 32)})
"""Control characters that are one character long; the others below 32 take eight."""
_LONG_CONTROL = 8


def answer(source: Path, target: Path) -> dict[str, Any]:
    return answered(_lines, source, target)


def _lines(source: Path) -> Iterator[str]:
    """A copy for distribution keeps its text encrypted: its sections are in ViewText, which is not read."""
    with olefile.OleFileIO(str(source)) as compound:
        flags = struct.unpack_from("<L", compound.openstream("FileHeader").read(40), 36)[0]
        if flags & _DISTRIBUTED:
            raise ClosedError
        names = ["/".join(parts) for parts in compound.listdir()]
        numbers = sorted(int(found[1]) for name in names if (found := _SECTION.fullmatch(name)))
        for number in numbers:
            raw = compound.openstream(f"BodyText/Section{number}").read()
            yield from _paragraphs(_unpacked(raw) if flags & _PACKED else raw)


def _unpacked(raw: bytes) -> bytes:
    """Bounded: a section that unpacks to more is read up to there."""
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(raw, MOST_XML)


def _paragraphs(section: bytes) -> Iterator[str]:
    """Records: 10 bits of tag, 10 of level, 12 of size; a size of 0xFFF says that it follows in four bytes more."""
    place = 0
    while place + 4 <= len(section):
        head = struct.unpack_from("<L", section, place)[0]
        size, place = head >> 20, place + 4
        if size == _LONG_SIZE and place + 4 <= len(section):
            size, place = struct.unpack_from("<L", section, place)[0], place + 4
        if head & 0x3FF == PARAGRAPH_TEXT:
            yield _words(section[place : place + size])
        place += size


def _words(raw: bytes) -> str:
    units = struct.unpack(f"<{len(raw) // 2}H", raw[: len(raw) // 2 * 2])
    kept, place = bytearray(), 0
    while place < len(units):
        unit = units[place]
        if unit < 32:
            kept += " ".encode("utf-16-le")
            place += 1 if unit in _SINGLE else _LONG_CONTROL
        else:
            kept += struct.pack("<H", unit)
            place += 1
    return kept.decode("utf-16-le", "ignore")
