"""The second person carries what was moved: the place is offered, or the selection revoked."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.usecases.offer_place import offer_place
from incubator.applications.usecases.revoke_selection import revoke_selection
from incubator.core.dates import day_in_kst
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.parameters.queries import days_off, value
from incubator.programs.queries import get_round_for_change
from incubator.reviews.events.following import SelectionChangeCarried
from incubator.reviews.models import SelectionChange
from incubator.reviews.models.following import OFFER
from incubator.reviews.policy.following import is_second_person, may_decide
from incubator.reviews.queries import following
from incubator.reviews.rules.clocks import reply_term
from incubator.reviews.usecases.propose_offer import check_offer


def carry_change(*, actor: Actor, change_id: UUID, now: datetime) -> None:
    """An offer is checked anew: the next in line, free places, limit, eligibility and budget may have changed.

    Raises NotFound, Forbidden (also for who moved it), RuleBroken, StepNotAllowed, Invalid.
    """
    with unit_of_work() as work:
        change = following.get_change(work.session, actor, change_id, for_change=True)
        may_decide(actor, change.application.round).enforce()
        is_second_person(actor, change).enforce()
        if change.verdict:
            raise RuleBroken(
                text("이미 정한 선정 변경입니다."), how=text("화면을 새로 고쳐 지금 상태를 확인해 주세요.")
            )
        get_round_for_change(work.session, change.round_id)
        change.carry(by=actor.user_id, at=now)
        change.updated_at = now
        if change.kind == OFFER:
            _offer(work, actor, change, now)
        else:
            revoke_selection(
                actor=actor, application_id=change.application_id, ground=change.ground, reason=change.note, now=now
            )
        work.record(
            SelectionChangeCarried(
                stamp=actor.stamp(now),
                change_id=change.id,
                application_id=change.application_id,
                round_id=change.round_id,
                kind=change.kind,
            )
        )


def _offer(work: Work, actor: Actor, change: SelectionChange, now: datetime) -> None:
    session, round_ = work.session, change.application.round
    check_offer(work, following.get_result(session, change.application_id), change.amount_won, now)
    today = day_in_kst(now)
    limit = None
    if following.find_upheld(session, change.application_id) is None:
        limit = following.waiting_limit(session, round_, now)
    term = reply_term(
        now,
        value(session, "reviews.offer_days", on=today),
        days_off(session, today, today + timedelta(days=100)),
        not_after=limit,
    )
    offer_place(
        actor=actor,
        application_id=change.application_id,
        amount_won=change.amount_won,
        reply_due_at=term.ends_at,
        now=now,
    )
