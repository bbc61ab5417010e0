"""A member of staff opens what was handed in: shown only together with its entry in the access log."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy, queries
from incubator.applications.models import Application
from incubator.core.typed import one_spelling
from incubator.db.unit_of_work import unit_of_work
from incubator.privacy.rules import AccessAction
from incubator.privacy.usecases.record_access import record_access


def open_application(
    *, actor: Actor, application_id: UUID, action: AccessAction, route: str, now: datetime, reason: str = ""
) -> Application:
    """The application for staff, after noting whose data is seen.

    To lift the mask (`REVEAL`) one works on the round and gives a reason.  Raises NotFound for another program's staff,
    Forbidden, Invalid.
    """
    with unit_of_work(bookkeeping=True) as work:
        application = queries.get_visible(work.session, actor, application_id)
        policy.may_read_as_staff(actor, application.round).enforce()
        if action is AccessAction.REVEAL:
            policy.may_reveal(actor, application.round).enforce()
        organisation = application.organisation
        people = (organisation.representative_user_id, application.started_by, application.submitted_by)
        record_access(
            actor=actor,
            action=action,
            subjects=[person for person in people if person],
            reason=one_spelling(reason),
            now=now,
            route=route,
        )
        work.session.flush()
        work.session.expunge(application)
    return application
