"""Close the scoring: from now on no sheet changes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.reviews.events.panel_day import PanelLocked
from incubator.reviews.models import Assignment, Panel
from incubator.reviews.policy.sheets import may_keep_order
from incubator.reviews.queries import panel_day
from incubator.reviews.usecases.void_sheet import void_sheet
from incubator.reviews.workflow import PANEL_WORKFLOW, PanelStep, SheetState

OVER = text("위원이 해촉되었거나 이해충돌이 있어 집계에 넣지 않음")
SHOWN = 5


def lock_panel(*, actor: Actor, panel_id: UUID, now: datetime) -> None:
    """When everybody has handed in who is neither absent nor dismissed; sheets of others are void.

    Raises NotFound, Forbidden, StepNotAllowed, RuleBroken (nothing to lock; whose sheets are missing).
    """
    with unit_of_work() as work:
        panel, round_ = panel_day.lock_panel_row(work.session, actor, panel_id)
        may_keep_order(actor, round_).enforce()
        PANEL_WORKFLOW.after(panel.state, PanelStep.LOCK)
        counting = panel_day.list_counting(work.session, panel.id)
        _check_all_in(counting)
        _void_others(work, actor, panel, counting, now)
        for assignment in counting:
            sheet = assignment.sheet
            assert sheet is not None
            sheet.lock()
            sheet.updated_at = now
        panel.lock(at=now)
        panel.updated_at = now
        work.record(
            PanelLocked(stamp=actor.stamp(now), panel_id=panel.id, round_id=panel.round_id, sheets=len(counting))
        )


def _check_all_in(counting: list[Assignment]) -> None:
    if not counting:
        raise RuleBroken(
            text("제출된 평가표가 없어 마감할 수 없습니다."),
            how=text("위원에게 신청서를 배정하고 평가표가 제출된 뒤에 마감해 주세요."),
        )
    missing = [row for row in counting if row.sheet is None or row.sheet.state is not SheetState.SUBMITTED]
    if missing:
        names = sorted({f"{row.appointment.user.name}({row.application.receipt_no})" for row in missing})
        raise RuleBroken(
            text("아직 제출하지 않은 평가표가 %(count)d건 있어 마감할 수 없습니다.", count=len(missing)),
            how=text(
                "%(names)s의 제출을 기다리거나, 오지 않은 위원을 결석으로 적어 주세요.", names=", ".join(names[:SHOWN])
            ),
        )


def _void_others(work: Work, actor: Actor, panel: Panel, counting: list[Assignment], now: datetime) -> None:
    """Sheets of people dismissed or hindered; those of applicants who did not come stay as they are."""
    kept = {row.id for row in counting}
    absent = {case.application_id for case in panel.cases if case.absent_at is not None}
    for assignment, is_free in panel_day.list_assignments(work.session, panel.id):
        if assignment.id in kept or (is_free and assignment.application_id in absent):
            continue
        void_sheet(work, assignment_id=assignment.id, reason=OVER.msgid, stamp=actor.stamp(now), now=now)
