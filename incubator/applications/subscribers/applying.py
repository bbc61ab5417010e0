"""What follows from the facts of applications and rounds: receipts, notices, the deadline's consequences."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.applications import queries
from incubator.applications.events import (
    ApplicationExpired,
    ApplicationSubmitted,
    ApplicationUnsubmitted,
    ApplicationWithdrawn,
    DraftReminded,
    MessageSent,
)
from incubator.applications.models import Application
from incubator.applications.queries.outbox import leaves_at
from incubator.applications.usecases.enclose_receipt import KIND
from incubator.applications.usecases.expire_drafts import expire_drafts
from incubator.applications.usecases.follow_organisation import follow_organisation
from incubator.applications.usecases.issue_receipt import contact_of, issue_receipt
from incubator.applications.usecases.receive_submissions import receive_submissions
from incubator.applications.workflow import FROZEN, ApplicationState
from incubator.core.events import Event, afterwards, inside
from incubator.db.session import session_now
from incubator.db.unit_of_work import Work
from incubator.notifications.rules import Attachment, NoticeKind
from incubator.notifications.usecases.notify import notify
from incubator.organisations.events import OrganisationEdited, OrganisationFounded
from incubator.organisations.queries import list_members
from incubator.programs.events import RoundCancelled, RoundClosed, RoundCorrected, RoundExtended

FORM_FIELD = "questionnaire_version_id"
CONCERNED = (ApplicationState.DRAFT, ApplicationState.SUBMITTED, *sorted(FROZEN))


def tell_members(
    application: Application,
    fact: Event,
    now: datetime,
    *,
    template: str,
    kind: NoticeKind,
    link: str = "",
    attachments: tuple[Attachment, ...] = (),
    duty: bool = False,
    **context: Any,
) -> None:
    """One notice for each member of the applying organisation; a second delivery of the fact tells nobody again."""
    members = list_members(session_now(), application.organisation_id, now)
    round_ = application.round
    notify(
        recipients=[member.user_id for member in members],
        kind=kind,
        template=f"applications/{template}",
        context={
            "round_title": round_.title,
            "organisation": application.organisation.display_name,
            "receipt_no": application.receipt_no,
            "closes_at": round_.closes_at,
            "contact": contact_of(round_),
        }
        | context,
        link=f"/applications/{application.id}{link}",
        attachments=attachments,
        duty=duty,
        key=f"{fact.id}:{application.id}",
        about=("round", round_.id),
        leaves_at=leaves_at(session_now(), fact),
        now=now,
    )


def _find(application_id: UUID) -> Application | None:
    return queries.find_whole(session_now(), application_id)


def issue_and_send_receipt(fact: ApplicationSubmitted, now: datetime) -> None:
    """The page has shown number and code already; paper, PDF and mail follow here."""
    paper_id = issue_receipt(application_id=fact.application_id, number=fact.number, now=now)
    application = _find(fact.application_id)
    if paper_id is None or application is None:
        return
    tell_members(
        application,
        fact,
        now,
        template="submitted",
        kind=NoticeKind.RECEIPT,
        link="/receipt",
        attachments=(Attachment(KIND, str(paper_id)),),
        received_at=fact.received_at,
        number=fact.number,
        project_title=application.project_title,
    )


def tell_staff_of_submission(fact: ApplicationSubmitted, now: datetime) -> None:
    _tell_owner(fact.application_id, fact, now, "staff_submitted")


def tell_staff_of_withdrawal(fact: ApplicationWithdrawn, now: datetime) -> None:
    if fact.receipt_no:
        _tell_owner(fact.application_id, fact, now, "staff_withdrawn")


def _tell_owner(application_id: UUID, fact: Event, now: datetime, template: str) -> None:
    application = _find(application_id)
    if application is None:
        return
    notify(
        recipients=[application.round.program.owner_id],
        kind=NoticeKind.STAFF_WORK,
        template=f"applications/{template}",
        context={
            "round_title": application.round.title,
            "organisation": application.organisation.display_name,
            "receipt_no": application.receipt_no,
            "reason": fact.reason,
        },
        link=f"/staff/applications/{application.id}",
        key=f"{fact.id}:staff",
        now=now,
    )


def warn_of_unsubmit(fact: ApplicationUnsubmitted, now: datetime) -> None:
    application = _find(fact.application_id)
    if application is not None:
        tell_members(application, fact, now, template="unsubmitted", kind=NoticeKind.RECEIPT, at=fact.stamp.at)


def confirm_withdrawal(fact: ApplicationWithdrawn, now: datetime) -> None:
    application = _find(fact.application_id)
    if application is not None:
        tell_members(application, fact, now, template="withdrawn", kind=NoticeKind.RECEIPT, at=fact.stamp.at)


def tell_of_expiry(fact: ApplicationExpired, now: datetime) -> None:
    application = _find(fact.application_id)
    if application is not None:
        tell_members(application, fact, now, template="expired", kind=NoticeKind.RECEIPT)


def remind(fact: DraftReminded, now: datetime) -> None:
    """Nothing when it was handed in before the reminder came to be sent, or when the time is over."""
    application = _find(fact.application_id)
    if application is None or application.state is not ApplicationState.DRAFT or now > application.round.closes_at:
        return
    tell_members(application, fact, now, template="reminder", kind=NoticeKind.DEADLINE, rung=fact.rung)


def close_applications(fact: RoundClosed, now: datetime) -> None:
    """The deadline has passed: drafts expire, submitted ones are frozen."""
    receive_submissions(round_id=fact.round_id, now=now)
    expire_drafts(round_id=fact.round_id, now=now)


def _tell_round(round_id: UUID, fact: Event, now: datetime, template: str, **context: Any) -> None:
    for application in queries.list_concerned(session_now(), round_id, *CONCERNED):
        tell_members(
            application,
            fact,
            now,
            template=template,
            kind=NoticeKind.CALL_CHANGE,
            reason=fact.reason,
            is_draft=application.state is ApplicationState.DRAFT,
            **context,
        )


def tell_of_correction(fact: RoundCorrected, now: datetime) -> None:
    """Every draft holder and submitter; a changed form is said in so many words."""
    _tell_round(fact.round_id, fact, now, "round_corrected", form_changed=FORM_FIELD in fact.fields)


def tell_of_extension(fact: RoundExtended, now: datetime) -> None:
    _tell_round(fact.round_id, fact, now, "round_extended", before=fact.closes_at_before, until=fact.closes_at)


def tell_of_cancellation(fact: RoundCancelled, now: datetime) -> None:
    _tell_round(fact.round_id, fact, now, "round_cancelled")


def tell_of_message(fact: MessageSent, now: datetime) -> None:
    """The other side: the organisation's members, or the program's owner."""
    application = _find(fact.application_id)
    if application is None:
        return
    if fact.is_from_staff:
        tell_members(application, fact, now, template="message_to_applicant", kind=NoticeKind.MESSAGE, link="/messages")
    else:
        _tell_owner(fact.application_id, fact, now, "message_to_staff")


def keep_lists(_work: Work, fact: OrganisationEdited | OrganisationFounded) -> None:
    """In the same commit: a filter never finds a company under what it is no longer."""
    follow_organisation(organisation_id=fact.organisation_id)


SUBSCRIPTIONS = (
    inside(OrganisationEdited, keep_lists),
    inside(OrganisationFounded, keep_lists),
    afterwards(ApplicationSubmitted, issue_and_send_receipt),
    afterwards(ApplicationSubmitted, tell_staff_of_submission),
    afterwards(ApplicationUnsubmitted, warn_of_unsubmit),
    afterwards(ApplicationWithdrawn, confirm_withdrawal),
    afterwards(ApplicationWithdrawn, tell_staff_of_withdrawal),
    afterwards(ApplicationExpired, tell_of_expiry),
    afterwards(DraftReminded, remind),
    afterwards(RoundClosed, close_applications),
    afterwards(RoundCorrected, tell_of_correction),
    afterwards(RoundExtended, tell_of_extension),
    afterwards(RoundCancelled, tell_of_cancellation),
    afterwards(MessageSent, tell_of_message),
)
