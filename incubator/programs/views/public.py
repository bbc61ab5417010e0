"""Calls for everybody: no sign-in, no cookie, few statements."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, Response, abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.queries import list_branches
from incubator.core.errors import NotFound
from incubator.core.text import Text
from incubator.db.session import session_now
from incubator.documents.queries import read_chunks
from incubator.programs import queries
from incubator.programs.forms.calls import CallFilterForm
from incubator.programs.models import Round
from incubator.programs.pages.calls import CallPage, CallsPage, call_page, calls_page
from incubator.programs.pages.feeds import FEEDS, calendar_file, feed
from incubator.programs.rules.kinds import FIELD_LABELS, KIND_LABELS, PHASE_LABELS
from incubator.programs.workflow import NoticeKind
from incubator.web import clock
from incubator.web.access import public
from incubator.web.downloads import file_response
from incubator.web.i18n import chosen_locale, tr
from incubator.web.kept import Rendered, etag_of, public_page, share
from incubator.web.urls import page_number

bp = Blueprint("programs", __name__)
LIST_SECONDS = 5
FEED_SECONDS = 300


@bp.get("/calls")
@public
def calls() -> ResponseReturnValue:
    """Open, upcoming and closed calls, filtered."""
    return public_page(_calls, max_age=LIST_SECONDS, mark=_mark, asks=("field", "kind", "branch", "state", "q", "page"))


def _mark() -> tuple[Any, ...]:
    return queries.mark_of_calls(session_now(), clock.now())


def _calls() -> Rendered:
    session = session_now()
    form = CallFilterForm(request.args, branches=list_branches(session))
    wanted, now = form.wanted, clock.now()
    found = queries.list_calls(session, wanted, now, page=page_number())
    page: CallsPage = calls_page(found, url=_url(form), active=_active(form), now=now, locale=chosen_locale())
    return Rendered(render_template("programs/calls.html", page=page, form=form), page.says_so_until)


def _chosen(form: CallFilterForm) -> dict[str, str]:
    wanted = form.wanted
    values = {
        "field": wanted.field,
        "kind": wanted.kind,
        "branch": wanted.branch,
        "state": wanted.phase,
        "q": wanted.words,
    }
    return {name: str(value) for name, value in values.items() if value}


def _url(form: CallFilterForm, *, without: str = "") -> str:
    chosen = {name: value for name, value in _chosen(form).items() if name != without}
    return url_for("programs.calls") + (f"?{urlencode(chosen)}" if chosen else "")


def _active(form: CallFilterForm) -> tuple[dict[str, str], ...]:
    wanted = form.wanted
    words: dict[str, Text | str | None] = {
        "field": FIELD_LABELS[wanted.field] if wanted.field else None,
        "kind": KIND_LABELS[wanted.kind] if wanted.kind else None,
        "branch": dict(form.branch.choices).get(wanted.branch) if wanted.branch else None,
        "state": PHASE_LABELS[wanted.phase] if wanted.phase else None,
        "q": wanted.words or None,
    }
    return tuple(
        {"label": tr(word), "remove_url": _url(form, without=name)} for name, word in words.items() if word is not None
    )


@bp.get("/calls/<uuid:round_id>")
@public
def call(round_id: UUID) -> ResponseReturnValue:
    """One call with everything an applicant needs to know."""
    return public_page(lambda: Rendered(render_template("programs/call.html", page=_call_page(round_id))), asks=())


def _call_page(round_id: UUID) -> CallPage:
    session = session_now()
    shown = queries.get_whole_public_round(session, round_id)
    files = [
        (attachment, file, url_for("programs.attachment", round_id=round_id, attachment_id=attachment.id))
        for attachment, file in queries.list_attachments(session, round_id)
        if file.is_available
    ]
    notices = queries.list_notices(session, round_id)
    is_recalled = any(notice.kind is NoticeKind.RECALL for notice in notices)
    again = queries.find_recall_of(session, round_id) if is_recalled else None
    return call_page(shown, notices, files, now=clock.now(), locale=chosen_locale(), again=again)


@bp.get("/calls/<uuid:round_id>/attachments/<uuid:attachment_id>")
@public
def attachment(round_id: UUID, attachment_id: UUID) -> ResponseReturnValue:
    """A file published beside the call."""
    session = session_now()
    queries.get_public_round(session, round_id)
    file = queries.get_attachment(session, round_id, attachment_id)
    if not file.is_available:
        raise NotFound
    return file_response(chunks=read_chunks(file), name=file.name, media_type=file.media_type, size=file.size)


@bp.get("/calls/<uuid:round_id>/calendar.ics")
@public
def calendar(round_id: UUID) -> ResponseReturnValue:
    """Dates of the call for a calendar program."""
    session = session_now()
    shown: Round = queries.get_public_round(session, round_id)
    sequence = queries.last_notice_no(session, round_id)
    content = calendar_file(shown, sequence=sequence, url=f"{_base_url()}/calls/{round_id}", locale=chosen_locale())
    response = file_response(chunks=[content], name=f"{shown.title}.ics", media_type="text/calendar", size=len(content))
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    return response


@bp.get("/calls/feed.atom", defaults={"kind": "atom"})
@bp.get("/calls/feed.rss", defaults={"kind": "rss"})
@public
def call_feed(kind: str) -> ResponseReturnValue:
    """The newest calls for a feed reader."""
    if kind not in FEEDS:
        abort(404)
    locale = chosen_locale()
    content = feed(queries.list_feed(session_now()), kind=kind, base_url=_base_url(), locale=locale)
    response = Response(content, content_type=f"{FEEDS[kind][1]}; charset=utf-8")
    share(response, etag_of(content), max_age=FEED_SECONDS)
    return response


def _base_url() -> str:
    settings: Any = current_app.extensions["incubator"].settings
    return str(settings.base_url)
