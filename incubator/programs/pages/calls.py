"""The list of calls and one call, as a visitor reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from incubator.core.dates import in_kst
from incubator.core.text import Text, text
from incubator.db.pages import Page
from incubator.documents.models import StoredFile
from incubator.programs.models import Round, RoundAttachment, RoundNotice
from incubator.programs.pages.judging import Judging, judging_of
from incubator.programs.pages.programs import PartnerShown, partners_shown
from incubator.programs.pages.revisions import Revision, revisions_of
from incubator.programs.pages.words import Words, worded
from incubator.programs.rules.eligibility import describe, load_rules
from incubator.programs.rules.kinds import Phase, ProgramField, ProgramKind
from incubator.programs.rules.reception import left_until, phase_of, time_left
from incubator.programs.workflow import NoticeKind
from incubator.web.filters import day, filesize, moment
from incubator.web.i18n import tr

WHEN: dict[str, Text] = {"apply": text("신청할 때"), "later": text("서류 평가를 통과한 뒤")}


@dataclass(frozen=True)
class CallRow:
    id: UUID
    title: Words
    summary: Words
    program: Words
    branch: Words
    phase: Phase
    kind: ProgramKind
    field: ProgramField
    opens_at: datetime
    closes_at: datetime
    left: str | None


@dataclass(frozen=True)
class CallsPage:
    """`says_so_until`: how long the times left on it are true."""

    rows: Page[CallRow]
    says_so_until: datetime | None
    url: str
    active: tuple[Any, ...]
    is_filtered: bool


def call_row(row: Row[Any], now: datetime, locale: str) -> CallRow:
    phase = phase_of(row.state, now, row.opens_at, row.closes_at)
    return CallRow(
        id=row.id,
        title=worded(row.title, row.title_en, locale),
        summary=worded(row.summary, row.summary_en, locale),
        program=worded(row.program_name, row.program_name_en, locale),
        branch=worded(row.branch_name, row.branch_name_en, locale),
        phase=phase,
        kind=row.kind,
        field=row.field,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        left=tr(time_left(now, row.closes_at)) if phase is Phase.OPEN else None,
    )


def calls_page(found: Page[Row[Any]], *, url: str, active: tuple[Any, ...], now: datetime, locale: str) -> CallsPage:
    rows = Page([call_row(row, now, locale) for row in found.items], found.number, found.size, found.total)
    counting = [left_until(now, row.closes_at) for row in rows.items if row.left is not None]
    return CallsPage(rows, min(counting, default=None), url, active, is_filtered=bool(active))


@dataclass(frozen=True)
class ScheduleRow:
    label: Words
    when: str


@dataclass(frozen=True)
class Wanted:
    label: Words
    when: Text


@dataclass(frozen=True)
class Attached:
    """As `components/file_list.html` wants it."""

    name: str
    size_text: str
    download_url: str
    note: str = ""


@dataclass(frozen=True)
class CallPage:
    """One call.  `is_preview` shows it to its manager before anybody else."""

    id: UUID
    title: Words
    summary: Words
    program: Words
    branch: Words
    partners: tuple[PartnerShown, ...]
    phase: Phase
    kind: ProgramKind
    field: ProgramField
    announced_on: str
    opens_at: datetime
    closes_at: datetime
    left: Text | None
    purpose: Words
    support: Words
    how_to_apply: Words
    budget: Words
    quota: int | None
    eligibility: tuple[Text, ...]
    schedule: tuple[ScheduleRow, ...]
    judging: Judging
    documents: tuple[Wanted, ...]
    contact_name: str
    contact_phone: str
    contact_email: str
    page_limit: int
    file_total: str
    revisions: tuple[Revision, ...]
    attachments: tuple[Attached, ...]
    is_preview: bool
    again: tuple[UUID, Words] | None = None

    @property
    def results_at(self) -> datetime | None:
        """When the results were made public; their list is a page of its own."""
        return next((item.at for item in self.revisions if item.kind is NoticeKind.RESULTS), None)

    @property
    def last_change(self) -> Revision | None:
        """The newest revision after the first publication."""
        return self.revisions[0] if len(self.revisions) > 1 else None


def call_page(
    shown: Round,
    notices: list[RoundNotice],
    files: list[tuple[RoundAttachment, StoredFile, str]],
    *,
    now: datetime,
    locale: str,
    is_preview: bool = False,
    again: Round | None = None,
) -> CallPage:
    """`files` are (attachment, file, address) triples; `again` the call that repeats this one."""
    phase = shown.phase(now)
    dates = shown.reference_dates(now)
    program, branch = shown.program, shown.program.branch

    return CallPage(
        id=shown.id,
        program=worded(program.name, program.name_en, locale),
        branch=worded(branch.name, branch.name_en, locale),
        partners=partners_shown(program, locale),
        phase=phase,
        kind=program.kind,
        field=program.field,
        announced_on=day(shown.announced_on),
        opens_at=shown.opens_at,
        closes_at=shown.closes_at,
        left=time_left(now, shown.closes_at) if phase is Phase.OPEN else None,
        quota=shown.quota,
        eligibility=tuple(describe(rule, dates) for rule in load_rules(shown.eligibility)),
        contact_name=shown.contact_name,
        contact_phone=shown.contact_phone,
        contact_email=shown.contact_email,
        page_limit=shown.page_limit,
        file_total=filesize(shown.file_total_limit),
        revisions=revisions_of(notices, dates),
        attachments=tuple(_attached(*held) for held in files),
        is_preview=is_preview,
        again=(again.id, worded(again.title, again.title_en, locale)) if again else None,
        judging=judging_of(shown, locale),
        **_texts(shown, locale),
        **_tables(shown, locale),
    )


def _texts(shown: Round, locale: str) -> dict[str, Any]:
    stored = {name: name for name in ("title", "summary", "purpose", "support", "how_to_apply")}
    stored["budget"] = "budget_text"
    return {
        name: worded(getattr(shown, column), getattr(shown, f"{column}_en"), locale) for name, column in stored.items()
    }


def _tables(shown: Round, locale: str) -> dict[str, Any]:
    return {
        "schedule": tuple(ScheduleRow(_label(row, locale), span(row["starts"], row["ends"])) for row in shown.schedule),
        "documents": tuple(Wanted(_label(row, locale), WHEN[row["when"]]) for row in shown.documents_wanted),
    }


def _attached(attachment: RoundAttachment, file: StoredFile, url: str) -> Attached:
    note = attachment.title if attachment.title != file.name else ""
    return Attached(file.name, filesize(file.size), url, note)


def _label(row: dict[str, Any], locale: str) -> Words:
    return worded(row["label"], row.get("label_en", ""), locale)


def when_words(raw: str) -> str:
    """A stored day or instant as people read it."""
    at = datetime.fromisoformat(raw)
    return day(at.date()) if at.tzinfo is None else moment(at)


def span(starts: str, ends: str | None) -> str:
    """`… ~ …`, or one moment; the day is said once."""
    if not ends or ends == starts:
        return when_words(starts)
    first, last = datetime.fromisoformat(starts), datetime.fromisoformat(ends)
    if first.tzinfo and last.tzinfo and day(first) == day(last):
        return f"{when_words(starts)} ~ {in_kst(last):%H:%M}"
    return f"{when_words(starts)} ~ {when_words(ends)}"
