"""Which form a round uses, and going over to a newer version of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.validators import InputRequired

from incubator.core.text import text
from incubator.db.session import session_now
from incubator.programs.forms.settings import frame_of
from incubator.programs.models import Round
from incubator.programs.pages.staff import version_choices
from incubator.programs.views.round_settings import OWNER, answer, visible
from incubator.programs.workflow import RoundState
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.pages import figure_words
from incubator.questionnaires.queries import form_of, get_version, list_published
from incubator.questionnaires.rules import load_figure
from incubator.web.access import door
from incubator.web.i18n import later

bp = Blueprint("round_form", __name__, url_prefix="/staff/rounds/<uuid:round_id>/form")


@bp.route("", methods=["GET", "POST"])
@door(needs="round.edit", subject="round_id", owner=OWNER)
def choose(round_id: UUID) -> ResponseReturnValue:
    """A planned round takes any published form; a public one only newer versions of its own."""
    found = visible(round_id)
    session = session_now()
    used = get_version(session, found.questionnaire_version_id) if found.questionnaire_version_id else None
    offered = [version for version in list_published(session) if _fits(found, used, version)]
    form = _form_of(found, offered)
    figure = figure_words(load_figure(form_of(used))) if used else ()
    shown = {"used": used, "figure": figure, "may_choose": bool(offered) and not found.receipt_serial}
    return answer("programs/staff/form.html", found, form, _changes, back="rounds.detail", **shown)


def _fits(found: Round, used: QuestionnaireVersion | None, version: QuestionnaireVersion) -> bool:
    if found.state is RoundState.PLANNED:
        return True
    is_own = used is not None and version.questionnaire_id == used.questionnaire_id
    return is_own and used is not None and version.number > used.number


def _form_of(found: Round, offered: list[QuestionnaireVersion]) -> Any:
    frame = frame_of(found)

    class ChooseForm(frame):  # type: ignore[misc, valid-type]  # which of the three frames is known only now
        version_id = SelectField(later(text("신청서 양식")), [InputRequired()])

    chosen = str(found.questionnaire_version_id or "")
    form = ChooseForm(data={"version": str(found.version), "version_id": chosen})
    form.version_id.choices = [(str(key), words) for key, words in version_choices(offered)]
    return form


def _changes(form: Any) -> dict[str, Any]:
    return {"questionnaire_version_id": UUID(form.version_id.data)}
