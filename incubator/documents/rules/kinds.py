"""The kinds of file and paper, and what one field accepts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from incubator.core.text import Text, text

MEGABYTE = 1_000_000
MOST_FILE_BYTES = 50 * MEGABYTE
MOST_DAILY_BYTES = 2_000 * MEGABYTE
"""What one person may upload in 24 hours (quality.md FI-08)."""


class FileKind(StrEnum):
    HWP = "hwp"
    HWPX = "hwpx"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    JPG = "jpg"
    PNG = "png"


class PaperKind(StrEnum):
    RECEIPT = "receipt"


LABELS: Mapping[StrEnum, Text] = {
    FileKind.HWP: text("한글 문서(HWP)"),
    FileKind.HWPX: text("한글 표준 문서(HWPX)"),
    FileKind.PDF: text("PDF 문서"),
    FileKind.DOCX: text("워드 문서(DOCX)"),
    FileKind.XLSX: text("엑셀 문서(XLSX)"),
    FileKind.PPTX: text("파워포인트 문서(PPTX)"),
    FileKind.JPG: text("사진(JPG)"),
    FileKind.PNG: text("그림(PNG)"),
    PaperKind.RECEIPT: text("접수증"),
}

_OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES: Mapping[FileKind, str] = {
    FileKind.HWP: "application/x-hwp",
    FileKind.HWPX: "application/hwp+zip",
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: _OFFICE + "wordprocessingml.document",
    FileKind.XLSX: _OFFICE + "spreadsheetml.sheet",
    FileKind.PPTX: _OFFICE + "presentationml.presentation",
    FileKind.JPG: "image/jpeg",
    FileKind.PNG: "image/png",
}
EXTENSIONS: Mapping[str, FileKind] = {str(kind): kind for kind in FileKind} | {"jpeg": FileKind.JPG}

ALL_KINDS = frozenset(FileKind)
PICTURES = frozenset({FileKind.JPG, FileKind.PNG})


@dataclass(frozen=True)
class FileRule:
    """What one field accepts: kinds by content, bytes per file, and pages where they can be counted (PDF)."""

    kinds: frozenset[FileKind] = ALL_KINDS
    max_bytes: int = MOST_FILE_BYTES
    max_pages: int | None = None

    def __post_init__(self) -> None:
        pages_fit = self.max_pages is None or self.max_pages > 0
        if not (self.kinds and 0 < self.max_bytes <= MOST_FILE_BYTES and pages_fit):
            raise ValueError("a file rule accepts some kind, some bytes and some pages")

    @property
    def extensions(self) -> tuple[str, ...]:
        """What the `accept` attribute of a file field lists: `.hwp`, `.pdf` and so on."""
        return tuple(f".{name}" for name, kind in EXTENSIONS.items() if kind in self.kinds)

    @property
    def in_words(self) -> Text:
        """The limits, to be said beside the field."""
        kinds = ", ".join(kind.upper() for kind in FileKind if kind in self.kinds)
        megabytes = f"{self.max_bytes / MEGABYTE:g}"
        if self.max_pages:
            return text(
                "%(kinds)s · 한 파일 %(megabytes)s MB까지 · PDF는 %(pages)s쪽까지",
                kinds=kinds,
                megabytes=megabytes,
                pages=self.max_pages,
            )
        return text("%(kinds)s · 한 파일 %(megabytes)s MB까지", kinds=kinds, megabytes=megabytes)
