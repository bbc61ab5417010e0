"""Questions of a draft: choose a kind, add, change, remove."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError, Invalid, NotFound, Stale
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.questionnaires import queries
from incubator.questionnaires.forms.forms import ActForm
from incubator.questionnaires.forms.questions import FORMS, QuestionForm, TableQuestionForm
from incubator.questionnaires.forms.rows import rows_act
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.pages.building import version_head
from incubator.questionnaires.pages.comparing import FieldConflict, conflicts_between
from incubator.questionnaires.pages.questions import YES_NO, kind_choices, question_page
from incubator.questionnaires.rules import Kind
from incubator.questionnaires.rules.editing import (
    AddQuestion,
    ChangeQuestion,
    Part,
    RemoveQuestion,
    digest,
    part_of,
    sections_of,
    users_of,
)
from incubator.questionnaires.usecases.edit_draft import edit_draft
from incubator.questionnaires.views.blueprint import WRITERS, bp, draft_to_change, version_to_read
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import chosen_locale, tr

TEMPLATE = "questionnaires/builder/question.html"


def kind_asked() -> Kind | None:
    try:
        return Kind(request.values.get("kind", ""))
    except ValueError:
        return None


@bp.route("/versions/<uuid:version_id>/sections/<string:key>/questions/new", methods=["GET", "POST"])
@door(needs="form.write", subject="version_id", owner=WRITERS)
def new_question(version_id: UUID, key: str) -> ResponseReturnValue:
    """First the kind, then the words."""
    found = draft_to_change(version_id)
    section = part_of(found.definition, Part.SECTION, key)
    if section is None:
        raise NotFound
    kind = Kind.CHOICE if request.values.get("kind") == YES_NO else kind_asked()
    head = version_head(current_actor(), found, chosen_locale())
    if kind is None:
        kinds = kind_choices()
        return render_template("questionnaires/builder/kinds.html", head=head, section=section, kinds=kinds)
    form = FORMS[kind]() if request.form else FORMS[kind](required=True, options=_first_options())
    status = 200
    if form.is_submitted() and not rows_act(form):
        status = 422
        if form.validate():
            edit = AddQuestion(key=form.key.data or "", section=key, properties=form.properties(known_keys(found)))
            try:
                edited = edit_draft(actor=current_actor(), version_id=version_id, edit=edit, base="", now=clock.now())
            except DomainError as error:
                status = refuse_question(form, error)
            else:
                flash(tr(text("질문을 더했습니다.")))
                return redirect(url_for("forms.builder", version_id=version_id, _anchor=f"question-{edited.key}"))
    page = question_page(head, version_to_read(version_id), None, section_key=key, kind=kind, locale=chosen_locale())
    return render_template(TEMPLATE, page=page, form=form, conflicts=()), status


def _first_options() -> list[dict[str, str]]:
    if request.args.get("kind") != YES_NO:
        return []
    return [{"key": "yes", "label": "예", "label_en": "Yes"}, {"key": "no", "label": "아니요", "label_en": "No"}]


def known_keys(found: QuestionnaireVersion) -> set[str]:
    return queries.list_known_keys(session_now(), found.questionnaire_id)


def refuse_question(form: QuestionForm, error: DomainError) -> int:
    """Problems come by place (`sections.plan.questions.goal.max_chars`): each goes beside the field of that name."""
    if isinstance(error, Invalid) and error.problems:
        error = Invalid(error.message, how=error.how, field=error.field, problems=_by_field(form, error))
    return refuse(form, error)


def _by_field(form: QuestionForm, error: Invalid) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for place, sentences in error.problems.items():
        words = place.split(".")
        name = next((word for word in words if word in ("options", "columns")), None) or words[-1]
        name = {"max_bytes": "megabytes"}.get(name, name)
        found[name if name in form else "label"] = (*found.get(name, ()), *sentences)
    return found


@bp.route("/versions/<uuid:version_id>/questions/<string:key>", methods=["GET", "POST"])
@door(needs="form.write", subject="version_id", owner=WRITERS)
def edit_question(version_id: UUID, key: str) -> ResponseReturnValue:
    """Words, help and limits of a question."""
    found = draft_to_change(version_id)
    stored = ChangeQuestion(key=key).seen(found.definition)
    kind = Kind(stored["kind"]) if stored else kind_asked()
    if kind is None or (stored is None and not request.form):
        raise NotFound
    form = form_of_question(kind, stored)
    is_kept, status, conflicts = pressed(form, lambda: _save(found, key, form), _conflicts)
    if is_kept:
        flash(tr(text("질문을 고쳤습니다.")))
        return redirect(url_for("forms.builder", version_id=version_id, _anchor=f"question-{key}"))
    found = version_to_read(version_id)
    head = version_head(current_actor(), found, chosen_locale())
    page = question_page(head, found, key, section_key=last_section(found), kind=kind, locale=chosen_locale())
    return render_template(TEMPLATE, page=page, form=form, conflicts=conflicts), status


Conflicts = tuple[FieldConflict, ...]


def pressed(
    form: QuestionForm, save: Callable[[], None], conflicts_of: Callable[[QuestionForm, Stale], Conflicts]
) -> tuple[bool, int, Conflicts]:
    """Whether the press was kept; else the status of the answer, and what a colleague has written meanwhile."""
    if not form.is_submitted() or rows_act(form):
        return False, 200, ()
    if not form.validate():
        return False, 422, ()
    try:
        save()
    except Stale as error:
        return False, refuse(form, error), conflicts_of(form, error)
    except DomainError as error:
        return False, refuse_question(form, error), ()
    return True, 200, ()


def last_section(found: QuestionnaireVersion) -> str:
    """Where a question that a colleague has removed meanwhile goes back in."""
    sections = sections_of(found.definition)
    return str(sections[-1]["key"]) if sections else ""


def _save(found: QuestionnaireVersion, key: str, form: QuestionForm) -> None:
    edit = ChangeQuestion(key=key, properties=form.properties(known_keys(found)))
    base = form.base.data or ""
    edit_draft(actor=current_actor(), version_id=found.id, edit=edit, base=base, now=clock.now())


def form_of_question(kind: Kind, stored: dict[str, Any] | None) -> QuestionForm:
    """Filled with the stored question, or with what was posted."""
    form = FORMS[kind](base=digest(stored))
    if isinstance(form, TableQuestionForm):
        form.keep_columns(tuple((stored or {}).get("columns", ())))
    if stored and not request.form:
        form.fill(stored)
    return form


def _conflicts(form: QuestionForm, error: Stale) -> tuple[FieldConflict, ...]:
    """Both texts; the next press stands on theirs."""
    form.base.data = digest(error.theirs)
    if not isinstance(error.theirs, dict) or error.theirs["kind"] != form.kind.value:
        return ()
    theirs = type(form)(formdata=None)
    theirs.fill(error.theirs)
    return conflicts_between(form, theirs)


@bp.route("/versions/<uuid:version_id>/questions/<string:key>/remove", methods=["GET", "POST"])
@door(needs="form.write", subject="version_id", owner=WRITERS)
def remove_question(version_id: UUID, key: str) -> ResponseReturnValue:
    """Where it is used, or the button."""
    found = draft_to_change(version_id)
    question = part_of(found.definition, Part.QUESTION, key)
    if question is None:
        raise NotFound
    form = ActForm(base=digest(question))
    status = 200
    if form.validate_on_submit():
        try:
            edit_draft(
                actor=current_actor(),
                version_id=version_id,
                edit=RemoveQuestion(key=key),
                base=form.base.data or "",
                now=clock.now(),
            )
        except DomainError as error:
            status = refuse(form, error)
        else:
            flash(tr(text("질문을 지웠습니다.")))
            return redirect(url_for("forms.builder", version_id=version_id))
    found = version_to_read(version_id)
    question = part_of(found.definition, Part.QUESTION, key) or {"label": ""}
    form.base.data = digest(question)
    head = version_head(current_actor(), found, chosen_locale())
    return render_template(
        "questionnaires/builder/remove.html",
        head=head,
        form=form,
        label=question["label"],
        labels=(),
        users=users_of(found.definition, key),
    ), status
