"""Requests for a supplement: made by the centre, answered by the applicant on a page of their own."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications import policy, queries
from incubator.applications.forms.intake import SupplementForm, items_wanted, typed_items
from incubator.applications.pages.asking import asking_page
from incubator.applications.pages.intake import TypedChecks
from incubator.applications.pages.supplements import (
    TypedAnswers,
    files_of_item,
    supplement_page,
)
from incubator.applications.queries import supplements
from incubator.applications.usecases.attach_supplement_file import attach_supplement_file as attach
from incubator.applications.usecases.open_application import open_application
from incubator.applications.usecases.open_supplement_file import open_supplement_file
from incubator.applications.usecases.recall_supplement import recall_supplement
from incubator.applications.usecases.remove_supplement_file import remove_supplement_file as remove
from incubator.applications.usecases.request_supplement import request_supplement
from incubator.applications.usecases.save_supplement import Answered, save_supplement
from incubator.applications.usecases.supply_supplement import supply_supplement
from incubator.applications.views.blueprint import MEMBER, WRITER, bp
from incubator.applications.views.intake import desk_answer
from incubator.applications.views.noted import note_companies
from incubator.applications.views.posted import said
from incubator.applications.views.staff import MANAGER, STAFF
from incubator.core.errors import DomainError, Forbidden, NotFound
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.privacy.rules import AccessAction
from incubator.web import clock
from incubator.web.access import door
from incubator.web.downloads import file_response
from incubator.web.errors import wants_json
from incubator.web.forms import clean, refuse
from incubator.web.i18n import tr

ASK = "/staff/applications/<uuid:application_id>/supplements"
OWN = "/applications/<uuid:application_id>/supplements/<uuid:request_id>"
FILE = OWN + "/items/<uuid:item_id>/files"


@bp.get(ASK + "/new")
@door(needs="application.request_supplement", subject="application_id", owner=MANAGER)
def ask_for_supplement(application_id: UUID) -> ResponseReturnValue:
    return _asking(application_id, None, 200)


def _asking(application_id: UUID, form: SupplementForm | None, status: int) -> ResponseReturnValue:
    session, actor, now = session_now(), current_actor(), clock.now()
    application = queries.get_visible(session, actor, application_id)
    policy.may_review(actor, application).enforce()
    organisation_id = application.organisation_id
    page = asking_page(session, application, typed_items(request.form) if form else None, now)
    form = form or SupplementForm(data={"due_on": page.due_on})
    body = render_template("applications/intake_supplement.html", page=page, form=form)
    note_companies([organisation_id], AccessAction.VIEW)
    return body, status


@bp.post(ASK + "/new")
@door(needs="application.request_supplement", subject="application_id", owner=MANAGER)
def send_supplement_request(application_id: UUID) -> ResponseReturnValue:
    form, actor = SupplementForm(), current_actor()
    application = queries.get_visible(session_now(), actor, application_id)
    policy.may_review(actor, application).enforce()
    if not form.validate() or form.due_on.data is None:
        return _asking(application_id, form, 422)
    try:
        request_supplement(
            actor=actor,
            application_id=application_id,
            items=items_wanted(typed_items(request.form)),
            note=form.note.data or "",
            due_on=form.due_on.data,
            now=clock.now(),
        )
    except DomainError as error:
        session_now().rollback()
        return _asking(application_id, form, refuse(form, error))
    flash(tr(text("보완을 요청했습니다. 신청자는 알림과 전자우편으로 안내받습니다.")))
    return redirect(url_for("applications.intake", application_id=application_id))


@bp.post(ASK + "/<uuid:request_id>/recall")
@door(needs="application.request_supplement", subject="application_id", owner=MANAGER)
def supplement_recall(application_id: UUID, request_id: UUID) -> ResponseReturnValue:
    try:
        recall_supplement(
            actor=current_actor(),
            application_id=application_id,
            request_id=request_id,
            reason=clean(request.form.get("reason")),
            now=clock.now(),
        )
    except DomainError as error:
        if isinstance(error, Forbidden | NotFound):
            raise
        typed = TypedChecks(reason=clean(request.form.get("reason")))
        return desk_answer(application_id, typed, error, error.status)
    flash(tr(text("보완 요청을 거두었습니다. 신청자에게 알렸습니다.")))
    return redirect(url_for("applications.intake", application_id=application_id))


@bp.get("/staff/applications/<uuid:application_id>/supplement-files/<uuid:file_id>")
@door(needs="application.view_as_staff", subject="application_id", owner=STAFF)
def staff_supplement_file(application_id: UUID, file_id: UUID) -> ResponseReturnValue:
    """A file of a supplement that was handed in."""
    session, actor, now = session_now(), current_actor(), clock.now()
    policy.may_read_as_staff(actor, queries.get_visible(session, actor, application_id).round).enforce()
    if not supplements.is_supplied(session, application_id, file_id):
        raise NotFound
    application = open_application(
        actor=actor, application_id=application_id, action=AccessAction.DOWNLOAD, route=request.endpoint or "", now=now
    )
    opened = open_supplement_file(actor=actor, application=application, file_id=file_id, now=now)
    return file_response(**vars(opened), inline="inline" in request.args)


@bp.get(OWN)
@door(needs="application.view", subject="application_id", owner=MEMBER)
def supplement(application_id: UUID, request_id: UUID) -> ResponseReturnValue:
    return _own(application_id, request_id, TypedAnswers(), None, 200)


def _own(
    application_id: UUID, request_id: UUID, given: TypedAnswers, error: DomainError | None, status: int
) -> ResponseReturnValue:
    session, actor = session_now(), current_actor()
    session.rollback()
    application = queries.get_own(session, actor, application_id)
    asked = supplements.get_supplement(session, application_id, request_id)
    page = supplement_page(actor, application, asked, given, clock.now())
    problem = said(error) if error else None
    return render_template("applications/supplement.html", page=page, problem=problem), status


@bp.post(OWN)
@door(needs="application.supply", subject="application_id", owner=WRITER)
def save_supplement_answers(application_id: UUID, request_id: UUID) -> ResponseReturnValue:
    """Keep what was written; with the button “hand in”, hand it in as well."""
    actor, now = current_actor(), clock.received_at()
    queries.get_own(session_now(), actor, application_id)
    asked = supplements.get_supplement(session_now(), application_id, request_id)
    typed = {item.id: request.form.get(f"answer.{item.id}", "") for item in asked.items}
    answers = {
        item.id: Answered(typed[item.id], _version(request.form.get(f"version.{item.id}", "")))
        for item in asked.items
        if f"answer.{item.id}" in request.form
    }
    place: dict[str, Any] = {"actor": actor, "application_id": application_id, "request_id": request_id, "now": now}
    try:
        refused = save_supplement(answers=answers, **place)
        for item_id in typed:
            refused |= _attached(item_id, place)
        if refused:
            status = min(error.status for error in refused.values())
            return _own(application_id, request_id, TypedAnswers(typed, refused), None, status)
        if request.form.get("act") != "supply":
            flash(tr(text("저장했습니다. 아직 제출하지 않았습니다.")))
            return redirect(_address(application_id, request_id))
        supply_supplement(**place)
    except DomainError as error:
        if isinstance(error, Forbidden | NotFound):
            raise
        return _own(application_id, request_id, TypedAnswers(), error, error.status)
    flash(tr(text("보완을 제출했습니다. 담당자가 확인합니다.")))
    return redirect(_address(application_id, request_id))


def _attached(item_id: UUID, place: dict[str, Any]) -> dict[UUID, DomainError]:
    """Files that came with the form, without scripts; what was refused, by item."""
    try:
        for upload in request.files.getlist(f"file.{item_id}"):
            if upload.filename:
                attach(item_id=item_id, stream=upload.stream, filename=upload.filename, **place)  # type: ignore[arg-type]  # werkzeug says IO[bytes]
    except DomainError as error:
        return {item_id: error}
    return {}


def _version(raw: str) -> int:
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < len("1000000000") else 0


def _address(application_id: UUID, request_id: UUID) -> str:
    return url_for("applications.supplement", application_id=application_id, request_id=request_id)


@bp.post(FILE)
@door(needs="application.supply", subject="application_id", owner=WRITER)
def attach_supplement_file(application_id: UUID, request_id: UUID, item_id: UUID) -> ResponseReturnValue:
    upload = request.files.get("file")
    try:
        attach(
            actor=current_actor(),
            application_id=application_id,
            request_id=request_id,
            item_id=item_id,
            stream=upload.stream if upload else BytesIO(),  # type: ignore[arg-type]  # werkzeug says IO[bytes]
            filename=(upload.filename if upload else "") or "",
            now=clock.received_at(),
        )
    except DomainError as error:
        return _refused(application_id, request_id, error)
    return _files(application_id, request_id, item_id)


@bp.post(FILE + "/<uuid:file_id>/remove")
@door(needs="application.supply", subject="application_id", owner=WRITER)
def remove_supplement_file(application_id: UUID, request_id: UUID, item_id: UUID, file_id: UUID) -> ResponseReturnValue:
    try:
        remove(
            actor=current_actor(),
            application_id=application_id,
            request_id=request_id,
            item_id=item_id,
            file_id=file_id,
            now=clock.received_at(),
        )
    except DomainError as error:
        return _refused(application_id, request_id, error)
    return _files(application_id, request_id, item_id)


def _files(application_id: UUID, request_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """The item's files as they are now: for a script as data, for a person as the page."""
    if not wants_json():
        return redirect(_address(application_id, request_id) + f"#item-{item_id}")
    session_now().rollback()
    queries.get_own(session_now(), current_actor(), application_id)
    asked = supplements.get_supplement(session_now(), application_id, request_id)
    item = next(item for item in asked.items if item.id == item_id)
    return jsonify(files_of_item(application_id, request_id, item))


def _refused(application_id: UUID, request_id: UUID, error: DomainError) -> ResponseReturnValue:
    """A script gets the error itself; a person who may write goes back to the page with the sentence on top."""
    if wants_json() or isinstance(error, Forbidden | NotFound):
        raise error
    flash(tr(said(error)), "danger")
    session_now().rollback()
    return redirect(_address(application_id, request_id))


@bp.get("/applications/<uuid:application_id>/supplement-files/<uuid:file_id>")
@door(needs="application.view", subject="application_id", owner=MEMBER)
def supplement_file(application_id: UUID, file_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    application = queries.get_own(session_now(), actor, application_id)
    opened = open_supplement_file(actor=actor, application=application, file_id=file_id, now=clock.now())
    return file_response(**vars(opened))
