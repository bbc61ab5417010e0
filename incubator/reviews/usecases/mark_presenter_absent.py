"""A presenter was called and did not come."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.parameters.queries import value
from incubator.reviews.events.panel_day import PresenterAbsent
from incubator.reviews.models import PanelCase
from incubator.reviews.policy.sheets import may_keep_order
from incubator.reviews.queries import panel_day
from incubator.reviews.workflow import PanelState


def mark_presenter_absent(*, actor: Actor, panel_id: UUID, case_id: UUID, now: datetime) -> None:
    """Only after the grace since he was called.  Raises NotFound, Forbidden, RuleBroken."""
    with unit_of_work() as work:
        panel, round_ = panel_day.lock_panel_row(work.session, actor, panel_id)
        may_keep_order(actor, round_).enforce()
        case = panel_day.find_case(panel, case_id)
        if panel.state is not PanelState.SCORING or case.absent_at is not None:
            raise RuleBroken(text("평가 중이고 아직 불참으로 적지 않은 발표자만 불참으로 적을 수 있습니다."))
        minutes = value(work.session, "reviews.absence_grace_minutes", on=day_in_kst(now))
        _check_grace(case, minutes, now)
        case.absent_at = now
        panel.updated_at = now
        work.record(
            PresenterAbsent(
                stamp=actor.stamp(now), panel_id=panel.id, round_id=panel.round_id, application_id=case.application_id
            )
        )


def _check_grace(case: PanelCase, minutes: int, now: datetime) -> None:
    if case.called_at is None:
        raise RuleBroken(text("발표자를 먼저 불러 주세요."))
    over = case.called_at + timedelta(minutes=minutes)
    if now < over:
        raise RuleBroken(
            text("부른 뒤 %(minutes)d분을 기다려야 불참으로 적을 수 있습니다.", minutes=minutes),
            how=text("%(moment)s부터 적을 수 있습니다.", moment=over),
        )
