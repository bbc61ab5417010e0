"""Take one due mail, send it outside any transaction, mark it.

The lease is written before the send and the mark after it.  A process killed in between leaves a leased row; when the
lease has run out somebody sends it again under the same Message-ID, so the receiving side can tell.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from incubator.accounts.actor import by_the_clock
from incubator.core import crash
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.notifications import queries
from incubator.notifications.events import DeliveryGivenUp
from incubator.notifications.models import Delivery
from incubator.notifications.rules import (
    LEASE,
    DeliveryState,
    SecretLink,
    is_hopeless,
    wait_after,
)
from incubator.ports import enclosures, keys, letters, mailbox

log = structlog.get_logger("mail")
Send = Callable[[mailbox.Mail], None]
PERMANENT = 500


@dataclass(frozen=True)
class _Taken:
    """What is needed to send, copied out of the row: no transaction is open while the server is talked to."""

    id: UUID
    recipient: str
    locale: str
    subject: str
    text: str
    html: str
    template: str
    context: dict[str, Any]
    enclosures: list[Any]
    message_id: str


def deliver_next_mail(now: datetime) -> bool:
    """Send one due mail.  Returns False when none is due."""
    session = session_now()
    due = queries.any_due(session, now)
    session.rollback()
    taken = _take(now) if due else None
    if taken is None:
        return False
    crash.reached("mail-leased")
    try:
        mailbox.send(_mail(taken))
        crash.reached("mail-sent")
    except Exception as error:  # noqa: BLE001 -- whatever one mail suffers from, it is written down and others go on
        _put_back(taken.id, error, now)
    else:
        _mark_sent(taken.id, now)
    return True


def _take(now: datetime) -> _Taken | None:
    with unit_of_work(bookkeeping=True) as work:
        row = queries.find_due_for_change(work.session, now)
        if row is None:
            return None
        row.lease(until=now + LEASE)
        return _Taken(
            row.id,
            row.recipient,
            row.locale,
            row.subject,
            row.text,
            row.html,
            row.template,
            row.context,
            row.enclosures,
            row.message_id,
        )


def _mail(taken: _Taken) -> mailbox.Mail:
    subject, words, html = taken.subject, taken.text, taken.html
    if taken.template:
        context = {name: value for name, value in taken.context.items() if name != "secret"}
        secret = SecretLink.from_payload(taken.context["secret"])
        context["link"] = secret.before + keys.link_token(secret.purpose, secret.subject_id) + secret.after
        letter = letters.write(taken.template, locale=taken.locale, context=context)
        subject, words, html = letter.subject, letter.text, letter.html
    parts = tuple(enclosures.fetch(part["kind"], part["reference"]) for part in taken.enclosures)
    return mailbox.Mail(taken.recipient, subject, words, html, taken.message_id, parts)


def _mark_sent(delivery_id: UUID, now: datetime) -> None:
    with unit_of_work(bookkeeping=True) as work:
        queries.get_delivery_for_change(work.session, delivery_id).mark_sent(at=now)


def _put_back(delivery_id: UUID, error: Exception, now: datetime) -> None:
    with unit_of_work(bookkeeping=True) as work:
        row = queries.get_delivery_for_change(work.session, delivery_id)
        next_try = now + wait_after(row.tries)
        if is_permanent(error) or is_hopeless(created_at=row.released_at or row.created_at, next_try=next_try):
            row.give_up(error=repr(error))
            work.record(DeliveryGivenUp(stamp=by_the_clock(now), delivery_id=row.id, tries=row.tries))
        else:
            row.put_back(due_at=next_try, error=repr(error))
        _report(row, error)


def _report(row: Delivery, error: Exception) -> None:
    told = log.error if row.state is DeliveryState.DEAD else log.warning
    told("mail not sent", delivery=str(row.id), tries=row.tries, state=row.state.value, error=type(error).__name__)


def is_permanent(error: Exception) -> bool:
    """The server says that trying again is of no use, or the address is none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code >= PERMANENT and not isinstance(error, smtplib.SMTPConnectError)
    return isinstance(error, mailbox.NoAddress)
