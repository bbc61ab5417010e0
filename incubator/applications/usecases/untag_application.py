"""Take a tag off an application; the word stays for others."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import queries
from incubator.applications.events.desk import ApplicationUntagged
from incubator.applications.policy.desk import may_work_at_desk
from incubator.applications.queries import desk
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def untag_application(*, actor: Actor, application_id: UUID, name: str, now: datetime) -> None:
    """Raises NotFound, Forbidden, RuleBroken when it does not bear the tag."""
    with unit_of_work() as work:
        application = queries.get_visible(work.session, actor, application_id)
        may_work_at_desk(actor, application.round).enforce()
        program_id = application.round.program_id
        desk.lock_desk(work.session, program_id)
        tag = desk.find_tag(work.session, program_id, name)
        tagging = desk.find_tagging(work.session, application.id, tag.id) if tag else None
        if tag is None or tagging is None:
            raise RuleBroken(text("이 신청서에 붙어 있지 않은 꼬리표입니다."), field="name")
        work.session.delete(tagging)
        work.record(
            ApplicationUntagged(
                stamp=actor.stamp(now), application_id=application.id, round_id=application.round_id, tag=tag.name
            )
        )
