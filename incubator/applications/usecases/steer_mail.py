"""Hold, release or cancel a mail about a round before it leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.queries.outbox import get_mail
from incubator.db.unit_of_work import unit_of_work
from incubator.notifications.usecases.cancel_mail import cancel_mail
from incubator.notifications.usecases.hold_mail import hold_mail
from incubator.notifications.usecases.release_mail import release_mail


class MailAct(StrEnum):
    """What may be done to a mail that has not left."""

    HOLD = "hold"
    RELEASE = "release"
    CANCEL = "cancel"


_ACTS: Mapping[MailAct, Callable[..., None]] = {
    MailAct.HOLD: hold_mail,
    MailAct.RELEASE: release_mail,
    MailAct.CANCEL: cancel_mail,
}


def steer_mail(*, actor: Actor, delivery_id: UUID, act: MailAct, now: datetime) -> None:
    """Raises NotFound, Forbidden, StepNotAllowed when it is leaving or has left."""
    with unit_of_work() as work:
        get_mail(work.session, actor, delivery_id)
        _ACTS[act](actor=actor, delivery_id=delivery_id, now=now)
