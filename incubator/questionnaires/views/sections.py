"""Sections of a draft: add, change, remove."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError, NotFound, Stale
from incubator.core.text import text
from incubator.questionnaires import queries
from incubator.questionnaires.forms.forms import ActForm, SectionForm
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.pages.building import part_condition, version_head
from incubator.questionnaires.pages.comparing import FieldConflict, conflicts_between
from incubator.questionnaires.rules.editing import (
    AddSection,
    ChangeSection,
    Edit,
    Part,
    RemoveSection,
    digest,
    part_of,
    users_outside,
)
from incubator.questionnaires.usecases.edit_draft import edit_draft
from incubator.questionnaires.views.blueprint import WRITERS, bp, draft_to_change, version_to_read
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import chosen_locale, tr


@bp.route("/versions/<uuid:version_id>/sections/new", methods=["GET", "POST"])
@door(needs="form.write", subject="version_id", owner=WRITERS)
def new_section(version_id: UUID) -> ResponseReturnValue:
    draft_to_change(version_id)
    form = SectionForm()
    status = 200
    if form.is_submitted():
        status = 422
        if form.validate():
            try:
                edited = edit_draft(
                    actor=current_actor(),
                    version_id=version_id,
                    edit=AddSection(properties=form.properties()),
                    base="",
                    now=clock.now(),
                )
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(text("항목을 더했습니다. 이제 질문을 더해 주세요.")))
                return _back(version_id, edited.key)
    head = version_head(current_actor(), version_to_read(version_id), chosen_locale())
    return render_template("questionnaires/builder/section.html", head=head, form=form, part=None, conflicts=()), status


def _back(version_id: UUID, key: str) -> ResponseReturnValue:
    return redirect(url_for("forms.builder", version_id=version_id, _anchor=f"section-{key}"))


@bp.route("/versions/<uuid:version_id>/sections/<string:key>", methods=["GET", "POST"])
@door(needs="form.write", subject="version_id", owner=WRITERS)
def edit_section(version_id: UUID, key: str) -> ResponseReturnValue:
    """Title and help of a section."""
    found = draft_to_change(version_id)
    stored = ChangeSection(key=key).seen(found.definition)
    form = SectionForm(base=digest(stored), data=stored or {})
    if stored is None and not form.is_submitted():
        raise NotFound
    status = 200
    conflicts: tuple[FieldConflict, ...] = ()
    if form.is_submitted():
        status = 422
        if form.validate():
            edit: Edit = ChangeSection(key=key, properties=form.properties())
            try:
                edit_draft(
                    actor=current_actor(), version_id=version_id, edit=edit, base=form.base.data or "", now=clock.now()
                )
            except Stale as error:
                status, conflicts = refuse(form, error), conflicts_between(form, _theirs(error))
                form.base.data = digest(error.theirs)
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(text("항목을 고쳤습니다.")))
                return _back(version_id, key)
    return _shown(version_to_read(version_id), key, form, conflicts), status


def _theirs(error: Stale) -> SectionForm:
    return SectionForm(formdata=None, data=error.theirs or {})


def _shown(found: QuestionnaireVersion, key: str, form: SectionForm, conflicts: object) -> str:
    head = version_head(current_actor(), found, chosen_locale())
    section = queries.form_of(found).section.get(key)
    condition = part_condition(queries.form_of(found), section, chosen_locale()) if section else None
    part = {"key": key, "is_gone": section is None, "condition": condition}
    return render_template("questionnaires/builder/section.html", head=head, form=form, part=part, conflicts=conflicts)


@bp.route("/versions/<uuid:version_id>/sections/<string:key>/remove", methods=["GET", "POST"])
@door(needs="form.write", subject="version_id", owner=WRITERS)
def remove_section(version_id: UUID, key: str) -> ResponseReturnValue:
    """What would go, then the button."""
    found = draft_to_change(version_id)
    section = part_of(found.definition, Part.SECTION, key)
    form = ActForm(base=digest(section))
    if section is None:
        raise NotFound
    status = 200
    if form.validate_on_submit():
        try:
            edit_draft(
                actor=current_actor(),
                version_id=version_id,
                edit=RemoveSection(key=key),
                base=form.base.data or "",
                now=clock.now(),
            )
        except DomainError as error:
            status = refuse(form, error)
        else:
            flash(tr(text("항목을 지웠습니다.")))
            return redirect(url_for("forms.builder", version_id=version_id))
    found = version_to_read(version_id)
    now_there = part_of(found.definition, Part.SECTION, key) or {}
    form.base.data = digest(now_there)
    head = version_head(current_actor(), found, chosen_locale())
    return render_template(
        "questionnaires/builder/remove.html",
        head=head,
        form=form,
        label=now_there.get("title", ""),
        labels=[question["label"] for question in now_there.get("questions", ())],
        users=users_outside(found.definition, key),
    ), status
