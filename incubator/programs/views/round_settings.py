"""How a round is divided and judged, for those who set it up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.approvals.rules import Act
from incubator.core.errors import DomainError, Invalid, NotFound, Stale
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.programs import policy, queries
from incubator.programs.forms.settings import (
    BONUS_COLUMNS,
    CRITERION_COLUMNS,
    DIVISION_COLUMNS,
    STAGE_NAMES,
    TIES,
    AskingForm,
    PlannedForm,
    frame_of,
    selection_fields,
    stage_fields,
    weight_of,
)
from incubator.programs.forms.tables import Column, first_values, rearranged, typed_count, with_rows
from incubator.programs.models import Round
from incubator.programs.pages.settings import SettingsPage, settings_page
from incubator.programs.queries.authority import list_signers
from incubator.programs.rules.divisions import sum_of
from incubator.programs.rules.scoring import BLANK_CRITERION, FULL_POINTS, StageKind, blank_stage, with_keys
from incubator.programs.usecases.change_settings import change_settings
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import clean, refuse
from incubator.web.i18n import chosen_locale, tr

bp = Blueprint("round_settings", __name__, url_prefix="/staff/rounds/<uuid:round_id>")
OWNER = "staff of the round's program"
SPARE_ROWS = 2
Row = dict[str, Any]
Made = Callable[[Any], Mapping[str, Any]]
"""From a form that is right to the parts of the round it changes."""


def visible(round_id: UUID) -> Round:
    """404 also for those who may not know of it."""
    return queries.get_whole_visible_round(session_now(), current_actor(), round_id)


def page_of(round_id: UUID) -> SettingsPage:
    return settings_page(current_actor(), visible(round_id), locale=chosen_locale(), now=clock.now())


def offer_line(form: Any, found: Round) -> None:
    """Who may approve, where approval is needed."""
    if isinstance(form, AskingForm):
        form.offer(list_signers(session_now(), found, Act.CORRECT, drafter_id=current_actor().user_id, now=clock.now()))


def answer(template: str, found: Round, form: Any, made: Made, *, back: str, **shown: Any) -> ResponseReturnValue:
    """Show the form, or change the round by it and go back."""
    round_id, status = found.id, 200 if request.method == "GET" else 422
    shown["is_stale"] = False
    offer_line(form, found)
    if form.validate_on_submit():
        try:
            changes = made(form)
            change_settings(
                actor=current_actor(),
                round_id=round_id,
                changes=changes,
                version=form.known_version,
                reason="" if isinstance(form, PlannedForm) else clean(form.reason.data),
                line=form.line if isinstance(form, AskingForm) else None,
                now=clock.now(),
            )
        except DomainError as error:
            status = _refused(form, error)
            if isinstance(error, Stale):
                # Whoever has read what the other one stored may save over it.
                shown["is_stale"] = True
                form.version.data = str(page_of(round_id).version)
        else:
            flash(tr(_told(form)))
            return redirect(url_for(back, round_id=round_id))
    return render_template(template, page=page_of(round_id), form=form, **shown), status


def _refused(form: Any, error: DomainError) -> int:
    """As `refuse`; what is wrong with rows has no single field to stand beside, so every sentence stands above."""
    problems = error.problems if isinstance(error, Invalid) else {}
    above = [sentence for name, sentences in problems.items() if name not in form for sentence in sentences]
    if not above:
        return refuse(form, error)
    form.form_errors += [tr(sentence) for sentence in above]
    return error.status


def _again(template: str, round_id: UUID, form: Any, **shown: Any) -> ResponseReturnValue:
    """The same form with its rows in another order; nothing is saved."""
    return render_template(template, page=page_of(round_id), form=form, is_stale=False, **shown)


def _told(form: Any) -> Any:
    if isinstance(form, PlannedForm):
        return text("저장했습니다.")
    if isinstance(form, AskingForm):
        return text("정정 결재를 올렸습니다. 승인되면 공고에 실립니다.")
    return text("정정공고를 냈습니다. 신청하신 분들께 알립니다.")


def rows_form(
    found: Round, columns: Iterable[Column], rows: list[Row], *, fields: Mapping[str, Any] | None = None, **values: Any
) -> tuple[Any, bool]:
    """The form with its rows, and whether it was only rearranged: then it is shown again without being saved."""
    shape = tuple(columns)
    sent = rearranged(request.form, shape) if request.method == "POST" else None
    count = typed_count(sent or request.form) if request.method == "POST" else len(rows) + SPARE_ROWS
    kind = with_rows(frame_of(found), shape, count, fields=fields)
    first = {"rows": str(count), "version": str(found.version), **first_values(shape, rows), **values}
    return (kind(formdata=sent) if sent is not None else kind(data=first)), sent is not None


def cleaned(rows: Iterable[Row]) -> list[Row]:
    """Texts in one spelling, empty cells as empty texts."""
    return [
        {
            name: clean(value) if isinstance(value, str) else "" if value is None else value
            for name, value in row.items()
        }
        for row in rows
    ]


@bp.get("/judging")
@door(needs="round.read", subject="round_id", owner=OWNER)
def judging(round_id: UUID) -> ResponseReturnValue:
    """Stages, score forms, bonuses, ties: as the call prints them, with the buttons to change them."""
    return render_template("programs/staff/judging.html", page=page_of(round_id))


@bp.route("/divisions", methods=["GET", "POST"])
@door(needs="round.edit", subject="round_id", owner=OWNER)
def divisions(round_id: UUID) -> ResponseReturnValue:
    """Their quotas make the quota of the round."""
    found = visible(round_id)
    policy.may_edit(current_actor(), found).enforce()
    form, is_only_moved = rows_form(found, DIVISION_COLUMNS, found.divisions)
    if is_only_moved:
        offer_line(form, found)
        return _again("programs/staff/divisions.html", round_id, form)

    def made(typed: Any) -> Mapping[str, Any]:
        rows = [{**row, "quota": row["quota"] or 0} for row in cleaned(typed.typed_rows)]
        return {"divisions": with_keys(rows, "d"), **({"quota": sum_of(rows)} if rows else {})}

    return answer("programs/staff/divisions.html", found, form, made, back="rounds.detail")


@bp.route("/stages/new", methods=["GET", "POST"])
@door(needs="round.edit", subject="round_id", owner=OWNER)
def new_stage(round_id: UUID) -> ResponseReturnValue:
    """One more stage, with the policy numbers in force on the day of the announcement."""
    found = visible(round_id)
    defaults = queries.scoring_defaults(session_now(), found.announced_on)
    kind = StageKind.PRESENTATION if found.stages else StageKind.DOCUMENT
    share = max(FULL_POINTS - sum(row["weight_percent"] for row in found.stages), 0)
    return _stage(found, blank_stage(kind, defaults, key="", weight_percent=share))


@bp.route("/stages/<string:key>", methods=["GET", "POST"])
@door(needs="round.edit", subject="round_id", owner=OWNER)
def stage(round_id: UUID, key: str) -> ResponseReturnValue:
    found = visible(round_id)
    return _stage(found, stage_of(found, key))


def stage_of(found: Round, key: str) -> Row:
    """Raises NotFound."""
    row = next((item for item in found.stages if item["key"] == key), None)
    if row is None:
        raise NotFound
    return row


def _stage(found: Round, before: Row) -> ResponseReturnValue:
    policy.may_edit(current_actor(), found).enforce()
    values = {name: before[name] for name in STAGE_NAMES}
    form, is_only_moved = rows_form(found, CRITERION_COLUMNS, before["criteria"], fields=stage_fields(), **values)
    if is_only_moved:
        offer_line(form, found)
        return _again("programs/staff/stage.html", found.id, form, key=before["key"])

    def made(typed: Any) -> Mapping[str, Any]:
        rows = [{**BLANK_CRITERION, **row, "points": row["points"] or 0} for row in cleaned(typed.typed_rows)]
        numbers = {name: typed[name].data for name in STAGE_NAMES}
        after = {**before, **numbers, "label": clean(typed.label.data), "criteria": with_keys(rows, "c")}
        stages = visible(found.id).stages
        if before["key"]:
            return {"stages": [after if row["key"] == before["key"] else row for row in stages]}
        return {"stages": with_keys([*stages, after], "s")}

    return answer("programs/staff/stage.html", found, form, made, back="round_settings.judging", key=before["key"])


@bp.route("/stages/<string:key>/remove", methods=["GET", "POST"])
@door(needs="round.edit", subject="round_id", owner=OWNER)
def remove_stage(round_id: UUID, key: str) -> ResponseReturnValue:
    found = visible(round_id)
    policy.may_edit(current_actor(), found).enforce()
    gone = stage_of(found, key)
    form = frame_of(found)(data={"version": str(found.version)})

    def made(_typed: Any) -> Mapping[str, Any]:
        return {"stages": [row for row in visible(round_id).stages if row["key"] != key]}

    what = gone["label"]
    return answer("programs/staff/remove.html", found, form, made, back="round_settings.judging", what=what)


@bp.route("/selection", methods=["GET", "POST"])
@door(needs="round.edit", subject="round_id", owner=OWNER)
def selection(round_id: UUID) -> ResponseReturnValue:
    """Shares of the stages, bonuses, ties, the waiting list: what belongs to all stages together."""
    found = visible(round_id)
    policy.may_edit(current_actor(), found).enforce()
    values: Row = {weight_of(row): row["weight_percent"] for row in found.stages}
    values |= dict(zip(TIES, found.tie_chain, strict=False))
    values |= {"bonus_cap": found.bonus_cap, "waiting_list_length": found.waiting_list_length}
    fields = selection_fields(list(found.stages))
    form, is_only_moved = rows_form(found, BONUS_COLUMNS, found.bonuses, fields=fields, **values)
    weights = [weight_of(row) for row in found.stages]
    shown = {"weights": [form[name] for name in weights], "ties": [form[name] for name in TIES]}
    if is_only_moved:
        offer_line(form, found)
        return _again("programs/staff/selection.html", round_id, form, **shown)

    def made(typed: Any) -> Mapping[str, Any]:
        rows = [{**row, "points": row["points"] or 0} for row in cleaned(typed.typed_rows)]
        stages = [
            {**row, "weight_percent": typed[weight_of(row)].data}
            for row in visible(round_id).stages
            if weight_of(row) in typed
        ]
        return {
            "stages": stages,
            "bonuses": with_keys(rows, "b"),
            "bonus_cap": typed.bonus_cap.data,
            "waiting_list_length": typed.waiting_list_length.data,
            "tie_chain": list(dict.fromkeys(typed[name].data for name in TIES if typed[name].data)),
        }

    return answer("programs/staff/selection.html", found, form, made, back="round_settings.judging", **shown)
