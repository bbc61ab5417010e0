"""Who may have a file's content, beside the policy of the slice that owns it."""

from __future__ import annotations

from uuid import UUID

from incubator.core.decisions import ALLOW, Decision, deny
from incubator.core.text import text
from incubator.documents.models import StoredFile
from incubator.documents.workflow import FileState


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
