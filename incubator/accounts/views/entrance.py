"""Doors: sign in, sign out, the session's clock, a new password by mail."""

from __future__ import annotations

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from incubator.accounts import queries
from incubator.accounts.forms import EmailForm, NewPasswordForm, SignInForm
from incubator.accounts.pages import SignInPage
from incubator.accounts.rules import session_ends_at
from incubator.accounts.signin import client_address, current_actor, end_cookie, keep_session, maybe_actor, session_end
from incubator.accounts.usecases import sign_in as signing_in
from incubator.accounts.usecases.open_session import touch_session
from incubator.accounts.usecases.request_password_reset import request_password_reset
from incubator.accounts.usecases.reset_password import reset_password
from incubator.accounts.usecases.sign_out import sign_out as leave
from incubator.accounts.views.resume import read_kept, resume_page
from incubator.core.errors import DomainError, TooMany
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.web import clock
from incubator.web.access import door, public
from incubator.web.forms import refuse
from incubator.web.i18n import tr
from incubator.web.urls import safe_next

HOME = "/home"
"""A page of a slice above this one: an address, not an import."""


@public
def sign_in() -> ResponseReturnValue:
    """Ask for address and password; lead back to where the person came from."""
    if request.method == "GET":
        if maybe_actor() is not None:
            return redirect(safe_next(HOME))
        form = SignInForm(formdata=None)
        form.next.data = safe_next("")
        return render_template("accounts/sign_in.html", page=SignInPage(), form=form)
    form = SignInForm()
    if not form.validate_on_submit():
        return _again(form, 422)
    try:
        opened = signing_in.sign_in(
            email=form.email.data,
            password=form.password.data,
            address=client_address(),
            agent=request.user_agent.string,
            now=clock.now(),
        )
    except DomainError as error:
        return _again(form, refuse(form, error), error=error)
    keep_session(opened.token)
    if form.kept.data:
        kept = read_kept(form.kept.data, user_id=opened.user_id)
        if kept is not None:
            return resume_page(kept)
        flash(tr(text("앞서 적던 글은 다른 계정의 것이라 보여 드리지 않습니다.")), "info")
    return redirect(safe_next(HOME))


def _again(form: SignInForm, status: int, *, error: DomainError | None = None) -> ResponseReturnValue:
    page = SignInPage(kept=read_kept(form.kept.data), may_resend=isinstance(error, signing_in.NotProven))
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, TooMany) else {}
    return render_template("accounts/sign_in.html", page=page, form=form), status, headers


@public
def sign_out() -> ResponseReturnValue:
    """End the session's row, forget the cookie, and let the browser forget what it kept of us."""
    actor = maybe_actor()
    if actor is not None:
        leave(actor=actor, now=clock.now())
    end_cookie()
    response = redirect(url_for("accounts.signed_out"))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@public
def signed_out() -> ResponseReturnValue:
    return render_template("accounts/signed_out.html")


@door(needs="signed_in")
def session_token() -> ResponseReturnValue:
    """A token of the present session for a page that was opened under an earlier one, and whose session it is."""
    end, person = session_end(), current_actor().user_id
    return jsonify(csrf_token=generate_csrf(), session_ends_at=end.isoformat() if end else None, person=str(person))


@door(needs="signed_in")
def extend_session() -> ResponseReturnValue:
    """The person is still there: the idle time starts again."""
    actor, now = current_actor(), clock.now()
    assert actor.session_id is not None
    touch_session(session_id=actor.session_id, now=now)
    device = queries.find_session(session_now(), actor.session_id)
    assert device is not None
    ends_at = session_ends_at(
        created_at=device.created_at, seen_at=now, is_staff=actor.is_staff, is_privileged=actor.is_privileged
    )
    return jsonify(session_ends_at=ends_at.isoformat())


@public
def forgot_password() -> ResponseReturnValue:
    """The same answer whether there is such an account or not."""
    form = EmailForm()
    if not form.is_submitted():
        return render_template("accounts/forgot.html", form=form)
    if not form.validate():
        return render_template("accounts/forgot.html", form=form), 422
    try:
        request_password_reset(email=form.email.data, address=client_address(), now=clock.now())
    except DomainError as error:
        return render_template("accounts/forgot.html", form=form), refuse(form, error)
    return render_template("accounts/mail_sent.html", page={"purpose": "reset"})


@public
def choose_password(token: str) -> ResponseReturnValue:
    """The page behind the link; opening it uses nothing up."""
    form = NewPasswordForm()
    if not form.is_submitted():
        return render_template("accounts/choose_password.html", form=form, page={"token": token})
    if not form.validate():
        return render_template("accounts/choose_password.html", form=form, page={"token": token}), 422
    try:
        reset_password(token=token, password=form.password.data, address=client_address(), now=clock.now())
    except DomainError as error:
        status = refuse(form, error)
        return render_template("accounts/choose_password.html", form=form, page={"token": token}), status
    end_cookie()
    flash(tr(text("새 비밀번호를 정했습니다. 새 비밀번호로 로그인해 주세요.")))
    return redirect(url_for("accounts.sign_in"))


def register(bp: Blueprint) -> None:
    bp.add_url_rule("/sign-in", view_func=sign_in, methods=["GET", "POST"])
    bp.add_url_rule("/sign-out", view_func=sign_out, methods=["POST"])
    bp.add_url_rule("/signed-out", view_func=signed_out, methods=["GET"])
    bp.add_url_rule("/session/token", view_func=session_token, methods=["GET"])
    bp.add_url_rule("/session/extend", view_func=extend_session, methods=["POST"])
    bp.add_url_rule("/password/forgot", view_func=forgot_password, methods=["GET", "POST"])
    bp.add_url_rule("/password/reset/<string:token>", view_func=choose_password, methods=["GET", "POST"])
