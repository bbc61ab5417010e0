"""The centre's list of a round, one application, its files, its messages, and the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from incubator.accounts.signin import current_actor
from incubator.applications import policy, queries
from incubator.applications.forms.staff import ExportForm, MessageForm, RevealForm, StaffFilterForm
from incubator.applications.pages.columns import COLUMNS, MARKED, chosen_columns, offered_columns
from incubator.applications.pages.dossier import dossier_page
from incubator.applications.pages.staff import export_notes, staff_list_page
from incubator.applications.queries.desk import Choices, Marks, list_choices, list_marks_of_round
from incubator.applications.usecases.export_applications import export_applications
from incubator.applications.usecases.open_application import open_application
from incubator.applications.usecases.send_message import send_message
from incubator.applications.views.blueprint import bp
from incubator.core.dates import in_kst, official_moment
from incubator.core.errors import DomainError, Invalid, NotFound
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.documents.usecases.open_file import open_file
from incubator.ports.spreadsheets import Column
from incubator.privacy.rules import AccessAction
from incubator.privacy.usecases.record_access import record_access
from incubator.programs.models import Round
from incubator.programs.queries import get_pictured_round
from incubator.web import clock
from incubator.web.access import door
from incubator.web.downloads import file_response
from incubator.web.forms import refuse
from incubator.web.i18n import chosen_locale, tr
from incubator.web.urls import page_number

STAFF = "a manager, head or auditor whose grant reaches the round's program (applications.policy)"
MANAGER = "a manager whose grant reaches the round's program (applications.policy)"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _filter_form(choices: Choices) -> StaffFilterForm:
    offered = offered_columns(chosen_locale())
    form = StaffFilterForm(request.args, offered=offered, desk=choices, own_id=current_actor().user_id)
    form.columns.data = list(chosen_columns(form.columns.data or []))  # the boxes show what the table shows
    return form


def _round(round_id: UUID) -> Round:
    actor = current_actor()
    round_ = get_pictured_round(session_now(), actor, round_id)
    policy.may_read_as_staff(actor, round_).enforce()
    return round_


@bp.get("/staff/rounds/<uuid:round_id>/applications")
@door(needs="application.list_of_round", subject="round_id", owner=STAFF)
def staff_list(round_id: UUID) -> ResponseReturnValue:
    """Search, filter, sort, choose columns, page.  Whose names are shown goes into the access log."""
    actor, now, round_ = current_actor(), clock.now(), _round(round_id)
    choices = list_choices(session_now(), actor, round_)
    form = _filter_form(choices)
    page = staff_list_page(session_now(), actor, round_, form, choices=choices, number=page_number(), now=now)
    body = render_template("applications/staff_list.html", page=page, form=form)
    record_access(
        actor=actor,
        action=AccessAction.LIST,
        subjects=[row.organisation_id for row in page.rows.items],
        subject_kind="organisation",
        route=request.endpoint or "",
        now=now,
    )
    return body


@bp.get("/staff/rounds/<uuid:round_id>/applications/export")
@door(needs="application.export", subject="round_id", owner=STAFF)
def export(round_id: UUID) -> ResponseReturnValue:
    """What will be taken out, and the question why."""
    return _export_page(round_id, ExportForm(), 200)


def _export_page(round_id: UUID, form: ExportForm, status: int) -> ResponseReturnValue:
    round_ = _round(round_id)
    filters = _filter_form(list_choices(session_now(), current_actor(), round_))
    keys = chosen_columns(filters.columns.data or [])
    page = {
        "round_title": round_.title,
        "count": queries.count_for_staff(session_now(), round_id, filters.wanted),
        "columns": [COLUMNS[key].label for key in keys],
        "back_url": url_for("applications.staff_list", round_id=round_id)
        + "?"
        + request.query_string.decode("ascii", "ignore"),
    }
    return render_template("applications/export.html", page=page, form=form), status


@bp.post("/staff/rounds/<uuid:round_id>/applications/export")
@door(needs="application.export", subject="round_id", owner=STAFF)
def export_file(round_id: UUID) -> ResponseReturnValue:
    actor, now, form = current_actor(), clock.now(), ExportForm()
    if not form.validate():
        return _export_page(round_id, form, 422)
    round_ = _round(round_id)
    filters = _filter_form(list_choices(session_now(), actor, round_))
    keys = chosen_columns(filters.columns.data or [])
    marks = list_marks_of_round(session_now(), round_id) if not MARKED.isdisjoint(keys) else Marks()
    count = queries.count_for_staff(session_now(), round_id, filters.wanted)
    title, notes = (
        tr(text("%(round)s 접수 목록", round=round_.title)),
        export_notes(actor, filters, count, official_moment(now)),
    )
    columns = tuple(Column(tr(COLUMNS[key].label), COLUMNS[key].width, COLUMNS[key].is_number) for key in keys)

    def cells(item: Row[Any]) -> tuple[str | int | None, ...]:
        return tuple(COLUMNS[key].shown(item, marks) for key in keys)

    path = export_applications(
        actor=actor,
        round_id=round_id,
        wanted=filters.wanted,
        head=(title, notes, columns),
        row=cells,
        reason=form.reason.data,
        route=request.endpoint or "",
        now=now,
    )
    return file_response(
        chunks=_then_removed(path), name=_file_name(title, now), media_type=WORKBOOK, size=path.stat().st_size
    )


def _file_name(title: str, now: datetime) -> str:
    return f"{title}_{in_kst(now):%Y%m%d_%H%M}.xlsx"


def _then_removed(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as source:
            while chunk := source.read(65536):
                yield chunk
    finally:
        path.unlink(missing_ok=True)


@bp.get("/staff/applications/<uuid:application_id>")
@door(needs="application.view_as_staff", subject="application_id", owner=STAFF)
def staff_detail(application_id: UUID) -> ResponseReturnValue:
    return _dossier(application_id, MessageForm(), 200)


def _dossier(
    application_id: UUID, form: MessageForm, status: int, *, reveal: RevealForm | None = None, masked: bool = True
) -> ResponseReturnValue:
    actor, now, number = current_actor(), clock.now(), request.args.get("version", "")
    application = open_application(
        actor=actor, application_id=application_id, action=AccessAction.VIEW, route=request.endpoint or "", now=now
    )
    page = dossier_page(
        session_now(),
        actor,
        application,
        number=int(number) if number.isdecimal() else None,
        compare="compare" in request.args,
        now=now,
        masked=masked,
    )
    reveal = reveal or RevealForm(formdata=None)
    return render_template("applications/dossier.html", page=page, form=form, reveal=reveal), status


@bp.post("/staff/applications/<uuid:application_id>/reveal")
@door(needs="application.reveal", subject="application_id", owner=STAFF)
def reveal(application_id: UUID) -> ResponseReturnValue:
    """The applicant's contacts without the mask, once; asking again needs a reason again."""
    form, status = RevealForm(), 422
    if form.validate():
        try:
            open_application(
                actor=current_actor(),
                application_id=application_id,
                action=AccessAction.REVEAL,
                reason=form.reason.data or "",
                route=request.endpoint or "",
                now=clock.now(),
            )
        except Invalid as error:
            status = refuse(form, error)
        else:
            return _dossier(application_id, MessageForm(formdata=None), 200, masked=False)
    return _dossier(application_id, MessageForm(formdata=None), status, reveal=form)


