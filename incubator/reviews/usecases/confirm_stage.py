"""확정: a head confirms the signed computation sheet of a stage; its panels are over with it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken, Stale
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.programs.models import Round
from incubator.reviews.events.computation import StageConfirmed
from incubator.reviews.models import Computation
from incubator.reviews.policy.computation import is_second_person
from incubator.reviews.policy.people import may_head
from incubator.reviews.queries import computation as sheets
from incubator.reviews.queries.stage_inputs import collect, stage_in
from incubator.reviews.rules.computation import Standing
from incubator.reviews.rules.records import digest_of
from incubator.reviews.rules.stage_sheet import StageSheet, counted_people, terms_problem
from incubator.reviews.workflow import COMPUTATION_WORKFLOW, ComputationStep, PanelState


def confirm_stage(*, actor: Actor, computation_id: UUID, now: datetime) -> None:
    """The one who computed is not the one who confirms.

    Raises NotFound, Forbidden, StepNotAllowed, and RuleBroken or Stale for what stands in the way: panels not locked,
    sheets that changed since, nobody's scores, ties nobody settled, signatures missing.
    """
    with unit_of_work() as work:
        stage_id = sheets.get_computation(work.session, computation_id).stage_id
        round_ = sheets.get_round_of_stage(work.session, actor, stage_id, for_change=True)
        may_head(actor, round_).enforce()
        computation = sheets.get_computation(work.session, computation_id, for_change=True)
        COMPUTATION_WORKFLOW.after(computation.state, ComputationStep.CONFIRM)
        is_second_person(actor, computation).enforce()
        sheet = sheets.sheet_in(computation)
        _refuse_old(work, round_, computation, sheet)
        _refuse_unfinished(sheet)
        _refuse_unsigned(work, computation, sheet)
        computation.confirm(by=actor.user_id, at=now)
        for panel in sheets.list_panels(work.session, stage_id):
            if panel.state is PanelState.LOCKED:
                panel.confirm()
                panel.updated_at = now
        work.record(
            StageConfirmed(
                stamp=actor.stamp(now),
                computation_id=computation.id,
                stage_id=stage_id,
                round_id=round_.id,
                sha256=computation.sha256,
            )
        )


def _refuse_old(work: Work, round_: Round, computation: Computation, sheet: StageSheet) -> None:
    """What would be computed now is what was computed then, to the last digit."""
    inputs = collect(
        work.session,
        round_,
        stage_in(round_, computation.stage_id),
        pooling=sheet.terms.pooling,
        panel_quotas=dict(sheet.terms.panel_quotas),
    )
    if terms_problem(inputs.terms, inputs.cases) or digest_of(inputs.sheet) != computation.sha256:
        raise Stale(
            text("집계한 뒤에 평가표나 가점, 신청이 바뀌었습니다. 이 집계표는 지금 내용과 다릅니다."),
            how=text("다시 집계하고 서명을 받은 뒤에 확정해 주세요."),
        )


def _refuse_unfinished(sheet: StageSheet) -> None:
    count = sum(line.standing is Standing.NOT_SCORED for pool in sheet.pools for line in pool.computation.lines)
    if count:
        raise RuleBroken(
            text("아무도 평가하지 않은 신청이 %(count)d건 있어 확정할 수 없습니다.", count=count),
            how=text("평가를 다시 열어 다른 위원에게 배정하거나, 불참으로 처리해 주세요."),
        )
    if sheet.unresolved:
        raise RuleBroken(
            text("동점이 %(count)d곳에서 풀리지 않았습니다.", count=len(sheet.unresolved)),
            how=text("위원회에서 의결하거나 추첨한 결과를 기록한 뒤 확정해 주세요."),
        )


def _refuse_unsigned(work: Work, computation: Computation, sheet: StageSheet) -> None:
    signed = {row.appointment_id for row in computation.signatures if row.sha256 == computation.sha256}
    missing = [one for one in counted_people(sheet) if one not in signed]
    if missing:
        names = [
            str(text("%(panel)s 위원 %(no)d", panel=row.panel.label, no=row.no))
            for row in sheets.list_appointments(work.session, missing)
        ]
        raise RuleBroken(
            text("서명하지 않은 위원이 있습니다: %(people)s", people=", ".join(names)),
            how=text("평가한 위원 모두가 서명해야 확정할 수 있습니다."),
        )
