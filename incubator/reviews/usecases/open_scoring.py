"""Open the scoring of a panel: from here on sworn reviewers read what is assigned to them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.panels import ScoringOpened
from incubator.reviews.policy.panels import MAY
from incubator.reviews.queries import panels
from incubator.reviews.queries.readiness import Readiness, readiness_of
from incubator.reviews.rules.pool import checked_reason
from incubator.reviews.workflow import PANEL_WORKFLOW, PanelStep


def open_scoring(*, actor: Actor, panel_id: UUID, reason: str = "", now: datetime) -> None:
    """A single reviewer needs a reason, and a stage that is meant for one.

    Raises NotFound, Forbidden, StepNotAllowed, RuleBroken (what stands in the way, all of it), Invalid (field "reason").
    """
    with unit_of_work() as work:
        panel, round_ = panels.get_panel_for_change(work.session, actor, panel_id)
        MAY[PanelStep.OPEN](actor, round_).enforce()
        PANEL_WORKFLOW.after(panel.state, PanelStep.OPEN)
        ready = readiness_of(work.session, panel, now)
        _refuse(ready)
        words = checked_reason(reason) if ready.is_single else ""
        panel.open_scoring(at=now)
        panel.updated_at = now
        work.record(
            ScoringOpened(
                stamp=actor.stamp(now),
                reason=words,
                panel_id=panel_id,
                round_id=panel.round_id,
                people=ready.sworn,
            )
        )


def _refuse(ready: Readiness) -> None:
    if not ready.obstacles:
        return
    first, *others = ready.obstacles
    how = text("그 밖에도 %(count)d가지가 남았습니다. 아래에서 확인해 주세요.", count=len(others)) if others else None
    raise RuleBroken(first, how=how)
