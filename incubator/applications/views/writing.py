"""Writing a draft: its parts, one section at a time, autosave."""

from __future__ import annotations

from uuid import UUID

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications import queries
from incubator.applications.models import Application
from incubator.applications.pages.autosave import autosave_answer, heartbeat_answer
from incubator.applications.pages.writing import detail_page, read_page, section_page
from incubator.applications.usecases.lock_draft import check_draft
from incubator.applications.usecases.move_draft_to_new_version import move_draft_to_new_version
from incubator.applications.usecases.save_section import save_section
from incubator.applications.views.blueprint import MEMBER, WRITER, bp
from incubator.applications.views.posted import posted_section, refused_whole, typed_after
from incubator.applications.views.watching import drawn, tell, watch
from incubator.core.errors import DomainError, NotFound
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.questionnaires.pages import Typing
from incubator.questionnaires.rules import Section
from incubator.questionnaires.usecases.touch_presence import touch_presence
from incubator.web import clock
from incubator.web.access import door
from incubator.web.i18n import chosen_locale, tr


def _visible(application_id: UUID) -> Application:
    return queries.get_own(session_now(), current_actor(), application_id)


def _section_of(application: Application, key: str) -> Section:
    """Raises NotFound for a key the form does not have."""
    section = queries.form_used(application).section.get(key)
    if section is None:
        raise NotFound
    return section


@bp.get("/applications/<uuid:application_id>")
@door(needs="application.view", subject="application_id", owner=MEMBER)
def detail(application_id: UUID) -> ResponseReturnValue:
    """The parts of the application and where each stands."""
    page = detail_page(session_now(), current_actor(), _visible(application_id), clock.now())
    return render_template("applications/detail.html", page=page)


@bp.get("/applications/<uuid:application_id>/read")
@door(needs="application.view", subject="application_id", owner=MEMBER)
def read(application_id: UUID) -> ResponseReturnValue:
    """Everything that was written, to read, print and keep; also after the deadline."""
    page = read_page(current_actor(), _visible(application_id), clock.now())
    return render_template("applications/read.html", page=page)


@bp.get("/applications/<uuid:application_id>/sections/<string(maxlength=60):key>")
@door(needs="application.view", subject="application_id", owner=MEMBER)
def section(application_id: UUID, key: str) -> ResponseReturnValue:
    application, now = _visible(application_id), clock.now()
    found = _section_of(application, key)
    typing = Typing(added_rows={request.args.get("more", ""): 1})
    page = section_page(session_now(), current_actor(), application, found, now, typing)
    answer_set_id = application.answer_set_id
    body = render_template("applications/section.html", page=page, error=None)
    if not page.readonly:
        _show_presence(answer_set_id, key)
    return body


@bp.post("/applications/<uuid:application_id>/sections/<string(maxlength=60):key>")
@door(needs="application.write", subject="application_id", owner=WRITER)
def save(application_id: UUID, key: str) -> ResponseReturnValue:
    """Without scripts: save everything of the page, then go where the pressed button leads."""
    actor, now = current_actor(), clock.received_at()
    application = _visible(application_id)
    found = _section_of(application, key)
    posted = posted_section(application, found)
    watched = watch(application, (*posted.changes, *posted.file_keys), now)
    try:
        saved = save_section(
            actor=actor,
            application_id=application_id,
            changes=posted.changes,
            base=posted.base,
            now=now,
            section_key=key,
            locale=chosen_locale(),
        )
        refused = posted.attach_files(actor=actor, application_id=application_id, now=now)
    except DomainError as error:
        return _show_again(application_id, key, refused_whole(posted), error, error.status)
    if watched.check:
        tell(watched.after(_visible(application_id).answer_set.answers))
    typing = typed_after(saved, posted, refused)
    if typing is None:
        return redirect(posted.next_address(application_id, found, saved.form))
    return _show_again(application_id, key, typing, None, 409 if saved.conflicts else 422)


def _show_again(
    application_id: UUID, key: str, typing: Typing, error: DomainError | None, status: int
) -> ResponseReturnValue:
    """The same page with what was typed still in it, and what to mend beside it."""
    session = session_now()
    session.rollback()
    application = _visible(application_id)
    page = section_page(session, current_actor(), application, _section_of(application, key), clock.now(), typing)
    return render_template("applications/section.html", page=page, error=error), status


@bp.post("/applications/<uuid:application_id>/autosave")
@door(needs="application.write", subject="application_id", owner=WRITER)
def autosave(application_id: UUID) -> ResponseReturnValue:
    """What a script saves while somebody types.  Refusals become JSON with the status of their kind."""
    actor, now = current_actor(), clock.received_at()
    application = _visible(application_id)
    key = request.form.get("section", "")
    found = _section_of(application, key)
    answer_set_id = application.answer_set_id
    posted = posted_section(application, found)
    if not posted.changes:
        check_draft(application, now)
        form = queries.form_used(application)
        _show_presence(answer_set_id, key)
        return jsonify(heartbeat_answer(session_now(), actor, answer_set_id, form, now))
    watched = watch(application, posted.changes, now)
    saved = save_section(
        actor=actor,
        application_id=application_id,
        changes=posted.changes,
        base=posted.base,
        now=now,
        section_key=key,
        origin=posted.origin,
        locale=chosen_locale(),
    )
    _show_presence(answer_set_id, key)
    body = autosave_answer(session_now(), actor, answer_set_id, saved, found, now)
    body["eligibility"] = drawn(watched.after(saved.answers))
    return jsonify(body), 409 if saved.conflicts else 200


def _show_presence(answer_set_id: UUID, key: str) -> None:
    touch_presence(
        actor=current_actor(),
        answer_set_id=answer_set_id,
        section_key=key,
        user_agent=request.user_agent.string,
        now=clock.now(),
    )


@bp.post("/applications/<uuid:application_id>/move")
@door(needs="application.write", subject="application_id", owner=WRITER)
def move(application_id: UUID) -> ResponseReturnValue:
    """Go over to the form the round uses now."""
    moved = move_draft_to_new_version(actor=current_actor(), application_id=application_id, now=clock.received_at())
    if moved.dropped:
        flash(
            tr(
                text(
                    "새 양식으로 옮겼습니다. 새 양식에 자리가 없는 답 %(count)s개는 아래에 따로 보관했습니다.",
                    count=len(moved.dropped),
                )
            ),
            "warn",
        )
    else:
        flash(tr(text("새 양식으로 옮겼습니다. 쓰신 답은 모두 그대로입니다.")))
    return redirect(url_for("applications.detail", application_id=application_id))
