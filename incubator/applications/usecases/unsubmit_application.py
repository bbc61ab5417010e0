"""Take a submitted application back before the deadline, to go on writing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy, queries
from incubator.applications.events import ApplicationUnsubmitted
from incubator.applications.rules import ReceptionClosed
from incubator.applications.usecases.void_receipt import void_receipt
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work

TAKEN_BACK = text("제출 취소")
"""Shown to whoever checks the receipt's code."""


def unsubmit_application(*, actor: Actor, application_id: UUID, now: datetime) -> None:
    """From now on it is not received unless it is submitted again; the receipt number stays, the paper is revoked.

    Raises NotFound, Forbidden, StepNotAllowed, ReceptionClosed after the deadline.
    """
    with unit_of_work() as work:
        application = queries.get_for_change(work.session, actor, application_id)
        policy.may_unsubmit(actor, application).enforce()
        if not application.round.is_open(now):
            raise ReceptionClosed(application.round.closes_at)
        application.unsubmit()
        application.updated_at = now
        void_receipt(actor=actor, application=application, reason=str(TAKEN_BACK), now=now)
        work.record(
            ApplicationUnsubmitted(
                stamp=actor.stamp(now),
                application_id=application.id,
                round_id=application.round_id,
                organisation_id=application.organisation_id,
                receipt_no=application.receipt_no or "",
                number=application.version_no,
            )
        )
