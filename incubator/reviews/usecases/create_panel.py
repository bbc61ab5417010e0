"""Set up a panel for a stage; the eligible applications come before it at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.panels import PanelCreated
from incubator.reviews.models import Panel
from incubator.reviews.policy.people import may_run
from incubator.reviews.queries import panels
from incubator.reviews.rules.panel_terms import PanelTerms, accepted
from incubator.reviews.usecases.set_cases import bring_cases

TAKEN = text("이 단계에 같은 이름의 위원회가 있습니다. 다른 이름을 적어 주세요.")


def create_panel(*, actor: Actor, round_id: UUID, stage_id: UUID, terms: PanelTerms, now: datetime) -> UUID:
    """Raises NotFound, Forbidden, Invalid (a number or time out of bounds, a name taken, somebody who works elsewhere)."""
    with unit_of_work() as work:
        round_ = panels.get_round(work.session, actor, round_id)
        may_run(actor, round_).enforce()
        stage = panels.get_stage(work.session, round_id, stage_id)
        wanted = accepted(terms, now=now)
        panels.check_named(work.session, round_, wanted, now)
        panel = Panel(id=new_id(), round_id=round_id, stage_id=stage.id, created_at=now, **vars(wanted))
        work.session.add(panel)
        try:
            work.session.flush()
        except IntegrityError as error:
            raise Invalid(TAKEN, field="label") from error
        work.session.refresh(panel, ["stage"])
        work.record(PanelCreated(stamp=actor.stamp(now), panel_id=panel.id, round_id=round_id))
        bring_cases(work, panel, actor.stamp(now))
        return panel.id
