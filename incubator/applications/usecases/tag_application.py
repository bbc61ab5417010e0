"""Put a tag on an application; a word nobody used yet becomes a tag of the program."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import queries
from incubator.applications.events.desk import ApplicationTagged
from incubator.applications.models.desk import Tag, TaggedApplication
from incubator.applications.policy.desk import may_work_at_desk
from incubator.applications.queries import desk
from incubator.applications.rules.desk import LONGEST_TAG, checked_name
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def tag_application(*, actor: Actor, application_id: UUID, name: str, now: datetime) -> None:
    """Raises NotFound, Forbidden, Invalid (field "name"), RuleBroken when it bears the tag already."""
    plain = checked_name(name, most=LONGEST_TAG)
    with unit_of_work() as work:
        application = queries.get_visible(work.session, actor, application_id)
        may_work_at_desk(actor, application.round).enforce()
        program_id = application.round.program_id
        desk.lock_desk(work.session, program_id)
        tag = desk.find_tag(work.session, program_id, plain)
        if tag is None:
            tag = Tag.named(program_id, plain, by=actor.user_id, at=now)
            work.session.add(tag)
            work.session.flush()
        elif desk.find_tagging(work.session, application.id, tag.id) is not None:
            raise RuleBroken(text("이미 붙어 있는 꼬리표입니다."), field="name")
        work.session.add(
            TaggedApplication(application_id=application.id, tag_id=tag.id, tagged_by=actor.user_id, at=now)
        )
        work.record(
            ApplicationTagged(
                stamp=actor.stamp(now), application_id=application.id, round_id=application.round_id, tag=tag.name
            )
        )
