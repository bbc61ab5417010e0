"""서명: a reviewer who was present signs the computation sheet of his stage."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Forbidden, RuleBroken, Stale
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.computation import ComputationSigned
from incubator.reviews.models import ComputationSignature
from incubator.reviews.policy.computation import NO_MEMBER, may_sign_computation
from incubator.reviews.queries import computation as sheets
from incubator.reviews.rules.stage_sheet import counted_people
from incubator.reviews.workflow import COMPUTATION_WORKFLOW, ComputationStep


def sign_computation(*, actor: Actor, computation_id: UUID, seen: str, now: datetime) -> None:
    """`seen` is the fingerprint of the sheet that was on the page: nothing else is signed.

    Raises NotFound, Forbidden (nothing of his counts), StepNotAllowed (superseded or confirmed), Stale, RuleBroken (twice).
    """
    with unit_of_work() as work:
        computation = sheets.get_computation(work.session, computation_id, for_change=True)
        appointment = sheets.get_own_appointment(work.session, actor, computation)
        may_sign_computation(actor, appointment).enforce()
        COMPUTATION_WORKFLOW.after(computation.state, ComputationStep.SIGN)
        if appointment.id not in counted_people(sheets.sheet_in(computation)):
            raise Forbidden(NO_MEMBER.reason)
        if seen != computation.sha256:
            raise Stale(
                text("보신 집계표와 지금 집계표가 다릅니다."), how=text("화면을 새로 고쳐 내용을 다시 확인해 주세요.")
            )
        if sheets.find_signature(work.session, computation_id, appointment.id) is not None:
            raise RuleBroken(text("이미 이 집계표에 서명하셨습니다."))
        work.session.add(
            ComputationSignature(
                computation_id=computation_id,
                appointment_id=appointment.id,
                sha256=computation.sha256,
                at=now,
                address=actor.address or "",
            )
        )
        work.record(
            ComputationSigned(
                stamp=actor.stamp(now),
                computation_id=computation_id,
                stage_id=computation.stage_id,
                round_id=computation.round_id,
                appointment_id=appointment.id,
                sha256=computation.sha256,
            )
        )
