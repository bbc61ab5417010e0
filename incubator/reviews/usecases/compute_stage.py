"""집계: make the computation sheet of a stage from its locked score sheets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.programs.models import Round, RoundStage
from incubator.reviews.events.computation import StageComputed
from incubator.reviews.models import Computation
from incubator.reviews.policy.people import may_run
from incubator.reviews.queries import computation as sheets
from incubator.reviews.queries.decisions import find_live
from incubator.reviews.queries.stage_inputs import collect, stage_in
from incubator.reviews.rules.records import digest_of, to_plain
from incubator.reviews.rules.stage_sheet import Pooling, terms_problem
from incubator.reviews.workflow import COMPUTATION_WORKFLOW, ComputationState, ComputationStep

LEAST_REASON = 5
LONGEST_REASON = 2000


def compute_stage(
    *,
    actor: Actor,
    stage_id: UUID,
    now: datetime,
    pooling: Pooling = Pooling.TOGETHER,
    panel_quotas: Mapping[str, int] | None = None,
    reason: str = "",
) -> UUID:
    """The id of the new sheet.  From the second one on it needs a reason; the one before stays, superseded.

    Raises NotFound, Forbidden, RuleBroken (panels not locked, an earlier stage not confirmed, a decision stands), Invalid
    (how panels share their seats, no reason).
    """
    with unit_of_work() as work:
        round_ = sheets.get_round_of_stage(work.session, actor, stage_id, for_change=True)
        may_run(actor, round_).enforce()
        stage = stage_in(round_, stage_id)
        before = sheets.find_in_force(work.session, stage_id, for_change=True)
        plain = _reason(reason, before)
        _refuse_built_upon(work, round_, stage)
        inputs = collect(work.session, round_, stage, pooling=pooling, panel_quotas=panel_quotas or {})
        problem = terms_problem(inputs.terms, inputs.cases)
        if problem is not None:
            raise Invalid(problem[1], field=problem[0])
        sheet = inputs.sheet
        if before is not None:
            COMPUTATION_WORKFLOW.after(before.state, ComputationStep.SUPERSEDE)
            before.supersede()
            work.session.flush()  # one sheet in force: the database counts at each statement
        made = Computation(
            round_id=round_.id,
            stage_id=stage_id,
            no=before.no + 1 if before else 1,
            reason=plain,
            content=to_plain(sheet),
            sha256=digest_of(sheet),
            computed_by=actor.user_id,
            computed_at=now,
        )
        work.session.add(made)
        work.session.flush()
        work.record(
            StageComputed(
                stamp=actor.stamp(now),
                reason=plain,
                computation_id=made.id,
                stage_id=stage_id,
                round_id=round_.id,
                no=made.no,
                sha256=made.sha256,
            )
        )
        return made.id


def _reason(reason: str, before: Computation | None) -> str:
    plain = reason.strip()
    if before is not None and len(plain) < LEAST_REASON:
        raise Invalid(
            text("다시 집계하는 까닭을 %(least)d자 이상 적어 주세요. 이전 집계표와 함께 남습니다.", least=LEAST_REASON),
            field="reason",
        )
    if len(plain) > LONGEST_REASON:
        raise Invalid(text("까닭을 %(most)d자까지 적을 수 있습니다.", most=LONGEST_REASON), field="reason")
    return plain


def _refuse_built_upon(work: Work, round_: Round, stage: RoundStage) -> None:
    """What somebody has decided on stays as it was decided."""
    if find_live(work.session, round_.id) is not None:
        raise RuleBroken(
            text("이 집계표로 올린 선정안이 있어 다시 집계할 수 없습니다."),
            how=text("발표하기 전이면 선정안을 먼저 거두어 주세요."),
        )
    positions = {item.id: item.position for item in round_.stage_rows}
    for stage_id, later in sheets.list_in_force(work.session, round_.id).items():
        if positions[stage_id] > stage.position and later.state is ComputationState.CONFIRMED:
            raise RuleBroken(
                text("다음 단계의 집계표가 이미 확정되어 이 단계를 다시 집계할 수 없습니다."),
                how=text("다음 단계를 먼저 다시 집계해 주세요."),
            )
