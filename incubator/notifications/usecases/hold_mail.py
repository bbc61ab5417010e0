"""Keep a mail back until somebody lets it go."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.notifications import queries
from incubator.notifications.events import MailHeld


def hold_mail(*, actor: Actor, delivery_id: UUID, now: datetime) -> None:
    """The slice that knows what the mail is about has asked whether the person may.

    Raises NotFound, StepNotAllowed when it is leaving or has left.
    """
    with unit_of_work() as work:
        queries.get_delivery_for_change(work.session, delivery_id).hold(at=now)
        work.record(MailHeld(stamp=actor.stamp(now), delivery_id=delivery_id))
