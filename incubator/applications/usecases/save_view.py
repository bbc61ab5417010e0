"""Keep filters, columns and order of a list under a name."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.events.desk import ViewSaved
from incubator.applications.models.desk import SavedView
from incubator.applications.policy.desk import may_save_view
from incubator.applications.queries import desk
from incubator.applications.rules.desk import LONGEST_NAME, checked_name
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.queries import get_visible_round


def save_view(
    *, actor: Actor, round_id: UUID, name: str, wanted: dict[str, Any], is_shared: bool, now: datetime
) -> UUID:
    """Save under the name; one's own view of that name is replaced.  `wanted` is `rules.desk.view_query`.

    Returns the id of the view.  Raises NotFound, Forbidden, Invalid (field "name").
    """
    plain = checked_name(name, most=LONGEST_NAME)
    with unit_of_work() as work:
        round_ = get_visible_round(work.session, actor, round_id)
        may_save_view(actor, round_, is_shared=is_shared).enforce()
        desk.lock_desk(work.session, round_.program_id)
        view = desk.find_own_view(work.session, actor, round_.program_id, plain)
        if view is None:
            view = SavedView(program_id=round_.program_id, owner_id=actor.user_id, created_at=now)
            work.session.add(view)
        view.describe(plain, wanted, is_shared=is_shared, at=now)
        work.session.flush()
        work.record(
            ViewSaved(
                stamp=actor.stamp(now), program_id=view.program_id, view_id=view.id, view_name=plain,
                is_shared=is_shared,
            )
        )  # fmt: skip
        return view.id
