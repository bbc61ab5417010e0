"""취소공고: a call is taken back, with a reason; what was published stays readable."""

from __future__ import annotations

from datetime import datetime

from incubator.approvals.models import Approval
from incubator.core.events import Stamp
from incubator.db.unit_of_work import Work
from incubator.programs.events import RoundCancelled
from incubator.programs.models import Round
from incubator.programs.queries.drafts import cancellation_of
from incubator.programs.usecases.check_approved import check_approved
from incubator.programs.usecases.publish_notice import publish_notice
from incubator.programs.workflow import NoticeKind


def cancel_round(work: Work, *, about: Round, approval: Approval, stamp: Stamp, now: datetime) -> None:
    """Cancel a public round as approved, with a public notice; applications hear of the fact."""
    check_approved(approval, cancellation_of(about))
    about.cancel(at=now)
    about.updated_at = now
    publish_notice(
        work,
        approval=approval,
        about=about,
        kind=NoticeKind.CANCELLATION,
        reason=approval.reason,
        changes=[],
        now=now,
    )
    work.record(
        RoundCancelled(
            stamp=stamp,
            reason=approval.reason,
            round_id=about.id,
            program_id=about.program_id,
            was_public=True,
            approval_id=approval.id,
        )
    )
