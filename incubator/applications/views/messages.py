"""The applicant's side of the messages about one application."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications import policy, queries
from incubator.applications.forms.staff import MessageForm
from incubator.applications.pages.dossier import said
from incubator.applications.pages.writing import head_of
from incubator.applications.usecases.send_message import send_message
from incubator.applications.views.blueprint import MEMBER, WRITER, bp
from incubator.core.errors import DomainError
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr


@bp.get("/applications/<uuid:application_id>/messages")
@door(needs="application.view", subject="application_id", owner=MEMBER)
def messages(application_id: UUID) -> ResponseReturnValue:
    return _page(application_id, MessageForm(), 200)


def _page(application_id: UUID, form: MessageForm, status: int) -> ResponseReturnValue:
    session, actor = session_now(), current_actor()
    application = queries.get_own(session, actor, application_id)
    page = {
        "head": head_of(actor, application, clock.now()),
        "messages": said(
            queries.list_messages(session, application.id), from_staff=not policy.is_member(actor, application)
        ),
        "may_write": bool(policy.may_send_message(actor, application)),
    }
    return render_template("applications/messages.html", page=page, form=form), status


@bp.post("/applications/<uuid:application_id>/messages")
@door(needs="application.write_message", subject="application_id", owner=WRITER)
def ask(application_id: UUID) -> ResponseReturnValue:
    form = MessageForm()
    queries.get_own(session_now(), current_actor(), application_id)  # the centre answers at its own door
    if not form.validate():
        return _page(application_id, form, 422)
    try:
        send_message(actor=current_actor(), application_id=application_id, body=form.body.data, now=clock.now())
    except DomainError as error:
        session_now().rollback()
        return _page(application_id, form, refuse(form, error))
    flash(tr(text("담당자에게 보냈습니다. 답이 오면 알림과 전자우편으로 알려 드립니다.")))
    return redirect(url_for("applications.messages", application_id=application_id))
