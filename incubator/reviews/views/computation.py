"""Doors of the computation sheet for staff: compute, explain, settle ties, confirm, take out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.dates import in_kst
from incubator.core.errors import DomainError, Forbidden, NotFound
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.ports.spreadsheets import write_workbook
from incubator.privacy.rules import AccessAction
from incubator.privacy.usecases.record_access import record_access
from incubator.programs.models import Round
from incubator.reviews.forms.computation import (
    ComputeForm,
    SheetExportForm,
    TieForm,
    typed_order,
    typed_quotas,
    whole,
)
from incubator.reviews.pages.comparing import compare_page
from incubator.reviews.pages.computation import ComputationPage, SheetShown, computation_page
from incubator.reviews.pages.explaining import explain_page
from incubator.reviews.pages.printing import paper, workbook
from incubator.reviews.queries import computation as sheets
from incubator.reviews.queries.stage_inputs import stage_in
from incubator.reviews.rules.stage_sheet import Pooling
from incubator.reviews.rules.ties import DecisionKind
from incubator.reviews.usecases.compute_stage import compute_stage
from incubator.reviews.usecases.confirm_stage import confirm_stage
from incubator.reviews.usecases.export_computation import export_computation
from incubator.reviews.usecases.settle_tie import settle_tie
from incubator.reviews.views.blueprint import bp
from incubator.web import clock
from incubator.web.access import door
from incubator.web.downloads import file_response
from incubator.web.forms import clean, refuse
from incubator.web.i18n import tr

STAFF = "a manager, head or auditor whose grant reaches the round's program (reviews.policy.people)"
MANAGER = "a manager whose grant reaches the round's program (reviews.policy.people)"
HEAD = "a head whose grant reaches the round's program, and who did not compute the sheet (reviews.policy)"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ADDRESS = "/staff/stages/<uuid:stage_id>/computation"


def note_readers(organisation_ids: set[UUID]) -> None:
    """Whose names and scores were shown goes into the access log."""
    record_access(
        actor=current_actor(),
        action=AccessAction.LIST,
        subjects=sorted(organisation_ids),
        subject_kind="organisation",
        route=request.endpoint or "",
        now=clock.now(),
    )


def _round(stage_id: UUID) -> Round:
    return sheets.get_round_of_stage(session_now(), current_actor(), stage_id)


def _page(stage_id: UUID, no: int | None = None) -> ComputationPage:
    round_ = _round(stage_id)
    return computation_page(session_now(), current_actor(), round_, stage_in(round_, stage_id), no=no)


def _show(
    stage_id: UUID,
    *,
    status: int = 200,
    form: ComputeForm | None = None,
    tie: TieForm | None = None,
    export: SheetExportForm | None = None,
    problem: DomainError | None = None,
) -> ResponseReturnValue:
    """Read anew: a refused act has closed what was read before."""
    session_now().rollback()
    page = _page(stage_id, whole(request.args.get("no", "")) or None)
    body = render_template(
        "reviews/computation.html",
        page=page,
        form=form or ComputeForm(formdata=None),
        tie=tie or TieForm(formdata=None),
        export=export or SheetExportForm(formdata=None),
        typed=request.form,
        problem=problem,
    )
    if page.shown is not None:
        ids = [row.id for pool in page.shown.pools for row in pool.rows]
        note_readers({one.organisation_id for one in sheets.list_named(session_now(), ids).values()})
    return body, status


@bp.get(ADDRESS)
@door(needs="review.read_round", subject="stage_id", owner=STAFF)
def computation(stage_id: UUID) -> ResponseReturnValue:
    """The sheet in force, or an older one (`?no=`)."""
    return _show(stage_id)


@bp.post(ADDRESS)
@door(needs="review.compute", subject="stage_id", owner=MANAGER)
def compute(stage_id: UUID) -> ResponseReturnValue:
    form = ComputeForm()
    panels = {panel.id: panel.label for panel in sheets.list_panels(session_now(), stage_id)}
    if not form.validate():
        _round(stage_id)
        return _show(stage_id, status=422, form=form)
    try:
        compute_stage(
            actor=current_actor(),
            stage_id=stage_id,
            pooling=Pooling(form.pooling.data),
            panel_quotas=typed_quotas(request.form, panels),
            reason=clean(form.reason.data),
            now=clock.now(),
        )
    except DomainError as error:
        return _refused(stage_id, error, form=form, status=refuse(form, error))
    flash(tr(text("집계했습니다. 평가한 위원의 서명을 받아 확정해 주세요.")))
    return redirect(url_for("reviews.computation", stage_id=stage_id))


def _refused(
    stage_id: UUID,
    error: DomainError,
    *,
    status: int,
    form: ComputeForm | None = None,
    tie: TieForm | None = None,
) -> ResponseReturnValue:
    if isinstance(error, Forbidden | NotFound):
        raise error
    return _show(stage_id, status=status, form=form, tie=tie, problem=error)


@bp.post(ADDRESS + "/ties")
@door(needs="review.compute", subject="stage_id", owner=MANAGER)
def settle(stage_id: UUID) -> ResponseReturnValue:
    """What the committee decided about one tie."""
    form, page = TieForm(), _page(stage_id)
    if not form.validate():
        return _show(stage_id, status=422, tie=form)
    ties = {tie.key: tie for tie in page.shown.ties} if page.shown else {}
    tied = ties.get(request.form.get("tie", ""))
    try:
        settle_tie(
            actor=current_actor(),
            stage_id=stage_id,
            kind=DecisionKind(form.kind.data),
            order=typed_order(request.form, (row[0] for row in tied.rows)) if tied else (),
            minutes=clean(form.minutes.data),
            now=clock.now(),
        )
    except DomainError as error:
        return _refused(stage_id, error, tie=form, status=refuse(form, error))
    flash(tr(text("동점 처리를 기록하고 다시 집계했습니다. 서명을 다시 받아 주세요.")))
    return redirect(url_for("reviews.computation", stage_id=stage_id))


@bp.post(ADDRESS + "/confirm")
@door(needs="review.confirm", subject="stage_id", owner=HEAD)
def confirm_computation(stage_id: UUID) -> ResponseReturnValue:
    page = _page(stage_id)
    if page.shown is None:
        raise NotFound
    try:
        confirm_stage(actor=current_actor(), computation_id=page.shown.id, now=clock.now())
    except DomainError as error:
        return _refused(stage_id, error, status=error.status)
    flash(tr(text("집계표를 확정했습니다.")))
    return redirect(url_for("reviews.computation", stage_id=stage_id))


@bp.get(ADDRESS + "/lines/<uuid:application_id>")
@door(needs="review.read_round", subject="stage_id", owner=STAFF)
def explain(stage_id: UUID, application_id: UUID) -> ResponseReturnValue:
    """How this number came about."""
    session, round_ = session_now(), _round(stage_id)
    number = whole(request.args.get("no", ""))
    found = sheets.get_version(session, stage_id, number) if number else sheets.find_in_force(session, stage_id)
    sheet = sheets.sheet_in(found) if found else None
    if found is None or sheet is None or application_id not in sheet.applications:
        raise NotFound
    page = explain_page(session, round_, found, sheet, application_id)
    body = render_template("reviews/explain.html", page=page)
    note_readers({sheets.list_named(session_now(), [application_id])[application_id].organisation_id})
    return body


@bp.get(ADDRESS + "/compare")
@door(needs="review.read_round", subject="stage_id", owner=STAFF)
def compare(stage_id: UUID) -> ResponseReturnValue:
    """Two sheets of the stage beside each other (`?before=&after=`)."""
    session, round_ = session_now(), _round(stage_id)
    numbers = [whole(request.args.get(name, "")) or 0 for name in ("before", "after")]
    before, after = (sheets.get_version(session, stage_id, number) for number in numbers)
    return render_template("reviews/compare.html", page=compare_page(session, round_, before, after))


@bp.post(ADDRESS + "/export")
@door(needs="review.export", subject="stage_id", owner=STAFF)
def export_sheet(stage_id: UUID) -> ResponseReturnValue:
    """The sheet as PDF or XLSX, with the reason on record."""
    form, actor, now = SheetExportForm(), current_actor(), clock.now()
    no = whole(request.form.get("no", ""))
    page = _page(stage_id, no or None)
    if page.shown is None:
        raise NotFound
    if not form.validate():
        return _show(stage_id, status=422, export=form)
    kind = "xlsx" if request.form.get("form") == "xlsx" else "pdf"
    export_computation(
        actor=actor,
        stage_id=stage_id,
        no=page.shown.no,
        form=kind,
        reason=form.reason.data,
        route=request.endpoint or "",
        now=now,
    )
    name = f"{page.stage_label}_{page.shown.no}_{in_kst(now):%Y%m%d_%H%M}.{kind}"
    if kind == "pdf":
        content = paper(page, page.shown, actor.name, now)
        return file_response(chunks=[content], name=name, media_type="application/pdf", size=len(content))
    path = _workbook(page, page.shown)
    return file_response(chunks=_then_removed(path), name=name, media_type=WORKBOOK, size=path.stat().st_size)


def _workbook(page: ComputationPage, shown: SheetShown) -> Path:
    with tempfile.NamedTemporaryFile(prefix="incubator-", suffix=".xlsx", delete=False) as place:
        path = Path(place.name)
    write_workbook(path, workbook(page, shown, current_actor().name, clock.now()))
    return path


def _then_removed(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as source:
            while chunk := source.read(65536):
                yield chunk
    finally:
        path.unlink(missing_ok=True)
