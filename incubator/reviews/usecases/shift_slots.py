"""Presentations run late, or make good what was lost: all slots to come move."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.panel_day import SlotsShifted
from incubator.reviews.policy.sheets import may_keep_order
from incubator.reviews.queries import panel_day
from incubator.reviews.usecases.draw_order import set_slots

MOST_MINUTES = 600


def shift_slots(*, actor: Actor, panel_id: UUID, minutes: int, now: datetime) -> None:
    """`minutes` is the whole delay from now on.  Raises NotFound, Forbidden, RuleBroken (not drawn), Invalid."""
    with unit_of_work() as work:
        panel, round_ = panel_day.lock_panel_row(work.session, actor, panel_id)
        may_keep_order(actor, round_).enforce()
        if not panel.seed:
            raise RuleBroken(text("발표 순서를 먼저 추첨해 주세요."))
        if not 0 <= minutes <= MOST_MINUTES:
            raise Invalid(
                text("늦어진 시간은 0분에서 %(most)d분 사이로 적어 주세요.", most=MOST_MINUTES), field="minutes"
            )
        panel.delay_minutes = minutes
        set_slots(panel)
        panel.updated_at = now
        work.record(SlotsShifted(stamp=actor.stamp(now), panel_id=panel.id, round_id=panel.round_id, minutes=minutes))
