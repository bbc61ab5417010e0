"""Tell people something: a notice in the inbox now, a mail when they want it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from incubator.accounts.models import User
from incubator.core.ids import new_id
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.notifications import queries
from incubator.notifications.models import Delivery, Notice
from incubator.notifications.rules import Attachment, Mode, NoticeKind, mode_of
from incubator.ports import letters, mailbox


def notify(
    *,
    recipients: Iterable[UUID],
    kind: NoticeKind,
    template: str,
    context: Mapping[str, Any],
    link: str,
    now: datetime,
    duty: bool = False,
    attachments: Sequence[Attachment] = (),
    key: str | None = None,
    about: tuple[str, UUID] | None = None,
    leaves_at: datetime | None = None,
) -> None:
    """Write notices and mails in the caller's transaction; nothing leaves before it commits.

    `template` names `templates/mail/<template>.txt`; it is rendered in each reader's language with `context` (plain
    values, dates, enum members) and `reader`.  `link` is a path of ours.  `key` (the id of the fact) makes a repeated
    call for the same people do nothing.  People whose address is not proven get the notice and no mail.
    `about` says who may look after the mails, e.g. ("round", its id); they wait until `leaves_at`.
    """
    wanted = list(dict.fromkeys(recipients))
    with unit_of_work(bookkeeping=True) as work:
        told = queries.list_noticed(work.session, wanted, key) if key and wanted else set()
        people = queries.list_reachable(work.session, [one for one in wanted if one not in told])
        if not people:
            return
        chosen = queries.list_preferences(work.session, [person.id for person in people])
        post = _Post(
            kind=kind,
            template=template,
            context=dict(context) | {"link": link},
            now=now,
            duty=duty,
            attachments=attachments,
            key=key,
            about=about,
            leaves_at=leaves_at,
        )
        for person in people:
            post.add(person, mode_of(kind, chosen.get((person.id, kind)), duty=duty))
        post.write(work)


class _Post:
    """The rows of one call, written with two statements whatever the number of readers."""

    def __init__(
        self,
        *,
        kind: NoticeKind,
        template: str,
        context: Mapping[str, Any],
        now: datetime,
        duty: bool,
        attachments: Sequence[Attachment],
        key: str | None,
        about: tuple[str, UUID] | None,
        leaves_at: datetime | None,
    ) -> None:
        self.kind, self.template, self.context, self.now = kind, template, context, now
        self.duty, self.attachments, self.key = duty, attachments, key
        self.about_kind = about[0] if about else ""
        self.about_id = about[1] if about else None
        self.due_at = max(leaves_at or now, now)
        self.notices: list[dict[str, Any]] = []
        self.deliveries: list[dict[str, Any]] = []

    def add(self, person: User, mode: Mode) -> None:
        context = dict(self.context) | {"reader": person.name}
        letter = letters.write(self.template, locale=person.locale, context=context)
        notice_id = new_id()
        has_mail = person.email_proven_at is not None
        self.notices.append(
            {
                "id": notice_id,
                "user_id": person.id,
                "kind": self.kind,
                "title": letter.subject,
                "body": letter.body,
                "link": self.context["link"],
                "duty": self.duty,
                "created_at": self.now,
                "awaits_digest": mode is Mode.DAILY and has_mail,
                "key": self.key,
            }
        )
        if mode is not Mode.NOW or not has_mail:
            return
        delivery_id = new_id()
        self.deliveries.append(
            {
                "id": delivery_id,
                "notice_id": notice_id,
                "user_id": person.id,
                "recipient": person.email,
                "locale": person.locale,
                "subject": letter.subject,
                "text": letter.text,
                "html": letter.html,
                "enclosures": [attachment.payload() for attachment in self.attachments],
                "message_id": mailbox.message_id_for(delivery_id),
                "created_at": self.now,
                "due_at": self.due_at,
                "about_kind": self.about_kind,
                "about_id": self.about_id,
            }
        )

    def write(self, work: Work) -> None:
        work.session.execute(insert(Notice), self.notices)
        if self.deliveries:
            work.session.execute(insert(Delivery), self.deliveries)
