"""What follows inside the transactions of others: a release that was signed, a call changed while it is judged."""

from __future__ import annotations

from incubator.approvals.events import ApprovalGranted
from incubator.core.events import inside
from incubator.programs.events import RoundCorrected
from incubator.reviews.usecases.carry_out_release import carry_out_release
from incubator.reviews.usecases.refuse_late_change import refuse_late_change

SUBSCRIPTIONS = (
    inside(ApprovalGranted, carry_out_release),
    inside(RoundCorrected, refuse_late_change),
)
