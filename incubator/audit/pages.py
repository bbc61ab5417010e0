"""What the trail shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.queries import list_users
from incubator.accounts.roles import STAFF_ROLES
from incubator.audit import queries
from incubator.audit.models import AuditEntry
from incubator.audit.queries import TrailFilter
from incubator.core.events import Event
from incubator.core.masking import mask_name
from incubator.core.text import Text, text
from incubator.db.pages import Page

CLOCK = text("시스템")
GONE = text("이름 없는 방문자")
QUIET = ("personal_data.accessed",)
"""Kinds the trail leaves out unless they are asked for: the access log shows them better."""


SUBJECTS: Mapping[str, Text] = {
    "access_entry": text("열람 기록"),
    "answer_set": text("작성 내용"),
    "application": text("신청서"),
    "approval": text("결재"),
    "branch": text("지점"),
    "consent_text": text("동의 문안"),
    "delegation": text("전결·대결"),
    "delivery": text("메일"),
    "file": text("파일"),
    "organisation": text("기업"),
    "paper": text("발급 문서"),
    "parameter": text("기준값"),
    "partner_organisation": text("협력기관"),
    "holiday": text("휴일"),
    "program": text("사업"),
    "questionnaire": text("신청서 양식"),
    "round": text("공고"),
    "user": text("사람"),
}
"""What a fact can be about, in words."""


@dataclass(frozen=True)
class TrailRow:
    entry_id: UUID
    at: datetime
    event_name: str
    actor_name: Text | str
    actor_id: UUID | None
    address: str
    subject: Text
    subject_id: UUID
    reason: str
    payload: dict[str, Any]
    changes: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True)
class TrailPage:
    rows: tuple[TrailRow, ...]
    page: Page[Any]
    kinds: tuple[str, ...]
    wanted: TrailFilter


def trail_page(session: Session, actor: Actor, wanted: TrailFilter, *, number: int) -> TrailPage:
    """Two statements for the list and one for the names, whatever the number of rows."""
    if not wanted.event_name and not wanted.subject_id:
        wanted = TrailFilter(**{**wanted.__dict__, "without": QUIET})
    page = queries.list_visible(session, actor, wanted, number=number)
    people = list_users(session, [entry.actor_id for entry in page.items if entry.actor_id])
    names = {user.id: user.name for user in people}
    return TrailPage(tuple(_row(entry, names) for entry in page.items), page, tuple(sorted(Event.known)), wanted)


def _row(entry: AuditEntry, names: dict[UUID, str]) -> TrailRow:
    return TrailRow(
        entry.id,
        entry.at,
        entry.event_name,
        _name(entry, names),
        entry.actor_id,
        entry.address,
        SUBJECTS[entry.subject_kind],
        entry.subject_id,
        entry.reason,
        entry.payload,
        tuple((column, *both) for column, both in entry.changes.items()),
    )


def _name(entry: AuditEntry, names: dict[UUID, str]) -> Text | str:
    """People of the centre by name, everybody else masked: the trail is about acts."""
    if entry.actor_id is None:
        return CLOCK if entry.acting_as == "clock" else GONE
    name = names.get(entry.actor_id, "?")
    return name if entry.acting_as in {role.value for role in STAFF_ROLES} else mask_name(name)
