"""The head opens a locked panel again, before anything is announced."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.panel_day import PanelReopened
from incubator.reviews.policy.sheets import may_reopen
from incubator.reviews.queries import panel_day
from incubator.reviews.rules.desk import checked_reason
from incubator.reviews.workflow import PANEL_WORKFLOW, PanelStep


def reopen_panel(*, actor: Actor, panel_id: UUID, reason: str, now: datetime) -> None:
    """Sheets are handed in as before; the secretary may hand one back.

    Raises NotFound, Forbidden, StepNotAllowed, RuleBroken (announced), Invalid (field "reason").
    """
    with unit_of_work() as work:
        panel, round_ = panel_day.lock_panel_row(work.session, actor, panel_id)
        may_reopen(actor, round_).enforce()
        PANEL_WORKFLOW.after(panel.state, PanelStep.REOPEN)
        if panel_day.is_announced(work.session, panel.round_id):
            raise RuleBroken(
                text("결과를 이미 발표해 평가를 다시 열 수 없습니다."),
                how=text("발표한 뒤의 잘못은 이의 신청 절차로 바로잡습니다."),
            )
        said = checked_reason(reason)
        sheets = panel_day.list_locked(work.session, panel.id)
        for sheet in sheets:
            sheet.reopen()
            sheet.updated_at = now
        panel.reopen(reason=said)
        panel.updated_at = now
        work.record(
            PanelReopened(
                stamp=actor.stamp(now), reason=said, panel_id=panel.id, round_id=panel.round_id, sheets=len(sheets)
            )
        )
