"""What the first bytes say: which parser looks closer, or why none does."""

from __future__ import annotations

from enum import StrEnum

from incubator.documents.rules.refusals import Reason, Refused

HEAD_BYTES = 4096


class Family(StrEnum):
    """Each is the name of a module beside this one."""

    ARCHIVE = "archive"
    COMPOUND = "compound"
    PDF = "pdf"
    PICTURE = "picture"


_FAMILIES: tuple[tuple[bytes, Family], ...] = (
    (b"PK\x03\x04", Family.ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Family.COMPOUND),
    (b"%PDF-", Family.PDF),
    (b"\xff\xd8\xff", Family.PICTURE),
    (b"\x89PNG\r\n\x1a\n", Family.PICTURE),
)
_OTHERS: tuple[tuple[bytes, Reason], ...] = (
    (b"HWP Document File V", Reason.OLD_HWP),
    (b"MZ", Reason.PROGRAM),
    (b"\x7fELF", Reason.PROGRAM),
    (b"#!", Reason.PROGRAM),
    (b"\xca\xfe\xba\xbe", Reason.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Reason.PROGRAM),
    (b"\xce\xfa\xed\xfe", Reason.PROGRAM),
    (b"\x4c\x00\x00\x00\x01\x14\x02\x00", Reason.PROGRAM),
    (b"dex\n", Reason.PROGRAM),
    (b"PK", Reason.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Reason.ARCHIVE),
    (b"Rar!", Reason.ARCHIVE),
    (b"\x1f\x8b", Reason.ARCHIVE),
    (b"BZh", Reason.ARCHIVE),
    (b"\xfd7zXZ\x00", Reason.ARCHIVE),
    (b"ALZ\x01", Reason.ARCHIVE),
    (b"EGGA", Reason.ARCHIVE),
    (b"{\\rtf", Reason.OTHER_OFFICE),
    (b"GIF8", Reason.OTHER_PICTURE),
    (b"BM", Reason.OTHER_PICTURE),
    (b"II*\x00", Reason.OTHER_PICTURE),
    (b"MM\x00*", Reason.OTHER_PICTURE),
)
_WEB = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<?php", b"<iframe", b"<body", b"<!--", b"javascript:")


def family_of(head: bytes) -> Family:
    """The parser for these first bytes.  Raises Refused for everything that is no document of ours."""
    if not head:
        raise Refused(Reason.EMPTY)
    for mark, family in _FAMILIES:
        if head.startswith(mark):
            return family
    if head.startswith(b"RIFF") or head[4:8] == b"ftyp":
        raise Refused(Reason.OTHER_PICTURE)
    for mark, reason in _OTHERS:
        if head.startswith(mark):
            raise Refused(reason)
    if looks_like_web(head):
        raise Refused(Reason.WEB_PAGE)
    raise Refused(Reason.DAMAGED if b"%PDF-" in head else Reason.UNKNOWN)


def looks_like_web(head: bytes) -> bool:
    """Whether a browser might take these bytes for a page or a script, in ASCII or UTF-16."""
    plain = head.replace(b"\0", b"").lower()
    return any(mark in plain for mark in _WEB)
