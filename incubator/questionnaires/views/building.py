"""One version of a form: its outline, its order, its name, its publication."""

from __future__ import annotations

import re
from uuid import UUID

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError, Invalid, Stale
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.questionnaires import queries
from incubator.questionnaires.forms.forms import ActForm, TitleForm
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.pages.building import BuilderPage, builder_page, version_head
from incubator.questionnaires.pages.comparing import FieldConflict, conflicts_between
from incubator.questionnaires.pages.publishing import publish_page
from incubator.questionnaires.rules.editing import (
    Edit,
    MoveQuestion,
    MoveSection,
    Part,
    RenameForm,
    StepQuestion,
    StepSection,
    digest,
    part_of,
)
from incubator.questionnaires.usecases.edit_draft import edit_draft
from incubator.questionnaires.usecases.publish_version import publish_version
from incubator.questionnaires.views.blueprint import READERS, WRITERS, bp, draft_to_change, version_to_read
from incubator.web import clock
from incubator.web.access import door
from incubator.web.errors import wants_json
from incubator.web.forms import refuse
from incubator.web.i18n import chosen_locale, tr

STEP = re.compile(r"(section|question)\.([a-z][a-z0-9_]{0,59})\.(up|down)", re.ASCII)
PLACE = re.compile(r"(section|question)\.([a-z][a-z0-9_]{0,59})", re.ASCII)


@bp.get("/versions/<uuid:version_id>")
@door(needs="form.read", subject="version_id", owner=READERS)
def builder(version_id: UUID) -> ResponseReturnValue:
    """The outline with everything that can be done to it."""
    return _shown(version_to_read(version_id))


def _page(found: QuestionnaireVersion) -> BuilderPage:
    return builder_page(session_now(), current_actor(), found, chosen_locale())


def _shown(found: QuestionnaireVersion, problem: DomainError | None = None) -> ResponseReturnValue:
    status = problem.status if problem else 200
    return render_template("questionnaires/builder/detail.html", page=_page(found), problem=problem), status


@bp.post("/versions/<uuid:version_id>/order")
@door(needs="form.write", subject="version_id", owner=WRITERS)
def order(version_id: UUID) -> ResponseReturnValue:
    """Move one section or question: a step by its buttons, or to a place by dragging."""
    draft_to_change(version_id)
    edit = _asked_move()
    base = request.form.get("base", "")
    try:
        edit_draft(actor=current_actor(), version_id=version_id, edit=edit, base=base, now=clock.now())
    except DomainError as error:
        return _refused_move(version_id, error)
    found = version_to_read(version_id)
    if not wants_json():
        kind = "section" if isinstance(edit, MoveSection | StepSection) else "question"
        return redirect(url_for("forms.builder", version_id=version_id, _anchor=f"{kind}-{edit.key}"))
    return _outline(found, _told(found, edit))


def _outline(found: QuestionnaireVersion, said: str, status: int = 200) -> ResponseReturnValue:
    page = _page(found)
    drawn = render_template("questionnaires/builder/_outline.html", page=page)
    return jsonify({"outline": drawn, "said": said}), status


def _refused_move(version_id: UUID, error: DomainError) -> ResponseReturnValue:
    """The page as it stands now, with the reason: for one who looked at an older order, too."""
    if isinstance(error, Stale):
        error = Stale(
            text("그사이 다른 담당자가 순서를 바꾸었습니다."), how=text("지금 순서를 확인하고 다시 옮겨 주세요.")
        )
    found = version_to_read(version_id)
    if wants_json():
        said = " ".join(tr(part) for part in (error.message, error.how) if part)
        return _outline(found, said, error.status)
    return _shown(found, error)


