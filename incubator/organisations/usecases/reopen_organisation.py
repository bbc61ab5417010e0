"""Take a verification or a closing back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import policy, queries, rules
from incubator.organisations.events import OrganisationReopened


def reopen_organisation(*, actor: Actor, organisation_id: UUID, reason: str, now: datetime) -> None:
    """The entry may be edited and has to be verified again.  Raises NotFound, Forbidden, Invalid, StepNotAllowed."""
    why = rules.read_reason(reason, text("되돌리는 까닭을 적어 주세요."))
    with unit_of_work() as work:
        organisation = queries.get_for_change(work.session, actor, organisation_id)
        policy.may_verify(actor, organisation).enforce()
        organisation.reopen()
        organisation.updated_at = now
        work.record(OrganisationReopened(stamp=actor.stamp(now), organisation_id=organisation.id, reason=why))
