"""What follows at the intake desk: applicants and staff are told."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.queries import list_user_ids_with_role
from incubator.accounts.roles import Role
from incubator.applications import queries
from incubator.applications.events.intake import (
    IneligibleProposed,
    OutcomeReleased,
    ProposalReturned,
    ReviewReopened,
    SupplementLapsed,
    SupplementRecalled,
    SupplementRequested,
    SupplementSupplied,
)
from incubator.applications.models import Application
from incubator.applications.queries import desk, intake, supplements
from incubator.applications.subscribers.applying import tell_members
from incubator.core.events import Event, afterwards
from incubator.db.session import session_now
from incubator.notifications.rules import NoticeKind
from incubator.notifications.usecases.notify import notify


def _find(application_id: UUID) -> Application | None:
    return queries.find_whole(session_now(), application_id)


def _tell_desk(application: Application, fact: Event, now: datetime, template: str) -> None:
    """Who works on it, and the program's owner."""
    assigned = desk.list_assignees(session_now(), [application.id]).get(application.id)
    people = [application.round.program.owner_id, *([assigned.id] if assigned else [])]
    _tell_staff(application, fact, now, template, people)


def _tell_staff(application: Application, fact: Event, now: datetime, template: str, people: list[UUID]) -> None:
    notify(
        recipients=people,
        kind=NoticeKind.STAFF_WORK,
        template=f"applications/{template}",
        context={
            "round_title": application.round.title,
            "organisation": application.organisation.display_name,
            "receipt_no": application.receipt_no,
            "reason": fact.reason,
        },
        link=f"/staff/applications/{application.id}/intake",
        key=f"{fact.id}:staff",
        now=now,
    )


def tell_of_request(fact: SupplementRequested, now: datetime) -> None:
    """A duty with a time; nothing when it was answered or recalled before the notice came to be sent."""
    application = _find(fact.application_id)
    request = supplements.find_awaited(session_now(), fact.application_id)
    if application is None or request is None or request.id != fact.request_id:
        return
    _tell_about(
        application,
        fact,
        now,
        "supplement_requested",
        due_at=fact.due_at,
        duty=True,
        items=_items(request),
        note=request.note,
    )


def _items(request: Any) -> list[tuple[Any, str]]:
    return [(item.defect, item.asked) for item in request.items]


def _tell_about(application: Application, fact: Any, now: datetime, template: str, **context: Any) -> None:
    tell_members(
        application,
        fact,
        now,
        template=template,
        kind=NoticeKind.SUPPLEMENT,
        link=f"/supplements/{fact.request_id}",
        **context,
    )


def tell_of_supply(fact: SupplementSupplied, now: datetime) -> None:
    """The applicant has it in writing; the desk knows that it goes on."""
    application = _find(fact.application_id)
    if application is not None:
        _tell_about(application, fact, now, "supplement_supplied", at=fact.stamp.at, sha256=fact.sha256)
        _tell_desk(application, fact, now, "staff_supplied")


def tell_of_lapse(fact: SupplementLapsed, now: datetime) -> None:
    application = _find(fact.application_id)
    if application is not None:
        _tell_about(application, fact, now, "supplement_lapsed")
        _tell_desk(application, fact, now, "staff_lapsed")


def tell_of_recall(fact: SupplementRecalled, now: datetime) -> None:
    application = _find(fact.application_id)
    if application is not None:
        _tell_about(application, fact, now, "supplement_recalled", reason=fact.reason)


def tell_of_proposal(fact: IneligibleProposed, now: datetime) -> None:
    """Everybody who may be the second person but the proposer."""
    application = _find(fact.application_id)
    if application is None:
        return
    program = application.round.program
    people = [
        person
        for role in (Role.MANAGER, Role.HEAD)
        for person in list_user_ids_with_role(
            session_now(), role, now, program_id=program.id, branch_id=program.branch_id
        )
        if person != fact.stamp.actor_id
    ]
    _tell_staff(application, fact, now, "staff_ineligible_proposed", people)


def tell_of_return(fact: ProposalReturned, now: datetime) -> None:
    application = _find(fact.application_id)
    if application is not None and fact.proposed_by and fact.proposed_by != fact.stamp.actor_id:
        _tell_staff(application, fact, now, "staff_ineligible_returned", [fact.proposed_by])


def tell_outcome(fact: OutcomeReleased, now: datetime) -> None:
    """Eligible or not, with the reason and what can be done; nothing when it was taken back before it was sent."""
    application = _find(fact.application_id)
    if application is None or application.released_at is None:
        return
    review = intake.find_review(session_now(), fact.application_id)
    tell_members(
        application,
        fact,
        now,
        template="outcome_eligible" if fact.is_eligible else "outcome_ineligible",
        kind=NoticeKind.RECEIPT,
        project_title=application.project_title,
        reason=review.reason if review else "",
    )


def tell_of_reopening(fact: ReviewReopened, now: datetime) -> None:
    """Only whoever was told the decision."""
    application = _find(fact.application_id)
    if application is not None and fact.was_released:
        tell_members(application, fact, now, template="outcome_reopened", kind=NoticeKind.RECEIPT, reason=fact.reason)


SUBSCRIPTIONS = (
    afterwards(SupplementRequested, tell_of_request),
    afterwards(SupplementSupplied, tell_of_supply),
    afterwards(SupplementLapsed, tell_of_lapse),
    afterwards(SupplementRecalled, tell_of_recall),
    afterwards(IneligibleProposed, tell_of_proposal),
    afterwards(ProposalReturned, tell_of_return),
    afterwards(OutcomeReleased, tell_outcome),
    afterwards(ReviewReopened, tell_of_reopening),
)
