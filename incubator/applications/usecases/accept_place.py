"""The company takes the place it was offered, in time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.events.following import PlaceAccepted
from incubator.applications.policy.following import may_answer
from incubator.applications.queries.following import get_told_for_change
from incubator.applications.workflow import OUTCOME_WORKFLOW, OutcomeStep
from incubator.core.dates import official_until
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def accept_place(*, actor: Actor, application_id: UUID, now: datetime) -> None:
    """Raises NotFound, Forbidden, StepNotAllowed without an offer, RuleBroken after the reply was due."""
    with unit_of_work() as work:
        told = get_told_for_change(work.session, actor, application_id)
        may_answer(actor, told.application).enforce()
        OUTCOME_WORKFLOW.after(told.outcome.state, OutcomeStep.ACCEPT)
        if told.outcome.reply_due_at is None or now >= told.outcome.reply_due_at:
            raise RuleBroken(
                text(
                    "답변 기한(%(moment)s)이 지나 선정을 받아들일 수 없습니다.",
                    moment=official_until(told.outcome.reply_due_at) if told.outcome.reply_due_at else "–",
                ),
                how=text("자리는 다음 예비 순위에 권합니다. 궁금한 점은 공고의 문의처로 연락해 주세요."),
            )
        told.outcome.accept(amount_won=told.outcome.amount_won)
        told.outcome.updated_at = now
        work.record(
            PlaceAccepted(
                stamp=actor.stamp(now),
                application_id=application_id,
                round_id=told.application.round_id,
                organisation_id=told.application.organisation_id,
            )
        )
