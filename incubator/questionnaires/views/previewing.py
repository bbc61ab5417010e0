"""The form as the applicant sees it; nothing typed here is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError
from incubator.core.text import text
from incubator.questionnaires import queries
from incubator.questionnaires.forms.questions import FORMS, TableQuestionForm
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.pages.building import version_head
from incubator.questionnaires.pages.previewing import SectionTab, preview_of, section_titles, visible_in
from incubator.questionnaires.rules import Form, answers_from_form, load
from incubator.questionnaires.rules.editing import AddQuestion, ChangeQuestion, Part, edited, part_of
from incubator.questionnaires.views.blueprint import READERS, bp, version_to_read
from incubator.questionnaires.views.questions import kind_asked
from incubator.web.access import door
from incubator.web.i18n import chosen_locale, tr

DRAWN = "questionnaires/builder/_drawn.html"


@bp.route("/versions/<uuid:version_id>/preview", methods=["GET", "POST"])
@door(needs="form.read", subject="version_id", owner=READERS)
def preview(version_id: UUID) -> ResponseReturnValue:
    """One section; answers that are tried out show and hide what depends on them."""
    found = version_to_read(version_id)
    form, locale = queries.form_of(found), chosen_locale()
    raw = answers_from_form(form, request.form)
    drawn = preview_of(form, request.values.get("section", ""), raw, locale)
    key = drawn.section.key if drawn else ""
    tabs = [
        SectionTab(title, url_for("forms.preview", version_id=version_id, section=item), item == key)
        for item, title in section_titles(form, locale)
    ]
    head = version_head(current_actor(), found, locale)
    return render_template("questionnaires/builder/preview.html", head=head, drawn=drawn, tabs=tabs)


@bp.post("/versions/<uuid:version_id>/draw")
@door(needs="form.read", subject="version_id", owner=READERS)
def draw(version_id: UUID) -> ResponseReturnValue:
    """For the live preview: a section with a question as it is being typed, or what depends on answers tried out."""
    found = version_to_read(version_id)
    stored = queries.form_of(found)
    if request.form.get("tried"):
        return jsonify({"visible": visible_in(stored, answers_from_form(stored, request.form))})
    problem = None
    try:
        form = _as_typed(found)
    except DomainError as error:
        form, problem = stored, error
    raw = answers_from_form(form, _tried())
    drawn = preview_of(form, request.form.get("section", ""), raw, chosen_locale())
    said = [tr(problem.message)] if problem else []
    return jsonify({"html": render_template(DRAWN, drawn=drawn), "problem": " ".join(said)})


def _tried() -> MultiDict[str, str]:
    """Answers that stand in the preview while it is drawn anew: sent as `t.…`, for the maker's rows are `a.…`, too."""
    found = [(f"a.{name[2:]}", value) for name, value in request.form.items(multi=True) if name.startswith("t.")]
    return MultiDict(found)


def _as_typed(found: QuestionnaireVersion) -> Form:
    """The form with the question that is being typed.  Raises what storing it would raise."""
    kind = kind_asked()
    if kind is None:
        return queries.form_of(found)
    form = FORMS[kind]()
    key = request.form.get("question", "")
    stored: dict[str, Any] | None = part_of(found.definition, Part.QUESTION, key)
    if isinstance(form, TableQuestionForm):
        form.keep_columns(tuple((stored or {}).get("columns", ())))
    properties = form.properties(set()) | {"label": form.label.data or tr(text("(아직 질문을 적지 않았습니다)"))}
    if stored:
        return load(edited(found.definition, ChangeQuestion(key=key, properties=properties)), is_draft=True)
    edit = AddQuestion(section=request.form.get("section", ""), properties=properties)
    return load(edited(found.definition, replace(edit, key="being_typed")), is_draft=True)
