"""Pages of a draft: its parts, one section, and everything that was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.models import Application
from incubator.applications.pages.eligibility import findings_of
from incubator.applications.queries import form_used, intake, supplements
from incubator.applications.queries.outcomes import find_outcome
from incubator.applications.usecases.issue_receipt import contact_of
from incubator.applications.workflow import WORKFLOW, ApplicationState, ApplicationStep, OutcomeState, SupplementState
from incubator.core.dates import day_in_kst, in_kst
from incubator.core.text import Text, text
from incubator.organisations.models import WalletDocument
from incubator.organisations.queries import list_wallet_on
from incubator.programs.rules.eligibility import Finding
from incubator.questionnaires.models import EditingPresence
from incubator.questionnaires.pages import AnswerSection, FileUrls, SectionView, Typing, answer_sections, section_view
from incubator.questionnaires.queries import list_other_editors
from incubator.questionnaires.rules import Form, Kind, Section, SectionStatus, statuses
from incubator.questionnaires.rules.definition import words
from incubator.web.i18n import chosen_locale, tr


@dataclass(frozen=True)
class Head:
    """What every page of an application shows at its top."""

    id: UUID
    round_id: UUID
    round_title: str
    organisation: str
    title: str
    state: ApplicationState
    receipt_no: str | None
    closes_at: datetime
    is_open: bool
    is_draft: bool
    may_write: bool
    is_representative: bool
    representative: str
    contact: str


def head_of(actor: Actor, application: Application, now: datetime) -> Head:
    round_, organisation = application.round, application.organisation
    is_open = round_.is_open(now)
    is_draft = application.state is ApplicationState.DRAFT
    return Head(
        id=application.id,
        round_id=application.round_id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        organisation=organisation.display_name,
        title=application.project_title,
        state=application.shown_state,
        receipt_no=application.receipt_no,
        closes_at=round_.closes_at,
        is_open=is_open,
        is_draft=is_draft,
        may_write=bool(policy.may_write(actor, application)) and is_draft and is_open,
        is_representative=bool(policy.may_submit(actor, application)),
        representative=organisation.representative_name,
        contact=contact_of(round_),
    )


def may_take(actor: Actor, application: Application, step: ApplicationStep, now: datetime) -> bool:
    """Whether the use case of this step would accept this person now; a button is there exactly then."""
    if step not in WORKFLOW.steps_from(application.state) or not policy.MAY[step](actor, application):
        return False
    if application.is_over:
        return False
    return step is ApplicationStep.WITHDRAW or application.round.is_open(now)


def file_urls(application_id: UUID) -> FileUrls:
    base = url_for("applications.detail", application_id=application_id)
    return FileUrls(
        upload=f"{base}/files/{{key}}",
        download=f"{base}/files/{{file_id}}",
        remove=f"{base}/files/{{key}}/{{file_id}}/remove",
    )


@dataclass(frozen=True)
class Editor:
    """Somebody else who writes just now: `section` is the title of what he has open."""

    name: str
    section: str
    device: str


def editors_of(session: Session, actor: Actor, answer_set_id: UUID, form: Form, now: datetime) -> tuple[Editor, ...]:
    return tuple(
        Editor(_name_of(row, actor), _title_of(form.section.get(row.section_key)), row.device)
        for row in list_other_editors(session, actor, answer_set_id, now)
    )


def _name_of(row: EditingPresence, actor: Actor) -> str:
    """One's own second device is not another person."""
    return tr(text("나(다른 기기)")) if row.user_id == actor.user_id else row.name


def _title_of(section: Section | None) -> str:
    return words(chosen_locale(), section.title, section.title_en) if section else ""


@dataclass(frozen=True)
class Part:
    """A section in the task list."""

    label: str
    url: str
    status: SectionStatus


@dataclass(frozen=True)
class Asked:
    """A request for a supplement, in the applicant's list."""

    no: int
    state: SupplementState
    due_at: datetime
    url: str


def asked_of(session: Session, application: Application) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            one.no,
            one.state,
            one.due_at,
            url_for("applications.supplement", application_id=application.id, request_id=one.id),
        )
        for one in supplements.list_supplements(session, application.id)
    )


@dataclass(frozen=True)
class DetailPage:
    head: Head
    parts: tuple[Part, ...]
    done: int
    needed: int
    editors: tuple[Editor, ...]
    saved_at: datetime | None
    form_changed: bool
    left_behind: list[Any]
    may_submit: bool
    may_unsubmit: bool
    may_withdraw: bool
    version_no: int
    submitted_at: datetime | None
    supplements: tuple[Asked, ...]
    outcome_reason: str
    outcome: OutcomeState | None


