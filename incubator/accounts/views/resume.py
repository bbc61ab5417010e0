"""A form that meets a dead session loses nothing.

The sign-in page carries what was typed in a signed hidden field; after signing in a page shows it with one button that
sends it to where it was going.  Nothing is sent by itself: the press is the person's.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.exceptions import Unauthorized

from incubator.accounts import queries
from incubator.accounts.forms import SignInForm
from incubator.accounts.pages import KeptText, SignInPage
from incubator.accounts.signin import cookie_reference, maybe_actor
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.web.access import SAFE, door_of
from incubator.web.errors import answer, wants_json

MOST_KEPT = 600_000
"""Characters of a form that are carried along; more than any section of an application holds."""
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
SECRETS = ("password", "current", "kept")


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="kept text")


def keep_typed_text() -> str | None:
    """The present request's form, signed; None when there is nothing to keep or too much."""
    pairs = typed_pairs()
    if not pairs or sum(len(name) + len(value) for name, value in pairs) > MOST_KEPT:
        return None
    reference = cookie_reference()
    owner = queries.find_session_owner(session_now(), reference) if reference else None
    bundle = {"path": request.path, "fields": pairs, "owner": str(owner or ""), "files": bool(request.files)}
    signed = _signer().dumps(bundle)
    return signed if isinstance(signed, str) else signed.decode()


def typed_pairs() -> list[tuple[str, str]]:
    """The present request's form without its token and without secrets."""
    if request.method != "POST" or request.mimetype not in FORMS:
        return []
    csrf = current_app.config["WTF_CSRF_FIELD_NAME"]
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if not name.endswith(csrf) and not any(word in name for word in SECRETS)
    ]


def read_kept(signed: str | None, *, user_id: Any = None) -> KeptText | None:
    """What was kept, when the signature holds and (with `user_id`) it is this person's."""
    if not signed:
        return None
    try:
        bundle = _signer().loads(signed)
    except BadData:
        return None
    if user_id is not None and bundle["owner"] not in ("", str(user_id)):
        return None
    return KeptText(bundle["path"], tuple((name, value) for name, value in bundle["fields"]), bundle["files"])


def resume_page(kept: KeptText) -> str:
    return render_template("accounts/resume.html", page=kept)


def _ask_to_sign_in(_error: Unauthorized | None = None) -> ResponseReturnValue:
    if wants_json():
        return answer(401)
    if request.method in SAFE:
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    signed = keep_typed_text()
    form = SignInForm(formdata=None)
    form.kept.data = signed
    return render_template("accounts/sign_in.html", page=SignInPage(kept=read_kept(signed)), form=form), 401


def _token_refused(_error: CSRFError) -> ResponseReturnValue:
    """The token belongs to another session: signed out meanwhile, or signed in again in another window."""
    door = door_of(current_app, request.endpoint) if request.endpoint else None
    if door is not None and not door.is_public:
        if maybe_actor() is None:
            return _ask_to_sign_in()
        kept = read_kept(keep_typed_text()) if _comes_from_here() and not wants_json() else None
        if kept is not None:
            return resume_page(kept), 400
    return answer(
        400,
        text("보안 확인 시간이 지나 요청을 받지 못했습니다."),
        text("앞 화면으로 돌아가 새로 고친 뒤 다시 시도해 주세요. 입력하신 내용은 지워지지 않았습니다."),
    )


def _comes_from_here() -> bool:
    """A browser says that a page of ours sent the form; what other sites send is refused before."""
    return (
        request.headers.get("Sec-Fetch-Site") == "same-origin" or request.headers.get("Origin") == request.host_url[:-1]
    )


def register(bp: Blueprint) -> None:
    bp.app_errorhandler(401)(_ask_to_sign_in)
    bp.app_errorhandler(CSRFError)(_token_refused)
