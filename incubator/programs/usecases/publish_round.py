"""Make an approved call public.  From here on it changes by published notices only."""

from __future__ import annotations

from datetime import datetime

from incubator.approvals.models import Approval
from incubator.core.events import Stamp
from incubator.db.unit_of_work import Work
from incubator.programs import queries
from incubator.programs.events import RoundPublished
from incubator.programs.models import Round
from incubator.programs.usecases.publish_notice import publish_notice
from incubator.programs.workflow import NoticeKind


def publish_round(work: Work, *, about: Round, approval: Approval, stamp: Stamp, now: datetime) -> None:
    """Reception opens by itself at `opens_at`.  A repeated call is named on the page of the one it repeats."""
    about.publish(at=now)
    about.updated_at = now
    publish_notice(
        work,
        approval=approval,
        about=about,
        kind=NoticeKind.PUBLISHED,
        reason=about.posting_reason,
        changes=[],
        now=now,
    )
    if about.recalled_from_id is not None:
        earlier = queries.get_round_for_change(work.session, about.recalled_from_id)
        reason = about.recall_reason
        publish_notice(
            work, approval=approval, about=earlier, kind=NoticeKind.RECALL, reason=reason, changes=[], now=now
        )
    work.record(
        RoundPublished(
            stamp=stamp,
            reason=about.posting_reason,
            round_id=about.id,
            program_id=about.program_id,
            opens_at=about.opens_at,
            closes_at=about.closes_at,
            approval_id=approval.id,
            recalled_from_id=about.recalled_from_id,
        )
    )
