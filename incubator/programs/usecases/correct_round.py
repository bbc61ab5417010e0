"""정정공고 that was approved: done as it was shown."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from incubator.approvals.models import Approval
from incubator.core.errors import RuleBroken
from incubator.core.events import Stamp
from incubator.core.text import text
from incubator.db.unit_of_work import Work
from incubator.documents.queries import get_file
from incubator.programs.events import RoundCorrected
from incubator.programs.models import Round, RoundAttachment
from incubator.programs.queries.drafts import attachment_of, correction_of
from incubator.programs.rules.content import TIMES
from incubator.programs.usecases.check_approved import check_approved
from incubator.programs.usecases.correct_notice import check_correction
from incubator.programs.usecases.publish_notice import publish_notice
from incubator.programs.workflow import NoticeKind


def correct_round(work: Work, *, about: Round, approval: Approval, stamp: Stamp, now: datetime) -> None:
    """Raises RuleBroken when the call is not what it was, or when there is no time left to hand in again."""
    if "attach" in approval.content:
        differing = _attach(work, about, approval, now)
    else:
        changes = {name: _typed(name, raw) for name, raw in approval.content["changes"].items()}
        check_approved(approval, correction_of(about, changes))
        differing = check_correction(work, about, changes, now)
        about.correct(**changes)
    about.updated_at = now
    kind = NoticeKind.CORRECTION
    number = publish_notice(
        work, approval=approval, about=about, kind=kind, reason=approval.reason, changes=differing, now=now
    )
    work.record(
        RoundCorrected(
            stamp=stamp,
            reason=approval.reason,
            round_id=about.id,
            program_id=about.program_id,
            notice_no=number,
            fields=tuple(row["field"] for row in differing),
            approval_id=approval.id,
        )
    )


def _attach(work: Work, about: Round, approval: Approval, now: datetime) -> list[dict[str, Any]]:
    """List the file that was stored when it was asked for; a file may have been found infected meanwhile."""
    wanted = approval.content["attach"]
    file = get_file(work.session, UUID(wanted["file_id"]))
    check_approved(approval, attachment_of(work.session, about, file, wanted["title"]))
    if not file.is_available:
        raise RuleBroken(text("파일의 악성코드 검사가 끝나지 않았거나 통과하지 못했습니다."))
    about.correct()
    work.session.add(
        RoundAttachment(
            round_id=about.id, file_id=file.id, title=wanted["title"], added_at=now, added_by=approval.drafted_by
        )
    )
    return [{"field": "attachments", "before": None, "after": wanted["title"]}]


def _typed(name: str, raw: Any) -> Any:
    """A stored value as the column wants it; the only times that are corrected are days."""
    return date.fromisoformat(raw) if name in TIMES and raw is not None else raw
