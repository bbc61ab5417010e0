"""Say which colleague works on an application."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import queries
from incubator.applications.events.desk import ApplicationAssigned
from incubator.applications.models.desk import DeskAssignment
from incubator.applications.policy.desk import may_work_at_desk
from incubator.applications.queries import desk
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def assign_application(*, actor: Actor, application_id: UUID, user_id: UUID | None, now: datetime) -> None:
    """Hand it to a manager of its program, or with None to nobody.

    Raises NotFound, Forbidden, Invalid (field "user_id") for somebody who does not work on the program, RuleBroken when
    nothing would change.
    """
    with unit_of_work() as work:
        application = queries.get_for_change(work.session, actor, application_id)
        round_ = application.round
        may_work_at_desk(actor, round_).enforce()
        if user_id is not None and user_id not in {user.id for user in desk.list_colleagues(work.session, round_, now)}:
            raise Invalid(text("이 사업의 담당자 가운데에서 골라 주세요."), field="user_id")
        present = desk.find_assignment_for_change(work.session, application.id)
        before = present.user_id if present else None
        if before == user_id:
            raise RuleBroken(text("이미 그렇게 정해져 있습니다."), field="user_id")
        if user_id is None:
            work.session.delete(present)
        elif present is None:
            work.session.add(
                DeskAssignment(application_id=application.id, user_id=user_id, assigned_by=actor.user_id, at=now)
            )
        else:
            present.hand_to(user_id, by=actor.user_id, at=now)
        work.record(
            ApplicationAssigned(
                stamp=actor.stamp(now), application_id=application.id, round_id=application.round_id,
                user_id=user_id, user_before_id=before,
            )
        )  # fmt: skip
