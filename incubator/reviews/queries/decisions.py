"""Decisions about a round: what stands, who may be chosen, and those an earlier stage has stopped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from incubator.accounts.actor import Actor
from incubator.accounts.models import User
from incubator.applications.models import Application
from incubator.applications.workflow import ApplicationState
from incubator.core.errors import RuleBroken, or_not_found
from incubator.core.text import text
from incubator.programs.models import Round
from incubator.reviews.models import CommitteeVote, Decision, DecisionLine, Panel
from incubator.reviews.queries import computation as sheets
from incubator.reviews.rules.computation import Line
from incubator.reviews.rules.computation import Standing as Scored
from incubator.reviews.rules.selection import Candidate, Outcome
from incubator.reviews.rules.stage_sheet import Pool, StageSheet
from incubator.reviews.workflow import ComputationState, DecisionState

BARRED: Mapping[Scored, Outcome | None] = {
    Scored.RANKED: None,
    Scored.BELOW_FLOOR: Outcome.BELOW_FLOOR,
    Scored.ABSENT: Outcome.ABSENT,
    Scored.NOT_SCORED: Outcome.NOT_SCORED,
}


@dataclass(frozen=True)
class Runner:
    """One application with its last word: `score` as it is published, the stage it ended at."""

    candidate: Candidate
    score: str
    stage_key: str


@dataclass(frozen=True)
class Race:
    """`runners` of the last stage compete for `seats`; `stopped` ended at an earlier one and are told so."""

    runners: tuple[Runner, ...]
    stopped: tuple[Runner, ...]
    seats: Mapping[str, int]

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return tuple(row.candidate for row in self.runners)

    @property
    def short(self) -> int:
        """Seats more than those who may take one."""
        return max(0, sum(self.seats.values()) - sum(row.is_in_field for row in self.candidates))


_LINES = selectinload(Decision.lines)


def find_live(session: Session, round_id: UUID) -> Decision | None:
    """The one decision of the round that was not taken back, with its lines."""
    return session.scalar(
        select(Decision).where(Decision.round_id == round_id, Decision.state != DecisionState.WITHDRAWN).options(_LINES)
    )


def get_decision(session: Session, decision_id: UUID, *, for_change: bool = False) -> Decision:
    """With its lines.  Raises NotFound."""
    wanted = select(Decision).where(Decision.id == decision_id).options(_LINES)
    return or_not_found(session.scalar(wanted.with_for_update(of=Decision) if for_change else wanted))


def get_for_change(session: Session, actor: Actor, decision_id: UUID) -> tuple[Round, Decision]:
    """The round and the decision, both locked.  Raises NotFound."""
    round_id = or_not_found(session.scalar(select(Decision.round_id).where(Decision.id == decision_id)))
    round_ = sheets.get_round_for_change(session, actor, round_id)
    return round_, get_decision(session, decision_id, for_change=True)


def list_decisions(session: Session, round_id: UUID) -> list[Decision]:
    """Every one of the round, newest first, without lines."""
    return list(session.scalars(select(Decision).where(Decision.round_id == round_id).order_by(Decision.no.desc())))


def list_votes(session: Session, decision_id: UUID) -> list[CommitteeVote]:
    return list(
        session.scalars(
            select(CommitteeVote).where(CommitteeVote.decision_id == decision_id).order_by(CommitteeVote.id)
        )
    )


def names_of(session: Session, ids: list[UUID]) -> dict[UUID, str]:
    """What people are called."""
    return {row.id: row.name for row in session.execute(select(User.id, User.name).where(User.id.in_(ids)))}


def list_lines(session: Session, decision_id: UUID) -> list[DecisionLine]:
    """With application, organisation and division, in their order."""
    return list(
        session.scalars(
            select(DecisionLine)
            .where(DecisionLine.decision_id == decision_id)
            .options(
                joinedload(DecisionLine.application, innerjoin=True).options(
                    joinedload(Application.organisation, innerjoin=True), joinedload(Application.division)
                )
            )
            .order_by(DecisionLine.no)
        )
    )


def has_scoring_begun(session: Session, round_id: UUID) -> bool:
    """Whether a panel of the round has ever been opened."""
    return bool(session.scalar(select(exists().where(Panel.round_id == round_id, Panel.opened_at.is_not(None)))))


def race_of(session: Session, round_: Round) -> Race:
    """Raises RuleBroken: the last stage is not confirmed, or the call names no seats."""
    stages = round_.stage_rows
    in_force = sheets.list_in_force(session, round_.id)
    last = in_force.get(stages[-1].id) if stages else None
    if last is None or last.state is not ComputationState.CONFIRMED:
        raise RuleBroken(
            text("마지막 단계의 집계표가 확정되지 않아 선정안을 올릴 수 없습니다."),
            how=text("집계하고 서명을 받아 확정한 뒤에 올려 주세요."),
        )
    kept = {stage.key: sheets.sheet_in(in_force[stage.id]) for stage in stages if stage.id in in_force}
    final = kept[stages[-1].key]
    known = sheets.list_named(session, [one for sheet in kept.values() for one in sheet.applications])
    seats = {pool.key: pool.quota for pool in final.pools}
    if any(quota is None for quota in seats.values()):
        raise RuleBroken(
            text("공고에 선정 규모가 없어 선정안을 올릴 수 없습니다."),
            how=text("공고나 모집 부문에 선정 규모를 적은 뒤에 다시 집계해 주세요."),
        )
    runners = tuple(_runners(final, known))
    seen = {row.candidate.application for row in runners}
    stopped: list[Runner] = []
    for stage in reversed(stages[:-1]):
        for row in _runners(kept[stage.key], known) if stage.key in kept else ():
            if row.candidate.application not in seen:
                seen.add(row.candidate.application)
                stopped.append(row)
    return Race(runners, tuple(stopped), {key: quota or 0 for key, quota in seats.items()})


def _runners(sheet: StageSheet, known: Mapping[UUID, Application]) -> list[Runner]:
    return [
        _runner(sheet, pool, line, known[line.application]) for pool in sheet.pools for line in pool.computation.lines
    ]


def _runner(sheet: StageSheet, pool: Pool, line: Line, application: Application) -> Runner:
    rank = next((place.rank for place in pool.ranking.places if place.application == line.application), None)
    barred = BARRED[line.standing]
    if application.state is not ApplicationState.ELIGIBLE:
        barred = Outcome.INELIGIBLE
    candidate = Candidate(line.application, pool.key, rank, int(application.amount_won or 0), barred)
    return Runner(candidate, "" if line.final is None else format(line.final, "f"), sheet.terms.stage)
