"""The secretary's board and the acts of the day of a panel."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError, Forbidden, Invalid, NotFound
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.reviews.forms.panel_day import DelayForm
from incubator.reviews.pages.panel_day import board_page
from incubator.reviews.queries import panel_day
from incubator.reviews.usecases.call_presenter import call_presenter
from incubator.reviews.usecases.draw_order import draw_order
from incubator.reviews.usecases.lock_panel import lock_panel
from incubator.reviews.usecases.mark_presenter_absent import mark_presenter_absent
from incubator.reviews.usecases.record_attendance import Attendance, record_attendance
from incubator.reviews.usecases.reopen_panel import reopen_panel
from incubator.reviews.usecases.return_sheet import return_sheet
from incubator.reviews.usecases.shift_slots import shift_slots
from incubator.reviews.views.blueprint import bp
from incubator.reviews.views.panels import MANAGER, STAFF
from incubator.web import clock
from incubator.web.access import door
from incubator.web.i18n import tr

HEAD = "a head whose grant reaches the round's program (reviews.policy.people)"
BOARD = "/staff/panels/<uuid:panel_id>/board"
DONE = {
    Attendance.CAME: text("출석을 적었습니다."),
    Attendance.LEFT: text("퇴장을 적었습니다."),
    Attendance.ABSENT: text("결석을 적었습니다. 제출하지 않은 평가표는 집계에 들어가지 않습니다."),
}


@bp.get(BOARD)
@door(needs="review.read_panel", subject="panel_id", owner=STAFF)
def board(panel_id: UUID) -> ResponseReturnValue:
    """Who has handed in (not what), attendance, the order, quorum; points with their spread after the lock."""
    return _board(panel_id, None, 200)


def _board(panel_id: UUID, error: DomainError | None, status: int) -> ResponseReturnValue:
    session_now().rollback()
    session, actor = session_now(), current_actor()
    panel, round_ = panel_day.get_panel(session, actor, panel_id)
    page = board_page(session, actor, panel, round_, clock.now())
    form = DelayForm(data={"minutes": panel.delay_minutes})
    typed = request.form.get("reason", "") if error else ""
    return render_template("reviews/board.html", page=page, form=form, error=error, typed=typed), status


def _do(panel_id: UUID, act: Callable[[], None], success: Text) -> ResponseReturnValue:
    """One act; what it refuses is said on the board, with the reason that was typed."""
    try:
        act()
    except DomainError as error:
        if isinstance(error, Forbidden | NotFound):
            raise
        return _board(panel_id, error, error.status)
    flash(tr(success))
    return redirect(url_for("reviews.board", panel_id=panel_id))


@bp.post(BOARD + "/attendance/<uuid:appointment_id>")
@door(needs="review.keep_order", subject="panel_id", owner=MANAGER)
def attendance(panel_id: UUID, appointment_id: UUID) -> ResponseReturnValue:
    what = next((one for one in Attendance if one.value == request.form.get("what")), None)
    if what is None:
        return _board(panel_id, Invalid(text("출석, 퇴장, 결석 가운데 하나를 골라 주세요.")), 422)
    act = partial(
        record_attendance,
        actor=current_actor(),
        panel_id=panel_id,
        appointment_id=appointment_id,
        what=what,
        reason=request.form.get("reason", ""),
        now=clock.now(),
    )
    return _do(panel_id, act, DONE[what])


@bp.post(BOARD + "/order")
@door(needs="review.keep_order", subject="panel_id", owner=MANAGER)
def presentation_draw(panel_id: UUID) -> ResponseReturnValue:
    act = partial(draw_order, actor=current_actor(), panel_id=panel_id, seed=secrets.token_hex(8), now=clock.now())
    return _do(panel_id, act, text("발표 순서를 추첨했습니다."))


@bp.post(BOARD + "/delay")
@door(needs="review.keep_order", subject="panel_id", owner=MANAGER)
def presentation_delay(panel_id: UUID) -> ResponseReturnValue:
    form = DelayForm()
    if not form.validate_on_submit() or form.minutes.data is None:
        said = next(iter(form.minutes.errors), "")
        return _board(panel_id, Invalid(text("늦어진 시간을 고쳐 주세요."), how=text(str(said)) if said else None), 422)
    act = partial(shift_slots, actor=current_actor(), panel_id=panel_id, minutes=form.minutes.data, now=clock.now())
    return _do(panel_id, act, text("남은 발표의 시각을 옮겼습니다."))


@bp.post(BOARD + "/cases/<uuid:case_id>/call")
@door(needs="review.keep_order", subject="panel_id", owner=MANAGER)
def presentation_call(panel_id: UUID, case_id: UUID) -> ResponseReturnValue:
    act = partial(call_presenter, actor=current_actor(), panel_id=panel_id, case_id=case_id, now=clock.now())
    return _do(panel_id, act, text("발표자를 불렀습니다. 기다리는 시간이 지나면 불참으로 적을 수 있습니다."))


@bp.post(BOARD + "/cases/<uuid:case_id>/absent")
@door(needs="review.keep_order", subject="panel_id", owner=MANAGER)
def presentation_absent(panel_id: UUID, case_id: UUID) -> ResponseReturnValue:
    act = partial(mark_presenter_absent, actor=current_actor(), panel_id=panel_id, case_id=case_id, now=clock.now())
    return _do(panel_id, act, text("발표 불참을 적었습니다. 이 신청서는 순위에 들어가지 않습니다."))


@bp.post(BOARD + "/sheets/<uuid:sheet_id>/return")
@door(needs="review.keep_order", subject="panel_id", owner=MANAGER)
def sheet_return(panel_id: UUID, sheet_id: UUID) -> ResponseReturnValue:
    act = partial(
        return_sheet,
        actor=current_actor(),
        panel_id=panel_id,
        sheet_id=sheet_id,
        reason=request.form.get("reason", ""),
        now=clock.now(),
    )
    return _do(panel_id, act, text("평가표를 돌려보냈습니다. 제출했던 내용은 그대로 보관됩니다."))


@bp.post(BOARD + "/lock")
@door(needs="review.keep_order", subject="panel_id", owner=MANAGER)
def panel_lock(panel_id: UUID) -> ResponseReturnValue:
    act = partial(lock_panel, actor=current_actor(), panel_id=panel_id, now=clock.now())
    return _do(panel_id, act, text("평가를 마감했습니다. 이제 평가표를 고칠 수 없습니다."))


@bp.post(BOARD + "/reopen")
@door(needs="review.reopen", subject="panel_id", owner=HEAD)
def panel_reopen(panel_id: UUID) -> ResponseReturnValue:
    act = partial(
        reopen_panel,
        actor=current_actor(),
        panel_id=panel_id,
        reason=request.form.get("reason", ""),
        now=clock.now(),
    )
    return _do(panel_id, act, text("평가를 다시 열었습니다. 고칠 평가표를 돌려보내 주세요."))
