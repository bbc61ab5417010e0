"""What waits to leave, readable before it does, and what has left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications.models import Application, OutgoingMessage
from incubator.applications.queries import bulk
from incubator.applications.queries.outbox import list_desk_rounds
from incubator.applications.workflow import OUTGOING_WORKFLOW, OutgoingState, OutgoingStep
from incubator.core.masking import mask_email
from incubator.core.text import Text, text
from incubator.db.pages import Page
from incubator.notifications.models import Delivery
from incubator.notifications.queries import list_mails_about
from incubator.notifications.rules import DeliveryState
from incubator.questionnaires.rules.definition import words
from incubator.web.i18n import chosen_locale

WAITING = (OutgoingState.WAITING, OutgoingState.HELD)
MAILS_WAITING = (DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.HELD)
MAILS_GONE = (DeliveryState.SENT, DeliveryState.DEAD, DeliveryState.CANCELLED)
LEAVES_BY_ITSELF = (OutgoingState.WAITING, DeliveryState.QUEUED, DeliveryState.FAILED)


@dataclass(frozen=True)
class Act:
    label: Text
    url: str
    is_negative: bool = False


@dataclass(frozen=True)
class OutboxRow:
    """One message or mail: to whom, when, its words, and what may be done to it.

    `subject_id` is the company a message goes to, the person a mail goes to.
    """

    id: UUID
    to: str
    address: str
    about: str
    title: str
    body: str
    state: StrEnum
    at: datetime
    who: str
    problem: Text | None
    acts: tuple[Act, ...]
    subject_id: UUID | None
    url: str = ""

    @property
    def leaves_by_itself(self) -> bool:
        return self.state in LEAVES_BY_ITSELF


@dataclass(frozen=True)
class OutboxPage:
    rounds: tuple[tuple[UUID, str], ...]
    chosen: UUID | None
    is_gone: bool
    messages: Page[OutboxRow]
    mails: Page[OutboxRow]
    tabs: tuple[dict[str, object], ...]
    url: str


def outbox_page(session: Session, actor: Actor, chosen: UUID | None, *, gone: bool, number: int) -> OutboxPage:
    """Rounds of this person's desk; `chosen` narrows to one of them."""
    locale = chosen_locale()
    rounds = {item.id: words(locale, item.title, item.title_en) for item in list_desk_rounds(session, actor)}
    ids = [chosen] if chosen in rounds else list(rounds)
    states = (OutgoingState.SENT, OutgoingState.CANCELLED) if gone else WAITING
    found = bulk.list_outgoing(session, ids, states, number=number)
    mails = list_mails_about(session, ids, MAILS_GONE if gone else MAILS_WAITING, number=number, newest=gone)
    picked = chosen if chosen in rounds else None

    def address(*, gone: bool) -> str:
        return url_for("applications.outbox", round=picked, show="gone" if gone else None)

    return OutboxPage(
        rounds=tuple(rounds.items()),
        chosen=picked,
        is_gone=gone,
        messages=_page(found, [_message(item, rounds) for item in found.items]),
        mails=_page(mails, [_mail(mail, name or "", rounds) for mail, name in mails.items]),
        tabs=(
            {"label": text("나가기 전"), "url": address(gone=False), "current": not gone},
            {"label": text("나간 것과 취소한 것"), "url": address(gone=True), "current": gone},
        ),
        url=address(gone=gone),
    )


def _page(found: Page[Any], rows: list[OutboxRow]) -> Page[OutboxRow]:
    return Page(rows, found.number, found.size, found.total)


_WORDS = {
    OutgoingStep.HOLD: "hold_outgoing",
    OutgoingStep.RELEASE: "release_outgoing",
    OutgoingStep.CANCEL: "cancel_outgoing",
}


def _message(item: tuple[OutgoingMessage, Application, str], rounds: dict[UUID, str]) -> OutboxRow:
    outgoing, application, who = item
    acts = tuple(
        Act(
            OUTGOING_WORKFLOW.labels[step],
            url_for(f"applications.{_WORDS[step]}", outgoing_id=outgoing.id),
            step is OutgoingStep.CANCEL,
        )
        for step in OUTGOING_WORKFLOW.steps_from(outgoing.state)
        if step in _WORDS
    )
    return OutboxRow(
        outgoing.id,
        application.organisation.display_name,
        application.receipt_no or "",
        rounds.get(outgoing.round_id, ""),
        "",
        outgoing.body,
        outgoing.state,
        outgoing.leaves_at,
        who,
        Text.from_payload(outgoing.problem) if outgoing.problem else None,
        acts,
        application.organisation_id,
        url_for("applications.staff_detail", application_id=application.id),
    )


def _mail(mail: Delivery, name: str, rounds: dict[UUID, str]) -> OutboxRow:
    acts: tuple[Act, ...] = ()
    if mail.state in MAILS_WAITING:
        turn = ("release", text("바로 보내기")) if mail.state is DeliveryState.HELD else ("hold", text("보류하기"))
        acts = (
            Act(turn[1], url_for("applications.steer_mail_door", delivery_id=mail.id, act=turn[0])),
            Act(text("보내지 않기"), url_for("applications.steer_mail_door", delivery_id=mail.id, act="cancel"), True),
        )
    return OutboxRow(
        mail.id,
        name,
        mask_email(mail.recipient),
        rounds.get(mail.about_id, "") if mail.about_id else "",
        mail.subject,
        mail.text,
        mail.state,
        mail.sent_at or mail.due_at,
        "",
        None,
        acts,
        mail.user_id,
    )
