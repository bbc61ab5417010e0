"""Take a computation sheet out, as paper or as a workbook: whose scores went where, and why, stays on record."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.privacy.rules import AccessAction
from incubator.privacy.usecases.record_access import record_access
from incubator.reviews.events.computation import ComputationExported
from incubator.reviews.queries import computation as sheets


def export_computation(
    *, actor: Actor, stage_id: UUID, no: int, form: str, reason: str, route: str, now: datetime
) -> None:
    """`form` is pdf or xlsx.  Raises NotFound, Invalid without a reason."""
    with unit_of_work() as work:
        round_ = sheets.get_round_of_stage(work.session, actor, stage_id)
        computation = sheets.get_version(work.session, stage_id, no)
        known = sheets.list_named(work.session, list(sheets.sheet_in(computation).applications))
        record_access(
            actor=actor,
            action=AccessAction.EXPORT,
            subjects=sorted({one.organisation_id for one in known.values()}),
            subject_kind="organisation",
            reason=reason,
            route=route,
            now=now,
        )
        work.record(
            ComputationExported(
                stamp=actor.stamp(now),
                reason=reason,
                computation_id=computation.id,
                stage_id=stage_id,
                round_id=round_.id,
                form=form,
            )
        )
