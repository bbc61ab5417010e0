"""Doors of the pool of reviewers, for staff."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError, Forbidden, NotFound
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.privacy.rules import AccessAction
from incubator.reviews.forms.pool import NewReviewerForm, PoolFilterForm, ReasonForm, ReviewerForm, typed
from incubator.reviews.pages.pool import pool_page, refusals_in_row, reviewer_page
from incubator.reviews.policy.pool import may_keep_pool, may_read_pool
from incubator.reviews.queries.pool import get_member
from incubator.reviews.usecases.add_reviewer import add_reviewer
from incubator.reviews.usecases.edit_reviewer import edit_reviewer
from incubator.reviews.usecases.pause_reviewer import pause_reviewer
from incubator.reviews.usecases.remove_reviewer import remove_reviewer
from incubator.reviews.usecases.restore_reviewer import restore_reviewer
from incubator.reviews.views.blueprint import bp
from incubator.reviews.views.noted import note_people
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr
from incubator.web.urls import page_number

READERS = "a manager, head or auditor of any program (reviews.policy.pool)"
KEEPERS = "a manager of any program (reviews.policy.pool)"
ADDRESS = "/staff/reviewers/<uuid:pool_member_id>"


@bp.get("/staff/reviewers")
@door(needs="review.read_pool", owner=READERS)
def pool() -> ResponseReturnValue:
    """Everybody who may be drawn."""
    actor, now = current_actor(), clock.now()
    may_read_pool(actor).enforce()
    form = PoolFilterForm(request.args, refusals=refusals_in_row(session_now(), now))
    page = pool_page(session_now(), actor, form.wanted, now, number=page_number())
    body = render_template("reviews/pool.html", page=page, form=form)
    note_people(AccessAction.LIST, [line.user_id for line in page.lines])
    return body


@bp.route("/staff/reviewers/new", methods=["GET", "POST"])
@door(needs="review.keep_pool", owner=KEEPERS)
def add_reviewer_door() -> ResponseReturnValue:
    """An existing account by its address, or an invitation of a new one."""
    actor, form, status = current_actor(), NewReviewerForm(), 200
    may_keep_pool(actor).enforce()
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                key = add_reviewer(
                    actor=actor,
                    email=form.email.data,
                    name=form.name.data or "",
                    details=form.details(),
                    now=clock.now(),
                )
            except DomainError as error:
                session_now().rollback()
                status = refuse(form, error)
            else:
                flash(tr(text("평가위원 명단에 넣었습니다.")))
                return redirect(url_for("reviews.reviewer", pool_member_id=key))
    return render_template("reviews/reviewer_new.html", form=form), status


@bp.get(ADDRESS)
@door(needs="review.read_pool", subject="pool_member_id", owner=READERS)
def reviewer(pool_member_id: UUID) -> ResponseReturnValue:
    may_read_pool(current_actor()).enforce()
    member = get_member(session_now(), pool_member_id)
    note_people(AccessAction.VIEW, [member.user_id])
    return _page(pool_member_id, ReasonForm(formdata=None), 200)


def _page(pool_member_id: UUID, form: ReasonForm, status: int) -> ResponseReturnValue:
    session_now().rollback()
    member = get_member(session_now(), pool_member_id)
    page = reviewer_page(session_now(), current_actor(), member, clock.now())
    return render_template("reviews/reviewer.html", page=page, form=form), status


@bp.route(ADDRESS + "/edit", methods=["GET", "POST"])
@door(needs="review.keep_pool", subject="pool_member_id", owner=KEEPERS)
def edit_reviewer_door(pool_member_id: UUID) -> ResponseReturnValue:
    actor, status = current_actor(), 200
    may_keep_pool(actor).enforce()
    member = get_member(session_now(), pool_member_id)
    name, version = member.user.name, member.version
    form = ReviewerForm(data=typed(member))
    if request.method == "POST":
        status = 422
        raw = request.form.get("version", "")
        seen = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 10 else 0
        if form.validate():
            try:
                edit_reviewer(
                    actor=actor, pool_member_id=pool_member_id, details=form.details(), version=seen, now=clock.now()
                )
            except DomainError as error:
                session_now().rollback()
                status = refuse(form, error)
            else:
                flash(tr(text("저장했습니다. 이해충돌을 다시 찾았습니다.")))
                return redirect(url_for("reviews.reviewer", pool_member_id=pool_member_id))
        version = seen or version
    page = {"id": pool_member_id, "name": name, "version": version}
    return render_template("reviews/reviewer_edit.html", page=page, form=form), status


def _act(pool_member_id: UUID, act: Callable[..., None], done: Text) -> ResponseReturnValue:
    may_keep_pool(current_actor()).enforce()
    get_member(session_now(), pool_member_id)
    form = ReasonForm()
    if not form.validate():
        return _page(pool_member_id, form, 422)
    try:
        act(actor=current_actor(), pool_member_id=pool_member_id, reason=form.reason.data, now=clock.now())
    except DomainError as error:
        if isinstance(error, Forbidden | NotFound):
            raise
        session_now().rollback()
        return _page(pool_member_id, form, refuse(form, error))
    flash(tr(done))
    return redirect(url_for("reviews.reviewer", pool_member_id=pool_member_id))


@bp.post(ADDRESS + "/pause")
@door(needs="review.keep_pool", subject="pool_member_id", owner=KEEPERS)
def pause_reviewer_door(pool_member_id: UUID) -> ResponseReturnValue:
    return _act(pool_member_id, pause_reviewer, text("위촉을 쉬게 했습니다. 추첨에서 빠집니다."))


@bp.post(ADDRESS + "/restore")
@door(needs="review.keep_pool", subject="pool_member_id", owner=KEEPERS)
def restore_reviewer_door(pool_member_id: UUID) -> ResponseReturnValue:
    return _act(pool_member_id, restore_reviewer, text("다시 위촉할 수 있게 했습니다."))


@bp.post(ADDRESS + "/remove")
@door(needs="review.keep_pool", subject="pool_member_id", owner=KEEPERS)
def remove_reviewer_door(pool_member_id: UUID) -> ResponseReturnValue:
    return _act(pool_member_id, remove_reviewer, text("명단에서 뺐습니다. 지난 평가의 기록은 남습니다."))
