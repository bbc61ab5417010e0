"""Reading what waits to leave: messages of the desk and mails about rounds."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.roles import STAFF_ROLES
from incubator.applications.events import MessageSent
from incubator.applications.policy.desk import may_work_at_desk
from incubator.core.dates import day_in_kst
from incubator.core.errors import NotFound
from incubator.core.events import Event
from incubator.notifications.models import Delivery
from incubator.notifications.queries import get_delivery
from incubator.parameters.queries import value
from incubator.programs.models import Program, Round
from incubator.programs.queries import get_visible_round

WAIT = "notifications.outbox_minutes"


def leaves_at(session: Session, fact: Event) -> datetime | None:
    """When the mails of a fact leave: what staff have done waits in the outbox, everything else goes at once.

    A message has waited there itself, and the mail of one says only that there is one.
    """
    if isinstance(fact, MessageSent) or fact.stamp.acting_as not in STAFF_ROLES:
        return None
    return fact.stamp.at + timedelta(minutes=value(session, WAIT, on=day_in_kst(fact.stamp.at)))


def list_desk_rounds(session: Session, actor: Actor) -> list[Round]:
    """Rounds whose desk is this person's, newest first."""
    rows = session.execute(
        select(Round.id, Program.id, Program.branch_id)
        .join(Program, Program.id == Round.program_id)
        .order_by(Round.closes_at.desc(), Round.id)
    )
    ids = [row[0] for row in rows if actor.manages(row[1], row[2])]
    found = {item.id: item for item in session.scalars(select(Round).where(Round.id.in_(ids)))}
    return [found[key] for key in ids]


def get_mail(session: Session, actor: Actor, delivery_id: UUID) -> Delivery:
    """A mail about a round of this desk.  Raises NotFound, Forbidden."""
    mail = get_delivery(session, delivery_id)
    if mail.about_kind != "round" or mail.about_id is None:
        raise NotFound
    may_work_at_desk(actor, get_visible_round(session, actor, mail.about_id)).enforce()
    return mail
