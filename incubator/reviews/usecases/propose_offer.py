"""A manager moves that a place be offered: to the next on the waiting list, or to one whose objection was upheld."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.models import Outcome
from incubator.applications.workflow import OUTCOME_WORKFLOW, OutcomeStep
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.ids import new_id
from incubator.core.money import Won
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.programs.queries import get_round_for_change
from incubator.reviews.events.following import SelectionChangeProposed
from incubator.reviews.models import Decision, SelectionChange
from incubator.reviews.models.following import OFFER
from incubator.reviews.policy.following import may_move
from incubator.reviews.policy.people import may_read_round
from incubator.reviews.queries import following
from incubator.reviews.rules.following import over_budget


def propose_offer(*, actor: Actor, application_id: UUID, amount_won: Won | None, note: str, now: datetime) -> UUID:
    """The change that waits for a head.

    Raises NotFound, Forbidden, StepNotAllowed, RuleBroken (not the next, no free place, too late, not eligible any more,
    moved already), Invalid (field "amount": over the budget of the decision).
    """
    with unit_of_work() as work:
        result = following.get_result(work.session, application_id)
        may_read_round(actor, result.application.round)
        may_move(actor, result.application.round).enforce()
        get_round_for_change(work.session, result.round_id)
        decision = check_offer(work, result, amount_won, now)
        if following.find_moved(work.session, application_id) is not None:
            raise RuleBroken(text("이미 올린 선정 변경이 결재자를 기다립니다."))
        change = SelectionChange(
            id=new_id(),
            round_id=decision.round_id,
            application_id=application_id,
            kind=OFFER,
            note=note.strip(),
            amount_won=amount_won,
            proposed_by=actor.user_id,
            proposed_at=now,
            created_at=now,
        )
        work.session.add(change)
        work.record(
            SelectionChangeProposed(
                stamp=actor.stamp(now),
                change_id=change.id,
                application_id=application_id,
                round_id=decision.round_id,
                kind=OFFER,
            )
        )
        return change.id


def check_offer(work: Work, result: Outcome, amount_won: Won | None, now: datetime) -> Decision:
    """The released decision; asked when it is moved and again when it is carried, for the world goes on between."""
    session, application = work.session, result.application
    OUTCOME_WORKFLOW.after(result.state, OutcomeStep.OFFER)
    decision, results = (
        following.get_released(session, result.round_id),
        following.list_results(session, result.round_id),
    )
    if following.find_upheld(session, application.id) is None:
        pool = following.pools_of(decision)[application.id]
        promotion = following.next_of(session, application.round, decision, results, pool, now)
        if promotion.problem is not None:
            raise RuleBroken(promotion.problem)
        if promotion.application != application.id:
            raise RuleBroken(
                text("지금 차례가 아닙니다. 다음 예비 순위는 %(number)d번입니다.", number=promotion.number or 0),
                how=text("예비 순위 화면에서 차례를 다시 확인해 주세요."),
            )
    elif not following.is_eligible(session, application, now):
        raise RuleBroken(text("다시 확인한 자격이 맞지 않아 선정 자리를 권할 수 없습니다."))
    over = over_budget(
        None if decision.budget_won is None else int(decision.budget_won),
        following.promised_won(session, results, application.id),
        int(amount_won or 0),
    )
    if over:
        raise Invalid(text("이 금액이면 예산을 %(over)s원 넘습니다.", over=f"{over:,}"), field="amount")
    return decision