def detail_page(session: Session, actor: Actor, application: Application, now: datetime) -> DetailPage:
    answer_set = application.answer_set
    form = form_used(application)
    states = statuses(form, answer_set.answers)
    parts = tuple(
        Part(
            words(chosen_locale(), section.title, section.title_en),
            url_for("applications.section", application_id=application.id, key=section.key),
            states[section.key],
        )
        for section in form.sections
    )
    needed = [part for part in parts if part.status is not SectionStatus.NOT_NEEDED]
    head = head_of(actor, application, now)
    return DetailPage(
        head=head,
        parts=parts,
        done=sum(part.status is SectionStatus.COMPLETE for part in needed),
        needed=len(needed),
        editors=editors_of(session, actor, answer_set.id, form, now),
        saved_at=answer_set.updated_at,
        form_changed=head.is_draft and answer_set.version_id != application.round.questionnaire_version_id,
        left_behind=answer_set.left_behind,
        may_submit=may_take(actor, application, ApplicationStep.SUBMIT, now),
        may_unsubmit=may_take(actor, application, ApplicationStep.UNSUBMIT, now),
        may_withdraw=may_take(actor, application, ApplicationStep.WITHDRAW, now),
        version_no=application.version_no,
        submitted_at=application.submitted_at,
        supplements=asked_of(session, application) if application.version_no else (),
        outcome_reason=_reason(session, application) if application.is_over else "",
        outcome=_announced(session, application),
    )


def _announced(session: Session, application: Application) -> OutcomeState | None:
    """What evaluation has brought, once that was told."""
    outcome = find_outcome(session, application.id) if application.released_at else None
    return outcome.state if outcome else None


def _reason(session: Session, application: Application) -> str:
    """Why it was found 부적격, once that was told."""
    review = intake.find_review(session, application.id)
    return review.reason if review else ""


@dataclass(frozen=True)
class SectionPage:
    """`wallet` are certificates that may be used for the questions of `file_keys` (key, label).

    `findings` are the conditions of the round that look at this form, as the saved answers stand.
    """

    head: Head
    section: SectionView
    number: int
    count: int
    previous_key: str | None
    saved_text: Text | None
    editors: tuple[Editor, ...]
    wallet: tuple[WalletDocument, ...]
    file_keys: tuple[tuple[str, str], ...]
    readonly: bool
    findings: tuple[Finding, ...]


def section_page(
    session: Session,
    actor: Actor,
    application: Application,
    section: Section,
    now: datetime,
    typing: Typing | None = None,
) -> SectionPage:
    """`typing` is what a refused form held; without it the stored answers are shown."""
    form, answer_set = form_used(application), application.answer_set
    view = section_view(
        form,
        section.key,
        answer_set.answers,
        answer_set.stamps,
        urls=file_urls(application.id),
        locale=chosen_locale(),
        typing=typing,
    )
    head = head_of(actor, application, now)
    index = form.sections.index(section)
    files = tuple((question.key, question.label) for question in view.questions if question.kind == Kind.FILE)
    offers_wallet = bool(files) and head.may_write
    return SectionPage(
        head=head,
        section=view,
        number=index + 1,
        count=len(form.sections),
        previous_key=form.sections[index - 1].key if index else None,
        saved_text=saved_text(answer_set.stamps, section),
        editors=editors_of(session, actor, answer_set.id, form, now),
        wallet=tuple(list_wallet_on(session, application.organisation_id, day_in_kst(now))) if offers_wallet else (),
        file_keys=files,
        readonly=not head.may_write,
        findings=findings_of(session, actor, application, now) if head.may_write else (),
    )


def saved_text(stamps: Mapping[str, Any], section: Section) -> Text | None:
    """When something of this section was saved last, to the second, on the Korean clock."""
    moments = [stamps[question.key]["at"] for question in section.questions if question.key in stamps]
    return saved_words(max(datetime.fromisoformat(moment) for moment in moments)) if moments else None


def saved_words(at: datetime) -> Text:
    return text("%(clock)s에 저장했습니다", clock=f"{in_kst(at):%H:%M:%S}")


@dataclass(frozen=True)
class ReadPage:
    head: Head
    sections: tuple[AnswerSection, ...]
    left_behind: list[Any]


def read_page(actor: Actor, application: Application, now: datetime) -> ReadPage:
    """Everything that was written, for reading, printing and keeping; also after the deadline."""
    answer_set = application.answer_set
    sections = answer_sections(
        form_used(application), answer_set.answers, urls=file_urls(application.id), locale=chosen_locale()
    )
    return ReadPage(head_of(actor, application, now), sections, answer_set.left_behind)
