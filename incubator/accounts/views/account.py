"""Doors: one's own account."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.forms import ChangePasswordForm, PressForm, ProfileForm
from incubator.accounts.pages import account_page
from incubator.accounts.signin import current_actor, end_cookie, keep_session
from incubator.accounts.usecases import end_session as ending
from incubator.accounts.usecases.change_password import change_password as change
from incubator.accounts.usecases.close_user import close_user
from incubator.accounts.usecases.edit_profile import edit_profile as edit
from incubator.accounts.usecases.give_consent import give_consent as give
from incubator.accounts.usecases.withdraw_consent import withdraw_consent as withdraw
from incubator.core.errors import DomainError
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import chosen_locale, tr


def _show(
    *, profile: ProfileForm | None = None, password: ChangePasswordForm | None = None, status: int = 200
) -> ResponseReturnValue:
    page = account_page(session_now(), current_actor(), chosen_locale(), clock.now())
    profile = profile or ProfileForm(formdata=None, obj=page.user)
    password = password or ChangePasswordForm(formdata=None, prefix="new-")
    return render_template(
        "accounts/account.html", page=page, profile=profile, password=password, press=PressForm(formdata=None)
    ), status


def _done(words: Text) -> ResponseReturnValue:
    flash(tr(words))
    return redirect(url_for("accounts.account"))


@door(needs="signed_in")
def account() -> ResponseReturnValue:
    """Name, password, devices, consents."""
    return _show()


@door(needs="signed_in")
def edit_profile() -> ResponseReturnValue:
    form = ProfileForm()
    if not form.validate_on_submit():
        return _show(profile=form, status=422)
    try:
        edit(
            actor=current_actor(),
            name=form.name.data,
            phone=form.phone.data or "",
            locale=form.locale.data,
            now=clock.now(),
        )
    except DomainError as error:
        status = refuse(form, error)
        return _show(profile=form, status=status)
    return _done(text("내 정보를 고쳤습니다."))


@door(needs="signed_in")
def change_password() -> ResponseReturnValue:
    form = ChangePasswordForm(prefix="new-")
    if not form.validate_on_submit():
        return _show(password=form, status=422)
    try:
        opened = change(
            actor=current_actor(),
            current=form.current.data,
            password=form.password.data,
            agent=request.user_agent.string,
            now=clock.now(),
        )
    except DomainError as error:
        status = refuse(form, error)
        return _show(password=form, status=status)
    keep_session(opened.token)
    return _done(text("비밀번호를 바꾸었습니다. 다른 기기에서는 모두 로그아웃되었습니다."))


def _press(act: Callable[[], object], words: Text) -> ResponseReturnValue:
    """One button, one act; a refusal is said on the account page."""
    try:
        act()
    except DomainError as error:
        flash(" ".join(tr(part) for part in (error.message, error.how) if part), "danger")
        return _show(status=error.status)
    return _done(words)


@door(needs="signed_in", subject="session_id", owner="one's own devices")
def end_session(session_id: UUID) -> ResponseReturnValue:
    ending.end_session(actor=current_actor(), session_id=session_id, now=clock.now())
    return _done(text("그 기기에서 로그아웃했습니다."))


@door(needs="signed_in")
def end_other_sessions() -> ResponseReturnValue:
    ending.end_other_sessions(actor=current_actor(), now=clock.now())
    return _done(text("다른 기기에서 모두 로그아웃했습니다."))


@door(needs="signed_in", subject="consent_text_id", owner="every text in force")
def give_consent(consent_text_id: UUID) -> ResponseReturnValue:
    return _press(
        lambda: give(actor=current_actor(), consent_text_id=consent_text_id, now=clock.now()), text("동의하셨습니다.")
    )


@door(needs="signed_in", subject="consent_id", owner="one's own consents")
def withdraw_consent(consent_id: UUID) -> ResponseReturnValue:
    return _press(
        lambda: withdraw(actor=current_actor(), consent_id=consent_id, now=clock.now()), text("동의를 거두셨습니다.")
    )


@door(needs="signed_in")
def close_account() -> ResponseReturnValue:
    try:
        close_user(actor=current_actor(), now=clock.now())
    except DomainError as error:
        flash(" ".join(tr(part) for part in (error.message, error.how) if part), "danger")
        return _show(status=error.status)
    end_cookie()
    flash(tr(text("계정을 닫았습니다. 그동안 이용해 주셔서 고맙습니다.")))
    return redirect(url_for("accounts.sign_in"))


def register(bp: Blueprint) -> None:
    bp.add_url_rule("/account", view_func=account, methods=["GET"])
    bp.add_url_rule("/account/profile", view_func=edit_profile, methods=["POST"])
    bp.add_url_rule("/account/password", view_func=change_password, methods=["POST"])
    bp.add_url_rule("/account/close", view_func=close_account, methods=["POST"])
    bp.add_url_rule("/account/sessions/end-others", view_func=end_other_sessions, methods=["POST"])
    bp.add_url_rule("/account/sessions/<uuid:session_id>/end", view_func=end_session, methods=["POST"])
    bp.add_url_rule("/account/consents/<uuid:consent_text_id>/give", view_func=give_consent, methods=["POST"])
    bp.add_url_rule("/account/consents/<uuid:consent_id>/withdraw", view_func=withdraw_consent, methods=["POST"])
