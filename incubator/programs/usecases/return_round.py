"""Back to the desk before anybody outside has seen it: not approved, taken back, or thought better of."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.events import Stamp
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.programs import policy, queries
from incubator.programs.events import RoundSentBack
from incubator.programs.models import Round
from incubator.programs.usecases.publish_notice import check_reason
from incubator.programs.usecases.request_round_approval import check_nothing_pending


def return_round(*, actor: Actor, round_id: UUID, reason: str, now: datetime) -> None:
    """An approved call that waits for its day is edited again; it needs a new approval then.

    Raises RuleBroken while it is being decided (the approval is withdrawn instead), StepNotAllowed once it is public.
    """
    with unit_of_work() as work:
        found = queries.get_visible_for_change(work.session, actor, round_id)
        policy.may_return(actor, found).enforce()
        check_nothing_pending(work, found)
        send_back(work, about=found, stamp=actor.stamp(now), reason=check_reason(reason), now=now)


def send_back(work: Work, *, about: Round, stamp: Stamp, reason: str, now: datetime) -> None:
    about.give_back()
    about.updated_at = now
    work.record(RoundSentBack(stamp=stamp, reason=reason, round_id=about.id, program_id=about.program_id))
