"""Who may have a file's content, and who takes the steps of files and papers.

This slice does not know what a file or a paper is about: the slice that owns it asks its own policy first.  What is
asked here holds for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.text import text
from incubator.documents.models import IssuedPaper, StoredFile
from incubator.documents.workflow import FileState, FileStep, PaperStep


def may_receive(user_id: UUID, file: StoredFile) -> Decision:
    """Clean files go to whom the owning slice lets in; unscanned ones to their uploader alone; others to nobody."""
    if file.state is FileState.CLEAN:
        return ALLOW
    if file.state is FileState.UPLOADED:
        if file.uploaded_by == user_id:
            return ALLOW
        return deny(text("악성코드 검사가 끝나지 않은 파일입니다. 검사가 끝나면 열 수 있습니다."))
    if file.state is FileState.INFECTED:
        return deny(text("악성코드가 발견되어 열 수 없는 파일입니다. 깨끗한 파일을 다시 올려 주셔야 합니다."))
    return deny(text("보관 기간이 끝나 파기된 파일입니다."))


def may_judge(actor: Actor | None, file: StoredFile) -> Decision:
    """The scanner judges and time destroys; no person does, so that nobody can wave a file through."""
    del file
    return ALLOW if actor is None else deny(text("이 일은 사람이 아니라 검사기와 보존 기간이 정합니다."))


def may_reissue(actor: Actor | None, paper: IssuedPaper) -> Decision:
    """The worker, staff, and who received the paper by an act of his own: all but outside experts of other matters."""
    if actor is None or actor.is_staff or actor.user_id == paper.issued_by or actor.organisation_ids:
        return ALLOW
    return deny(text("이 문서를 다시 발급하거나 취소할 권한이 없습니다."))


may_revoke = may_reissue


MAY: Mapping[StrEnum, Callable[[Actor | None, Any], Decision]] = {
    FileStep.RECORD_CLEAN: may_judge,
    FileStep.RECORD_INFECTED: may_judge,
    FileStep.PURGE: may_judge,
    PaperStep.REISSUE: may_reissue,
    PaperStep.REVOKE: may_revoke,
}
