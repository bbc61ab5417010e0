"""One application on the intake desk: what was handed in and the check list, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.queries import list_users
from incubator.applications import policy, queries
from incubator.applications.forms.intake import TypedRow
from incubator.applications.models import Application, CheckRow, EligibilityReview
from incubator.applications.pages.supplements import NOBODY, RequestView, staff_request
from incubator.applications.queries import checklist, desk, intake, supplements
from incubator.applications.rules.grounds import GROUNDS, Ground, RowSource, Verdict
from incubator.applications.workflow import FROZEN, WORKFLOW, ApplicationState, ApplicationStep, ReviewState
from incubator.core.errors import DomainError, Stale
from incubator.core.text import Text, text
from incubator.questionnaires.pages import AnswerSection, FileUrls, FileView, answer_sections, files_of
from incubator.questionnaires.queries import form_of, get_version
from incubator.questionnaires.rules.definition import words
from incubator.web.filters import label
from incubator.web.i18n import chosen_locale, tr

VIEWABLE = (".pdf", ".png", ".jpg", ".jpeg")


@dataclass(frozen=True)
class Paper:
    """A file of the application or of a supplement; `view_url` when a browser can show it beside the list."""

    file: FileView
    view_url: str
    note: Text | None = None


@dataclass(frozen=True)
class RowView:
    """`problem` says why what was typed was refused; `theirs` what a colleague stored meanwhile."""

    key: str
    no: int
    source: RowSource
    label: Text
    proposal: str
    reason: Text
    basis: Text
    verdict: Verdict | None
    ground: Ground | None
    evidence: str
    version: int
    file_name: str
    file_url: str
    judged_by: str
    judged_at: datetime | None
    supplement: str = ""
    problem: Text | None = None
    theirs: Text | None = None


@dataclass(frozen=True)
class May:
    """Which acts the use cases would accept of this person now."""

    judge: bool
    confirm: bool
    return_: bool
    reopen: bool
    ask: bool
    waits_for_other: bool


@dataclass(frozen=True)
class Decision:
    """How far the check is; `seen` is its version, which a confirmation carries."""

    state: ReviewState
    seen: int
    proposal: str
    proposed_by: str
    proposed_at: datetime | None
    returned: str
    released_at: datetime | None


@dataclass(frozen=True)
class Near:
    """Who works on it, the applications before and after, and how many are left."""

    assignee: str
    before_url: str
    after_url: str
    left: int


@dataclass(frozen=True)
class IntakePage:
    id: UUID
    round_id: UUID
    round_title: str
    organisation: str
    title: str
    receipt_no: str
    state: ApplicationState
    version_no: int
    papers: tuple[Paper, ...]
    first_view_url: str
    answers: tuple[AnswerSection, ...]
    rows: tuple[RowView, ...]
    grounds: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    supplements: tuple[RequestView, ...]
    decision: Decision
    may: May
    near: Near
    done: int


@dataclass(frozen=True)
class TypedChecks:
    """What was typed and not kept, by row."""

    typed: Mapping[str, TypedRow] = field(default_factory=dict)
    refused: Mapping[str, DomainError] = field(default_factory=dict)
    reason: str = ""


def intake_page(session: Session, actor: Actor, application: Application, given: TypedChecks) -> IntakePage:
    """The check list as it stands, or as it would begin."""
    review = intake.find_review(session, application.id)
    version = queries.get_version(session, application.id, application.version_no)
    stored = review.rows if review else checklist.fresh_rows(session, application, version)
    names = _names(session, review)
    may_ask = bool(policy.may_review(actor, application))
    asked = tuple(
        staff_request(application, item, may_recall=may_ask)
        for item in supplements.list_supplements(session, application.id)
    )
    answered = {item.row_key: item.answer for request in reversed(asked) for item in request.items}
    papers = _papers(application, version.snapshot["files"], asked)
    form = form_of(get_version(session, UUID(version.snapshot["form"]["version_id"])))
    locale, round_ = chosen_locale(), application.round
    return IntakePage(
        id=application.id,
        round_id=application.round_id,
        round_title=words(locale, round_.title, round_.title_en),
        organisation=application.organisation.display_name,
        title=application.project_title,
        receipt_no=application.receipt_no or "",
        state=application.state,
        version_no=version.number,
        papers=papers,
        first_view_url=next((paper.view_url for paper in papers if paper.view_url), ""),
        answers=answer_sections(form, version.snapshot["answers"], urls=_urls(application), locale=locale),
        rows=tuple(_row(application, row, names, answered.get(row.key, ""), given) for row in stored),
        grounds=_grounds(),
        supplements=asked,
        decision=_decision(application, review, names),
        may=may_of(actor, application, review),
        near=_near(session, actor, application),
        done=sum(row.verdict is not None for row in stored),
    )


def _decision(application: Application, review: EligibilityReview | None, names: Mapping[UUID | None, str]) -> Decision:
    if review is None:
        return Decision(ReviewState.PENDING, 0, "", "", None, "", application.released_at)
    return Decision(
        review.state,
        review.version,
        review.reason,
        names.get(review.proposed_by, ""),
        review.proposed_at,
        review.returned_reason,
        application.released_at,
    )


def _near(session: Session, actor: Actor, application: Application) -> Near:
    found = intake.find_neighbours(session, actor, application)
    assigned = desk.list_assignees(session, [application.id]).get(application.id)
    return Near(assigned.name if assigned else "", _address(found.before), _address(found.after), found.left)


def may_of(actor: Actor, application: Application, review: EligibilityReview | None) -> May:
    state = review.state if review else ReviewState.CHECKING
    steps = WORKFLOW.steps_from(application.state)
    may_review = bool(policy.may_review(actor, application))
    on_desk = application.state in FROZEN
    proposed = on_desk and state is ReviewState.PROPOSED
    may_second = bool(policy.may_confirm(actor, application))
    other = review is not None and bool(policy.is_second_person(actor, review))
    return May(
        judge=on_desk and may_review and state is ReviewState.CHECKING,
        confirm=proposed and may_second and other,
        return_=proposed and may_second,
        reopen=ApplicationStep.REOPEN in steps and bool(policy.may_reopen(actor, application)),
        ask=ApplicationStep.REQUEST_SUPPLEMENT in steps and may_review and state is ReviewState.CHECKING,
        waits_for_other=proposed and not other,
    )


def _names(session: Session, review: EligibilityReview | None) -> dict[UUID | None, str]:
    if review is None:
        return {}
    ids = {row.judged_by for row in review.rows} | {review.proposed_by, review.decided_by}
    return {user.id: user.name for user in list_users(session, [one for one in ids if one])}


def _row(
    application: Application, row: CheckRow, names: Mapping[UUID | None, str], supplement: str, given: TypedChecks
) -> RowView:
    error, typed = given.refused.get(row.key), given.typed.get(row.key)
    shown = typed if error and typed else None
    file_url = ""
    if row.evidence_file_id:
        file_url = url_for("applications.evidence_file", application_id=application.id, file_id=row.evidence_file_id)
    return RowView(
        key=row.key,
        no=row.no,
        source=row.source,
        label=Text.from_payload(row.label),
        proposal=row.proposal,
        reason=Text.from_payload(row.reason),
        basis=Text.from_payload(row.basis),
        verdict=shown.verdict if shown else row.verdict,
        ground=shown.ground if shown else row.ground,
        evidence=shown.evidence if shown else row.evidence,
        version=row.version or 1,
        file_name=tr(text("확인 자료")) if file_url else "",
        file_url=file_url,
        judged_by=names.get(row.judged_by, ""),
        judged_at=row.judged_at,
        supplement=supplement,
        problem=error.message if error else None,
        theirs=_theirs(error),
    )


def _theirs(error: DomainError | None) -> Text | None:
    """What a colleague stored, in words."""
    if not isinstance(error, Stale) or not isinstance(error.theirs, tuple):
        return None
    verdict, ground, evidence = error.theirs
    return text(
        "저장된 판정: %(verdict)s · %(ground)s · %(evidence)s",
        verdict=label(verdict) if verdict else "–",
        ground=label(ground) if ground else "–",
        evidence=evidence or "–",
    )


def _grounds() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Choices of the ground in groups by verdict."""
    return tuple(
        (label(verdict), tuple((ground.value, label(ground)) for ground in grounds))
        for verdict, grounds in GROUNDS.items()
    )


def _urls(application: Application) -> FileUrls:
    address = url_for("applications.staff_file", application_id=application.id, file_id=NOBODY)
    return FileUrls(upload="", remove="", download=address.replace(str(NOBODY), "{file_id}"))


def _papers(
    application: Application, files: list[dict[str, object]], supplements: tuple[RequestView, ...]
) -> tuple[Paper, ...]:
    handed_in = [Paper(file, _view_url(file)) for file in files_of("", files, _urls(application))]
    supplied = [
        Paper(file, _view_url(file), text("보완 %(no)s", no=request.no))
        for request in supplements
        for item in request.items
        for file in item.files
    ]
    return (*handed_in, *supplied)


def _view_url(file: FileView) -> str:
    return f"{file.download_url}?inline=1" if file.name.lower().endswith(VIEWABLE) else ""


def _address(application_id: UUID | None) -> str:
    return url_for("applications.intake", application_id=application_id) if application_id else ""
