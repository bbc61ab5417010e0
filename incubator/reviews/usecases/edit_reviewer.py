"""Change what is known of a reviewer in the pool; conflicts are looked for again on panels he sits on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import inspect

from incubator.accounts.actor import Actor
from incubator.core.errors import Stale
from incubator.core.text import text
from incubator.db.changes import changes_of
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.pool import PoolMemberEdited
from incubator.reviews.policy.pool import may_keep_pool
from incubator.reviews.queries import pool
from incubator.reviews.queries.panels import list_panel_ids_of
from incubator.reviews.rules.pool_details import Details
from incubator.reviews.usecases.detect_conflicts import detect_conflicts


def edit_reviewer(*, actor: Actor, pool_member_id: UUID, details: Details, version: int, now: datetime) -> None:
    """Raises NotFound, Forbidden, Stale (somebody saved in between)."""
    may_keep_pool(actor).enforce()
    with unit_of_work() as work:
        member = pool.get_member_for_change(work.session, pool_member_id)
        if member.version != version:
            raise Stale(
                text("그사이 다른 사람이 먼저 저장했습니다."),
                how=text("화면을 새로 고쳐 바뀐 내용을 확인하고 다시 저장해 주세요."),
            )
        details.write_to(member)
        if not inspect(member).modified:
            return
        changes = changes_of(member)
        if not changes:
            return
        member.updated_at = now
        work.record(
            PoolMemberEdited(stamp=actor.stamp(now), pool_member_id=member.id, user_id=member.user_id), changes=changes
        )
        work.session.flush()
        for panel_id in list_panel_ids_of(work.session, member.user_id):
            detect_conflicts(panel_id=panel_id, stamp=actor.stamp(now))
