"""Reading files and papers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from incubator.accounts.models import User
from incubator.core.books import MOST_FOUND, Book, Named
from incubator.core.errors import Unavailable, or_not_found
from incubator.core.text import text
from incubator.documents.models import FileText, IssuedPaper, StoredFile
from incubator.documents.workflow import FileState, PaperState
from incubator.ports import blobs

log = structlog.get_logger("documents")
_DAY = timedelta(days=1)


def get_file(session: Session, file_id: UUID) -> StoredFile:
    """The row, whatever its state.  Who may have the content is asked by `policy.may_receive`.  Raises NotFound."""
    return or_not_found(session.get(StoredFile, file_id))


def get_file_for_change(session: Session, file_id: UUID) -> StoredFile:
    """The row, locked.  Raises NotFound."""
    return or_not_found(session.scalar(select(StoredFile).where(StoredFile.id == file_id).with_for_update()))


def list_files(session: Session, file_ids: Sequence[UUID]) -> list[StoredFile]:
    """The files of these ids, in the order of the ids; ids that are not there are left out."""
    if not file_ids:
        return []
    found = {file.id: file for file in session.scalars(select(StoredFile).where(StoredFile.id.in_(set(file_ids))))}
    return [found[file_id] for file_id in file_ids if file_id in found]


def list_unscanned_ids(session: Session) -> list[UUID]:
    """Files that still wait for the scanner, oldest first."""
    return list(
        session.scalars(
            select(StoredFile.id).where(StoredFile.state == FileState.UPLOADED).order_by(StoredFile.created_at)
        )
    )


def list_expired_ids(session: Session, now: datetime) -> list[UUID]:
    """Files whose time has come and whose content is still there."""
    return list(
        session.scalars(
            select(StoredFile.id)
            .where(StoredFile.expires_at <= now, StoredFile.state != FileState.PURGED)
            .order_by(StoredFile.expires_at)
        )
    )


def list_kept_hashes(session: Session) -> dict[str, UUID]:
    """Every hash that should lie in the store, with the oldest file that names it."""
    rows = session.execute(
        select(StoredFile.sha256, StoredFile.id)
        .where(StoredFile.state != FileState.PURGED)
        .order_by(StoredFile.created_at.desc())
    )
    return {row.sha256: row.id for row in rows}


def is_hash_kept(session: Session, sha256: str) -> bool:
    return bool(
        session.scalar(
            select(func.count())
            .select_from(StoredFile)
            .where(StoredFile.sha256 == sha256, StoredFile.state != FileState.PURGED)
        )
    )


def count_bytes_of_day(session: Session, user_id: UUID, now: datetime) -> int:
    """What the person uploaded within the last 24 hours.  Locks the person's row: uploads of one person take turns."""
    session.scalar(select(User.id).where(User.id == user_id).with_for_update())
    total = session.scalar(
        select(func.coalesce(func.sum(StoredFile.size), 0)).where(
            StoredFile.uploaded_by == user_id, StoredFile.created_at > now - _DAY
        )
    )
    return int(total or 0)


def read_chunks(file: StoredFile) -> Iterator[bytes]:
    """The content, after its hash has been verified (quality.md FI-09).

    Raises Unavailable when the bytes are gone or differ from what was stored; nothing of them is given out.  The log
    has the alarm; `usecases.open_file` also leaves it as a fact.
    """
    if not (file.is_present and blobs.is_intact(file.sha256)):
        log.error("stored file is damaged", file_id=str(file.id), sha256=file.sha256)
        raise damaged()
    return blobs.read(file.sha256)


def damaged() -> Unavailable:
    return Unavailable(
        text("보관된 파일이 처음 받은 것과 달라 내드릴 수 없습니다."),
        how=text("운영자에게 자동으로 알렸습니다. 급하시면 공고의 문의처로 연락해 주세요."),
    )


def get_paper(session: Session, paper_id: UUID) -> IssuedPaper:
    """Raises NotFound."""
    return or_not_found(session.get(IssuedPaper, paper_id))


def get_paper_for_change(session: Session, paper_id: UUID) -> IssuedPaper:
    """The row, locked.  Raises NotFound."""
    return or_not_found(session.scalar(select(IssuedPaper).where(IssuedPaper.id == paper_id).with_for_update()))


def find_paper_by_code(session: Session, code: str) -> IssuedPaper | None:
    """`code` bare, as `rules.read_code` gives it."""
    return session.scalar(select(IssuedPaper).where(IssuedPaper.code == code))


def find_successor(session: Session, paper_id: UUID) -> IssuedPaper | None:
    """The paper that replaced this one."""
    return session.scalar(select(IssuedPaper).where(IssuedPaper.replaced_id == paper_id))


def find_paper_in_force(session: Session, *, subject_kind: str, subject_id: UUID) -> IssuedPaper | None:
    """The newest paper about this subject that still holds."""
    return session.scalar(
        select(IssuedPaper)
        .where(
            IssuedPaper.subject_kind == subject_kind,
            IssuedPaper.subject_id == subject_id,
            IssuedPaper.state == PaperState.ISSUED,
        )
        .order_by(IssuedPaper.issued_at.desc())
        .limit(1)
    )


def _papers(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    rows = session.execute(select(IssuedPaper.id, IssuedPaper.number, IssuedPaper.code).where(IssuedPaper.id.in_(ids)))
    return {paper_id: Named(number, f"/verify/{code}") for paper_id, number, code in rows}


def _find_papers(session: Session, words: str) -> Sequence[UUID]:
    return session.scalars(select(IssuedPaper.id).where(IssuedPaper.number == words.upper()).limit(MOST_FOUND)).all()


def _files(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    """Without an address: the slice that owns a file serves it after asking its own policy."""
    rows = session.execute(select(StoredFile.id, StoredFile.name).where(StoredFile.id.in_(ids)))
    return {file_id: Named(name) for file_id, name in rows}


def _find_files(session: Session, words: str) -> Sequence[UUID]:
    named = StoredFile.name.contains(words, autoescape=True)
    return session.scalars(select(StoredFile.id).where(named).order_by(StoredFile.id.desc()).limit(MOST_FOUND)).all()


BOOKS = (Book("paper", _papers, _find_papers), Book("file", _files, _find_files))
"""What papers and files are called, for pages that know only their ids."""


def list_texts(session: Session, hashes: Collection[str]) -> dict[str, FileText]:
    """What was read of these contents, by hash."""
    return {row.sha256: row for row in session.scalars(select(FileText).where(FileText.sha256.in_(hashes)))}
