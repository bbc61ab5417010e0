"""Who must act hears of it; who was let go or stands too near gives back what he had been given."""

from __future__ import annotations

from datetime import datetime

from incubator.core.events import afterwards
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.notifications.rules import NoticeKind
from incubator.notifications.usecases.notify import notify
from incubator.reviews.events.conflicts import ConflictConfirmed
from incubator.reviews.events.invitations import ReviewerDismissed
from incubator.reviews.events.sheets import ReviewerRecused, SheetReturned
from incubator.reviews.models import Appointment, Panel
from incubator.reviews.usecases.end_assignments import end_assignments

DISMISSED = text("위원이 해촉됨")
IN_CONFLICT = text("이해충돌이 확인됨")


def tell_of_recusal(fact: ReviewerRecused, now: datetime) -> None:
    """The secretary finds somebody else, if need be."""
    session = session_now()
    panel, appointment = session.get(Panel, fact.panel_id), session.get(Appointment, fact.appointment_id)
    if panel is None or appointment is None:
        return
    notify(
        recipients=[panel.secretary_id],
        kind=NoticeKind.STAFF_WORK,
        template="reviews/staff_recused",
        context={"panel": panel.label, "no": appointment.no},
        link=f"/staff/panels/{panel.id}/assignment",
        key=f"{fact.id}",
        now=now,
    )


def tell_of_return(fact: SheetReturned, now: datetime) -> None:
    """The mail names no applicant and no points."""
    panel = session_now().get(Panel, fact.panel_id)
    if panel is None:
        return
    notify(
        recipients=[fact.reviewer_id],
        kind=NoticeKind.MESSAGE,
        template="reviews/sheet_returned",
        context={"panel": panel.label, "by_deviation": fact.by_deviation},
        link=f"/reviews/panels/{panel.id}",
        key=f"{fact.id}",
        now=now,
    )


def give_back_of_dismissed(fact: ReviewerDismissed, now: datetime) -> None:
    end_assignments(appointment_id=fact.appointment_id, application_id=None, reason=DISMISSED, now=now)


def give_back_in_conflict(fact: ConflictConfirmed, now: datetime) -> None:
    end_assignments(appointment_id=fact.appointment_id, application_id=fact.application_id, reason=IN_CONFLICT, now=now)


SUBSCRIPTIONS = (
    afterwards(ReviewerRecused, tell_of_recusal),
    afterwards(SheetReturned, tell_of_return),
    afterwards(ReviewerDismissed, give_back_of_dismissed),
    afterwards(ConflictConfirmed, give_back_in_conflict),
)
