"""When a section or question is shown: the condition editor."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError, Invalid, NotFound, Stale
from incubator.core.text import Text, text
from incubator.questionnaires import queries
from incubator.questionnaires.forms.conditions import (
    Group,
    group_from_posted,
    group_from_rule,
    rule_from_group,
    take_act,
)
from incubator.questionnaires.forms.forms import ActForm
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.pages.building import part_condition, version_head
from incubator.questionnaires.pages.conditions import ConditionPage, Tree, earlier_questions
from incubator.questionnaires.rules.definition import words
from incubator.questionnaires.rules.editing import Part, SetCondition, digest
from incubator.questionnaires.usecases.edit_draft import edit_draft
from incubator.questionnaires.views.blueprint import WRITERS, bp, draft_to_change, version_to_read
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import chosen_locale, tr


@bp.route("/versions/<uuid:version_id>/conditions/<string:part>/<string:key>", methods=["GET", "POST"])
@door(needs="form.write", subject="version_id", owner=WRITERS)
def condition(version_id: UUID, part: str, key: str) -> ResponseReturnValue:
    """Groups of ALL and ANY over the answers to earlier questions."""
    found = draft_to_change(version_id)
    place = _place(part)
    stored = SetCondition(part=place, key=key, rule=None).seen(found.definition)
    if stored is None:
        raise NotFound
    form = ActForm(base=digest(stored))
    root, status = group_from_rule(stored), 200
    if request.method == "POST":
        root = group_from_posted(request.form)
        act = request.form.get("act", "refresh")
        if not take_act(root, act):
            rule = None if act == "clear" else rule_from_group(root)
            try:
                _store(version_id, place, key, rule, form)
            except Stale as error:
                status = refuse(form, error)
                form.base.data = digest(error.theirs)
            except DomainError as error:
                status = _refuse(form, error)
            else:
                flash(tr(text("보이는 조건을 저장했습니다.")))
                return redirect(url_for("forms.builder", version_id=version_id, _anchor=f"{place.value}-{key}"))
    return _shown(version_to_read(version_id), place, key, root, form), status


def _place(part: str) -> Part:
    try:
        return Part(part)
    except ValueError:
        raise NotFound from None


def _store(version_id: UUID, part: Part, key: str, rule: Any, form: ActForm) -> None:
    form.validate()
    edit = SetCondition(part=part, key=key, rule=rule)
    edit_draft(actor=current_actor(), version_id=version_id, edit=edit, base=form.base.data or "", now=clock.now())


def _refuse(form: ActForm, error: DomainError) -> int:
    """All that is wrong, above the tree: its places are paths nobody reads."""
    sentences: list[Text] = []
    if isinstance(error, Invalid):
        sentences = [item for place, many in error.problems.items() if "show_if" in place for item in many]
    if not sentences:
        return refuse(form, error)
    form.form_errors.extend(dict.fromkeys(tr(item) for item in sentences))
    return error.status


def _shown(found: QuestionnaireVersion, part: Part, key: str, root: Group, form: ActForm) -> str:
    locale = chosen_locale()
    whole = queries.form_of(found)
    thing = whole.section.get(key) if part is Part.SECTION else whole.questions.get(key)
    if thing is None:
        raise NotFound
    earlier = earlier_questions(whole, part, key)
    title, title_en = (getattr(thing, "title", ""), getattr(thing, "title_en", ""))
    page = ConditionPage(
        head=version_head(current_actor(), found, locale),
        part=part,
        key=key,
        label=words(locale, title or getattr(thing, "label", ""), title_en or getattr(thing, "label_en", "")),
        root=Tree(whole, earlier, locale).group(root),
        sentence=part_condition(whole, thing, locale),
        has_earlier=bool(earlier),
    )
    return render_template("questionnaires/builder/condition.html", page=page, form=form)
