"""Send a mail that is no notice: to an address without an account, or with a secret link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.core.ids import new_id
from incubator.db.unit_of_work import unit_of_work
from incubator.notifications import queries
from incubator.notifications.models import Delivery
from incubator.notifications.rules import Attachment, SecretLink
from incubator.ports import letters, mailbox


def post_letter(
    *,
    recipient: str,
    locale: str,
    template: str,
    context: Mapping[str, Any],
    now: datetime,
    link: str = "",
    secret: SecretLink | None = None,
    key: str | None = None,
    user_id: UUID | None = None,
    attachments: Sequence[Attachment] = (),
) -> None:
    """Queue one mail.  `key` (the id of the fact) makes a repeated call do nothing.

    With `secret` the link is made only at the moment of sending, so that no table ever holds it; `context` then has
    plain JSON values alone.
    """
    with unit_of_work(bookkeeping=True) as work:
        if key and queries.has_delivery(work.session, key):
            return
        delivery_id = new_id()
        delivery = Delivery(
            id=delivery_id,
            user_id=user_id,
            recipient=recipient,
            locale=locale,
            message_id=mailbox.message_id_for(delivery_id),
            key=key,
            created_at=now,
            due_at=now,
            enclosures=[attachment.payload() for attachment in attachments],
        )
        if secret:
            delivery.template, delivery.context = template, dict(context) | {"secret": secret.payload()}
        else:
            letter = letters.write(template, locale=locale, context=dict(context) | {"link": link})
            delivery.subject, delivery.text, delivery.html = letter.subject, letter.text, letter.html
        work.session.add(delivery)
