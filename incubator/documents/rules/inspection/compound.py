"""HWP 5 and other OLE compound files."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import olefile

from incubator.documents.rules.inspection.zipped import is_end_of_archive
from incubator.documents.rules.kinds import FileKind
from incubator.documents.rules.refusals import Reason, Refused

MARK = b"HWP Document File"
HEADER_BYTES = 40
_PASSWORD, _DRM, _CERTIFICATE = 1 << 1, 1 << 4, 1 << 8 | 1 << 10
_PROGRAMS = (".exe", ".dll", ".scr", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".hta", ".lnk", ".jar", ".msi")
_OLD_OFFICE = ("WordDocument", "Workbook", "Book", "PowerPoint Document")


def answer(source: Path, _target: Path) -> dict[str, Any]:
    """`{"kind": …}` or `{"refused": …, "params": …}`."""
    try:
        return {"kind": str(_kind(source))}
    except Refused as refused:
        return {"refused": str(refused.reason), "params": refused.params}
    except (MemoryError, RecursionError):
        return {"refused": str(Reason.TOO_COMPLEX), "params": {}}
    except Exception:  # noqa: BLE001 (olefile raises whatever a broken table makes Python raise)
        return {"refused": str(Reason.DAMAGED), "params": {}}


def _kind(source: Path) -> FileKind:
    if is_end_of_archive(source):
        raise Refused(Reason.MIXED)
    with olefile.OleFileIO(str(source)) as compound:
        if compound.exists("EncryptedPackage"):
            raise Refused(Reason.ENCRYPTED)
        if any(compound.exists(name) for name in _OLD_OFFICE):
            raise Refused(Reason.OLD_OFFICE)
        if not compound.exists("FileHeader"):
            raise Refused(Reason.UNKNOWN)
        _check_header(compound.openstream("FileHeader").read(HEADER_BYTES))
        names = ["/".join(parts) for parts in compound.listdir()]
        _check_streams(compound, names)
    return FileKind.HWP


def _check_header(header: bytes) -> None:
    """한글 문서 파일 형식 5.0, 3.2.1: 32 bytes of signature, version, attributes."""
    if len(header) < HEADER_BYTES or header[:32].rstrip(b"\0") != MARK:
        raise Refused(Reason.UNKNOWN)
    version, flags = struct.unpack_from("<2L", header, 32)
    if version >> 24 != 5:
        raise Refused(Reason.OLD_HWP)
    if flags & _PASSWORD:
        raise Refused(Reason.ENCRYPTED)
    if flags & (_DRM | _CERTIFICATE):
        raise Refused(Reason.PROTECTED)


def _check_streams(compound: Any, names: list[str]) -> None:
    """The body is there (a distribution copy keeps it in ViewText) and can be read to its end."""
    if "DocInfo" not in names or not any(name.startswith(("BodyText/Section", "ViewText/Section")) for name in names):
        raise Refused(Reason.DAMAGED)
    for name in names:
        if name.casefold().endswith(_PROGRAMS):
            raise Refused(Reason.CARRIES_PROGRAM)
        size, content = compound.get_size(name), compound.openstream(name).read()
        if len(content) != size:
            raise Refused(Reason.DAMAGED)
        if name.startswith("BinData/") and content.startswith((b"MZ", b"\x7fELF")):
            raise Refused(Reason.CARRIES_PROGRAM)
