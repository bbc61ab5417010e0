"""Forms of the house: the list, a new one, the versions of one, a next version, taking one out of use."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError, Invalid, or_not_found
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.questionnaires import policy, queries
from incubator.questionnaires.forms.forms import ActForm, DiscardForm, NewForm
from incubator.questionnaires.pages.building import form_rows, version_head
from incubator.questionnaires.rules.library import LIBRARY, STARTS
from incubator.questionnaires.usecases.create_questionnaire import create_questionnaire
from incubator.questionnaires.usecases.discard_version import discard_version
from incubator.questionnaires.usecases.draft_version import draft_version
from incubator.questionnaires.usecases.retire_version import retire_version
from incubator.questionnaires.views.blueprint import READERS, WRITERS, bp, draft_to_change, version_to_read
from incubator.questionnaires.workflow import SEALED
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import chosen_locale, tr

EMPTY = "empty"


@bp.get("")
@door(needs="form.read", owner=READERS)
def index() -> ResponseReturnValue:
    """Every form with its newest version; with `discarded=1` those that were given up before they were published."""
    actor, session = current_actor(), session_now()
    policy.may_read_forms(actor).enforce()
    discarded = queries.list_discarded(session)
    is_discarded = request.args.get("discarded") == "1"
    found = discarded if is_discarded else queries.list_newest(session)
    return render_template(
        "questionnaires/builder/index.html",
        rows=form_rows(session, found, chosen_locale()),
        may_write=bool(policy.may_write_forms(actor)),
        is_discarded=is_discarded,
        discarded=len(discarded),
    )


@bp.route("/new", methods=["GET", "POST"])
@door(needs="form.write", owner=WRITERS)
def new() -> ResponseReturnValue:
    """Begin a form."""
    policy.may_write_forms(current_actor()).enforce()
    form = NewForm(start="psst")
    form.start.choices = _starts()
    status = 200
    if form.is_submitted():
        status = 422
        if form.validate():
            try:
                version = create_questionnaire(
                    actor=current_actor(), key=form.key.data or None, definition=_started(form), now=clock.now()
                )
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(text("양식 초안을 만들었습니다. 항목과 질문을 고친 뒤 게시해 주세요.")))
                return redirect(url_for("forms.builder", version_id=version.id))
    return render_template("questionnaires/builder/new.html", form=form), status


def _starts() -> list[tuple[str, str]]:
    """The empty one, the starting forms, and what the house has published."""
    found = [(EMPTY, tr(text("빈 양식에서")))] + [(key, tr(words)) for key, words in STARTS.items()]
    for version in queries.list_published(session_now()):
        words = text("우리 양식: %(title)s (%(number)s판)", title=version.questionnaire.title, number=version.number)
        found.append((str(version.id), tr(words)))
    return found


def _started(form: NewForm) -> dict[str, Any]:
    titles = {"title": form.title.data, "title_en": form.title_en.data or ""}
    if form.start.data == EMPTY:
        return titles
    if form.start.data in STARTS:
        return {**LIBRARY[form.start.data], **titles}
    try:
        return {**queries.get_version(session_now(), UUID(form.start.data)).definition, **titles}
    except ValueError as error:
        raise Invalid(text("보기 가운데에서 골라 주세요."), field="start") from error


@bp.get("/<uuid:questionnaire_id>")
@door(needs="form.read", subject="questionnaire_id", owner=READERS)
def versions(questionnaire_id: UUID) -> ResponseReturnValue:
    """All versions of one form."""
    actor, session = current_actor(), session_now()
    policy.may_read_forms(actor).enforce()
    found = queries.list_versions(session, questionnaire_id)
    or_not_found(found[0] if found else None)
    head = version_head(actor, queries.standing_of(found), chosen_locale())
    rows = form_rows(session, found, chosen_locale())
    return render_template("questionnaires/builder/versions.html", head=head, rows=rows, form=ActForm())


@bp.post("/<uuid:questionnaire_id>/draft")
@door(needs="form.write", subject="questionnaire_id", owner=WRITERS)
def draft(questionnaire_id: UUID) -> ResponseReturnValue:
    """The next version, begun from the newest one."""
    version = draft_version(actor=current_actor(), questionnaire_id=questionnaire_id, now=clock.now())
    flash(tr(text("새 판의 초안을 만들었습니다. 게시하기 전까지는 지금 판이 그대로 쓰입니다.")))
    return redirect(url_for("forms.builder", version_id=version.id))


@bp.route("/versions/<uuid:version_id>/discard", methods=["GET", "POST"])
@door(needs="form.write", subject="version_id", owner=WRITERS)
def discard(version_id: UUID) -> ResponseReturnValue:
    """What becomes of a draft that is given up, then why."""
    found = draft_to_change(version_id)
    versions = queries.list_versions(session_now(), found.questionnaire_id)
    standing = next((other for other in versions if other.state in SEALED), None)
    form = DiscardForm()
    status = 200
    if form.is_submitted():
        status = 422
        if form.validate():
            try:
                discard_version(actor=current_actor(), version_id=version_id, reason=form.reason.data, now=clock.now())
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(text("초안을 버렸습니다. ‘모든 판’에 기록이 남습니다.")))
                return redirect(url_for("forms.versions", questionnaire_id=found.questionnaire_id))
    head = version_head(current_actor(), version_to_read(version_id), chosen_locale())
    number = standing.number if standing else None
    return render_template("questionnaires/builder/discard.html", head=head, form=form, standing=number), status


@bp.post("/versions/<uuid:version_id>/retire")
@door(needs="form.write", subject="version_id", owner=WRITERS)
def retire(version_id: UUID) -> ResponseReturnValue:
    """Out of use for new rounds."""
    found = version_to_read(version_id)
    retire_version(actor=current_actor(), version_id=version_id, now=clock.now())
    flash(tr(text("이 판을 더는 고를 수 없게 했습니다. 이미 쓰고 있는 공고와 답은 그대로입니다.")))
    return redirect(url_for("forms.versions", questionnaire_id=found.questionnaire_id))
