"""Pages of handing in: the check list, the receipt, the versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications import queries
from incubator.applications.models import Application, ApplicationVersion
from incubator.applications.pages.writing import Head, file_urls, head_of, may_take
from incubator.applications.queries import Obstacle
from incubator.applications.rules import DECLARATIONS, TITLE_KEY, Declaration, new_key
from incubator.applications.usecases.issue_receipt import contact_of, masked_applicant
from incubator.applications.workflow import ApplicationStep
from incubator.core.text import Text
from incubator.documents.rules import grouped
from incubator.programs.rules.eligibility import Finding, Outcome
from incubator.questionnaires.pages import AnswerSection, FileView, answer_sections, files_of
from incubator.questionnaires.queries import form_of, get_version
from incubator.questionnaires.rules import Form, Kind, snapshot
from incubator.questionnaires.rules.definition import words
from incubator.web.i18n import chosen_locale


@dataclass(frozen=True)
class Missing:
    """One line of the check list; `url` leads to the place."""

    where: str
    message: Text
    how: Text
    url: str


@dataclass(frozen=True)
class SubmitPage:
    head: Head
    missing: tuple[Missing, ...]
    sections: tuple[AnswerSection, ...]
    files: tuple[FileView, ...]
    failed: tuple[Finding, ...]
    unknown: tuple[Finding, ...]
    declarations: tuple[Declaration, ...]
    may_submit: bool
    key: str
    revision: int
    again: bool


def submit_page(session: Session, actor: Actor, application: Application, now: datetime) -> SubmitPage:
    """`key` is fresh at each call: a refused press did not use its key up, and a page is pressed once."""
    answer_set = application.answer_set
    form = queries.form_used(application)
    urls = file_urls(application.id)
    base = url_for("applications.detail", application_id=application.id)
    findings = queries.list_findings(
        session,
        application.round,
        application.organisation,
        application.self_check,
        others=0,
        by=actor.user_id,
        answers=snapshot(form, answer_set.answers),
        now=now,
    )
    return SubmitPage(
        head=head_of(actor, application, now),
        missing=tuple(_missing(application, form, item) for item in queries.list_obstacles(session, application, form)),
        sections=answer_sections(
            form, answer_set.answers, urls=urls, locale=chosen_locale(), change_url=f"{base}/sections/{{section}}"
        ),
        files=tuple(
            file
            for key, question in form.questions.items()
            if question.kind is Kind.FILE
            for file in files_of(key, answer_set.answers.get(key), urls)
        ),
        failed=tuple(item for item in findings if item.outcome is Outcome.FAIL),
        unknown=tuple(item for item in findings if item.outcome is Outcome.UNKNOWN),
        declarations=DECLARATIONS,
        may_submit=may_take(actor, application, ApplicationStep.SUBMIT, now),
        key=new_key(),
        revision=answer_set.revision,
        again=application.version_no > 0,
    )


def _missing(application: Application, form: Form, obstacle: Obstacle) -> Missing:
    if obstacle.section_key is None or obstacle.question_key is None:
        url = url_for("applications.detail", application_id=application.id)
        return Missing("", obstacle.message, obstacle.how, url)
    section, question = form.section[obstacle.section_key], form.questions[obstacle.question_key]
    where = f"{words(chosen_locale(), section.title, section.title_en)} – {words(chosen_locale(), question.label, question.label_en)}"
    url = url_for("applications.section", application_id=application.id, key=section.key)
    return Missing(where, obstacle.message, obstacle.how, f"{url}#{obstacle.anchor}")


@dataclass(frozen=True)
class ReceiptPage:
    """`voided_at` is set when the version no longer counts: the page says so in large letters."""

    head: Head
    number: str
    version: int
    received_at: datetime
    applicant: str
    program: str
    project_title: str
    files: tuple[FileView, ...]
    code: str
    sha256: str
    voided_at: datetime | None
    contact: str
    may_unsubmit: bool


def receipt_page(actor: Actor, application: Application, version: ApplicationVersion, now: datetime) -> ReceiptPage:
    files, urls = version.snapshot["files"], file_urls(application.id)
    title = version.snapshot["answers"].get(TITLE_KEY)
    return ReceiptPage(
        head=head_of(actor, application, now),
        number=application.receipt_no or "",
        version=version.number,
        received_at=version.received_at,
        applicant=masked_applicant(application.organisation),
        program=application.round.program.name,
        project_title=title if isinstance(title, str) else "",
        files=tuple(view for file in files for view in files_of(file["question"], [file], urls)),
        code=grouped(version.verification_code),
        sha256=version.sha256,
        voided_at=version.voided_at,
        contact=contact_of(application.round),
        may_unsubmit=may_take(actor, application, ApplicationStep.UNSUBMIT, now),
    )


@dataclass(frozen=True)
class VersionRow:
    number: int
    received_at: datetime
    sha256: str
    voided_at: datetime | None


@dataclass(frozen=True)
class Attempted:
    at: datetime
    words: Text


@dataclass(frozen=True)
class VersionsPage:
    head: Head
    versions: tuple[VersionRow, ...]
    refused: tuple[Attempted, ...]


def versions_page(session: Session, actor: Actor, application: Application, now: datetime) -> VersionsPage:
    """Every version handed in, and every press that was not received, with its reason."""
    return VersionsPage(
        head=head_of(actor, application, now),
        versions=tuple(
            VersionRow(one.number, one.received_at, one.sha256, one.voided_at)
            for one in queries.list_versions(session, application.id)
        ),
        refused=tuple(
            Attempted(one.at, Text.from_payload(one.message))
            for one in queries.list_attempts(session, application.id)
            if one.message is not None
        ),
    )


@dataclass(frozen=True)
class VersionPage:
    head: Head
    version: VersionRow
    sections: tuple[AnswerSection, ...]


def version_page(
    session: Session, actor: Actor, application: Application, version: ApplicationVersion, now: datetime
) -> VersionPage:
    """One version as it was handed in, on the form it was written on."""
    content = version.snapshot
    used = _form(session, application, content["form"]["version_id"])
    sections = answer_sections(used, content["answers"], urls=file_urls(application.id), locale=chosen_locale())
    row = VersionRow(version.number, version.received_at, version.sha256, version.voided_at)
    return VersionPage(head_of(actor, application, now), row, sections)


def _form(session: Session, application: Application, version_id: str) -> Form:
    present = application.answer_set.version
    return form_of(present if str(present.id) == version_id else get_version(session, UUID(version_id)))
