"""Do what a bulk run has left to do, each row in a transaction of its own: what fails leaves the others standing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.events.bulk import BulkFinished
from incubator.applications.models import BulkRun
from incubator.applications.policy.desk import may_work_at_desk
from incubator.applications.queries import bulk
from incubator.applications.rules.desk import BulkOutcome
from incubator.applications.usecases.perform_act import On, perform_act, reason_of
from incubator.core.errors import DomainError, Forbidden
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.queries import get_visible_round


def continue_bulk(*, actor: Actor, run_id: UUID, now: datetime) -> None:
    """Every row that still waits; a second call, or one after a crash, repeats nothing.

    The row is settled in the transaction of its act.  Raises NotFound, Forbidden for anybody but who started it.
    """
    run = bulk.get_run(session_now(), actor, run_id)
    if run.started_by != actor.user_id:
        raise Forbidden(text("이 일은 시작한 사람만 이어서 할 수 있습니다."))
    round_ = get_visible_round(session_now(), actor, run.round_id)
    may_work_at_desk(actor, round_).enforce()
    for row_id in bulk.list_waiting(session_now(), run_id):
        _settle(actor, run_id, row_id, now)
    _finish(actor, run_id, now)


def _settle(actor: Actor, run_id: UUID, row_id: UUID, now: datetime) -> None:
    try:
        with unit_of_work(bookkeeping=True) as work:
            row = bulk.find_waiting_for_change(work.session, row_id)
            if row is None:
                return
            run = work.session.get_one(BulkRun, run_id)
            on = On(actor, row.application_id, now, run_id)
            act, wanted = run.act, dict(run.parameters)
            row.settle(BulkOutcome.DONE, at=now)
            perform_act(on, act, wanted)
    except DomainError as refusal:
        _note(row_id, reason_of(refusal), now)


def _note(row_id: UUID, problem: Text, now: datetime) -> None:
    with unit_of_work(bookkeeping=True) as work:
        row = bulk.find_waiting_for_change(work.session, row_id)
        if row is not None:
            row.settle(BulkOutcome.FAILED, at=now, problem=problem.payload())


def _finish(actor: Actor, run_id: UUID, now: datetime) -> None:
    with unit_of_work() as work:
        run = bulk.get_run_for_change(work.session, run_id)
        if run.finished_at is not None:
            return
        run.finish(at=now)
        counts = bulk.count_outcomes(work.session, run_id)
        work.record(
            BulkFinished(
                stamp=actor.stamp(now), round_id=run.round_id, run_id=run.id, act=run.act.value,
                done=counts.get(BulkOutcome.DONE, 0), failed=counts.get(BulkOutcome.FAILED, 0),
            )
        )  # fmt: skip
