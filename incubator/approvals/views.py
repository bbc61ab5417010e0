"""Doors: the approval inbox, one approval, and authority in other hands."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.queries import list_user_ids_with_role, list_users
from incubator.accounts.roles import Role
from incubator.accounts.signin import current_actor
from incubator.approvals import policy, queries
from incubator.approvals.forms import DelegateForm, EndForm, GiveBackForm, SignForm
from incubator.approvals.pages import approval_page, delegation_rows, page_of_rows, rows_of
from incubator.approvals.rules import Act, Manner
from incubator.approvals.usecases.delegate_authority import delegate_authority
from incubator.approvals.usecases.end_delegation import end_delegation
from incubator.approvals.usecases.return_approval import return_approval
from incubator.approvals.usecases.sign_approval import sign_approval
from incubator.approvals.usecases.withdraw_approval import withdraw_approval
from incubator.core.dates import day_in_kst, end_of_day, start_of_day
from incubator.core.errors import DomainError
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import clean, refuse
from incubator.web.i18n import tr
from incubator.web.urls import page_number

bp = Blueprint("approvals", __name__, url_prefix="/staff/approvals")
OWNER = "people of the approval's line and staff of its program"
TABS = (("waiting", text("결재할 것")), ("mine", text("올린 것")), ("all", text("모두 보기")))


@bp.get("")
@door(needs="approval.read")
def index() -> ResponseReturnValue:
    """What waits for one's signature, what one has asked for, and everything one may read."""
    actor, session = current_actor(), session_now()
    policy.may_enter(actor).enforce()
    shown = request.args.get("show") if request.args.get("show") in {"mine", "all"} else "waiting"
    waiting = queries.list_waiting_for(session, actor, clock.now())
    rows: Any = None
    if shown != "waiting":
        listing = queries.list_drafted if shown == "mine" else queries.list_visible
        rows = page_of_rows(session, listing(session, actor, page=page_number()))
    tabs = [
        {
            "label": label,
            "url": url_for("approvals.index", show=None if key == "waiting" else key),
            "current": key == shown,
            "count": len(waiting) if key == "waiting" else None,
        }
        for key, label in TABS
    ]
    page = {
        "tabs": tabs,
        "shown": shown,
        "items": rows.items if rows else rows_of(session, waiting) if shown == "waiting" else [],
        "rows": rows,
        "url": url_for("approvals.index", show=shown),
        "may_delegate": bool(policy.may_delegate(actor)),
    }
    return render_template("approvals/index.html", page=page)


@bp.get("/<uuid:approval_id>")
@door(needs="approval.read", subject="approval_id", owner=OWNER)
def detail(approval_id: UUID) -> ResponseReturnValue:
    return _show(approval_id)


def _show(approval_id: UUID, *, status: int = 200, **forms: Any) -> ResponseReturnValue:
    """The page, with the form that was refused in place of an empty one."""
    actor, session = current_actor(), session_now()
    approval = queries.get_visible(session, actor, approval_id)
    page = approval_page(session, actor, approval, clock.now())
    sign, give_back = forms.get("sign") or SignForm(), forms.get("give_back") or GiveBackForm()
    refused = forms.get("sign") or forms.get("give_back")
    return render_template("approvals/detail.html", page=page, sign=sign, give_back=give_back, refused=refused), status


@bp.post("/<uuid:approval_id>/sign")
@door(needs="approval.sign", subject="approval_id", owner=OWNER)
def sign(approval_id: UUID) -> ResponseReturnValue:
    """The signature in one's turn."""
    form = SignForm()
    queries.get_visible(session_now(), current_actor(), approval_id)
    if not form.validate_on_submit():
        return _show(approval_id, status=422, sign=form)
    try:
        decided = sign_approval(
            actor=current_actor(), approval_id=approval_id, opinion=clean(form.opinion.data), now=clock.now()
        )
    except DomainError as error:
        if error.status in (403, 404):
            raise
        return _show(approval_id, status=refuse(form, error), sign=form)
    flash(
        tr(
            text("승인했습니다. 결정한 대로 바로 이루어집니다.")
            if decided
            else text("검토를 마치고 다음 분께 넘겼습니다.")
        )
    )
    return redirect(url_for("approvals.detail", approval_id=approval_id))


