"""Doors: sign up, prove the address."""

from __future__ import annotations

import re

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts import queries
from incubator.accounts.forms import EmailForm, PressForm, SignUpForm, sign_up_form
from incubator.accounts.pages import SignUpPage, Words
from incubator.accounts.signin import client_address
from incubator.accounts.usecases.prove_email import prove_email
from incubator.accounts.usecases.register_user import register_user
from incubator.accounts.usecases.resend_proof import resend_proof
from incubator.core.errors import DomainError
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.web import clock
from incubator.web.access import public
from incubator.web.forms import refuse
from incubator.web.i18n import chosen_locale, tr
from incubator.web.urls import safe_next

LONGEST_ONWARD = 300
LONGEST_PART = len("00000000-0000-0000-0000-000000000000")


def _onward() -> str:
    """Where the person was on the way to (`?next=`), kept from page to page and in the mail; empty for nowhere.

    It waits in the outbox and is read in the trail, so an address with a secret in it (longer than an id) is let go.
    """
    target = safe_next("")
    has_secret = any(len(part) > LONGEST_PART for part in re.split(r"[/?&=#]", target))
    return "" if has_secret or len(target) > LONGEST_ONWARD else target


@public
def sign_up() -> ResponseReturnValue:
    """Name, address, password, and each consent apart."""
    texts = queries.list_consent_texts_in_force(session_now(), clock.now())
    page = SignUpPage(tuple(Words.of(words, chosen_locale()) for words in texts), _onward())
    form = sign_up_form(texts)
    if not form.is_submitted():
        return render_template("accounts/sign_up.html", form=form, page=page)
    if not form.validate():
        return render_template("accounts/sign_up.html", form=form, page=page), 422
    try:
        _register(form)
    except DomainError as error:
        status = refuse(form, error)
        form.shown.data = ",".join(f"{words.key}:{words.id}" for words in page.consents)
        return render_template("accounts/sign_up.html", form=form, page=page), status
    return redirect(_sent())


def _register(form: SignUpForm) -> None:
    register_user(
        name=form.name.data,
        email=form.email.data,
        password=form.password.data,
        consent_text_ids=form.given(),
        locale=chosen_locale(),
        address=client_address(),
        now=clock.now(),
        onward=_onward(),
    )


def _sent() -> str:
    return url_for("accounts.sign_up_sent", next=_onward() or None)


@public
def sign_up_sent() -> ResponseReturnValue:
    return render_template("accounts/mail_sent.html", page={"purpose": "verify", "onward": _onward()})


@public
def resend() -> ResponseReturnValue:
    """Another mail with the link; the same answer for every address."""
    form = EmailForm()
    if not form.is_submitted():
        return render_template("accounts/resend.html", form=form)
    if not form.validate():
        return render_template("accounts/resend.html", form=form), 422
    try:
        resend_proof(email=form.email.data, address=client_address(), now=clock.now(), onward=_onward())
    except DomainError as error:
        return render_template("accounts/resend.html", form=form), refuse(form, error)
    return redirect(_sent())


@public
def proof(token: str) -> ResponseReturnValue:
    """The landing page: opening it does nothing, so that link scanners do not use the link up.  One press proves."""
    form, page = PressForm(), {"token": token, "onward": _onward()}
    if not form.is_submitted():
        return render_template("accounts/proof.html", form=form, page=page)
    try:
        prove_email(token=token, address=client_address(), now=clock.now())
    except DomainError as error:
        status = refuse(form, error)
        return render_template("accounts/proof.html", form=form, page=page), status
    flash(tr(text("전자우편 주소를 확인했습니다. 이제 로그인하실 수 있습니다.")))
    return redirect(url_for("accounts.sign_in", next=page["onward"] or None))


def register(bp: Blueprint) -> None:
    bp.add_url_rule("/sign-up", view_func=sign_up, methods=["GET", "POST"])
    bp.add_url_rule("/sign-up/sent", view_func=sign_up_sent, methods=["GET"])
    bp.add_url_rule("/sign-up/resend", view_func=resend, methods=["GET", "POST"])
    bp.add_url_rule("/sign-up/proof/<string:token>", view_func=proof, methods=["GET", "POST"])
