"""Doors of the outbox: read, hold, release, cancel before anything leaves."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.roles import Role
from incubator.accounts.signin import current_actor
from incubator.applications.pages.outbox import outbox_page
from incubator.applications.policy.desk import ONLY_DESK
from incubator.applications.usecases.cancel_message import cancel_message
from incubator.applications.usecases.hold_message import hold_message
from incubator.applications.usecases.release_message import release_message
from incubator.applications.usecases.steer_mail import MailAct, steer_mail
from incubator.applications.views.blueprint import bp
from incubator.applications.views.noted import note_companies
from incubator.core.errors import StepNotAllowed
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.privacy.rules import AccessAction
from incubator.privacy.usecases.record_access import record_access
from incubator.web import clock
from incubator.web.access import door
from incubator.web.i18n import tr
from incubator.web.urls import page_number

DESK = "a manager whose grant reaches the round's program (applications.policy.desk)"


@bp.get("/staff/outbox")
@door(needs="outbox.read")
def outbox() -> ResponseReturnValue:
    """What waits to leave about the rounds of this person's desk."""
    actor = current_actor()
    if not actor.has(Role.MANAGER):
        ONLY_DESK.enforce()
    page = outbox_page(session_now(), actor, _round(), gone=request.args.get("show") == "gone", number=page_number())
    body = render_template("applications/outbox.html", page=page)
    note_companies(row.subject_id for row in page.messages.items if row.subject_id)
    readers = [row.subject_id for row in page.mails.items if row.subject_id]
    record_access(
        actor=actor, action=AccessAction.LIST, subjects=readers, route=request.endpoint or "", now=clock.now()
    )
    return body


def _round() -> UUID | None:
    try:
        return UUID(request.args.get("round", ""))
    except ValueError:
        return None


def _back(words: Text, kind: str = "success") -> ResponseReturnValue:
    flash(tr(words), kind)
    return redirect(url_for("applications.outbox", round=_round()))


@bp.post("/staff/outbox/messages/<uuid:outgoing_id>/hold")
@door(needs="outbox.hold", subject="outgoing_id", owner=DESK)
def hold_outgoing(outgoing_id: UUID) -> ResponseReturnValue:
    try:
        hold_message(actor=current_actor(), outgoing_id=outgoing_id, now=clock.now())
    except StepNotAllowed as error:
        return _back(error.message, "danger")
    return _back(text("보류했습니다. 내보내기 전까지 신청자에게 보이지 않습니다."))


@bp.post("/staff/outbox/messages/<uuid:outgoing_id>/release")
@door(needs="outbox.release", subject="outgoing_id", owner=DESK)
def release_outgoing(outgoing_id: UUID) -> ResponseReturnValue:
    try:
        release_message(actor=current_actor(), outgoing_id=outgoing_id, now=clock.now())
    except StepNotAllowed as error:
        return _back(error.message, "danger")
    return _back(text("내보냅니다. 곧 신청자에게 보입니다."))


@bp.post("/staff/outbox/messages/<uuid:outgoing_id>/cancel")
@door(needs="outbox.cancel", subject="outgoing_id", owner=DESK)
def cancel_outgoing(outgoing_id: UUID) -> ResponseReturnValue:
    try:
        cancel_message(actor=current_actor(), outgoing_id=outgoing_id, now=clock.now())
    except StepNotAllowed as error:
        return _back(error.message, "danger")
    return _back(text("취소했습니다. 신청자에게 보내지 않습니다."))


@bp.post("/staff/outbox/mails/<uuid:delivery_id>/<any(hold, release, cancel):act>")
@door(needs="outbox.mail", subject="delivery_id", owner=DESK)
def steer_mail_door(delivery_id: UUID, act: str) -> ResponseReturnValue:
    wanted = MailAct(act)
    try:
        steer_mail(actor=current_actor(), delivery_id=delivery_id, act=wanted, now=clock.now())
    except StepNotAllowed as error:
        return _back(error.message, "danger")
    told = {
        MailAct.HOLD: text("메일을 보류했습니다."),
        MailAct.RELEASE: text("메일을 바로 보냅니다."),
        MailAct.CANCEL: text("메일을 보내지 않습니다. 알림함의 알림은 그대로 있습니다."),
    }
    return _back(told[wanted])
