"""What happened with a company, over all slices: one list, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.queries import list_users
from incubator.accounts.roles import STAFF_ROLES
from incubator.audit.models import AuditEntry
from incubator.audit.queries import list_told
from incubator.core.books import Named
from incubator.core.chapters import Chapter, Holding, Side, Told
from incubator.core.masking import mask_name
from incubator.core.text import Text, text
from incubator.db.pages import Page

CENTRE = text("센터 담당자")
STAFF_WORDS = frozenset(role.value for role in STAFF_ROLES)


@dataclass(frozen=True)
class Moment:
    """One row.  `who` is empty when the clock did it; `thing` is what it was about, unless that is the company."""

    at: datetime
    title: Text
    who: Text | str
    body: str
    thing: Named | None


@dataclass(frozen=True)
class Timeline:
    moments: tuple[Moment, ...]
    page: Page[Any]


def timeline_of(
    session: Session, side: Side, organisation_id: UUID, chapters: Iterable[Chapter], *, number: int
) -> Timeline:
    """One statement for each chapter, two for the rows, one for names; the caller has asked who may read."""
    things: dict[UUID, Named] = {}
    sentences: dict[tuple[str, str], Told] = {}
    for chapter in chapters:
        things |= chapter.things(session, side, organisation_id)
        told = {name: one for name, one in chapter.sentences.items() if side.is_staff or not one.for_staff_only}
        sentences |= {(chapter.kind, name): one for name, one in told.items()}
    page = list_told(session, sorted(sentences), sorted(things), number=number)
    actors = [entry.actor_id for entry in page.items if entry.actor_id]
    names = {user.id: user.name for user in list_users(session, actors)}
    return Timeline(
        tuple(_moment(side, organisation_id, entry, sentences, things, names) for entry in page.items), page
    )


def _moment(
    side: Side,
    organisation_id: UUID,
    entry: AuditEntry,
    sentences: Mapping[tuple[str, str], Told],
    things: Mapping[UUID, Named],
    names: Mapping[UUID, str],
) -> Moment:
    told = sentences[entry.subject_kind, entry.event_name]
    return Moment(
        entry.at,
        told.title,
        _who(side, entry, names),
        entry.reason if told.with_reason else "",
        None if entry.subject_id == organisation_id else things[entry.subject_id],
    )


def _who(side: Side, entry: AuditEntry, names: Mapping[UUID, str]) -> Text | str:
    """Members know each other by name and the centre as the centre; staff see members masked."""
    if entry.actor_id is None:
        return ""
    name, is_of_the_centre = names.get(entry.actor_id, "?"), entry.acting_as in STAFF_WORDS
    if side.is_staff:
        return name if is_of_the_centre else mask_name(name)
    return CENTRE if is_of_the_centre else name


def holdings_of(
    session: Session, side: Side, organisation_id: UUID, chapters: Iterable[Chapter]
) -> tuple[Holding, ...]:
    """What the company takes part in, newest first."""
    found = [
        row
        for chapter in chapters
        if chapter.holdings is not None
        for row in chapter.holdings(session, side, organisation_id)
    ]
    return tuple(sorted(found, key=lambda row: row.at, reverse=True))


def _itself(_session: Session, _side: Side, organisation_id: UUID) -> Mapping[UUID, Named]:
    return {organisation_id: Named("")}


CHAPTERS = (
    Chapter(
        "organisation",
        _itself,
        {
            "organisation.registered": Told(text("기업을 등록했습니다")),
            "organisation.edited": Told(text("기업 정보를 고쳤습니다")),
            "organisation.founded": Told(text("새 사업자등록으로 이어졌습니다")),
            "organisation.verified": Told(text("센터가 기업을 확인했습니다"), with_reason=True),
            "organisation.reopened": Told(text("확인 전 상태로 되돌렸습니다"), with_reason=True),
            "organisation.closed": Told(text("기업을 닫았습니다"), with_reason=True),
            "representative.declared": Told(text("대표자를 정했습니다")),
            "representative.changed": Told(text("대표자가 바뀌었습니다"), with_reason=True),
            "invitation.sent": Told(text("구성원을 초대했습니다")),
            "invitation.accepted": Told(text("구성원이 들어왔습니다")),
            "invitation.withdrawn": Told(text("초대를 거두었습니다")),
            "member.role_changed": Told(text("구성원의 역할을 바꾸었습니다")),
            "member.removed": Told(text("구성원을 내보냈습니다")),
            "member.left": Told(text("구성원이 나갔습니다")),
            "wallet_document.added": Told(text("기업 서류함에 증명서를 넣었습니다")),
            "wallet_document.removed": Told(text("기업 서류함에서 증명서를 뺐습니다")),
        },
    ),
)
