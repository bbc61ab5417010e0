"""Say whether a bonus (가점) of the call counts for an application, and what that rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid, NotFound, RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.computation import BonusJudged
from incubator.reviews.models import BonusClaim
from incubator.reviews.policy.people import may_run
from incubator.reviews.queries import computation as sheets
from incubator.reviews.workflow import ComputationState

LONGEST_EVIDENCE = 500


@dataclass(frozen=True)
class Judged:
    """One bonus of one application."""

    application_id: UUID
    bonus_key: str
    is_accepted: bool
    evidence: str


def judge_bonus(*, actor: Actor, round_id: UUID, judged: Judged, now: datetime) -> None:
    """The same judgement again changes nothing.  Accepted and refused alike say why.

    Raises NotFound, Forbidden, Invalid, RuleBroken once the last stage's sheet is confirmed.
    """
    evidence = judged.evidence.strip()
    if not evidence or len(evidence) > LONGEST_EVIDENCE:
        raise Invalid(text("증빙이나 까닭을 %(most)d자 안에서 적어 주세요.", most=LONGEST_EVIDENCE), field="evidence")
    with unit_of_work() as work:
        round_ = sheets.get_round_for_change(work.session, actor, round_id)
        may_run(actor, round_).enforce()
        bonus = next((row for row in round_.bonus_rows if row.key == judged.bonus_key), None)
        application = sheets.list_named(work.session, [judged.application_id]).get(judged.application_id)
        if bonus is None or application is None or application.round_id != round_id:
            raise NotFound
        in_force = sheets.find_in_force(work.session, round_.stage_rows[-1].id)
        if in_force is not None and in_force.state is ComputationState.CONFIRMED:
            raise RuleBroken(
                text("마지막 단계의 집계표가 확정되어 가점을 바꿀 수 없습니다."),
                how=text("집계표를 다시 만들 까닭이 있으면 사유를 적어 다시 집계해 주세요."),
            )
        claims = sheets.list_claims(work.session, [application.id])
        claim = next((row for row in claims if row.bonus_id == bonus.id), None)
        if claim is not None and (claim.is_accepted, claim.evidence) == (judged.is_accepted, evidence):
            return
        if claim is None:
            claim = BonusClaim(application_id=application.id, bonus_id=bonus.id, created_at=now)
            work.session.add(claim)
        claim.judge(is_accepted=judged.is_accepted, evidence=evidence, by=actor.user_id, at=now)
        work.record(
            BonusJudged(
                stamp=actor.stamp(now),
                application_id=application.id,
                round_id=round_id,
                bonus_key=bonus.key,
                is_accepted=judged.is_accepted,
            )
        )
