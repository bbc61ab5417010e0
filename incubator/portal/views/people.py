"""Doors: people of the house, found, looked at, invited, locked and let in again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts import policy, queries
from incubator.accounts.rules import is_confirmed
from incubator.accounts.signin import current_actor
from incubator.accounts.usecases.confirm_identity import confirm_identity
from incubator.accounts.usecases.end_session import end_sessions_of
from incubator.accounts.usecases.invite_user import invite_user
from incubator.accounts.usecases.restore_user import restore_user
from incubator.accounts.usecases.send_password_link import send_password_link
from incubator.accounts.usecases.suspend_user import suspend_user
from incubator.core.errors import DomainError
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.portal.forms import InviteForm, PeopleFilterForm, PersonActForm
from incubator.portal.pages.people import people_page, person_page
from incubator.portal.queries import list_all_programs
from incubator.portal.views.blueprint import ADMINISTRATOR, REVIEWERS, bp
from incubator.privacy.rules import AccessAction
from incubator.privacy.usecases.record_access import record_access
from incubator.web import clock
from incubator.web.access import door
from incubator.web.books import books
from incubator.web.forms import refuse
from incubator.web.i18n import tr
from incubator.web.urls import page_number


def note_access(action: AccessAction, subjects: Iterable[UUID], *, reason: str = "") -> None:
    record_access(
        actor=current_actor(),
        action=action,
        subjects=subjects,
        reason=reason,
        route=request.endpoint or "",
        now=clock.now(),
    )


@bp.get("/staff/users")
@door(needs="people.read", owner=REVIEWERS)
def index() -> ResponseReturnValue:
    """Everybody with an account; whose names were shown goes into the access log."""
    form = PeopleFilterForm(request.args)
    form.validate()
    page = people_page(session_now(), current_actor(), form.wanted(), books(), clock.now(), number=page_number())
    body = render_template("portal/people.html", page=page, form=form)
    note_access(AccessAction.LIST, [line.id for line in page.lines])
    return body


@bp.route("/staff/users/new", methods=["GET", "POST"])
@door(needs="people.invite", owner=ADMINISTRATOR)
def invite() -> ResponseReturnValue:
    """An account with a role, for one program, one branch or everything."""
    policy.may_invite_user(current_actor()).enforce()
    form = InviteForm()
    form.offer(queries.list_branches(session_now()), list_all_programs(session_now()))
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                user_id = _invite(form)
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(text("초대했습니다. 비밀번호를 정하는 링크를 메일로 보냅니다.")))
                return redirect(url_for("people.detail", user_id=user_id))
    page = {"asks_password": asks_password()}
    return render_template("portal/invite.html", page=page, form=form), status


def _invite(form: InviteForm) -> UUID:
    actor, now = current_actor(), clock.now()
    confirm_identity(actor=actor, password=form.own_password.data or "", now=now)
    return invite_user(by=actor, email=form.email.data, name=form.name.data, now=now, **form.wanted(now))


def asks_password() -> bool:
    return not is_confirmed(current_actor().authenticated_at, clock.now())


@bp.get("/staff/users/<uuid:user_id>")
@door(needs="people.read", subject="user_id", owner=REVIEWERS)
def detail(user_id: UUID) -> ResponseReturnValue:
    policy.may_read_people(current_actor()).enforce()
    queries.get_user(session_now(), user_id)
    note_access(AccessAction.VIEW, [user_id])
    return _page(user_id, PersonActForm(formdata=None))


def _page(user_id: UUID, form: PersonActForm, *, masked: bool = True) -> str:
    page = person_page(session_now(), current_actor(), user_id, books(), clock.now(), masked=masked)
    return render_template("portal/person.html", page=page, form=form)


@bp.post("/staff/users/<uuid:user_id>/reveal")
@door(needs="people.reveal", subject="user_id", owner="administrator, privacy officer (accounts.policy)")
def reveal(user_id: UUID) -> ResponseReturnValue:
    """The unmasked page, once; asking again needs a reason again."""
    policy.may_reveal_person(current_actor()).enforce()
    queries.get_user(session_now(), user_id)
    form, status = PersonActForm(), 422
    if form.validate():
        try:
            note_access(AccessAction.REVEAL, [user_id], reason=form.reason.data or "")
        except DomainError as error:
            status = refuse(form, error)
        else:
            return _page(user_id, PersonActForm(formdata=None), masked=False)
    return _page(user_id, form), status


def _act(user_id: UUID, act: Callable[..., object], done: Text, *, confirmed: bool = False) -> ResponseReturnValue:
    """One act with a reason; `confirmed` asks for one's own password when it was typed long ago."""
    form, status = PersonActForm(), 422
    if form.validate():
        actor, now = current_actor(), clock.now()
        try:
            if confirmed:
                confirm_identity(actor=actor, password=form.own_password.data or "", now=now)
            act(actor=actor, user_id=user_id, reason=form.reason.data or "", now=now)
        except DomainError as error:
            status = refuse(form, error)
        else:
            flash(tr(done))
            return redirect(url_for("people.detail", user_id=user_id))
    return _page(user_id, form), status


@bp.post("/staff/users/<uuid:user_id>/suspend")
@door(needs="people.suspend", subject="user_id", owner=ADMINISTRATOR)
def suspend(user_id: UUID) -> ResponseReturnValue:
    policy.may_suspend_user(current_actor(), user_id=user_id).enforce()
    return _act(user_id, suspend_user, text("계정을 정지했습니다. 모든 기기에서 로그아웃되었습니다."), confirmed=True)


@bp.post("/staff/users/<uuid:user_id>/restore")
@door(needs="people.suspend", subject="user_id", owner=ADMINISTRATOR)
def restore(user_id: UUID) -> ResponseReturnValue:
    policy.may_restore_user(current_actor(), user_id=user_id).enforce()
    return _act(user_id, restore_user, text("정지를 풀었습니다. 다시 로그인할 수 있습니다."), confirmed=True)


@bp.post("/staff/users/<uuid:user_id>/end-sessions")
@door(needs="people.end_sessions", subject="user_id", owner=ADMINISTRATOR)
def end_sessions(user_id: UUID) -> ResponseReturnValue:
    policy.may_read_people(current_actor()).enforce()
    policy.may_end_sessions_of(current_actor(), user_id=user_id).enforce()
    return _act(user_id, end_sessions_of, text("모든 기기에서 로그아웃시켰습니다."))


@bp.post("/staff/users/<uuid:user_id>/password-link")
@door(needs="people.password_link", subject="user_id", owner=ADMINISTRATOR)
def password_link(user_id: UUID) -> ResponseReturnValue:
    policy.may_send_password_link(current_actor()).enforce()
    return _act(user_id, send_password_link, text("비밀번호를 정하는 링크를 그 사람의 주소로 보냅니다."))
