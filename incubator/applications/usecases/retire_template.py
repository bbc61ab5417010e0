"""Take a message template out of use; what was sent with it stays."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.events.bulk import MessageTemplateRetired
from incubator.applications.policy.desk import may_work_at_desk
from incubator.applications.queries import bulk
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.queries import get_visible_round


def retire_template(*, actor: Actor, round_id: UUID, template_id: UUID, now: datetime) -> None:
    """Raises NotFound, Forbidden."""
    with unit_of_work() as work:
        round_ = get_visible_round(work.session, actor, round_id)
        may_work_at_desk(actor, round_).enforce()
        template = bulk.get_template(work.session, round_.program_id, template_id)
        template.retire(at=now)
        work.record(
            MessageTemplateRetired(
                stamp=actor.stamp(now), program_id=template.program_id, template_id=template.id,
                template_name=template.name,
            )
        )  # fmt: skip
