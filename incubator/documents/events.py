"""Facts about files and papers.  Names of files are personal often enough: facts carry ids, sizes and hashes only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class FileStored(Event):
    name: ClassVar[str] = "file.stored"
    about: ClassVar[str] = "file_id"

    file_id: UUID
    kind: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class FileFoundClean(Event):
    name: ClassVar[str] = "file.found_clean"
    about: ClassVar[str] = "file_id"

    file_id: UUID


@dataclass(frozen=True, kw_only=True)
class FileFoundInfected(Event):
    """`signature` is the scanner's name for what it found."""

    name: ClassVar[str] = "file.found_infected"
    about: ClassVar[str] = "file_id"

    file_id: UUID
    signature: str


@dataclass(frozen=True, kw_only=True)
class FileOpened(Event):
    """Somebody received the content; `purpose` is the route or the reason."""

    name: ClassVar[str] = "file.opened"
    about: ClassVar[str] = "file_id"

    file_id: UUID
    purpose: str


@dataclass(frozen=True, kw_only=True)
class FileDamaged(Event):
    """The stored bytes are gone or no longer have their hash: an alarm."""

    name: ClassVar[str] = "file.damaged"
    about: ClassVar[str] = "file_id"

    file_id: UUID
    sha256: str
    finding: str


@dataclass(frozen=True, kw_only=True)
class FileReleased(Event):
    """Its slice holds it no longer; it goes when its time has come."""

    name: ClassVar[str] = "file.released"
    about: ClassVar[str] = "file_id"

    file_id: UUID


@dataclass(frozen=True, kw_only=True)
class FilePurged(Event):
    name: ClassVar[str] = "file.purged"
    about: ClassVar[str] = "file_id"

    file_id: UUID


@dataclass(frozen=True, kw_only=True)
class PaperIssued(Event):
    name: ClassVar[str] = "paper.issued"
    about: ClassVar[str] = "paper_id"

    paper_id: UUID
    kind: str
    number: str


@dataclass(frozen=True, kw_only=True)
class PaperReissued(Event):
    """The paper `replaced_id` gave way to `paper_id` under the same number."""

    name: ClassVar[str] = "paper.reissued"
    about: ClassVar[str] = "paper_id"

    paper_id: UUID
    replaced_id: UUID
    kind: str
    number: str


@dataclass(frozen=True, kw_only=True)
class PaperRevoked(Event):
    name: ClassVar[str] = "paper.revoked"
    about: ClassVar[str] = "paper_id"

    paper_id: UUID
    kind: str
    number: str
