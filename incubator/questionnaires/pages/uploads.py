"""Files of an answer, and the field that takes them: what `components/upload.html` draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any as Plain

from incubator.core.text import Text, text
from incubator.questionnaires.rules import FileAccept, Question
from incubator.questionnaires.rules.problems_of_value import kinds_text, size_text


@dataclass(frozen=True)
class FileUrls:
    """Where files go, with `{key}` for the question and `{file_id}` for the file."""

    upload: str
    download: str
    remove: str

    def of(self, pattern: str, key: str, file_id: str = "") -> str:
        return pattern.replace("{key}", key).replace("{file_id}", file_id)


@dataclass(frozen=True)
class FileView:
    id: str
    name: str
    size_text: str
    pages: int | None
    sha256: str
    download_url: str
    remove_url: str


@dataclass(frozen=True)
class UploadView:
    """`accept` is the attribute of a file input (".hwp,.pdf"); `limits` are sentences said beside the field."""

    url: str
    accept: str
    max_bytes: int
    max_text: str
    limits: tuple[Text, ...]
    files: tuple[FileView, ...]
    total_text: Text
    several: bool


def upload_view(question: Question, value: Plain, urls: FileUrls) -> UploadView | None:
    accept = question.accept
    if accept is None:
        return None
    return UploadView(
        url=urls.of(urls.upload, question.key),
        accept=",".join(f".{kind}" for kind in accept.kinds),
        max_bytes=accept.max_bytes,
        max_text=size_text(accept.max_bytes),
        limits=_limits(accept),
        files=files_of(question.key, value, urls),
        total_text=total_text(value),
        several=accept.max_files > 1,
    )


def files_of(key: str, value: Plain, urls: FileUrls) -> tuple[FileView, ...]:
    """The files of a stored answer, with their addresses."""
    return tuple(
        FileView(
            id=file["file_id"],
            name=file["name"],
            size_text=size_text(file["size"]),
            pages=file.get("pages"),
            sha256=file["sha256"],
            download_url=urls.of(urls.download, key, file["file_id"]),
            remove_url=urls.of(urls.remove, key, file["file_id"]),
        )
        for file in value or ()
    )


def total_text(value: Plain) -> Text:
    """`파일 2개, 모두 1.8 MB`."""
    files = value or ()
    if not files:
        return text("아직 올린 파일이 없습니다.")
    size = size_text(sum(file["size"] for file in files))
    return text("파일 %(count)s개, 모두 %(size)s", count=len(files), size=size)


def _limits(accept: FileAccept) -> tuple[Text, ...]:
    limits = [
        text("%(kinds)s 파일", kinds=kinds_text(accept)),
        text("한 파일에 %(size)s까지", size=size_text(accept.max_bytes)),
        text("%(count)s개까지", count=accept.max_files),
    ]
    if accept.max_pages is not None:
        limits.append(text("%(pages)s쪽까지", pages=accept.max_pages))
        if set(accept.kinds) - {"pdf", "jpg", "png"}:
            limits.append(text("쪽수는 PDF만 자동으로 세므로 다른 파일은 직접 확인해 주세요"))
    return tuple(limits)