def _asked_move() -> Edit:
    """What the press asked for.  Raises Invalid."""
    step = STEP.fullmatch(request.form.get("step", ""))
    if step:
        kind, key, way = step.groups()
        length = -1 if way == "up" else 1
        return StepSection(key=key, step=length) if kind == "section" else StepQuestion(key=key, step=length)
    place = PLACE.fullmatch(request.form.get("place", ""))
    if place is None:
        raise Invalid(text("무엇을 옮길지 알 수 없습니다."), how=text("화면을 새로 고친 뒤 다시 옮겨 주세요."))
    kind, key = place.groups()
    before = request.form.get("before") or None
    if kind == "section":
        return MoveSection(key=key, before=before)
    return MoveQuestion(key=key, section=request.form.get("section", ""), before=before)


def _told(found: QuestionnaireVersion, edit: Edit) -> str:
    """Where the part stands now, for those who listen."""
    form = queries.form_of(found)
    if isinstance(edit, MoveSection | StepSection):
        section = part_of(found.definition, Part.SECTION, edit.key) or {}
        number = list(form.section).index(edit.key) + 1
        words: Text = text(
            "‘%(label)s’ 항목을 %(number)s번째로 옮겼습니다.", label=section.get("title", ""), number=number
        )
        return tr(words)
    number = list(form.questions).index(edit.key) + 1
    place = form.section_of[edit.key].title
    label = form.questions[edit.key].label
    words = text(
        "‘%(label)s’ 질문을 %(number)s번째(%(section)s)로 옮겼습니다.", label=label, number=number, section=place
    )
    return tr(words)


@bp.route("/versions/<uuid:version_id>/title", methods=["GET", "POST"])
@door(needs="form.write", subject="version_id", owner=WRITERS)
def rename(version_id: UUID) -> ResponseReturnValue:
    """The name of the form."""
    found = draft_to_change(version_id)
    edit = RenameForm(title="")
    stored = edit.seen(found.definition)
    form = TitleForm(base=digest(stored), data=stored)
    status = 200
    conflicts: tuple[FieldConflict, ...] = ()
    if form.is_submitted():
        status = 422
        if form.validate():
            edit = RenameForm(title=form.title.data, title_en=form.title_en.data or "")
            try:
                edit_draft(
                    actor=current_actor(), version_id=version_id, edit=edit, base=form.base.data or "", now=clock.now()
                )
            except Stale as error:
                status, conflicts = refuse(form, error), _conflicts(form, error)
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(text("양식 이름을 바꾸었습니다.")))
                return redirect(url_for("forms.builder", version_id=version_id))
    head = version_head(current_actor(), version_to_read(version_id), chosen_locale())
    return render_template("questionnaires/builder/title.html", head=head, form=form, conflicts=conflicts), status


def _conflicts(form: TitleForm, error: Stale) -> tuple[FieldConflict, ...]:
    """Both texts; the next press stands on theirs."""
    theirs = TitleForm(formdata=None, data=error.theirs)
    form.base.data = digest(error.theirs)
    return conflicts_between(form, theirs)


@bp.route("/versions/<uuid:version_id>/publish", methods=["GET", "POST"])
@door(needs="form.write", subject="version_id", owner=WRITERS)
def publish(version_id: UUID) -> ResponseReturnValue:
    """What will be frozen and what changes against the version before, then the button."""
    found = draft_to_change(version_id)
    form = ActForm(base=digest(found.definition))
    status = 200
    if form.is_submitted():
        try:
            _publish(found, form)
        except DomainError as error:
            status = refuse(form, error)
        else:
            flash(tr(text("양식을 게시했습니다. 이제 공고에서 고를 수 있습니다.")))
            return redirect(url_for("forms.builder", version_id=version_id))
    page = publish_page(session_now(), current_actor(), version_to_read(version_id), chosen_locale())
    form.base.data = page.base
    return render_template("questionnaires/builder/publish.html", page=page, form=form), status


def _publish(found: QuestionnaireVersion, form: ActForm) -> None:
    """Raises Stale when the page showed another definition than the one stored now."""
    if not form.validate() or form.base.data != digest(found.definition):
        raise Stale(
            text("그사이 다른 담당자가 이 양식을 고쳤습니다."),
            how=text("아래에서 바뀐 내용을 확인하고 다시 눌러 주세요."),
        )
    publish_version(actor=current_actor(), version_id=found.id, now=clock.now())
