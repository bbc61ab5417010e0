"""What the register of restrictions and support shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.queries import list_users
from incubator.core.books import Named
from incubator.core.chapters import Chapter, Side, Told
from incubator.core.dates import day_in_kst
from incubator.core.masking import mask_birth_date, mask_name
from incubator.core.text import Text, text
from incubator.organisations import policy
from incubator.organisations.models import Organisation, Restriction, SupportRecord
from incubator.organisations.pages.timeline import Timeline, timeline_of
from incubator.organisations.queries import entries_of
from incubator.organisations.rules import format_brn
from incubator.organisations.rules.records import RecordSubject, Term
from incubator.organisations.workflow import RecordState


@dataclass(frozen=True)
class Entry:
    """A row of the register.  `standing` says whether it counts today, `tone` how it is coloured."""

    id: UUID
    subject: RecordSubject
    who: str
    number: str
    title: str
    starts_on: date
    ends_on: date | None
    amount_won: int | None
    standing: Text
    tone: str
    url: str


@dataclass(frozen=True)
class EntryPage:
    """One entry with its own trail."""

    entry: Entry
    kind: str
    ground: str
    agency: str
    plan_title: str
    source: str
    suspensions: tuple[Term, ...]
    recorded_by: str
    recorded_at: datetime
    removal_reason: str
    may_keep: bool
    timeline: Timeline


@dataclass(frozen=True)
class Register:
    """What the register holds of one company, on the company's page for staff."""

    restrictions: tuple[Entry, ...]
    supports: tuple[Entry, ...]
    may_keep: bool


def restriction_entry(row: Restriction, today: date, *, masked: bool) -> Entry:
    standing, tone = _standing(row, today)
    who, number = _concerned(row, masked=masked)
    url = f"/staff/restrictions/{row.id}"
    return Entry(row.id, row.subject, who, number, row.ground, row.starts_on, row.ends_on, None, standing, tone, url)


def support_entry(row: SupportRecord, today: date, *, masked: bool) -> Entry:
    who, number = _concerned(row, masked=masked)
    standing, tone = (text("참여 중"), "warn") if row.is_running(today) else (text("끝남"), "quiet")
    if row.state is RecordState.REMOVED:
        standing, tone = text("기록에서 뺌"), "quiet"
    url = f"/staff/supports/{row.id}"
    return Entry(
        row.id, row.subject, who, number, row.program, row.starts_on, row.ends_on, row.amount_won, standing, tone, url
    )


def _standing(row: Restriction, today: date) -> tuple[Text, str]:
    if row.state is RecordState.REMOVED:
        return text("기록에서 뺌"), "quiet"
    if row.is_in_force(today):
        return text("제한 중"), "danger"
    if row.term.covers(today):
        return text("집행정지 중"), "warn"
    return (text("시작 전"), "info") if today < row.starts_on else (text("끝남"), "quiet")


def _concerned(row: Restriction | SupportRecord, *, masked: bool) -> tuple[str, str]:
    """Name, and number or birthday."""
    if row.subject is RecordSubject.COMPANY:
        return row.company_name, format_brn(row.brn)
    born = row.representative_born_on
    assert born is not None
    name = mask_name(row.representative_name) if masked else row.representative_name
    who = f"{name} ({row.company_name})" if row.company_name else name
    return who, mask_birth_date(born) if masked else born.isoformat()


def register_of(session: Session, actor: Actor, organisation: Organisation, now: datetime) -> Register | None:
    """None for those who may not read it.  Three statements."""
    if not policy.may_read_register(actor):
        return None
    held, today = entries_of(session, [organisation])[organisation.id], day_in_kst(now)
    return Register(
        tuple(restriction_entry(row, today, masked=True) for row in held.restrictions),
        tuple(support_entry(row, today, masked=True) for row in held.supports),
        bool(policy.may_keep_register(actor)),
    )


def entry_page(
    session: Session, actor: Actor, row: Restriction | SupportRecord, *, number: int, now: datetime
) -> EntryPage:
    """Names in full for those who keep the register, masked for those who audit it.  `number`: page of its trail."""
    today, may_keep = day_in_kst(now), bool(policy.may_keep_register(actor))
    is_restriction = isinstance(row, Restriction)
    chapter = RESTRICTION if is_restriction else SUPPORT
    names = {user.id: user.name for user in list_users(session, [row.recorded_by])}
    return EntryPage(
        entry=restriction_entry(row, today, masked=not may_keep)
        if isinstance(row, Restriction)
        else support_entry(row, today, masked=not may_keep),
        kind="restriction" if is_restriction else "support",
        ground=row.ground if isinstance(row, Restriction) else "",
        agency=row.agency if isinstance(row, SupportRecord) else "",
        plan_title=row.plan_title if isinstance(row, SupportRecord) else "",
        source=row.source,
        suspensions=row.suspended if isinstance(row, Restriction) else (),
        recorded_by=names.get(row.recorded_by, ""),
        recorded_at=row.created_at,
        removal_reason=row.removal_reason,
        may_keep=may_keep and row.state is RecordState.RECORDED,
        timeline=timeline_of(session, Side(actor, is_staff=True), row.id, [chapter], number=number),
    )


def _itself(_session: Session, _side: Side, record_id: UUID) -> Mapping[UUID, Named]:
    return {record_id: Named("")}


RESTRICTION = Chapter(
    "restriction",
    _itself,
    {
        "restriction.recorded": Told(text("참여제한을 기록했습니다")),
        "restriction.suspended": Told(text("집행정지 기간을 더했습니다"), with_reason=True),
        "restriction.removed": Told(text("기록에서 뺐습니다"), with_reason=True),
    },
)
SUPPORT = Chapter(
    "support_record",
    _itself,
    {
        "support.recorded": Told(text("지원 이력을 기록했습니다")),
        "support.removed": Told(text("기록에서 뺐습니다"), with_reason=True),
    },
)
"""The trail of one entry, told in the same words as a company's; no chapter of the company's own page."""
