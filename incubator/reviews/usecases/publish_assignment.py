"""A run of the solver becomes the assignment of the panel."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken, Stale
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.reviews.events.assignment import AssignmentPublished
from incubator.reviews.models import Assignment, AssignmentRun, Panel
from incubator.reviews.policy.sheets import may_keep_order
from incubator.reviews.queries import assignment, expertise, panel_day
from incubator.reviews.usecases.void_sheet import void_sheet

REPLACED = text("새 배정안을 확정함")


def publish_assignment(*, actor: Actor, panel_id: UUID, run_id: UUID, now: datetime) -> None:
    """Pairs of the run that are new come, pairs it does not hold end; sheets that were begun stay.

    Raises NotFound, Forbidden, RuleBroken (over, no solution, published already), Stale (something has changed since).
    """
    with unit_of_work() as work:
        panel, round_ = panel_day.lock_panel_row(work.session, actor, panel_id)
        may_keep_order(actor, round_).enforce()
        assignment.check_open(panel)
        run = assignment.get_run(work.session, panel, run_id)
        if "pairs" not in run.found or run.published_at is not None:
            raise RuleBroken(text("확정할 수 있는 배정안이 아닙니다. 이미 확정했거나 답이 없는 배정안입니다."))
        ground = expertise.ground_of(work.session, panel)
        if ground.state != run.asked["state"]:
            raise Stale(
                text("배정안을 계산한 뒤에 위원, 이해충돌, 배정 가운데 바뀐 것이 있습니다."),
                how=text("지금 상태로 다시 계산한 뒤 확정해 주세요."),
            )
        added, ended = _apply(work, actor, panel, run, now)
        run.published_at = now
        work.record(
            AssignmentPublished(
                stamp=actor.stamp(now),
                panel_id=panel.id,
                round_id=panel.round_id,
                run_id=run.id,
                added=added,
                ended=ended,
            )
        )


def _apply(work: Work, actor: Actor, panel: Panel, run: AssignmentRun, now: datetime) -> tuple[int, int]:
    """How many pairs came and went."""
    wanted = {(UUID(row["application_id"]), UUID(row["appointment_id"])) for row in run.found["pairs"]}
    live = {(row.application_id, row.appointment_id): row for row in assignment.list_live(work.session, panel.id)}
    gone = [row for pair, row in live.items() if pair not in wanted]
    for row in gone:
        void_sheet(work, assignment_id=row.id, reason=REPLACED.msgid, stamp=actor.stamp(now), now=now)
    added = sorted(wanted - set(live), key=str)
    work.session.add_all(
        Assignment(
            id=new_id(),
            appointment_id=appointment_id,
            application_id=application_id,
            run_id=run.id,
            assigned_by=actor.user_id,
            created_at=now,
        )
        for application_id, appointment_id in added
    )
    return len(added), len(gone)
