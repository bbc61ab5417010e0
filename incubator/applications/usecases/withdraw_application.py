"""Withdraw an application for good; the organisation may start a new one while the round is open."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy, queries
from incubator.applications.events import ApplicationWithdrawn
from incubator.applications.queries import supplements
from incubator.applications.queries.outcomes import find_outcome
from incubator.applications.usecases.void_receipt import void_receipt
from incubator.applications.workflow import OutcomeState
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work

HOLDING = frozenset({OutcomeState.SELECTED, OutcomeState.OFFERED})
WITHDRAWN = text("철회")
"""Shown to whoever checks the receipt's code."""


def withdraw_application(*, actor: Actor, application_id: UUID, reason: str, now: datetime) -> None:
    """A draft, a submitted application or one in review; `reason` may be empty.

    A request for a supplement that waits ends with it.  Raises NotFound, Forbidden, StepNotAllowed, RuleBroken (told to
    be ineligible; a place is his: then it is given up by `forfeit_selection`).
    """
    with unit_of_work() as work:
        application = queries.get_for_change(work.session, actor, application_id)
        policy.may_withdraw(actor, application).enforce()
        if application.is_over:
            raise RuleBroken(
                text("부적격으로 알려 드린 신청서는 철회할 수 없습니다."),
                how=text("판정에 이의가 있으시면 담당자에게 글을 남겨 주세요."),
            )
        outcome = find_outcome(work.session, application_id)
        if outcome is not None and outcome.state in HOLDING:
            raise RuleBroken(
                text("선정되었거나 선정 자리를 권해 드린 신청서는 철회할 수 없습니다."),
                how=text("그만두시려면 결과 화면에서 ‘선정 포기하기’를 눌러 주세요."),
            )
        application.withdraw(at=now)
        awaited = supplements.find_awaited(work.session, application_id)
        if awaited is not None:
            awaited.recall(at=now)
        application.updated_at = now
        void_receipt(actor=actor, application=application, reason=str(WITHDRAWN), now=now)
        work.record(
            ApplicationWithdrawn(
                stamp=actor.stamp(now),
                reason=reason,
                application_id=application.id,
                round_id=application.round_id,
                organisation_id=application.organisation_id,
                receipt_no=application.receipt_no or "",
            )
        )