@bp.post("/<uuid:approval_id>/return")
@door(needs="approval.return", subject="approval_id", owner=OWNER)
def give_back(approval_id: UUID) -> ResponseReturnValue:
    form = GiveBackForm()
    queries.get_visible(session_now(), current_actor(), approval_id)
    if not form.validate_on_submit():
        return _show(approval_id, status=422, give_back=form)
    try:
        return_approval(actor=current_actor(), approval_id=approval_id, reason=clean(form.reason.data), now=clock.now())
    except DomainError as error:
        if error.status in (403, 404):
            raise
        return _show(approval_id, status=refuse(form, error), give_back=form)
    flash(tr(text("반려했습니다. 기안한 분께 사유를 알립니다.")))
    return redirect(url_for("approvals.detail", approval_id=approval_id))


@bp.post("/<uuid:approval_id>/withdraw")
@door(needs="approval.withdraw", subject="approval_id", owner=OWNER)
def withdraw(approval_id: UUID) -> ResponseReturnValue:
    form = GiveBackForm()
    queries.get_visible(session_now(), current_actor(), approval_id)
    if not form.validate_on_submit():
        return _show(approval_id, status=422, give_back=form)
    try:
        withdraw_approval(
            actor=current_actor(), approval_id=approval_id, reason=clean(form.reason.data), now=clock.now()
        )
    except DomainError as error:
        if error.status in (403, 404):
            raise
        return _show(approval_id, status=refuse(form, error), give_back=form)
    flash(tr(text("회수했습니다. 고친 뒤 다시 올릴 수 있습니다.")))
    return redirect(url_for("approvals.detail", approval_id=approval_id))


@bp.route("/delegations", methods=["GET", "POST"])
@door(needs="approval.delegate")
def delegations() -> ResponseReturnValue:
    """Authority given or held, and one more."""
    actor = current_actor()
    policy.may_enter(actor).enforce()
    if request.method == "POST":
        policy.may_delegate(actor).enforce()
    form = DelegateForm(starts_on=day_in_kst(clock.now()))
    form.offer(_people())
    status = 200 if request.method == "GET" else 422
    if form.validate_on_submit() and form.starts_on.data:
        try:
            _delegate(form, form.starts_on.data)
        except DomainError as error:
            status = refuse(form, error)
        else:
            flash(tr(text("결재를 맡겼습니다. 맡은 분이 서명하면 바로 알려 드립니다.")))
            return redirect(url_for("approvals.delegations"))
    page = {
        "rows": delegation_rows(session_now(), actor, clock.now()),
        "may_delegate": bool(policy.may_delegate(actor)),
    }
    return render_template("approvals/delegations.html", page=page, form=form), status


def _delegate(form: DelegateForm, starts_on: date) -> None:
    ends_on = form.ends_on.data
    delegate_authority(
        actor=current_actor(),
        to_id=UUID(form.to_id.data),
        manner=Manner(form.manner.data),
        acts=[Act(act) for act in form.acts.data or ()],
        starts_at=start_of_day(starts_on),
        ends_at=end_of_day(ends_on) if ends_on else None,
        reason=clean(form.reason.data),
        now=clock.now(),
    )


def _people() -> list[tuple[str, str]]:
    """Managers and heads but oneself, by name."""
    session, now = session_now(), clock.now()
    ids = {person for role in (Role.MANAGER, Role.HEAD) for person in list_user_ids_with_role(session, role, now)}
    people = list_users(session, list(ids - {current_actor().user_id}))
    return [(str(user.id), user.name) for user in sorted(people, key=lambda user: (user.name, user.id))]


@bp.post("/delegations/<uuid:delegation_id>/end")
@door(needs="approval.delegate", subject="delegation_id", owner="who gave it, administrator")
def end(delegation_id: UUID) -> ResponseReturnValue:
    form = EndForm()
    if form.validate_on_submit():
        end_delegation(actor=current_actor(), delegation_id=delegation_id, now=clock.now())
        flash(tr(text("맡긴 결재를 거두었습니다.")))
    return redirect(url_for("approvals.delegations"))
