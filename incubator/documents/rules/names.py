"""The name a person gave a file: kept in Korean, in composed letters, without what a path or a screen could be fooled by."""

from __future__ import annotations

import re
import unicodedata

from incubator.core.errors import Invalid
from incubator.documents.rules.kinds import EXTENSIONS, LABELS, FileKind, FileRule
from incubator.documents.rules.refusals import Reason, refusal

MOST_LETTERS = 150
MOST_EXTENSION = 10
MOST_BYTES = 240
"""Windows and Linux take 255; the rest is for “(1)” and the like of browsers."""

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_NOT_IN_NAMES = re.compile(r'["*:<>?|]')

_OTHERS = {
    **dict.fromkeys(("zip", "7z", "rar", "alz", "egg", "gz", "tar"), Reason.ARCHIVE),
    **dict.fromkeys(("doc", "xls", "ppt"), Reason.OLD_OFFICE),
    **dict.fromkeys(("docm", "xlsm", "pptm", "xlsb"), Reason.MACRO),
    **dict.fromkeys(("odt", "ods", "odp", "rtf", "txt", "csv", "hwt", "show", "cell"), Reason.OTHER_OFFICE),
    **dict.fromkeys(("gif", "bmp", "webp", "heic", "heif", "tif", "tiff", "avif"), Reason.OTHER_PICTURE),
    **dict.fromkeys(("html", "htm", "svg", "xml", "mht"), Reason.WEB_PAGE),
    **dict.fromkeys(("exe", "msi", "bat", "cmd", "js", "vbs", "ps1", "sh", "jar", "scr", "lnk"), Reason.PROGRAM),
}


def clean_name(raw: str) -> str:
    """NFC, last part of a path, no control or direction marks, at most 150 letters; the extension survives the cut.

    Raises Invalid when no name or no extension is left.
    """
    name = unicodedata.normalize("NFC", raw).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(" " if char.isspace() else char for char in name if _shows(char))
    name = _NOT_IN_NAMES.sub("_", " ".join(name.split())).strip(" .")
    stem, dot, extension = name.rpartition(".")
    stem = stem.strip()
    if not dot or not stem or not extension:
        raise refusal(Reason.BAD_NAME)
    if len(extension) > MOST_EXTENSION:
        raise refusal(Reason.UNKNOWN)
    return f"{_cut(stem, len(extension.encode()) + 1)}.{extension}"


def _shows(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) not in _INVISIBLE


def _cut(stem: str, taken: int) -> str:
    stem = stem[: MOST_LETTERS - taken]
    while len(stem.encode()) > MOST_BYTES - taken:
        stem = stem[:-1]
    return stem.rstrip()


def extension_of(name: str) -> str:
    return unicodedata.normalize("NFKC", name.rpartition(".")[2]).lower()


def claimed_kind(name: str) -> FileKind | None:
    """What the extension says; None for one we do not take."""
    return EXTENSIONS.get(extension_of(name))


def check_claim(name: str, accept: FileRule) -> None:
    """Refuse by its extension alone what the field can never take, before anything is sent.  Raises Invalid."""
    kind = claimed_kind(name)
    if kind is None:
        raise refusal(_OTHERS.get(extension_of(name), Reason.UNKNOWN))
    if kind not in accept.kinds:
        raise _not_accepted(kind, accept)


def check_content(name: str, kind: FileKind, pages: int | None, accept: FileRule) -> None:
    """Hold what the content is against the name and the field's rule.  Raises Invalid."""
    if claimed_kind(name) is not kind:
        raise refusal(Reason.WRONG_EXTENSION, extension=extension_of(name), content=LABELS[kind])
    if kind not in accept.kinds:
        raise _not_accepted(kind, accept)
    if accept.max_pages and pages and pages > accept.max_pages:
        raise refusal(Reason.TOO_MANY_PAGES, pages=pages, most=accept.max_pages)


def _not_accepted(kind: FileKind, accept: FileRule) -> Invalid:
    accepted = ", ".join(item.upper() for item in FileKind if item in accept.kinds)
    return refusal(Reason.NOT_ACCEPTED, kind=LABELS[kind], accepted=accepted)
