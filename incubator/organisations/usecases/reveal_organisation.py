"""A member of staff lifts the masks of a company's personal fields, for a stated reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.typed import one_spelling
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import policy, queries
from incubator.privacy.rules import AccessAction
from incubator.privacy.usecases.record_access import record_access


def reveal_organisation(*, actor: Actor, organisation_id: UUID, reason: str, route: str, now: datetime) -> None:
    """Without the entry in the access log nothing is shown (quality.md PV-04, PV-11).

    Raises NotFound, Forbidden, Invalid (no reason).
    """
    with unit_of_work() as work:
        organisation = queries.get_visible_to_staff(work.session, actor, organisation_id)
        policy.may_reveal(actor, organisation).enforce()
        record_access(
            actor=actor,
            action=AccessAction.REVEAL,
            subjects=[organisation.id],
            subject_kind="organisation",
            reason=one_spelling(reason),
            route=route,
            now=now,
        )
