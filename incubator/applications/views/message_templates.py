"""Doors of message templates."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications.forms.bulk import TemplateForm
from incubator.applications.pages.bulk import templates_page
from incubator.applications.policy.desk import may_work_at_desk
from incubator.applications.queries import bulk
from incubator.applications.usecases.retire_template import retire_template
from incubator.applications.usecases.write_template import write_template
from incubator.applications.views.blueprint import bp
from incubator.core.errors import DomainError, Stale
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.programs.queries import get_visible_round
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr

DESK = "a manager whose grant reaches the round's program (applications.policy.desk)"


def _page(
    round_id: UUID, form: TemplateForm, status: int, *, template_id: UUID | None = None, theirs: str | None = None
) -> ResponseReturnValue:
    actor = current_actor()
    round_ = get_visible_round(session_now(), actor, round_id)
    may_write = bool(may_work_at_desk(actor, round_))
    page = templates_page(session_now(), round_, may_write=may_write, template_id=template_id, theirs=theirs)
    return render_template("applications/message_templates.html", page=page, form=form), status


@bp.get("/staff/rounds/<uuid:round_id>/message-templates")
@door(needs="application.template", subject="round_id", owner=DESK)
def message_templates(round_id: UUID) -> ResponseReturnValue:
    return _page(round_id, TemplateForm(formdata=None), 200)


@bp.post("/staff/rounds/<uuid:round_id>/message-templates")
@door(needs="application.template", subject="round_id", owner=DESK)
def write_new_template(round_id: UUID) -> ResponseReturnValue:
    return _write(round_id, None)


@bp.get("/staff/rounds/<uuid:round_id>/message-templates/<uuid:template_id>")
@door(needs="application.template", subject="template_id", owner=DESK)
def template(round_id: UUID, template_id: UUID) -> ResponseReturnValue:
    round_ = get_visible_round(session_now(), current_actor(), round_id)
    found = bulk.get_template(session_now(), round_.program_id, template_id)
    form = TemplateForm(formdata=None, data={"name": found.name, "body": found.body, "seen": found.version})
    return _page(round_id, form, 200, template_id=template_id)


@bp.post("/staff/rounds/<uuid:round_id>/message-templates/<uuid:template_id>")
@door(needs="application.template", subject="template_id", owner=DESK)
def rewrite_template(round_id: UUID, template_id: UUID) -> ResponseReturnValue:
    return _write(round_id, template_id)


def _write(round_id: UUID, template_id: UUID | None) -> ResponseReturnValue:
    form = TemplateForm()
    if not form.validate():
        return _page(round_id, form, 422, template_id=template_id)
    try:
        write_template(
            actor=current_actor(),
            round_id=round_id,
            name=form.name.data,
            body=form.body.data,
            template_id=template_id,
            seen=form.seen.data,
            now=clock.now(),
        )
    except DomainError as error:
        status = refuse(form, error)
        theirs = str(error.theirs) if isinstance(error, Stale) else None
        if theirs is not None and template_id:
            round_ = get_visible_round(session_now(), current_actor(), round_id)
            form.seen.data = bulk.get_template(session_now(), round_.program_id, template_id).version
            form.seen.raw = str(form.seen.data)
        return _page(round_id, form, status, template_id=template_id, theirs=theirs)
    flash(tr(text("문안을 저장했습니다.")))
    return redirect(url_for("applications.message_templates", round_id=round_id))


@bp.post("/staff/rounds/<uuid:round_id>/message-templates/<uuid:template_id>/retire")
@door(needs="application.template", subject="template_id", owner=DESK)
def drop_template(round_id: UUID, template_id: UUID) -> ResponseReturnValue:
    retire_template(actor=current_actor(), round_id=round_id, template_id=template_id, now=clock.now())
    flash(tr(text("문안을 더 쓰지 않습니다. 보낸 글은 그대로 남아 있습니다.")))
    return redirect(url_for("applications.message_templates", round_id=round_id))
