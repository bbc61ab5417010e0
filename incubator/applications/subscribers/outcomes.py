"""What follows when a decision was released: every applicant is told his own result."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from incubator.applications.events.outcomes import OutcomeAnnounced
from incubator.applications.models import Application, Outcome
from incubator.applications.subscribers.applying import tell_members
from incubator.applications.usecases.deliver_outcome import deliver_outcome
from incubator.applications.workflow import OutcomeState
from incubator.core.events import afterwards
from incubator.notifications.rules import NoticeKind

TEMPLATES = {
    OutcomeState.SELECTED: "result_selected",
    OutcomeState.WAITLISTED: "result_waitlisted",
    OutcomeState.NOT_SELECTED: "result_not_selected",
}


def tell_result(fact: OutcomeAnnounced, now: datetime) -> None:
    """The words say what was announced then, whatever became of it since."""
    deliver_outcome(application_id=fact.application_id, tell=partial(_tell, fact, now), now=now)


def _tell(fact: OutcomeAnnounced, now: datetime, application: Application, outcome: Outcome) -> None:
    tell_members(
        application,
        fact,
        now,
        template=TEMPLATES[OutcomeState(fact.outcome)],
        kind=NoticeKind.RECEIPT,
        link="/outcome",
        project_title=application.project_title,
        waiting_no=outcome.waiting_no,
        next_steps=outcome.next_steps,
    )


SUBSCRIPTIONS = (afterwards(OutcomeAnnounced, tell_result),)
