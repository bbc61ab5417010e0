"""Ask for the conditions of a round to be checked again for everybody who has handed in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from incubator.accounts.actor import Actor
from incubator.applications.events.rechecks import RecheckRequested
from incubator.applications.models import Recheck
from incubator.applications.policy.desk import may_work_at_desk
from incubator.applications.queries.rechecks import count_handed_in
from incubator.core.errors import RuleBroken
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import is_unique_violation, unit_of_work
from incubator.programs.queries import get_visible_round


def request_recheck(*, actor: Actor, round_id: UUID, now: datetime) -> UUID:
    """The id of the run; the worker does it.  It changes no application: people decide what follows.

    Raises NotFound, Forbidden, RuleBroken (nobody has handed in; one runs already).
    """
    try:
        with unit_of_work() as work:
            round_ = get_visible_round(work.session, actor, round_id)
            may_work_at_desk(actor, round_).enforce()
            total = count_handed_in(work.session, round_id)
            if not total:
                raise RuleBroken(text("아직 접수한 신청이 없습니다."))
            run = Recheck(id=new_id(), round_id=round_id, asked_by=actor.user_id, asked_at=now, total=total)
            work.session.add(run)
            work.session.flush()
            work.record(RecheckRequested(stamp=actor.stamp(now), round_id=round_id, recheck_id=run.id, total=total))
            return run.id
    except IntegrityError as error:
        if not is_unique_violation(error, "uq_rechecks_running", "rechecks.round_id"):
            raise
        raise RuleBroken(text("이미 다시 확인하고 있습니다."), how=text("끝난 뒤에 다시 시작해 주세요.")) from error
