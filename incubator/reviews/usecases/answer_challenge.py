"""Answer an applicant's challenge; it does not say who judges."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.conflicts import ChallengeAnswered
from incubator.reviews.policy.people import may_run
from incubator.reviews.queries import conflicts, panels
from incubator.reviews.rules.pool import checked_reason


def answer_challenge(*, actor: Actor, panel_id: UUID, challenge_id: UUID, reason: str, now: datetime) -> None:
    """`reason` is what the applicant reads.  Raises NotFound, Forbidden, RuleBroken (answered already), Invalid."""
    with unit_of_work() as work:
        panel, round_ = panels.get_panel_for_change(work.session, actor, panel_id)
        may_run(actor, round_).enforce()
        challenge = conflicts.get_challenge_for_change(work.session, panel_id, challenge_id)
        words = checked_reason(reason)
        if challenge.answered_at is not None:
            raise RuleBroken(text("이미 답한 기피 신청입니다."))
        challenge.settle(words, by=actor.user_id, at=now)
        work.record(
            ChallengeAnswered(
                stamp=actor.stamp(now),
                challenge_id=challenge.id,
                application_id=challenge.application_id,
                round_id=panel.round_id,
            )
        )
