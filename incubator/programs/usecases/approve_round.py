"""The line of signatures has decided that a call is published: on its day, or at once when this is the day."""

from __future__ import annotations

from datetime import datetime

from incubator.approvals.models import Approval
from incubator.core.dates import day_in_kst
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.events import Stamp
from incubator.core.text import text
from incubator.db.unit_of_work import Work
from incubator.programs.events import RoundApproved
from incubator.programs.models import Round
from incubator.programs.queries.drafts import publication_of
from incubator.programs.usecases.check_approved import check_approved
from incubator.programs.usecases.publish_round import publish_round
from incubator.programs.usecases.request_publication import refuse_problems


def approve_round(work: Work, *, about: Round, approval: Approval, stamp: Stamp, now: datetime) -> None:
    """Part of the transaction that signs.  Raises RuleBroken when the round is not what was shown, or its time has passed."""
    check_approved(approval, publication_of(work.session, about))
    try:
        refuse_problems(about, now)
    except Invalid as error:
        first = next(iter(error.problems.values()))[0]
        raise RuleBroken(
            text("지금은 이대로 게시할 수 없습니다. %(problem)s", problem=first),
            how=text("반려하면 기안한 사람이 고쳐서 다시 올립니다."),
        ) from error
    about.approve(approval_id=approval.id, reason=approval.reason)
    about.updated_at = now
    work.record(RoundApproved(stamp=stamp, round_id=about.id, program_id=about.program_id, approval_id=approval.id))
    if about.announced_on <= day_in_kst(now):
        publish_round(work, about=about, approval=approval, stamp=stamp, now=now)
