"""Write down how the committee settled a tie, by vote or by lot, and compute the stage again with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.computation import TieSettled
from incubator.reviews.models import TieDecision
from incubator.reviews.policy.people import may_run
from incubator.reviews.queries import computation as sheets
from incubator.reviews.rules.stage_sheet import StageSheet
from incubator.reviews.rules.ties import DecisionKind
from incubator.reviews.usecases.compute_stage import LEAST_REASON, LONGEST_REASON, compute_stage


def settle_tie(
    *, actor: Actor, stage_id: UUID, kind: DecisionKind, order: Sequence[UUID], minutes: str, now: datetime
) -> UUID:
    """The id of the new sheet.  `order` is first to last and names exactly the tied applications.

    Raises NotFound, Forbidden, Invalid, and what `compute_stage` raises.
    """
    plain = minutes.strip()
    if not LEAST_REASON <= len(plain) <= LONGEST_REASON:
        raise Invalid(
            text("언제 누가 어떻게 정했는지 회의록을 %(least)d자 이상 적어 주세요.", least=LEAST_REASON),
            field="minutes",
        )
    with unit_of_work() as work:
        round_ = sheets.get_round_of_stage(work.session, actor, stage_id, for_change=True)
        may_run(actor, round_).enforce()
        in_force = sheets.find_in_force(work.session, stage_id)
        if in_force is None:
            raise RuleBroken(text("집계표가 없습니다. 먼저 집계해 주세요."))
        sheet = sheets.sheet_in(in_force)
        _check_order(sheet, order)
        work.session.add(
            TieDecision(
                stage_id=stage_id,
                kind=kind.value,
                ranking=[str(one) for one in order],
                minutes=plain,
                decided_by=actor.user_id,
                at=now,
            )
        )
        work.record(
            TieSettled(
                stamp=actor.stamp(now),
                reason=plain,
                stage_id=stage_id,
                round_id=round_.id,
                kind=kind.value,
                order=tuple(order),
            )
        )
        return compute_stage(
            actor=actor,
            stage_id=stage_id,
            pooling=sheet.terms.pooling,
            panel_quotas=dict(sheet.terms.panel_quotas),
            reason=str(text("위원회가 동점을 처리함: %(minutes)s", minutes=plain))[:LONGEST_REASON],
            now=now,
        )


def _check_order(sheet: StageSheet, order: Sequence[UUID]) -> None:
    """Raises Invalid unless it names each of one tied group once."""
    tied = {frozenset(group) for group in sheet.unresolved}
    if len(set(order)) != len(order) or frozenset(order) not in tied:
        raise Invalid(
            text("동점인 신청 모두에 1부터 차례로 다른 순서를 하나씩 적어 주세요."),
            field="order",
            how=text("그사이 다시 집계되었을 수 있습니다. 화면을 새로 고쳐 동점을 확인해 주세요."),
        )
