"""Who may apply to a round: its conditions, one by one, for those who set it up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import NotFound
from incubator.core.text import text
from incubator.programs import policy
from incubator.programs.forms.rules import FIELDS, KINDS, row_of, rule_form
from incubator.programs.forms.settings import PlannedForm, frame_of
from incubator.programs.models import Round
from incubator.programs.pages.rules import rules_shown
from incubator.programs.rules.scoring import with_keys
from incubator.programs.usecases.edit_round import edit_round
from incubator.programs.views.round_settings import OWNER, answer, page_of, visible
from incubator.web import clock
from incubator.web.access import door
from incubator.web.i18n import tr

bp = Blueprint("round_rules", __name__, url_prefix="/staff/rounds/<uuid:round_id>/rules")
BACK = "round_rules.index"


@bp.get("")
@door(needs="round.read", subject="round_id", owner=OWNER)
def index(round_id: UUID) -> ResponseReturnValue:
    """The conditions in words, as the call prints them."""
    found = visible(round_id)
    form = PlannedForm(data={"version": str(found.version)})
    shown = {"rules": rules_shown(found, clock.now()), "kinds": _kinds(), "form": form}
    return render_template("programs/staff/rules.html", page=page_of(round_id), **shown)


def _kinds() -> list[tuple[str, str]]:
    return [(kind, tr(words)) for kind, words in KINDS.items()]


@bp.route("/new", methods=["GET", "POST"])
@door(needs="round.edit", subject="round_id", owner=OWNER)
def new(round_id: UUID) -> ResponseReturnValue:
    """`?kind=` says which; it is chosen on the list of conditions."""
    found = visible(round_id)
    policy.may_edit(current_actor(), found).enforce()
    kind = request.values.get("kind", "")
    if not kind:
        return redirect(url_for(BACK, round_id=round_id))
    if kind not in KINDS:
        raise NotFound
    return _rule(found, {"key": "", "kind": kind})


@bp.route("/<string:key>", methods=["GET", "POST"])
@door(needs="round.edit", subject="round_id", owner=OWNER)
def rule(round_id: UUID, key: str) -> ResponseReturnValue:
    found = visible(round_id)
    return _rule(found, _row(found, key))


def _row(found: Round, key: str) -> Mapping[str, Any]:
    row: Mapping[str, Any] | None = next((item for item in found.eligibility if item["key"] == key), None)
    if row is None:
        raise NotFound
    return row


def _rule(found: Round, before: Mapping[str, Any]) -> ResponseReturnValue:
    policy.may_edit(current_actor(), found).enforce()
    kind, key = before["kind"], before["key"]
    form = rule_form(found, kind, before)

    def made(typed: Any) -> Mapping[str, Any]:
        after, rows = row_of(typed, kind, key), visible(found.id).eligibility
        if key:
            return {"eligibility": [after if row["key"] == key else row for row in rows]}
        return {"eligibility": with_keys([*rows, after], "r")}

    names = tuple(FIELDS[kind]()) if kind in FIELDS else ()
    shown = {"kind": tr(KINDS[kind]), "fields": names, "is_new": not key, "rules": rules_shown(found, clock.now())}
    return answer("programs/staff/rule.html", found, form, made, back=BACK, **shown)


@bp.route("/<string:key>/remove", methods=["GET", "POST"])
@door(needs="round.edit", subject="round_id", owner=OWNER)
def remove(round_id: UUID, key: str) -> ResponseReturnValue:
    found = visible(round_id)
    policy.may_edit(current_actor(), found).enforce()
    _row(found, key)
    words = next(item.words for item in rules_shown(found, clock.now()) if item.key == key)
    form = frame_of(found)(data={"version": str(found.version)})

    def made(_typed: Any) -> Mapping[str, Any]:
        return {"eligibility": [row for row in visible(round_id).eligibility if row["key"] != key]}

    return answer("programs/staff/remove_rule.html", found, form, made, back=BACK, what=words)


@bp.post("/<string:key>/move")
@door(needs="round.edit", subject="round_id", owner=OWNER)
def move(round_id: UUID, key: str) -> ResponseReturnValue:
    """Up or down in a planned round; of a public one the order says nothing new."""
    found = visible(round_id)
    row = _row(found, key)
    form = PlannedForm()
    if form.validate_on_submit():
        rows = [item for item in found.eligibility if item["key"] != key]
        place = list(found.eligibility).index(row) + (-1 if request.form.get("to") == "up" else 1)
        rows.insert(min(max(place, 0), len(rows)), dict(row))
        edit_round(
            actor=current_actor(),
            round_id=round_id,
            changes={"eligibility": rows},
            version=form.known_version,
            now=clock.now(),
        )
        flash(tr(text("순서를 바꾸었습니다.")))
    return redirect(url_for(BACK, round_id=round_id))
