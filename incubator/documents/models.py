"""Stored files, who opened them, and papers the centre has issued."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from incubator.db.base import Base, Identified, Timestamps, Versioned
from incubator.documents.rules import FileKind, PaperKind, content_hash
from incubator.documents.rules.reading.gathering import Reading
from incubator.documents.workflow import FILES, PAPERS, FileState, FileStep, PaperState, PaperStep

PERSONAL = {"personal": True}


class StoredFile(Identified, Timestamps, Base):
    """One upload.  Content lies under its hash (several rows may share it); the name is what the person called it.

    It has no public address: the slice that owns it serves it after asking its own policy.
    """

    __tablename__ = "stored_files"
    __table_args__ = (
        CheckConstraint("size > 0", name="has_content"),
        CheckConstraint("pages IS NULL OR pages > 0", name="has_pages"),
        CheckConstraint("(state = 'purged') = (purged_at IS NOT NULL)", name="purged_has_time"),
        Index("ix_stored_files_sha256", "sha256"),
        Index("ix_stored_files_uploaded_by", "uploaded_by", "created_at"),
        Index("ix_stored_files_expires_at", "expires_at"),
    )

    sha256: Mapped[str]
    size: Mapped[int]
    media_type: Mapped[str]
    kind: Mapped[FileKind]
    name: Mapped[str] = mapped_column(info=PERSONAL)
    pages: Mapped[int | None]
    uploaded_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    state: Mapped[FileState] = mapped_column(default=FileState.UPLOADED)
    scanned_at: Mapped[datetime | None]
    scan_note: Mapped[str] = mapped_column(default="")
    expires_at: Mapped[datetime | None]
    purged_at: Mapped[datetime | None]

    @property
    def is_available(self) -> bool:
        """Whether people other than the uploader may receive it."""
        return self.state is FileState.CLEAN

    @property
    def is_present(self) -> bool:
        """Whether the content should be on the disk."""
        return self.state is not FileState.PURGED

    def pass_scan(self, *, at: datetime, note: str) -> None:
        self.state = FILES.after(self.state, FileStep.RECORD_CLEAN)
        self.scanned_at, self.scan_note = at, note

    def fail_scan(self, *, at: datetime, note: str) -> None:
        self.state = FILES.after(self.state, FileStep.RECORD_INFECTED)
        self.scanned_at, self.scan_note = at, note

    def purge(self, *, at: datetime) -> None:
        """The name goes with the content; size, kind and hash stay as proof of what was destroyed."""
        self.state = FILES.after(self.state, FileStep.PURGE)
        self.purged_at, self.name = at, ""


class FileText(Identified, Base):
    """The text of a content, read once whoever uploads it; it goes with the content.  `text` is blank without one."""

    __tablename__ = "file_texts"
    __table_args__ = (UniqueConstraint("sha256"),)

    sha256: Mapped[str]
    reading: Mapped[Reading]
    text: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    read_at: Mapped[datetime]


class FileAccess(Identified, Base):
    """Somebody received a file's content."""

    __tablename__ = "file_accesses"
    __table_args__ = (Index("ix_file_accesses_file", "file_id", "at"),)

    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_files.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    address: Mapped[str] = mapped_column(default="", info=PERSONAL)
    purpose: Mapped[str]


class IssuedPaper(Identified, Versioned, Base):
    """A paper with a number and a public code, as it was issued: `content` never changes.

    `sha256` is the hash of the canonical JSON of `content` (rules.content_hash), so that a change would show.
    """

    __tablename__ = "issued_papers"
    __table_args__ = (
        Index(
            "uq_issued_papers_number_in_force",
            "kind",
            "number",
            unique=True,
            sqlite_where=text("state = 'issued'"),
            postgresql_where=text("state = 'issued'"),
        ),
        Index("ix_issued_papers_subject", "subject_kind", "subject_id"),
        CheckConstraint("(state = 'issued') = (ended_at IS NULL)", name="ended_has_time"),
    )

    kind: Mapped[PaperKind]
    number: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    holder_masked: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(info=PERSONAL)
    sha256: Mapped[str]
    issued_at: Mapped[datetime]
    issued_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    state: Mapped[PaperState] = mapped_column(default=PaperState.ISSUED)
    ended_at: Mapped[datetime | None]
    ended_reason: Mapped[str] = mapped_column(default="")
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID]
    replaced_id: Mapped[UUID | None] = mapped_column(ForeignKey("issued_papers.id"))

    def bear(self, content: Mapping[str, Any], *, code: str, at: datetime) -> None:
        """Take the content for good, with its hash."""
        self.content, self.sha256 = dict(content), content_hash(content)
        self.code, self.issued_at = code, at

    def give_way(self, *, at: datetime) -> None:
        """A newer paper takes the number over."""
        self.state = PAPERS.after(self.state, PaperStep.REISSUE)
        self.ended_at = at

    def revoke(self, *, at: datetime, reason: str) -> None:
        self.state = PAPERS.after(self.state, PaperStep.REVOKE)
        self.ended_at, self.ended_reason = at, reason
