"""A member of staff reads a pair: shown only together with its entry in the access log."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.queries import duplicates
from incubator.db.unit_of_work import unit_of_work
from incubator.privacy.rules import AccessAction
from incubator.privacy.usecases.record_access import record_access


def open_duplicate(*, actor: Actor, pair_id: UUID, route: str, now: datetime) -> None:
    """Note whose texts are read.  Raises NotFound for staff of neither program."""
    with unit_of_work(bookkeeping=True) as work:
        _, one, other = duplicates.get_pair(work.session, actor, pair_id)
        record_access(
            actor=actor,
            action=AccessAction.VIEW,
            subjects=[one.organisation_id, other.organisation_id],
            subject_kind="organisation",
            now=now,
            route=route,
        )
