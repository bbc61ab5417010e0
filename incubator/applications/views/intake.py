"""The intake desk: one application with its check list, and the acts that end it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications import policy, queries
from incubator.applications.forms.intake import ReasonForm, TypedRow, judgement, typed_rows
from incubator.applications.models import Application
from incubator.applications.pages.intake import TypedChecks, intake_page
from incubator.applications.queries import checklist
from incubator.applications.queries import intake as desk
from incubator.applications.rules.intake import Judgement
from incubator.applications.usecases.accept_proposals import accept_proposals
from incubator.applications.usecases.begin_review import begin_review
from incubator.applications.usecases.confirm_ineligible import confirm_ineligible
from incubator.applications.usecases.judge_checks import judge_checks
from incubator.applications.usecases.judge_eligible import judge_eligible
from incubator.applications.usecases.open_application import open_application
from incubator.applications.usecases.propose_ineligible import propose_ineligible
from incubator.applications.usecases.reopen_review import reopen_review
from incubator.applications.usecases.return_proposal import return_proposal
from incubator.applications.views.blueprint import bp
from incubator.applications.views.posted import said
from incubator.applications.views.staff import MANAGER, STAFF
from incubator.core.errors import DomainError, Forbidden, Invalid, NotFound
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.documents.rules import FileRule
from incubator.documents.usecases.open_file import open_file
from incubator.documents.usecases.store_file import store_file
from incubator.privacy.rules import AccessAction
from incubator.programs.rules.kinds import Outcome
from incubator.web import clock
from incubator.web.access import door
from incubator.web.downloads import file_response
from incubator.web.forms import clean
from incubator.web.i18n import tr

SECOND = "a manager or head whose grant reaches the round's program (applications.policy)"
ADDRESS = "/staff/applications/<uuid:application_id>/intake"


@bp.get(ADDRESS)
@door(needs="application.view_as_staff", subject="application_id", owner=STAFF)
def intake(application_id: UUID) -> ResponseReturnValue:
    """What was handed in and the check list, side by side.  Whose data is seen goes into the access log."""
    return desk_answer(application_id, TypedChecks(), None, 200)


def desk_answer(
    application_id: UUID, given: TypedChecks, error: DomainError | None, status: int
) -> ResponseReturnValue:
    """The page of the desk, with what was typed and why it was refused."""
    session_now().rollback()
    actor, now = current_actor(), clock.now()
    application = open_application(
        actor=actor, application_id=application_id, action=AccessAction.VIEW, route=request.endpoint or "", now=now
    )
    if not application.version_no:
        raise NotFound
    page = intake_page(session_now(), actor, application, given)
    form = ReasonForm(data={"reason": given.reason})
    problem = said(error) if error else None
    return render_template("applications/intake.html", page=page, form=form, problem=problem), status


@bp.post(ADDRESS)
@door(needs="application.review", subject="application_id", owner=MANAGER)
def intake_check(application_id: UUID) -> ResponseReturnValue:
    """Keep the verdicts that were given; then, by the button pressed, stay, agree, or decide."""
    actor, now, act = current_actor(), clock.now(), request.form.get("act", "save")
    application = queries.get_visible(session_now(), actor, application_id)
    policy.may_review(actor, application).enforce()
    reason = clean(request.form.get("reason"))
    rows = {draft.key: draft.proposal for draft in checklist.list_drafts(session_now(), application)}
    typed = typed_rows(request.form, rows)
    try:
        refused, wanted = _judgements(typed, rows)
        if wanted:
            judged = judge_checks(actor=actor, application_id=application_id, wanted=wanted, now=now)
            refused |= judged.refused
        if refused:
            return desk_answer(application_id, TypedChecks(typed, refused, reason), None, _status(refused))
        return _acted(application_id, act, reason)
    except DomainError as error:
        if isinstance(error, Forbidden | NotFound):
            raise
        return desk_answer(application_id, TypedChecks(reason=reason), error, error.status)


def _status(refused: dict[str, DomainError]) -> int:
    return min(error.status for error in refused.values())


def _judgements(
    typed: dict[str, TypedRow], proposals: dict[str, str]
) -> tuple[dict[str, DomainError], list[Judgement]]:
    """What was typed as judgements, with the files that came along; rows that are none, with the reason."""
    refused: dict[str, DomainError] = {}
    wanted: list[Judgement] = []
    for key, row in typed.items():
        try:
            one = judgement(key, row, agrees=proposals[key] == Outcome.PASS, file_id=_stored(key))
        except DomainError as error:
            refused[key] = error
            continue
        if one is None:
            refused[key] = Invalid(text("판정에 맞는 근거를 골라 주세요."), field="ground")
        else:
            wanted.append(one)
    return refused, wanted


def _stored(key: str) -> UUID | None:
    """The evidence that came as a file with the row."""
    upload = request.files.get(f"file.{key}")
    if upload is None or not upload.filename:
        return None
    stored = store_file(
        actor=current_actor(),
        stream=upload.stream,  # type: ignore[arg-type]  # werkzeug says IO[bytes]
        filename=upload.filename,
        accept=FileRule(),
        now=clock.received_at(),
    )
    return stored.id


def _acted(application_id: UUID, act: str, reason: str) -> ResponseReturnValue:
    actor, now = current_actor(), clock.now()
    if act == "accept":
        count = accept_proposals(actor=actor, application_id=application_id, now=now)
        flash(tr(text("자동 확인에서 충족한 %(count)s개 항목을 적합으로 판정했습니다.", count=count)))
        return redirect(url_for("applications.intake", application_id=application_id, _anchor="checks"))
    if act == "eligible":
        judge_eligible(actor=actor, application_id=application_id, now=now)
        flash(tr(text("적격으로 판정했습니다. 결과를 알리기 전까지 신청자에게 보이지 않습니다.")))
        return _next(application_id)
    if act == "propose":
        propose_ineligible(actor=actor, application_id=application_id, reason=reason, now=now)
        flash(tr(text("부적격 의견을 올렸습니다. 다른 담당자나 결재자가 확인해야 확정됩니다.")))
        return _next(application_id)
    flash(tr(text("판정을 저장했습니다.")))
    return redirect(url_for("applications.intake", application_id=application_id, _anchor="checks"))


def _next(application_id: UUID) -> ResponseReturnValue:
    """The next application that waits for this person, else the queue."""
    session, actor = session_now(), current_actor()
    application = queries.get_visible(session, actor, application_id)
    after = desk.find_neighbours(session, actor, application).after
    if after is None:
        return redirect(url_for("applications.intake_queue", round_id=application.round_id))
    return redirect(url_for("applications.intake", application_id=after))


def _do(application_id: UUID, act: Callable[[], None], success: str) -> ResponseReturnValue:
    """One act of the page; what it refuses is said on the page, with the reason that was typed."""
    try:
        act()
    except DomainError as error:
        if isinstance(error, Forbidden | NotFound):
            raise
        return desk_answer(application_id, TypedChecks(reason=clean(request.form.get("reason"))), error, error.status)
    flash(success)
    return redirect(url_for("applications.intake", application_id=application_id))


@bp.post(ADDRESS + "/begin")
@door(needs="application.review", subject="application_id", owner=MANAGER)
def intake_begin(application_id: UUID) -> ResponseReturnValue:
    act = partial(begin_review, actor=current_actor(), application_id=application_id, now=clock.now())
    return _do(application_id, act, tr(text("검토를 시작했습니다.")))


@bp.post(ADDRESS + "/confirm")
@door(needs="application.confirm_ineligible", subject="application_id", owner=SECOND)
def intake_confirm(application_id: UUID) -> ResponseReturnValue:
    raw = request.form.get("seen", "")
    seen = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < len("1000000000") else 0
    act = partial(confirm_ineligible, actor=current_actor(), application_id=application_id, seen=seen, now=clock.now())
    return _do(application_id, act, tr(text("부적격을 확정했습니다. 결과를 알리기 전까지 신청자에게 보이지 않습니다.")))


@bp.post(ADDRESS + "/return")
@door(needs="application.confirm_ineligible", subject="application_id", owner=SECOND)
def intake_return(application_id: UUID) -> ResponseReturnValue:
    act = partial(
        return_proposal,
        actor=current_actor(),
        application_id=application_id,
        reason=clean(request.form.get("reason")),
        now=clock.now(),
    )
    return _do(application_id, act, tr(text("부적격 의견을 돌려보냈습니다. 다시 검토할 수 있습니다.")))


@bp.post(ADDRESS + "/reopen")
@door(needs="application.reopen_review", subject="application_id", owner=SECOND)
def intake_reopen(application_id: UUID) -> ResponseReturnValue:
    act = partial(
        reopen_review,
        actor=current_actor(),
        application_id=application_id,
        reason=clean(request.form.get("reason")),
        now=clock.now(),
    )
    return _do(application_id, act, tr(text("판정을 되돌렸습니다. 다시 검토할 수 있습니다.")))


@bp.get("/staff/applications/<uuid:application_id>/evidence/<uuid:file_id>")
@door(needs="application.view_as_staff", subject="application_id", owner=STAFF)
def evidence_file(application_id: UUID, file_id: UUID) -> ResponseReturnValue:
    """What a reviewer put beside a verdict."""
    session, actor = session_now(), current_actor()
    policy.may_read_as_staff(actor, queries.get_visible(session, actor, application_id).round).enforce()
    review = desk.find_review(session, application_id)
    if review is None or file_id not in {row.evidence_file_id for row in review.rows}:
        raise NotFound
    application = _opened(application_id)
    opened = open_file(actor=current_actor(), file_id=file_id, purpose=f"evidence:{application.id}", now=clock.now())
    return file_response(**vars(opened), inline="inline" in request.args)


def _opened(application_id: UUID) -> Application:
    return open_application(
        actor=current_actor(),
        application_id=application_id,
        action=AccessAction.DOWNLOAD,
        route=request.endpoint or "",
        now=clock.now(),
    )
