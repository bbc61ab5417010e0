"""One application as the centre reads it: what was handed in, version by version, never the draft in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications import policy, queries
from incubator.applications.models import Application, ApplicationMessage, ApplicationVersion
from incubator.applications.pages.desk import DeskBox, desk_box
from incubator.applications.pages.duplicates import PairRow, pairs_of
from incubator.applications.pages.history import Entry, history_of, whose_turn
from incubator.applications.workflow import ApplicationState
from incubator.core.masking import mask_email, mask_name, mask_phone
from incubator.core.text import Text, text
from incubator.organisations.models import Organisation
from incubator.organisations.rules import format_brn, format_phone, region_name
from incubator.questionnaires.pages import AnswerSection, FileUrls, answer_sections, files_of
from incubator.questionnaires.queries import form_of, get_version
from incubator.questionnaires.rules import Difference, difference
from incubator.questionnaires.rules.definition import words
from incubator.web.filters import day, label
from incubator.web.i18n import chosen_locale


@dataclass(frozen=True)
class VersionLink:
    number: int
    received_at: datetime
    is_voided: bool
    url: str
    current: bool
    sha256: str


@dataclass(frozen=True)
class SaidMessage:
    id: UUID
    who: str
    at: datetime
    body: str
    ours: bool


@dataclass(frozen=True)
class StoredFinding:
    condition: Text
    outcome: str
    reason: Text
    source: Text


@dataclass(frozen=True)
class DossierPage:
    id: UUID
    round_id: UUID
    round_title: str
    organisation_id: UUID
    organisation: str
    title: str
    state: ApplicationState
    receipt_no: str | None
    submitted_at: datetime | None
    turn: Text
    facts: tuple[tuple[Text, str], ...]
    versions: tuple[VersionLink, ...]
    shown_number: int | None
    answers: tuple[AnswerSection, ...]
    files: tuple[Any, ...]
    findings: tuple[StoredFinding, ...]
    changes: tuple[Difference, ...] | None
    compared_number: int | None
    messages: tuple[SaidMessage, ...]
    may_answer: bool
    history: tuple[Entry, ...]
    is_masked: bool
    may_reveal: bool
    desk: DeskBox
    pairs: tuple[PairRow, ...]


def dossier_page(
    session: Session,
    actor: Actor,
    application: Application,
    *,
    number: int | None,
    compare: bool,
    now: datetime,
    masked: bool = True,
) -> DossierPage:
    """The version of that number, or the newest; `compare` sets the one before it beside."""
    versions = queries.list_versions(session, application.id)
    shown = next((item for item in versions if number in (None, item.number)), None)
    before = next((item for item in versions if shown and item.number < shown.number), None) if compare else None
    messages = queries.list_messages(session, application.id)
    last = messages[-1][0] if messages else None
    round_, organisation = application.round, application.organisation
    locale = chosen_locale()
    return DossierPage(
        id=application.id,
        round_id=application.round_id,
        round_title=words(locale, round_.title, round_.title_en),
        organisation_id=organisation.id,
        organisation=organisation.display_name,
        title=application.project_title,
        state=application.state,
        receipt_no=application.receipt_no,
        submitted_at=application.submitted_at,
        turn=whose_turn(application, round_, last, now),
        facts=_company_facts(organisation, masked=masked),
        versions=tuple(_version_link(application, item, shown) for item in versions),
        shown_number=shown.number if shown else None,
        answers=_answers(session, locale, application, shown) if shown else (),
        files=_files(application, shown) if shown else (),
        findings=_findings(shown) if shown else (),
        changes=_changes(session, locale, before, shown) if shown and before else None,
        compared_number=before.number if before else None,
        messages=said(messages, from_staff=True),
        may_answer=bool(policy.may_answer_as_staff(actor, round_)),
        history=history_of(session, application, masked=masked),
        is_masked=masked,
        may_reveal=masked and bool(policy.may_reveal(actor, round_)),
        desk=desk_box(session, actor, application, now),
        pairs=pairs_of(session, actor, application),
    )


def said(messages: list[tuple[ApplicationMessage, str]], *, from_staff: bool) -> tuple[SaidMessage, ...]:
    """Messages as one side reads them."""
    return tuple(
        SaidMessage(message.id, name, message.at, message.body, message.is_from_staff is from_staff)
        for message, name in messages
    )


def _company_facts(organisation: Organisation, *, masked: bool) -> tuple[tuple[Text, str], ...]:
    """Masked as on the page of the company: two screens together give no more than one."""
    person, phone, email = organisation.representative_name, organisation.phone, organisation.email
    return (
        (text("신청자 유형"), label(organisation.kind)),
        (text("사업자등록번호"), format_brn(organisation.brn) if organisation.brn else "–"),
        (text("대표자"), mask_name(person) if masked else person),
        (text("업력 기준일"), day(organisation.start_on)),
        (text("소재지"), str(region_name(organisation.region))),
        (text("전화"), (mask_phone(phone) if masked else format_phone(phone)) or "–"),
        (text("전자우편"), (mask_email(email) if masked else email) or "–"),
    )


def _version_link(application: Application, item: ApplicationVersion, shown: ApplicationVersion | None) -> VersionLink:
    return VersionLink(
        item.number,
        item.received_at,
        item.voided_at is not None,
        url_for("applications.staff_detail", application_id=application.id, version=item.number),
        item is shown,
        item.sha256,
    )


def _urls(application: Application) -> FileUrls:
    address = url_for("applications.staff_file", application_id=application.id, file_id=UUID(int=0))
    return FileUrls(upload="", remove="", download=address.replace(str(UUID(int=0)), "{file_id}"))


def _answers(
    session: Session, locale: str, application: Application, shown: ApplicationVersion
) -> tuple[AnswerSection, ...]:
    form = form_of(get_version(session, UUID(shown.snapshot["form"]["version_id"])))
    return answer_sections(form, shown.snapshot["answers"], urls=_urls(application), locale=locale)


def _files(application: Application, shown: ApplicationVersion) -> tuple[Any, ...]:
    return files_of("", shown.snapshot["files"], _urls(application))


def _findings(shown: ApplicationVersion) -> tuple[StoredFinding, ...]:
    return tuple(
        StoredFinding(
            Text.from_payload(item["condition"]),
            item["outcome"],
            Text.from_payload(item["reason"]),
            Text.from_payload(item["source"]),
        )
        for item in shown.snapshot["eligibility"]
    )


def _changes(
    session: Session, locale: str, before: ApplicationVersion, after: ApplicationVersion
) -> tuple[Difference, ...]:
    old, new = (form_of(get_version(session, UUID(item.snapshot["form"]["version_id"]))) for item in (before, after))
    return difference(old, before.snapshot["answers"], new, after.snapshot["answers"], locale)