@bp.get("/staff/applications/<uuid:application_id>/files/<uuid:file_id>")
@door(needs="application.view_as_staff", subject="application_id", owner=STAFF)
def staff_file(application_id: UUID, file_id: UUID) -> ResponseReturnValue:
    """A file of a version that was handed in; files of a draft are not the centre's."""
    actor, now = current_actor(), clock.now()
    application = open_application(
        actor=actor, application_id=application_id, action=AccessAction.DOWNLOAD, route=request.endpoint or "", now=now
    )
    versions = queries.list_versions(session_now(), application.id)
    handed_in = {file["file_id"] for version in versions for file in version.snapshot["files"]}
    if str(file_id) not in handed_in:
        raise NotFound
    opened = open_file(actor=actor, file_id=file_id, purpose=f"application:{application.id}", now=now)
    return file_response(**vars(opened), inline="inline" in request.args)


@bp.post("/staff/applications/<uuid:application_id>/messages")
@door(needs="application.answer", subject="application_id", owner=MANAGER)
def answer(application_id: UUID) -> ResponseReturnValue:
    form, actor = MessageForm(), current_actor()
    application = queries.get_visible(session_now(), actor, application_id)
    policy.may_answer_as_staff(actor, application.round).enforce()  # an applicant asks at his own door
    if not form.validate():
        return _dossier(application_id, form, 422)
    try:
        send_message(actor=actor, application_id=application_id, body=form.body.data, now=clock.now())
    except DomainError as error:
        return _dossier(application_id, form, refuse(form, error))
    flash(tr(text("신청자에게 보냈습니다. 신청자는 알림과 전자우편으로 안내받습니다.")))
    return redirect(url_for("applications.staff_detail", application_id=application_id, _anchor="messages"))
