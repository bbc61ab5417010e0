"""Write to the applicant, to be seen only when its time has come."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy, queries
from incubator.applications.events.bulk import MessagePlanned
from incubator.applications.models import Application, OutgoingMessage
from incubator.applications.rules.desk import Placeholder, checked_body, filled
from incubator.applications.workflow import ApplicationState
from incubator.core.dates import official_moment
from incubator.core.errors import RuleBroken
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def plan_message(
    *, actor: Actor, application_id: UUID, body: str, leaves_at: datetime, now: datetime, run_id: UUID | None = None
) -> UUID:
    """Fill the places of `body` for this application and let it wait until `leaves_at`.  Returns its id.

    Raises NotFound, Forbidden, Invalid (field "body") for unknown places or places without a value, RuleBroken for a
    withdrawn application.
    """
    words = checked_body(body)
    with unit_of_work() as work:
        application = queries.get_visible(work.session, actor, application_id)
        policy.may_answer_as_staff(actor, application.round).enforce()
        if application.state is ApplicationState.WITHDRAWN:
            raise RuleBroken(text("철회한 신청서에는 메시지를 보내지 않습니다."))
        outgoing = OutgoingMessage(
            id=new_id(),
            application_id=application.id,
            round_id=application.round_id,
            run_id=run_id,
            author_id=actor.user_id,
            body=filled(words, values_for(actor, application)),
            leaves_at=max(leaves_at, now),
            created_at=now,
        )
        work.session.add(outgoing)
        work.record(
            MessagePlanned(
                stamp=actor.stamp(now), application_id=application.id, round_id=application.round_id,
                outgoing_id=outgoing.id, leaves_at=outgoing.leaves_at,
            )
        )  # fmt: skip
        return outgoing.id


def values_for(actor: Actor, application: Application) -> dict[Placeholder, str]:
    """What the places of a message become for this application.  Needs round and organisation."""
    organisation, round_ = application.organisation, application.round
    return {
        Placeholder.COMPANY: organisation.display_name,
        Placeholder.REPRESENTATIVE: organisation.representative_name,
        Placeholder.PROJECT: application.project_title,
        Placeholder.RECEIPT: application.receipt_no or "",
        Placeholder.CALL: round_.title,
        Placeholder.CLOSES: official_moment(round_.closes_at),
        Placeholder.SENDER: actor.name,
    }
