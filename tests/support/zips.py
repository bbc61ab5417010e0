"""Writes ZIP files byte by byte, so that a test can lie in any field."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Member:
    """One member; what is not None overrides the truth in the named header."""

    name: str
    content: bytes = b""
    stored: bool = False
    flags: int = 0x800
    method: int | None = None
    attributes: int = 0
    local_name: str | None = None
    local_crc: int | None = None
    told_size: int | None = None
    told_packed: int | None = None
    told_crc: int | None = None
    offset: int | None = None
    raw_name: bytes | None = None


def zipped(
    members: Sequence[Member], *, before: bytes = b"", after: bytes = b"", gap: bytes = b"", **end: Any
) -> bytes:
    """A ZIP file; `end` may name `count`, `length`, `begin`, `comment` of the end record."""
    body, central = before, b""
    for member in members:
        packed = member.content if member.stored else _deflated(member.content)
        method = member.method if member.method is not None else (0 if member.stored else 8)
        crc = zlib.crc32(member.content)
        name = member.raw_name or member.name.encode()
        size = len(member.content) if member.told_size is None else member.told_size
        told_packed = len(packed) if member.told_packed is None else member.told_packed
        told_crc = crc if member.told_crc is None else member.told_crc
        local_name = (member.local_name or "").encode() or name
        offset = len(body) if member.offset is None else member.offset
        local_crc = told_crc if member.local_crc is None else member.local_crc
        body += struct.pack(
            "<4s5H3L2H",
            *(b"PK\x03\x04", 20, member.flags, method, 0, 0x4895, local_crc, told_packed, size, len(local_name), 0),
        )
        body += local_name + packed + gap
        central += struct.pack(
            "<4s6H3L5H2L",
            *(b"PK\x01\x02", 0x031E, 20, member.flags, method, 0, 0x4895, told_crc, told_packed, size, len(name)),
            *(0, 0, 0, 0, member.attributes, offset),
        )
        central += name
    comment = end.get("comment", b"")
    count = end.get("count", len(members))
    return (
        body
        + central
        + struct.pack(
            "<4s4H2LH",
            *(b"PK\x05\x06", 0, 0, count, count, end.get("length", len(central)), end.get("begin", len(body))),
            len(comment),
        )
        + comment
        + after
    )


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()
