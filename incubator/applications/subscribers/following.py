"""What follows when places are given, taken, given up: who takes part, and who is told."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.queries import list_user_ids_with_role
from incubator.accounts.roles import Role
from incubator.applications import queries
from incubator.applications.events.applying import OfApplication
from incubator.applications.events.following import (
    OfferLapsed,
    PlaceAccepted,
    PlaceOffered,
    SelectionForfeited,
    SelectionRevoked,
    WaitingClosed,
)
from incubator.applications.events.outcomes import OutcomeAnnounced
from incubator.applications.models import Application
from incubator.applications.queries.outcomes import find_outcome
from incubator.applications.subscribers.applying import tell_members
from incubator.applications.workflow import OutcomeState
from incubator.core.events import Event, afterwards, inside
from incubator.db.session import session_now
from incubator.db.unit_of_work import Work
from incubator.notifications.rules import NoticeKind
from incubator.notifications.usecases.notify import notify
from incubator.programs.usecases.admit_participant import admit_participant
from incubator.programs.usecases.withdraw_participant import withdraw_participant


def admit_selected(work: Work, fact: OutcomeAnnounced) -> None:
    if fact.outcome == OutcomeState.SELECTED:
        _admit(work, fact)


def admit_accepted(work: Work, fact: PlaceAccepted) -> None:
    _admit(work, fact)


def _admit(work: Work, fact: OutcomeAnnounced | PlaceAccepted) -> None:
    admit_participant(
        work, round_id=fact.round_id, organisation_id=fact.organisation_id, stamp=fact.stamp, now=fact.stamp.at
    )


def withdraw_forfeited(work: Work, fact: SelectionForfeited | SelectionRevoked) -> None:
    """Who only declined an offer takes no part yet: then this does nothing."""
    withdraw_participant(
        work,
        round_id=fact.round_id,
        organisation_id=fact.organisation_id,
        reason=fact.reason,
        stamp=fact.stamp,
        now=fact.stamp.at,
    )


def tell_of_offer(fact: PlaceOffered, now: datetime) -> None:
    """A duty with a time; nothing when it was answered before the notice came to be sent."""
    outcome = find_outcome(session_now(), fact.application_id)
    if outcome is not None and outcome.state is OutcomeState.OFFERED:
        _tell(fact, now, "place_offered", duty=True, link="/place", reply_due_at=fact.reply_due_at)


def tell_of_acceptance(fact: PlaceAccepted, now: datetime) -> None:
    _tell(fact, now, "place_accepted")
    _tell_staff(fact, now, "staff_place_accepted")


def tell_of_forfeit(fact: SelectionForfeited, now: datetime) -> None:
    _tell(fact, now, "selection_forfeited")
    _tell_staff(fact, now, "staff_place_free")


def tell_of_lapse(fact: OfferLapsed, now: datetime) -> None:
    _tell(fact, now, "offer_lapsed")
    _tell_staff(fact, now, "staff_place_free")


def tell_of_revocation(fact: SelectionRevoked, now: datetime) -> None:
    _tell(fact, now, "selection_revoked", reason=fact.reason)
    _tell_staff(fact, now, "staff_place_free")


def tell_of_closing(fact: WaitingClosed, now: datetime) -> None:
    _tell(fact, now, "waiting_closed")


def _tell(
    fact: OfApplication, now: datetime, template: str, *, link: str = "/outcome", duty: bool = False, **context: Any
) -> None:
    application = _find(fact.application_id)
    if application is not None and isinstance(fact, Event):
        tell_members(
            application, fact, now, template=template, kind=NoticeKind.RECEIPT, link=link, duty=duty, **context
        )


def _find(application_id: UUID) -> Application | None:
    return queries.find_whole(session_now(), application_id)


def _tell_staff(fact: OfApplication, now: datetime, template: str) -> None:
    """The managers of the program: a place is free, or filled."""
    application = _find(fact.application_id)
    if application is None or not isinstance(fact, Event):
        return
    program = application.round.program
    notify(
        recipients=list_user_ids_with_role(
            session_now(), Role.MANAGER, now, program_id=program.id, branch_id=program.branch_id
        ),
        kind=NoticeKind.STAFF_WORK,
        template=f"applications/{template}",
        context={
            "round_title": application.round.title,
            "organisation": application.organisation.display_name,
            "receipt_no": application.receipt_no,
        },
        link=f"/staff/rounds/{application.round_id}/waiting",
        key=f"{fact.id}:staff",
        now=now,
    )


SUBSCRIPTIONS = (
    inside(OutcomeAnnounced, admit_selected),
    inside(PlaceAccepted, admit_accepted),
    inside(SelectionForfeited, withdraw_forfeited),
    inside(SelectionRevoked, withdraw_forfeited),
    afterwards(PlaceOffered, tell_of_offer),
    afterwards(PlaceAccepted, tell_of_acceptance),
    afterwards(SelectionForfeited, tell_of_forfeit),
    afterwards(OfferLapsed, tell_of_lapse),
    afterwards(SelectionRevoked, tell_of_revocation),
    afterwards(WaitingClosed, tell_of_closing),
)
