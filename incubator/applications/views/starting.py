"""My applications, and the way into a round."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications.forms.applying import apply_form
from incubator.applications.pages.starting import ApplyPage, apply_page, checked_page, mine_page
from incubator.applications.usecases.start_application import start_application
from incubator.applications.views.blueprint import ANYBODY, bp
from incubator.core.errors import DomainError
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.organisations.queries import get_visible
from incubator.programs.models import Round
from incubator.programs.queries import get_public_round
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr


@bp.get("/applications")
@door(needs="application.list")
def index() -> ResponseReturnValue:
    return render_template("applications/index.html", page=mine_page(session_now(), current_actor()))


@bp.get("/rounds/<uuid:round_id>/apply")
@door(needs="application.start", subject="round_id", owner=ANYBODY)
def apply(round_id: UUID) -> ResponseReturnValue:
    """Which company applies; with only one, its self-check is shown at once."""
    session, actor, now = session_now(), current_actor(), clock.now()
    round_ = get_public_round(session, round_id)
    page = apply_page(session, actor, round_, now)
    form = apply_form(page.choices, page.asked, page.divisions)
    if len(page.choices) == 1:
        form.organisation_id.data = page.choices[0][0]
        page = _checked(page, round_, form)
    return render_template("applications/apply.html", page=page, form=form)


@bp.post("/rounds/<uuid:round_id>/apply")
@door(needs="application.start", subject="round_id", owner=ANYBODY)
def start(round_id: UUID) -> ResponseReturnValue:
    """The button "check" shows the findings again, the button "start" begins."""
    session, actor, now = session_now(), current_actor(), clock.received_at()
    round_ = get_public_round(session, round_id)
    page = apply_page(session, actor, round_, now)
    already = page.application_of(request.form.get("organisation_id", ""))
    if already is not None:
        return _open(already, is_new=False)  # also the second press of two
    form = apply_form(page.choices, page.asked, page.divisions)
    if not form.validate():
        return render_template("applications/apply.html", page=page, form=form), 422
    if request.form.get("act") != "start":
        return render_template("applications/apply.html", page=_checked(page, round_, form), form=form)
    try:
        started = start_application(
            actor=actor,
            round_id=round_id,
            organisation_id=UUID(form.organisation_id.data),
            self_check=form.self_check(),
            acknowledged=bool(form.acknowledged.data),
            division=(form.division.data or "") if page.divisions else "",
            now=now,
        )
    except DomainError as error:
        status = refuse(form, error)
        session.rollback()
        round_ = get_public_round(session, round_id)
        return render_template("applications/apply.html", page=_checked(page, round_, form), form=form), status
    return _open(started.application_id, is_new=started.is_new)


def _open(application_id: UUID, *, is_new: bool) -> ResponseReturnValue:
    if is_new:
        flash(tr(text("신청서를 만들었습니다. 항목을 하나씩 채운 뒤 대표자가 제출해 주세요.")))
    else:
        flash(tr(text("이 기업이 이미 작성하고 있는 신청서를 열었습니다.")), "info")
    return redirect(url_for("applications.detail", application_id=application_id))


def _checked(page: ApplyPage, round_: Round, form: Any) -> ApplyPage:
    session, actor, now = session_now(), current_actor(), clock.now()
    organisation = get_visible(session, actor, UUID(form.organisation_id.data))
    return checked_page(session, actor, page, round_, organisation, self_check=form.self_check(), now=now)
