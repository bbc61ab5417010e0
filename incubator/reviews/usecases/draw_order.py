"""Draw the order of the presentations by lot."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.panel_day import OrderDrawn
from incubator.reviews.models import Panel
from incubator.reviews.policy.sheets import may_keep_order
from incubator.reviews.queries import panel_day
from incubator.reviews.rules.draws import presentation_order
from incubator.reviews.workflow import PanelState


def draw_order(*, actor: Actor, panel_id: UUID, seed: str, now: datetime) -> None:
    """Numbers and slots follow the lots; the seed is kept, so that anybody can draw again.

    Raises NotFound, Forbidden, RuleBroken (drawn already, somebody was called, nobody to draw, over).
    """
    with unit_of_work() as work:
        panel, round_ = panel_day.lock_panel_row(work.session, actor, panel_id)
        may_keep_order(actor, round_).enforce()
        if panel.state not in (PanelState.PLANNED, PanelState.INVITING, PanelState.SCORING) or panel.seed:
            raise RuleBroken(
                text("발표 순서는 평가가 끝나기 전에 한 번 추첨합니다. 이미 추첨했거나 평가가 끝났습니다.")
            )
        if not panel.cases:
            raise RuleBroken(text("이 위원회에 배정된 신청서가 없어 추첨할 것이 없습니다."))
        panel.seed = seed
        by_application = {case.application_id: case for case in panel.cases}
        for turn in presentation_order(seed, list(by_application)):
            by_application[turn.application].no = turn.position
        set_slots(panel)
        panel.updated_at = now
        work.record(
            OrderDrawn(
                stamp=actor.stamp(now), panel_id=panel.id, round_id=panel.round_id, seed=seed, count=len(panel.cases)
            )
        )


def set_slots(panel: Panel) -> None:
    """Slots one after another from the hour of the panel, later by its delay; who was called keeps his."""
    for case in panel.cases:
        if case.called_at is None:
            minutes = (case.no - 1) * panel.slot_minutes + panel.delay_minutes
            case.starts_at = panel.meets_at + timedelta(minutes=minutes)
