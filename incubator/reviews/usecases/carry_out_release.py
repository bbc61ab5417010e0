"""What follows inside the transaction in which the last signature under a release falls."""

from __future__ import annotations

from incubator.approvals.events import ApprovalGranted
from incubator.approvals.queries import get_approval
from incubator.db.unit_of_work import Work
from incubator.programs.queries import get_whole_round_for_change
from incubator.reviews.queries.decisions import get_decision
from incubator.reviews.usecases.release_decision import release_decision
from incubator.reviews.usecases.request_release import SUBJECT


def carry_out_release(work: Work, fact: ApprovalGranted) -> None:
    """Approvals about other things are somebody else's."""
    if fact.subject_kind != SUBJECT:
        return
    round_ = get_whole_round_for_change(work.session, get_decision(work.session, fact.subject_id).round_id)
    decision = get_decision(work.session, fact.subject_id, for_change=True)
    approval = get_approval(work.session, fact.approval_id)
    release_decision(work, round_=round_, decision=decision, approval=approval, stamp=fact.stamp, now=fact.stamp.at)
