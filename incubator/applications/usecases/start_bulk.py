"""Write down what is to be done to many applications; `continue_bulk` does it row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.events.bulk import BulkStarted
from incubator.applications.models import BulkRow, BulkRun
from incubator.applications.policy.desk import may_work_at_desk
from incubator.applications.queries import bulk
from incubator.applications.rules import is_key
from incubator.applications.rules.desk import MOST_IN_BULK, BulkAct
from incubator.core.errors import Invalid
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.queries import get_visible_round


def start_bulk(
    *,
    actor: Actor,
    round_id: UUID,
    act: BulkAct,
    wanted: Mapping[str, Any],
    application_ids: Sequence[UUID],
    key: str,
    now: datetime,
) -> UUID:
    """Returns the id of the run; the same key of the same person gives the run of the first press.

    Raises NotFound, Forbidden, Invalid when nothing or too much is chosen, or something of another round.
    """
    chosen = list(dict.fromkeys(application_ids))
    if not is_key(key):
        raise Invalid(text("화면을 새로 고친 뒤 다시 해 주세요."))
    if not 1 <= len(chosen) <= MOST_IN_BULK:
        raise Invalid(text("한 번에 1건에서 %(most)s건까지 할 수 있습니다.", most=MOST_IN_BULK))
    with unit_of_work() as work:
        round_ = get_visible_round(work.session, actor, round_id)
        may_work_at_desk(actor, round_).enforce()
        bulk.lock_runs(work.session, round_id)
        earlier = bulk.find_run_by_key(work.session, actor.user_id, key)
        if earlier is not None:
            return earlier
        if bulk.count_of_round(work.session, round_id, chosen) != len(chosen):
            raise Invalid(text("고르신 것 가운데 이 회차의 신청서가 아닌 것이 있습니다."))
        run = BulkRun(
            round_id=round_id, act=act, parameters=dict(wanted), key=key, started_by=actor.user_id, started_at=now
        )
        work.session.add(run)
        work.session.flush()
        work.session.add_all(
            BulkRow(run_id=run.id, application_id=one, place=place) for place, one in enumerate(chosen, 1)
        )
        work.record(
            BulkStarted(
                stamp=actor.stamp(now), round_id=round_id, run_id=run.id, act=act.value, count=len(chosen)
            )
        )  # fmt: skip
        return run.id
