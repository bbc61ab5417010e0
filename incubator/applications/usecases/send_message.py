"""Write to the other side about one application."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy, queries
from incubator.applications.events import MessageSent
from incubator.applications.models import ApplicationMessage
from incubator.core.errors import Invalid
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.core.typed import one_spelling, problem_of
from incubator.db.unit_of_work import unit_of_work

LONGEST_MESSAGE = 4_000


def send_message(*, actor: Actor, application_id: UUID, body: str, now: datetime) -> UUID:
    """Leave a message for the applicant or for the centre; the other side is told.  Returns its id.

    Raises NotFound, Forbidden, Invalid (field "body") for an empty, too long or unreadable text.
    """
    words = one_spelling(body)
    problem = problem_of(words, most=LONGEST_MESSAGE, lines=True)
    if problem or not words:
        raise Invalid(problem or text("보낼 내용을 적어 주세요."), field="body")
    with unit_of_work() as work:
        application = queries.get_visible(work.session, actor, application_id)
        policy.may_send_message(actor, application).enforce()
        message = ApplicationMessage(
            id=new_id(),
            application_id=application.id,
            author_id=actor.user_id,
            is_from_staff=not policy.is_member(actor, application),
            body=words,
            at=now,
        )
        work.session.add(message)
        work.record(
            MessageSent(
                stamp=actor.stamp(now),
                application_id=application.id,
                round_id=application.round_id,
                organisation_id=application.organisation_id,
                message_id=message.id,
                is_from_staff=message.is_from_staff,
            )
        )
        return message.id
