"""Rounds for those who work on them."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.approvals.queries import list_about
from incubator.core.dates import day_in_kst
from incubator.core.errors import DomainError
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.programs import policy, queries
from incubator.programs.forms.calls import member
from incubator.programs.forms.rounds import (
    EditForm,
    PlanForm,
)
from incubator.programs.models import Round
from incubator.programs.pages.calls import call_page
from incubator.programs.pages.staff import (
    RoundPage,
    program_choices,
    round_page,
    rounds_page,
    template_choices,
    usual_choice,
    version_choices,
)
from incubator.programs.usecases.edit_round import edit_round
from incubator.programs.usecases.plan_round_from_template import plan_round_from_template
from incubator.programs.usecases.request_round_approval import SUBJECT
from incubator.programs.workflow import LABELS, RoundState
from incubator.questionnaires.queries import list_published
from incubator.web import clock
from incubator.web.access import door
from incubator.web.filters import day
from incubator.web.forms import clean, refuse
from incubator.web.i18n import chosen_locale, tr

bp = Blueprint("rounds", __name__, url_prefix="/staff/rounds")
OWNER = "staff of the round's program"


def _visible(round_id: UUID) -> Round:
    """404 also for those who may not know of it."""
    return queries.get_whole_visible_round(session_now(), current_actor(), round_id)


@bp.get("")
@door(needs="round.read")
def index() -> ResponseReturnValue:
    """Rounds of one's own programs."""
    actor, session = current_actor(), session_now()
    policy.may_enter(actor).enforce()
    state, words = member(RoundState, request.args.get("state")), clean(request.args.get("q"))[:100]
    found = queries.list_visible(session, actor, page=request.args.get("page", 1, type=int), state=state, words=words)
    chosen = {name: value for name, value in (("state", state), ("q", words)) if value}
    url = url_for("rounds.index") + (f"?{urlencode(chosen)}" if chosen else "")
    programs = queries.list_visible_programs(session, actor)
    page = rounds_page(found, programs, actor, url=url, is_filtered=bool(chosen), now=clock.now())
    states = [(item.value, tr(LABELS[item])) for item in RoundState]
    return render_template("programs/staff/index.html", page=page, states=states, state=state or "", words=words)


@bp.route("/new", methods=["GET", "POST"])
@door(needs="round.plan")
def new() -> ResponseReturnValue:
    """Start a round from a template."""
    actor = current_actor()
    policy.may_enter(actor).enforce()
    programs = queries.list_visible_programs(session_now(), actor)
    template, program_id = usual_choice(request.args.get("template"), request.args.get("program"), actor, programs)
    form = PlanForm(template=template, program_id=program_id, announced_on=day_in_kst(clock.now()))
    form.offer(template_choices(), program_choices(actor, programs))
    status = 200 if request.method == "GET" else 422
    if form.validate_on_submit():
        try:
            round_id = plan_round_from_template(
                actor=actor,
                program_id=UUID(form.program_id.data),
                template=form.template.data,
                announced_on=form.announced_on.data,
                now=clock.now(),
            )
        except DomainError as error:
            status = refuse(form, error)
        else:
            flash(tr(text("양식에서 공고를 만들었습니다. 내용을 고친 뒤 결재를 올려 주세요.")))
            return redirect(url_for("rounds.edit", round_id=round_id))
    return render_template("programs/staff/new.html", form=form), status


@bp.get("/<uuid:round_id>")
@door(needs="round.read", subject="round_id", owner=OWNER)
def detail(round_id: UUID) -> ResponseReturnValue:
    return render_template("programs/staff/detail.html", page=_page(_visible(round_id)))


def _page(found: Round) -> RoundPage:
    return round_page(
        current_actor(),
        found,
        announced_on=day(found.announced_on),
        now=clock.now(),
        approvals=list_about(session_now(), SUBJECT, found.id),
    )


@bp.get("/<uuid:round_id>/preview")
@door(needs="round.read", subject="round_id", owner=OWNER)
def preview(round_id: UUID) -> ResponseReturnValue:
    """The call as visitors will read it."""
    found = _visible(round_id)
    session = session_now()
    files = [
        (item, file, url_for("round_files.download", round_id=round_id, attachment_id=item.id))
        for item, file in queries.list_attachments(session, round_id)
    ]
    notices = queries.list_notices(session, round_id)
    page = call_page(found, notices, files, now=clock.now(), locale=chosen_locale(), is_preview=True)
    return render_template("programs/staff/preview.html", page=page)


@bp.route("/<uuid:round_id>/edit", methods=["GET", "POST"])
@door(needs="round.edit", subject="round_id", owner=OWNER)
def edit(round_id: UUID) -> ResponseReturnValue:
    found = _visible(round_id)
    policy.may_edit(current_actor(), found).enforce()
    form = EditForm(obj=found)
    form.offer(version_choices(list_published(session_now())))
    status = 200 if request.method == "GET" else 422
    if form.validate_on_submit():
        try:
            edit_round(
                actor=current_actor(),
                round_id=round_id,
                changes=form.values,
                version=form.known_version,
                now=clock.now(),
            )
        except DomainError as error:
            status = refuse(form, error)
        else:
            flash(tr(text("저장했습니다.")))
            return redirect(url_for("rounds.detail", round_id=round_id))
    return render_template("programs/staff/edit.html", page=_page(_visible(round_id)), form=form), status
