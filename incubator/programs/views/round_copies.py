"""The next round of a program, from an earlier one."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import DomainError
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.programs import policy, queries
from incubator.programs.forms.programs import CopyForm
from incubator.programs.models import Round
from incubator.programs.rules.copying import renamed
from incubator.programs.usecases.copy_round import copy_round
from incubator.programs.views.round_settings import OWNER, page_of, visible
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr

bp = Blueprint("round_copies", __name__, url_prefix="/staff/rounds/<uuid:round_id>")


@bp.route("/copy", methods=["GET", "POST"])
@door(needs="round.plan", subject="round_id", owner=OWNER)
def copy(round_id: UUID) -> ResponseReturnValue:
    """Announced today unless another day is chosen; the title counts on."""
    found = visible(round_id)
    policy.may_plan(current_actor(), found.program).enforce()
    form = CopyForm(data=_proposed(found))
    status = 200 if request.method == "GET" else 422
    if form.validate_on_submit() and form.announced_on.data and form.round_no.data:
        try:
            copy_id = copy_round(
                actor=current_actor(),
                round_id=round_id,
                announced_on=form.announced_on.data,
                round_no=form.round_no.data,
                title=form.title.data,
                title_en=form.title_en.data or "",
                now=clock.now(),
            )
        except DomainError as error:
            status = refuse(form, error)
        else:
            flash(tr(text("다음 회차를 만들었습니다. 옮긴 날짜가 휴일이 아닌지 확인해 주세요.")))
            return redirect(url_for("rounds.detail", round_id=copy_id))
    return render_template("programs/staff/copy.html", page=page_of(round_id), form=form), status


def _proposed(found: Round) -> dict[str, object]:
    today = day_in_kst(clock.now())
    number = queries.next_round_no(session_now(), found.program_id)
    counted = {"year": (found.year, today.year), "number": (found.round_no, number)}
    return {
        "announced_on": today,
        "round_no": number,
        "title": renamed(found.title, **counted),
        "title_en": renamed(found.title_en, **counted),
    }
