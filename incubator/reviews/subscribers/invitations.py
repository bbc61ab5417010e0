"""Reviewers are asked and let go by mail, secretaries hear the answers.  No mail names an applicant."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.queries import find_user
from incubator.core.events import afterwards
from incubator.db.session import session_now
from incubator.notifications.rules import NoticeKind
from incubator.notifications.usecases.notify import notify
from incubator.programs.models import Round
from incubator.reviews.events.invitations import (
    InvitationAnswered,
    InvitationDeclined,
    InvitationLapsed,
    ReviewerDismissed,
    ReviewerInvited,
)
from incubator.reviews.events.panels import ReviewersDrawn
from incubator.reviews.models import Appointment, Panel
from incubator.reviews.workflow import AppointmentState


def _context(panel: Panel) -> dict[str, Any]:
    round_ = session_now().get_one(Round, panel.round_id)
    return {
        "round_title": round_.title,
        "panel": panel.label,
        "meets_at": panel.meets_at,
        "place": panel.place,
    }


def _tell_reviewer(fact: Any, now: datetime, template: str, **context: Any) -> None:
    panel = session_now().get(Panel, fact.panel_id)
    if panel is not None:
        notify(
            recipients=[fact.user_id],
            kind=NoticeKind.REVIEW,
            template=f"reviews/{template}",
            context=_context(panel) | context,
            link=f"/reviews/invitations/{fact.appointment_id}",
            key=f"{fact.id}",
            now=now,
        )


def _tell_secretary(fact: Any, now: datetime, template: str) -> None:
    session = session_now()
    panel, person = session.get(Panel, fact.panel_id), find_user(session, fact.user_id)
    if panel is not None and person is not None:
        notify(
            recipients=[panel.secretary_id],
            kind=NoticeKind.STAFF_WORK,
            template=f"reviews/{template}",
            context=_context(panel) | {"person": person.name, "reason": fact.reason},
            link=f"/staff/panels/{panel.id}",
            key=f"{fact.id}",
            now=now,
        )


def _state_of(appointment_id: UUID) -> AppointmentState | None:
    found = session_now().get(Appointment, appointment_id)
    return found.state if found else None


def invite(fact: ReviewerInvited, now: datetime) -> None:
    """A duty with a time; nothing when it is answered or called off before the mail came to be sent."""
    if _state_of(fact.appointment_id) is AppointmentState.INVITED:
        _tell_reviewer(fact, now, "invited", reply_due_at=fact.reply_due_at)


def tell_of_answer(fact: InvitationAnswered, now: datetime) -> None:
    _tell_secretary(fact, now, "staff_accepted")


def tell_of_refusal(fact: InvitationDeclined, now: datetime) -> None:
    _tell_secretary(fact, now, "staff_declined")


def tell_of_lapse(fact: InvitationLapsed, now: datetime) -> None:
    _tell_secretary(fact, now, "staff_no_reply")


def tell_of_dismissal(fact: ReviewerDismissed, now: datetime) -> None:
    """Whoever was asked; who was only drawn has never heard of it."""
    found = session_now().get(Appointment, fact.appointment_id)
    if found is not None and found.invited_at is not None:
        _tell_reviewer(fact, now, "dismissed", reason=fact.reason)


def tell_witness(fact: ReviewersDrawn, now: datetime) -> None:
    """Somebody named as a witness hears of it, so that nobody is named who was not there."""
    session = session_now()
    panel, person = session.get(Panel, fact.panel_id), find_user(session, fact.stamp.actor_id or fact.witness_id)
    if panel is None or person is None:
        return
    notify(
        recipients=[fact.witness_id],
        kind=NoticeKind.STAFF_WORK,
        template="reviews/staff_witness",
        context=_context(panel) | {"person": person.name, "no": fact.no},
        link=f"/staff/panels/{panel.id}/draws/{fact.no}",
        key=f"{fact.id}",
        now=now,
    )


SUBSCRIPTIONS = (
    afterwards(ReviewerInvited, invite),
    afterwards(InvitationAnswered, tell_of_answer),
    afterwards(InvitationDeclined, tell_of_refusal),
    afterwards(InvitationLapsed, tell_of_lapse),
    afterwards(ReviewerDismissed, tell_of_dismissal),
    afterwards(ReviewersDrawn, tell_witness),
)
