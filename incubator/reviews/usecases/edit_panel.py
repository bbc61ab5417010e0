"""Change what a panel is set to, until it is over."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.db.changes import changes_of
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.panels import PanelEdited
from incubator.reviews.policy.people import may_run
from incubator.reviews.queries import panels
from incubator.reviews.rules.panel_terms import PanelTerms, accepted
from incubator.reviews.usecases.create_panel import TAKEN
from incubator.reviews.workflow import PanelState

FIXED = ("is_blind", "is_graded", "division_id")
"""What stands from the first score on."""
OPEN = (PanelState.PLANNED, PanelState.INVITING, PanelState.SCORING)


def edit_panel(*, actor: Actor, panel_id: UUID, terms: PanelTerms, now: datetime) -> None:
    """Raises NotFound, Forbidden, RuleBroken (over; scoring has begun on these terms), Invalid."""
    with unit_of_work() as work:
        panel, round_ = panels.get_panel_for_change(work.session, actor, panel_id)
        may_run(actor, round_).enforce()
        if panel.state not in OPEN:
            raise RuleBroken(text("끝났거나 취소된 위원회는 고칠 수 없습니다."))
        wanted = accepted(terms, now=min(now, panel.meets_at) if terms.meets_at == panel.meets_at else now)
        panels.check_named(work.session, round_, wanted, now)
        if panel.state is PanelState.SCORING and any(getattr(panel, key) != getattr(wanted, key) for key in FIXED):
            raise RuleBroken(
                text("평가를 시작한 뒤에는 눈가림과 평가 방식, 부문을 바꿀 수 없습니다."),
                how=text("다른 칸만 고쳐서 저장해 주세요."),
            )
        for key, wished in vars(wanted).items():
            if getattr(panel, key) != wished:
                setattr(panel, key, wished)
        changes = changes_of(panel)
        if not changes:
            return
        panel.updated_at = now
        try:
            work.session.flush()
        except IntegrityError as error:
            raise Invalid(TAKEN, field="label") from error
        work.record(PanelEdited(stamp=actor.stamp(now), panel_id=panel.id, round_id=panel.round_id), changes=changes)
