"""Stored files and issued papers: the smallest valid ones."""

from __future__ import annotations

import io
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

from incubator.accounts.models import User
from incubator.core.ids import new_id
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.documents import queries
from incubator.documents.models import IssuedPaper, StoredFile
from incubator.documents.rules import (
    MEDIA_TYPES,
    MOST_FILE_BYTES,
    FileKind,
    PaperKind,
    Receipt,
    ReceiptFile,
    claimed_kind,
)
from incubator.documents.usecases.issue_paper import issue_paper
from incubator.documents.workflow import FileState
from incubator.ports import blobs
from incubator.web import clock

_numbers = count(1)


def a_stored_file(
    uploaded_by: User | UUID,
    name: str = "사업계획서.pdf",
    content: bytes | None = None,
    *,
    state: FileState = FileState.CLEAN,
    pages: int | None = None,
    now: datetime | None = None,
    **columns: Any,
) -> StoredFile:
    """A file with content on disk, without the inspection (`store_file` has it); the kind follows from the name."""
    user_id = uploaded_by if isinstance(uploaded_by, UUID) else uploaded_by.id
    kind = claimed_kind(name) or FileKind.PDF
    incoming, blob = blobs.receive(
        io.BytesIO(content or f"{name} {next(_numbers)}".encode()), most_bytes=MOST_FILE_BYTES
    )
    with unit_of_work(bookkeeping=True) as work:
        file = StoredFile(
            sha256=blob.sha256,
            size=blob.size,
            media_type=MEDIA_TYPES[kind],
            kind=kind,
            name=name,
            pages=pages,
            uploaded_by=user_id,
            state=state,
            created_at=now or clock.now(),
            **columns,
        )
        work.session.add(file)
        work.session.flush()
        blobs.keep(incoming, blob)
        file_id = file.id
    return queries.get_file(session_now(), file_id)


def a_receipt(number: str = "2016-IGEN-03-0042", **changes: Any) -> Receipt:
    told: dict[str, Any] = {
        "number": number,
        "program": "I-Gen 챌린지",
        "round_title": "2016년 제3회 I-Gen 챌린지 공모전",
        "project_title": "해수담수화 막모듈 국산화",
        "applicant": "㈜가온*** (대표자 김*늘)",
        "received_at": clock.now(),
        "version": 1,
        "contact": "창업지원팀 055-000-0000",
        "files": (ReceiptFile("사업계획서.hwp", 1_234_567, "0123456789ab" * 5 + "cdef", None, "사업계획서"),),
    }
    return Receipt(**(told | changes))


def a_paper(number: str | None = None, *, receipt: Receipt | None = None, **changes: Any) -> IssuedPaper:
    """An issued receipt."""
    receipt = receipt or a_receipt(number or f"2016-IGEN-03-{next(_numbers):04}")
    told: dict[str, Any] = {
        "actor": None,
        "kind": PaperKind.RECEIPT,
        "number": receipt.number,
        "title": receipt.project_title,
        "holder_masked": receipt.applicant,
        "content": receipt.content(),
        "subject_kind": "application",
        "subject_id": new_id(),
        "now": clock.now(),
    }
    return issue_paper(**(told | changes))
