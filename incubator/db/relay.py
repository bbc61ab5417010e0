"""Takes one waiting message and hands it to its listener, in one transaction with the mark that it is done.

A listener's writes and the mark commit together, so a crash in between repeats nothing in the database.  A failing
listener is rolled back, counted and tried again after 2ⁿ minutes (an hour at most); after 4 hours it is dead and shown.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy import func, select, update

from incubator.core import crash
from incubator.core.events import Bus, Event
from incubator.db.outbox import MessageState, OutboxMessage
from incubator.db.session import session_now
from incubator.db.unit_of_work import Work, unit_of_work

GIVE_UP_AFTER = timedelta(hours=4)
LONGEST_WAIT = timedelta(hours=1)
log = structlog.get_logger("relay")


class _ListenerFailed(Exception):
    def __init__(self, message: OutboxMessage, cause: Exception) -> None:
        super().__init__(str(cause))
        self.message_id = message.id
        self.tries = message.tries
        self.created_at = message.created_at
        self.listener = message.listener
        self.cause = cause


def deliver_next(bus: Bus, now: datetime) -> bool:
    """Deliver one due message.  Returns False when none is due."""
    if not _any_due(now):
        return False
    try:
        with unit_of_work(bookkeeping=True) as work:
            message = _take(work, now)
            if message is None:
                return False
            crash.reached("message-taken", (message.event_name,))
            _hand_over(bus, message, now)
            crash.reached("message-handled", (message.event_name,))
            message.state = MessageState.DONE
            message.done_at = now
    except _ListenerFailed as failure:
        _put_back(failure, now)
    return True


def drain(bus: Bus, now: datetime, *, most: int = 100_000) -> int:
    """Deliver until nothing is due; returns how many were handled."""
    handled = 0
    while handled < most and deliver_next(bus, now):
        handled += 1
    return handled


def _any_due(now: datetime) -> bool:
    """A cheap look without the write lock, so that an idle worker never disturbs a writer."""
    session = session_now()
    found = session.scalar(
        select(func.count()).select_from(
            select(OutboxMessage.id)
            .where(OutboxMessage.state == MessageState.WAITING, OutboxMessage.due_at <= now)
            .limit(1)
            .subquery()
        )
    )
    session.rollback()
    return bool(found)


def _take(work: Work, now: datetime) -> OutboxMessage | None:
    return work.session.scalar(
        select(OutboxMessage)
        .where(OutboxMessage.state == MessageState.WAITING, OutboxMessage.due_at <= now)
        .order_by(OutboxMessage.due_at, OutboxMessage.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _hand_over(bus: Bus, message: OutboxMessage, now: datetime) -> None:
    try:
        bus.by_key[message.listener].listener(Event.from_payload({"name": message.event_name} | message.payload), now)
    except Exception as error:
        raise _ListenerFailed(message, error) from error


def _put_back(failure: _ListenerFailed, now: datetime) -> None:
    wait = min(timedelta(minutes=2**failure.tries), LONGEST_WAIT)
    dead = now + wait - failure.created_at > GIVE_UP_AFTER
    log.warning(
        "listener failed",
        listener=failure.listener,
        tries=failure.tries + 1,
        dead=dead,
        error=type(failure.cause).__name__,
    )
    with unit_of_work(bookkeeping=True) as work:
        work.session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.id == failure.message_id)
            .values(
                tries=failure.tries + 1,
                due_at=now + wait,
                error=repr(failure.cause)[:2000],
                state=MessageState.DEAD if dead else MessageState.WAITING,
            )
        )
