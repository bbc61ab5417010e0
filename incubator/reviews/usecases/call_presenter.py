"""The next presenter is called in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.panel_day import PresenterCalled
from incubator.reviews.policy.sheets import may_keep_order
from incubator.reviews.queries import panel_day
from incubator.reviews.workflow import PanelState


def call_presenter(*, actor: Actor, panel_id: UUID, case_id: UUID, now: datetime) -> None:
    """From now on the grace runs.  Raises NotFound, Forbidden, RuleBroken (not scoring, called already)."""
    with unit_of_work() as work:
        panel, round_ = panel_day.lock_panel_row(work.session, actor, panel_id)
        may_keep_order(actor, round_).enforce()
        case = panel_day.find_case(panel, case_id)
        if panel.state is not PanelState.SCORING or case.called_at is not None:
            raise RuleBroken(text("평가 중이고 아직 부르지 않은 발표자만 부를 수 있습니다."))
        case.called_at = now
        panel.updated_at = now
        work.record(
            PresenterCalled(
                stamp=actor.stamp(now), panel_id=panel.id, round_id=panel.round_id, application_id=case.application_id
            )
        )
