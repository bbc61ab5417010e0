"""The time of planned messages has come: each becomes a message the applicant sees."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import by_the_clock
from incubator.accounts.queries import actor_for, get_user
from incubator.applications.events.bulk import MessageHeld
from incubator.applications.queries import bulk
from incubator.applications.usecases.perform_act import reason_of
from incubator.applications.usecases.send_message import send_message
from incubator.applications.workflow import OutgoingState
from incubator.core.errors import DomainError
from incubator.core.text import Text
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work


def send_planned_messages(*, now: datetime) -> int:
    """Called by the worker again and again; returns how many were looked at.  Nothing is sent twice.

    What its author may no longer send is held with the reason, for a colleague to decide.
    """
    due = bulk.list_due_outgoing(session_now(), now)
    session_now().rollback()
    for outgoing_id in due:
        try:
            send_planned_message(outgoing_id=outgoing_id, now=now)
        except DomainError as refusal:
            _hold(outgoing_id, reason_of(refusal), now)
    return len(due)


def send_planned_message(*, outgoing_id: UUID, now: datetime) -> None:
    """Send one in its author's name, with the rights he has now.  Raises what `send_message` raises."""
    with unit_of_work(bookkeeping=True) as work:
        outgoing = bulk.get_outgoing_for_change(work.session, outgoing_id)
        if outgoing.state is not OutgoingState.WAITING or outgoing.leaves_at > now:
            return
        author = actor_for(work.session, get_user(work.session, outgoing.author_id), now)
        message_id = send_message(actor=author, application_id=outgoing.application_id, body=outgoing.body, now=now)
        work.session.flush()
        outgoing.leave(message_id=message_id)


def _hold(outgoing_id: UUID, problem: Text, now: datetime) -> None:
    with unit_of_work() as work:
        outgoing = bulk.get_outgoing_for_change(work.session, outgoing_id)
        if outgoing.state is not OutgoingState.WAITING:
            return
        outgoing.hold(problem=problem.payload())
        work.record(
            MessageHeld(
                stamp=by_the_clock(now), application_id=outgoing.application_id, round_id=outgoing.round_id,
                outgoing_id=outgoing.id,
            )
        )  # fmt: skip
