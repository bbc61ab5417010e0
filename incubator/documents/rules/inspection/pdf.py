"""PDF: whole, unlocked, without anything that acts by itself; its pages are counted."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject

from incubator.documents.rules.inspection.sniffing import looks_like_web
from incubator.documents.rules.inspection.zipped import is_end_of_archive
from incubator.documents.rules.kinds import FileKind
from incubator.documents.rules.refusals import Reason, Refused

TAIL_BYTES = 1024
MOST_PAGES = 5_000
MOST_OBJECTS = 200_000
_ACTS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/RichMedia", "/Movie", "/Rendition"})
_PROGRAMS = (".exe", ".dll", ".scr", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".hta", ".lnk", ".jar", ".msi", ".zip")


def answer(source: Path, _target: Path) -> dict[str, Any]:
    """`{"kind": "pdf", "pages": …}` or `{"refused": …, "params": …}`."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        return {"kind": str(FileKind.PDF), "pages": _pages(source)}
    except Refused as refused:
        return {"refused": str(refused.reason), "params": refused.params}
    except (MemoryError, RecursionError):
        return {"refused": str(Reason.TOO_COMPLEX), "params": {}}
    except Exception:  # noqa: BLE001 (pypdf raises whatever a broken object makes Python raise)
        return {"refused": str(Reason.DAMAGED), "params": {}}


def _pages(source: Path) -> int:
    _check_ends(source)
    if is_end_of_archive(source):
        raise Refused(Reason.MIXED)
    with source.open("rb") as opened:
        reader = PdfReader(opened, strict=False)
        if reader.is_encrypted:
            raise Refused(Reason.ENCRYPTED)
        pages = len(reader.pages)
        if not pages:
            raise Refused(Reason.DAMAGED)
        if pages > MOST_PAGES:
            raise Refused(Reason.TOO_COMPLEX)
        for dictionary in _dictionaries(reader):
            _check(dictionary)
        if not all(isinstance(page.mediabox.width, float | int) for page in reader.pages[:1]):
            raise Refused(Reason.DAMAGED)
    return pages


def _check_ends(source: Path) -> None:
    """Begins with its header, ends with %%EOF (ISO 32000-1, 7.5.2 and 7.5.5), and is no web page in between."""
    with source.open("rb") as opened:
        head = opened.read(TAIL_BYTES)
        size = opened.seek(0, 2)
        opened.seek(max(0, size - TAIL_BYTES))
        tail = opened.read()
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise Refused(Reason.DAMAGED)
    if looks_like_web(head.replace(b"<?xpacket", b"").replace(b"<?xml", b"")):
        raise Refused(Reason.MIXED)


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached from the trailer; names arrive here with their escapes undone."""
    waiting: list[Any] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    steps = 0
    while waiting:
        item = waiting.pop()
        steps += 1
        if steps > MOST_OBJECTS * 20 or len(seen) > MOST_OBJECTS:
            raise Refused(Reason.TOO_COMPLEX)
        if isinstance(item, IndirectObject):
            mark = (item.idnum, item.generation)
            if mark not in seen:
                seen.add(mark)
                waiting.append(item.get_object())
        elif isinstance(item, DictionaryObject):
            yield item
            waiting.extend(value for value in item.values() if _leads_on(value))
        elif isinstance(item, ArrayObject):
            waiting.extend(value for value in item if _leads_on(value))


def _leads_on(value: Any) -> bool:
    return isinstance(value, IndirectObject | DictionaryObject | ArrayObject) and not isinstance(value, NullObject)


def _check(dictionary: DictionaryObject) -> None:
    kinds = {str(dictionary.raw_get(key)) for key in ("/S", "/Subtype") if key in dictionary}
    if kinds & _ACTS or "/JS" in dictionary:
        raise Refused(Reason.ACTIVE)
    if "/EF" in dictionary:
        names = (str(dictionary.get(key, "")).strip().casefold() for key in ("/F", "/UF"))
        if any(name.endswith(_PROGRAMS) for name in names):
            raise Refused(Reason.CARRIES_PROGRAM)
