"""A company as the centre sees it: masked, and every look on record."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.organisations import pages, queries
from incubator.organisations.forms import ReasonForm
from incubator.organisations.usecases.close_organisation import close_organisation
from incubator.organisations.usecases.open_wallet_document_as_staff import open_wallet_document_as_staff
from incubator.organisations.usecases.reopen_organisation import reopen_organisation
from incubator.organisations.usecases.reveal_organisation import reveal_organisation
from incubator.organisations.usecases.verify_organisation import verify_organisation
from incubator.organisations.views.blueprint import STAFF, bp
from incubator.privacy.rules import AccessAction
from incubator.privacy.usecases.record_access import record_access
from incubator.web import clock
from incubator.web.access import door
from incubator.web.chapters import chapters
from incubator.web.downloads import file_response
from incubator.web.forms import refuse
from incubator.web.i18n import tr
from incubator.web.urls import page_number


@bp.get("/staff/organisations/<uuid:organisation_id>")
@door(needs="organisation.view_as_staff", subject="organisation_id", owner=STAFF)
def staff_detail(organisation_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    queries.get_visible_to_staff(session_now(), actor, organisation_id)
    record_access(
        actor=actor,
        action=AccessAction.VIEW,
        subjects=[organisation_id],
        subject_kind="organisation",
        route=request.endpoint or "",
        now=clock.now(),
    )
    return _page(organisation_id, ReasonForm(formdata=None), masked=True)


def _page(organisation_id: UUID, form: ReasonForm, *, masked: bool) -> str:
    session, actor = session_now(), current_actor()
    organisation = queries.get_visible_to_staff(session, actor, organisation_id)
    page = pages.staff_page(
        session, actor, organisation, chapters(), masked=masked, number=page_number(), now=clock.now()
    )
    url = url_for("organisations.staff_detail", organisation_id=organisation_id)
    return render_template("organisations/staff.html", form=form, page=page, url=url)


def _act(organisation_id: UUID, act: Callable[..., None], done: Text) -> ResponseReturnValue:
    form, status = ReasonForm(), 422
    if form.validate():
        try:
            act(actor=current_actor(), organisation_id=organisation_id, reason=form.reason.data or "", now=clock.now())
        except DomainError as error:
            status = refuse(form, error)
        else:
            flash(tr(done))
            return redirect(url_for("organisations.staff_detail", organisation_id=organisation_id))
    return _page(organisation_id, form, masked=True), status


@bp.post("/staff/organisations/<uuid:organisation_id>/verify")
@door(needs="organisation.verify", subject="organisation_id", owner=STAFF)
def verify(organisation_id: UUID) -> ResponseReturnValue:
    return _act(organisation_id, verify_organisation, text("기업 확인을 마쳤습니다."))


@bp.post("/staff/organisations/<uuid:organisation_id>/reopen")
@door(needs="organisation.verify", subject="organisation_id", owner=STAFF)
def reopen(organisation_id: UUID) -> ResponseReturnValue:
    return _act(organisation_id, reopen_organisation, text("확인 전 상태로 되돌렸습니다."))


@bp.post("/staff/organisations/<uuid:organisation_id>/close")
@door(needs="organisation.verify", subject="organisation_id", owner=STAFF)
def staff_close(organisation_id: UUID) -> ResponseReturnValue:
    """A company that is gone and has nobody left to say so.  Its members have a door of their own."""
    queries.get_visible_to_staff(session_now(), current_actor(), organisation_id)
    return _act(organisation_id, close_organisation, text("기업을 닫았습니다. 신청 기록은 남아 있습니다."))


@bp.get("/staff/organisations/<uuid:organisation_id>/wallet/<uuid:wallet_document_id>")
@door(needs="organisation.view_as_staff", subject="organisation_id", owner=STAFF)
def staff_wallet_file(organisation_id: UUID, wallet_document_id: UUID) -> ResponseReturnValue:
    """A certificate of the company; whose it was goes into the access log."""
    opened = open_wallet_document_as_staff(
        actor=current_actor(),
        organisation_id=organisation_id,
        wallet_document_id=wallet_document_id,
        route=request.endpoint or "",
        now=clock.now(),
    )
    return file_response(**vars(opened))


@bp.post("/staff/organisations/<uuid:organisation_id>/reveal")
@door(needs="organisation.reveal", subject="organisation_id", owner=STAFF)
def reveal(organisation_id: UUID) -> ResponseReturnValue:
    """The unmasked page, once; asking again needs a reason again."""
    form, status = ReasonForm(), 422
    if form.validate():
        try:
            reveal_organisation(
                actor=current_actor(),
                organisation_id=organisation_id,
                reason=form.reason.data or "",
                route=request.endpoint or "",
                now=clock.now(),
            )
        except DomainError as error:
            status = refuse(form, error)
        else:
            return _page(organisation_id, ReasonForm(formdata=None), masked=False)
    return _page(organisation_id, form, masked=True), status
