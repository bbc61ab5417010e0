"""Which letters a typeface has: its `cmap` table, formats 4 and 12 (OpenType 1.9)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_SEGMENTS, _GROUPS = 4, 12


def code_points(font: bytes) -> set[int]:
    """Every Unicode code point that leads to a glyph other than “missing”.  Raises KeyError without a `cmap`."""
    tables = {font[at : at + 4]: struct.unpack_from(">L", font, at + 8)[0] for at in _records(font)}
    cmap = tables[b"cmap"]
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    found: set[int] = set()
    for number in range(count):
        (offset,) = struct.unpack_from(">L", font, cmap + 8 + number * 8)
        (kind,) = struct.unpack_from(">H", font, cmap + offset)
        if kind == _SEGMENTS:
            found.update(_from_segments(font, cmap + offset))
        elif kind == _GROUPS:
            found.update(_from_groups(font, cmap + offset))
    return found


def _records(font: bytes) -> range:
    (count,) = struct.unpack_from(">H", font, 4)
    return range(12, 12 + count * 16, 16)


def _from_groups(font: bytes, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">L", font, at + 12)
    for number in range(count):
        first, last, _glyph = struct.unpack_from(">3L", font, at + 16 + number * 12)
        yield from range(first, last + 1)


def _from_segments(font: bytes, at: int) -> Iterator[int]:
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends, starts = at + 14, at + 16 + count * 2
    deltas, offsets = starts + count * 2, starts + count * 4
    for number in range(count):
        first, last, delta, offset = (
            struct.unpack_from(">H", font, table + number * 2)[0] for table in (starts, ends, deltas, offsets)
        )
        for code in range(first, last + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", font, offsets + number * 2 + offset + (code - first) * 2)[0]
                if not glyph:
                    continue
            if (glyph + delta) & 0xFFFF and code != 0xFFFF:
                yield code
