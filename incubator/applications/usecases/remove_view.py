"""Take a saved view away."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.events.desk import ViewRemoved
from incubator.applications.policy.desk import may_remove_view
from incubator.applications.queries import desk
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.queries import get_visible_round


def remove_view(*, actor: Actor, round_id: UUID, view_id: UUID, now: datetime) -> None:
    """Raises NotFound, Forbidden."""
    with unit_of_work() as work:
        round_ = get_visible_round(work.session, actor, round_id)
        view = desk.get_view(work.session, actor, round_.program_id, view_id)
        may_remove_view(actor, round_, view).enforce()
        work.session.delete(view)
        work.record(
            ViewRemoved(stamp=actor.stamp(now), program_id=view.program_id, view_id=view.id, view_name=view.name)
        )
