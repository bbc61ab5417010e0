"""Changing the kind of a question of a draft: what would become of its settings, then the question in its new kind."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import NotFound, Stale
from incubator.core.text import text
from incubator.questionnaires.forms.questions import FORMS, QuestionForm
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.pages.building import version_head
from incubator.questionnaires.pages.comparing import FieldConflict, conflicts_between
from incubator.questionnaires.pages.questions import kind_change, kind_changes, question_page
from incubator.questionnaires.rules import Kind
from incubator.questionnaires.rules.editing import ChangeKind, Part, conversion, digest, part_of
from incubator.questionnaires.usecases.edit_draft import edit_draft
from incubator.questionnaires.views.blueprint import WRITERS, bp, draft_to_change, version_to_read
from incubator.questionnaires.views.questions import TEMPLATE, kind_asked, known_keys, last_section, pressed
from incubator.web import clock
from incubator.web.access import door
from incubator.web.i18n import chosen_locale, tr


@bp.route("/versions/<uuid:version_id>/questions/<string:key>/kind", methods=["GET", "POST"])
@door(needs="form.write", subject="version_id", owner=WRITERS)
def question_kind(version_id: UUID, key: str) -> ResponseReturnValue:
    """The other kinds with what each would keep and lose; with `kind`, the question as one of that kind."""
    found = draft_to_change(version_id)
    stored = part_of(found.definition, Part.QUESTION, key)
    kind = kind_asked()
    if stored is None and (kind is None or not request.form):
        raise NotFound
    if stored is not None and (kind is None or kind.value == stored["kind"]):
        head = version_head(current_actor(), found, chosen_locale())
        changes = kind_changes(found.definition, stored)
        return render_template("questionnaires/builder/change_kind.html", head=head, question=stored, changes=changes)
    assert kind is not None
    form = _form(kind, stored)
    is_kept, status, conflicts = pressed(form, lambda: _save(found, key, form), _conflicts)
    if is_kept:
        flash(tr(text("질문의 종류를 바꾸었습니다.")))
        return redirect(url_for("forms.builder", version_id=version_id, _anchor=f"question-{key}"))
    return _shown(version_id, key, form, conflicts), status


def _shown(version_id: UUID, key: str, form: QuestionForm, conflicts: tuple[FieldConflict, ...]) -> str:
    """The question as it would be; what was typed into one that a colleague has removed may go back in as a new one."""
    found = version_to_read(version_id)
    stored = part_of(found.definition, Part.QUESTION, key)
    change = kind_change(found.definition, stored, form.kind) if stored else None
    head, place = version_head(current_actor(), found, chosen_locale()), last_section(found)
    page = question_page(head, found, key, section_key=place, kind=form.kind, locale=chosen_locale(), change=change)
    return render_template(TEMPLATE, page=page, form=form, conflicts=conflicts)


def _form(kind: Kind, stored: dict[str, Any] | None) -> QuestionForm:
    seen = stored and {name: value for name, value in stored.items() if name != "show_if"}
    form = FORMS[kind](base=digest(seen))
    if stored and not request.form:
        QuestionForm.fill(form, conversion(stored, kind).kept)
    return form


def _save(found: QuestionnaireVersion, key: str, form: QuestionForm) -> None:
    edit = ChangeKind(key=key, properties=form.properties(known_keys(found)))
    base = form.base.data or ""
    edit_draft(actor=current_actor(), version_id=found.id, edit=edit, base=base, now=clock.now())


def _conflicts(form: QuestionForm, error: Stale) -> tuple[FieldConflict, ...]:
    """What a colleague has saved, as far as the new kind would keep it, beside what was typed."""
    form.base.data = digest(error.theirs)
    if not isinstance(error.theirs, dict):
        return ()
    theirs = type(form)(formdata=None)
    QuestionForm.fill(theirs, conversion(error.theirs, form.kind).kept)
    return conflicts_between(form, theirs)
