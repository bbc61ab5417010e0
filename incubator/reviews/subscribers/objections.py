"""Who is told of an objection and its answer, and of a change of the selection that waits for its second person."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.queries import list_user_ids_with_role
from incubator.accounts.roles import Role
from incubator.applications.models import Application
from incubator.applications.queries import find_whole
from incubator.core.events import Event, afterwards
from incubator.db.session import session_now
from incubator.notifications.rules import NoticeKind
from incubator.notifications.usecases.notify import notify
from incubator.organisations.queries import list_members
from incubator.reviews.events.following import SelectionChangeProposed, SelectionChangeRefused
from incubator.reviews.events.objections import ObjectionDismissed, ObjectionFiled, ObjectionRejected, ObjectionUpheld
from incubator.reviews.queries.following import find_change_author
from incubator.reviews.workflow import LABELS, ObjectionState

ANSWERS = {
    ObjectionUpheld.name: ObjectionState.UPHELD,
    ObjectionDismissed.name: ObjectionState.DISMISSED,
    ObjectionRejected.name: ObjectionState.INADMISSIBLE,
}


def tell_of_objection(fact: ObjectionFiled, now: datetime) -> None:
    """The applicant has it in writing; managers and heads of the program owe an answer."""
    _tell_company(fact, fact.application_id, now, "objection_filed", due_at=fact.due_at)
    _tell_staff(
        fact,
        fact.application_id,
        now,
        "staff_objection",
        roles=(Role.MANAGER, Role.HEAD),
        link=f"/staff/objections/{fact.objection_id}",
        due_at=fact.due_at,
    )


def tell_of_answer(fact: ObjectionUpheld | ObjectionDismissed | ObjectionRejected, now: datetime) -> None:
    _tell_company(fact, fact.application_id, now, "objection_answered", answer=LABELS[ANSWERS[fact.name]])


def tell_of_change(fact: SelectionChangeProposed, now: datetime) -> None:
    """Heads of the program but who moved it."""
    _tell_staff(
        fact,
        fact.application_id,
        now,
        "staff_change_proposed",
        roles=(Role.HEAD,),
        link=f"/staff/selection-changes/{fact.change_id}",
    )


def tell_of_refusal(fact: SelectionChangeRefused, now: datetime) -> None:
    """Who moved it."""
    author = find_change_author(session_now(), fact.change_id)
    application = find_whole(session_now(), fact.application_id)
    if author is not None and application is not None:
        link = f"/staff/selection-changes/{fact.change_id}"
        _notify(fact, application, now, template="staff_change_refused", people=[author], link=link)


def _tell_company(fact: Event, application_id: UUID, now: datetime, template: str, **context: Any) -> None:
    application = find_whole(session_now(), application_id)
    if application is None:
        return
    members = list_members(session_now(), application.organisation_id, now)
    _notify(
        fact,
        application,
        now,
        template=template,
        people=[member.user_id for member in members],
        link=f"/applications/{application_id}/objection",
        kind=NoticeKind.RECEIPT,
        **context,
    )


def _tell_staff(
    fact: Event,
    application_id: UUID,
    now: datetime,
    template: str,
    *,
    roles: tuple[Role, ...],
    link: str,
    **context: Any,
) -> None:
    application = find_whole(session_now(), application_id)
    if application is None:
        return
    program = application.round.program
    people = {
        person
        for role in roles
        for person in list_user_ids_with_role(
            session_now(), role, now, program_id=program.id, branch_id=program.branch_id
        )
        if person != fact.stamp.actor_id
    }
    _notify(fact, application, now, template=template, people=sorted(people), link=link, **context)


def _notify(
    fact: Event,
    application: Application,
    now: datetime,
    *,
    template: str,
    people: list[UUID],
    link: str,
    kind: NoticeKind = NoticeKind.STAFF_WORK,
    **context: Any,
) -> None:
    notify(
        recipients=people,
        kind=kind,
        template=f"reviews/{template}",
        context={
            "round_title": application.round.title,
            "organisation": application.organisation.display_name,
            "receipt_no": application.receipt_no,
            "reason": fact.reason,
        }
        | context,
        link=link,
        key=f"{fact.id}:{template}",
        now=now,
    )


SUBSCRIPTIONS = (
    afterwards(ObjectionFiled, tell_of_objection),
    afterwards(ObjectionUpheld, tell_of_answer),
    afterwards(ObjectionDismissed, tell_of_answer),
    afterwards(ObjectionRejected, tell_of_answer),
    afterwards(SelectionChangeProposed, tell_of_change),
    afterwards(SelectionChangeRefused, tell_of_refusal),
)
