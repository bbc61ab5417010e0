"""HWPX, DOCX, XLSX, PPTX: ZIP files with a part that says what they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from incubator.documents.rules.inspection.zipped import STORED, Entry, read_entries, unpack
from incubator.documents.rules.kinds import FileKind
from incubator.documents.rules.refusals import Reason, Refused

TYPES = "[Content_Types].xml"
MOST_PART = 4_000_000
"""Bytes of a part that is read as XML here: the directory parts are a few kilobytes."""

_MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": FileKind.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": FileKind.XLSX,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": FileKind.PPTX,
}
_PROGRAMS = frozenset(
    {"exe", "dll", "scr", "com", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "hta", "msi", "lnk", "jar"}
    | {"apk", "app", "sh", "py", "reg", "cpl", "pif", "html", "htm", "svgz", "mht"}
)
_ARCHIVES = frozenset({"zip", "7z", "rar", "gz", "tgz", "bz2", "xz", "alz", "egg", "iso", "cab"})
_DOCTYPES = tuple("<!doctype".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


def answer(source: Path, _target: Path) -> dict[str, Any]:
    """`{"kind": …}` or `{"refused": …, "params": …}`."""
    try:
        with source.open("rb") as opened:
            return {"kind": str(_kind(opened))}
    except Refused as refused:
        return {"refused": str(refused.reason), "params": refused.params}


def _kind(source: BinaryIO) -> FileKind:
    entries = read_entries(source)
    parts = {entry.name: entry for entry in entries if not entry.is_folder}
    kind = _told_kind(source, entries, parts)
    for entry in parts.values():
        _check_member(source, entry)
    return kind


def _told_kind(source: BinaryIO, entries: list[Entry], parts: Mapping[str, Entry]) -> FileKind:
    if entries[0].name == "mimetype":
        return _hancom(source, entries[0], parts)
    if TYPES in parts:
        return _office(source, parts)
    raise Refused(Reason.ARCHIVE)


def _hancom(source: BinaryIO, mimetype: Entry, parts: Mapping[str, Entry]) -> FileKind:
    """KS X 6101: the first member is a stored `mimetype`; the package lists Contents/content.hpf."""
    told = b"".join(unpack(source, mimetype)) if mimetype.unpacked < 200 else b""
    if told.strip() != b"application/hwp+zip":
        raise Refused(Reason.OTHER_OFFICE if told.startswith(b"application/") else Reason.ARCHIVE)
    if mimetype.method != STORED or "Contents/content.hpf" not in parts or "Contents/header.xml" not in parts:
        raise Refused(Reason.DAMAGED)
    if not any(name.startswith("Contents/section") and name.endswith(".xml") for name in parts):
        raise Refused(Reason.DAMAGED)
    manifest = parts.get("META-INF/manifest.xml")
    if manifest and any(element.tag.endswith("}encryption-data") for element in read_xml(source, manifest).iter()):
        raise Refused(Reason.ENCRYPTED)
    return FileKind.HWPX


def _office(source: BinaryIO, parts: Mapping[str, Entry]) -> FileKind:
    """ECMA-376 part 2: the content type of the main part names the kind."""
    told = {element.get("PartName", ""): element.get("ContentType", "") for element in read_xml(source, parts[TYPES])}
    if any("macroEnabled" in value or "vbaProject" in value for value in told.values()):
        raise Refused(Reason.MACRO)
    main = [(name.lstrip("/"), _MAIN[value]) for name, value in told.items() if value in _MAIN]
    if not main:
        raise Refused(Reason.OTHER_OFFICE)
    if len(main) > 1:
        raise Refused(Reason.MIXED)
    name, kind = main[0]
    if name not in parts or "_rels/.rels" not in parts:
        raise Refused(Reason.DAMAGED)
    return kind


def read_xml(source: BinaryIO, entry: Entry, *, most: int = MOST_PART) -> Any:
    """A part as a tree without entities and definitions of its own.  Raises Refused."""
    if entry.unpacked > most:
        raise Refused(Reason.TOO_COMPLEX)
    try:
        return fromstring(b"".join(unpack(source, entry)))
    except DefusedXmlException as error:
        raise Refused(Reason.BOMB) from error
    except (ParseError, ValueError, LookupError) as error:
        raise Refused(Reason.DAMAGED) from error


def _check_member(source: BinaryIO, entry: Entry) -> None:
    """The content is what its header says; no program, no archive, no macro, no XML with definitions of its own."""
    name = entry.name.casefold()
    extension = name.rpartition(".")[2]
    if extension in _PROGRAMS | _ARCHIVES:
        raise Refused(Reason.CARRIES_PROGRAM)
    if name.endswith("vbaproject.bin"):
        raise Refused(Reason.MACRO)
    head = b""
    for piece in unpack(source, entry):
        head = head or piece
    if head.startswith((b"MZ", b"\x7fELF")):
        raise Refused(Reason.CARRIES_PROGRAM)
    if extension in ("xml", "rels", "hpf") and any(mark in head.lower() for mark in _DOCTYPES):
        raise Refused(Reason.BOMB)
