"""Every member of the panel judges every application of it: one press."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.assignment import EverybodyAssigned
from incubator.reviews.models import Assignment
from incubator.reviews.policy.sheets import may_keep_order
from incubator.reviews.queries import assignment, panel_day


def assign_everybody(*, actor: Actor, panel_id: UUID, now: datetime) -> int:
    """How many pairs are new.  Conflicts are left out; the limit of applications for one person holds here, too.

    Raises NotFound, Forbidden, RuleBroken (nobody, nothing, over, more than the limit).
    """
    with unit_of_work() as work:
        panel, round_ = panel_day.lock_panel_row(work.session, actor, panel_id)
        may_keep_order(actor, round_).enforce()
        assignment.check_open(panel)
        people = [one for one in panel.appointments if one.state in panel_day.SEATED]
        if not people or not panel.cases:
            raise RuleBroken(
                text("위촉을 수락한 위원과 이 위원회의 신청서가 모두 있어야 배정할 수 있습니다."),
                how=text("위원을 모시고 신청서를 위원회에 넣은 뒤 다시 배정해 주세요."),
            )
        if panel.load_most is not None and len(panel.cases) > panel.load_most:
            raise RuleBroken(
                text(
                    "신청서가 %(cases)d건이어서 위원 한 사람의 한도 %(most)d건보다 %(over)d건 많습니다.",
                    cases=len(panel.cases),
                    most=panel.load_most,
                    over=len(panel.cases) - panel.load_most,
                ),
                how=text("한도를 늘리거나 ‘자동 배정’으로 나누어 배정해 주세요."),
            )
        taken = assignment.list_taken(work.session, panel.id)
        free = assignment.list_free(work.session, panel)
        wanted = [pair for pair in free if pair not in taken]
        work.session.add_all(
            Assignment(
                id=new_id(),
                appointment_id=appointment_id,
                application_id=application_id,
                assigned_by=actor.user_id,
                created_at=now,
            )
            for application_id, appointment_id in wanted
        )
        if not wanted:
            raise RuleBroken(text("이미 모두에게 배정되어 있습니다."))
        work.record(
            EverybodyAssigned(stamp=actor.stamp(now), panel_id=panel.id, round_id=panel.round_id, count=len(wanted))
        )
        return len(wanted)
