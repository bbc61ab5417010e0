"""Draw reviewers at random for the empty seats of a panel, so that anybody can draw again (domain.md §2.4)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.programs.rules.kinds import ProgramField
from incubator.reviews.events.panels import ReviewersDrawn
from incubator.reviews.models import Appointment, Draw, Panel, PoolMember
from incubator.reviews.policy.panels import MAY
from incubator.reviews.queries import facts, panels, pool
from incubator.reviews.queries.conflicts import LIVE
from incubator.reviews.rules.conflict_keys import find_among
from incubator.reviews.rules.draws import ANY_FIELD, Candidate, draw
from incubator.reviews.rules.pool import LeftOut, left_out
from incubator.reviews.usecases.detect_conflicts import detect_conflicts
from incubator.reviews.workflow import PanelStep

SEED_BYTES = 16


@dataclass(frozen=True)
class Field:
    """Who could be drawn, and who not and why; in key order."""

    candidates: tuple[PoolMember, ...]
    left_out: tuple[tuple[PoolMember, LeftOut], ...]


@dataclass(frozen=True)
class _Hands:
    """Who drew, who looked on, when."""

    drawn_by: UUID
    witness_id: UUID
    at: datetime


def draw_reviewers(*, actor: Actor, panel_id: UUID, field: ProgramField | None, witness_id: UUID, now: datetime) -> int:
    """Fill the seats nobody holds; returns the number of the draw.

    Raises NotFound, Forbidden, StepNotAllowed, Invalid (the witness), RuleBroken (no seat empty, no candidate).
    """
    with unit_of_work() as work:
        panel, round_ = panels.get_panel_for_change(work.session, actor, panel_id)
        MAY[PanelStep.DRAW](actor, round_).enforce()
        panel.draw()
        _check_witness(actor, witness_id, {user.id for user in panels.list_staff(work.session, round_, now)})
        held = panels.list_people(work.session, panel_id)
        seats = panel.seats - sum(person.state in LIVE for person in held)
        if seats < 1:
            raise RuleBroken(
                text("빈 자리가 없어 추첨할 수 없습니다."), how=text("자리를 늘리려면 위원회를 먼저 고쳐 주세요.")
            )
        found = field_of(work.session, panel, field, now)
        if not found.candidates:
            raise RuleBroken(
                text("추첨할 수 있는 사람이 명단에 없습니다."),
                how=text("아래에서 빠진 까닭을 보고 명단을 늘리거나 분야를 바꾸어 주세요."),
            )
        drawn = _drawn(work, panel, found, seats, _Hands(actor.user_id, witness_id, now))
        _appoint(work, drawn, len(held), now)
        panel.updated_at = now
        work.record(
            ReviewersDrawn(
                stamp=actor.stamp(now),
                panel_id=panel_id,
                round_id=panel.round_id,
                draw_id=drawn.id,
                no=drawn.no,
                count=len(drawn.drawn),
                candidates=len(drawn.candidates),
                witness_id=witness_id,
            )
        )
        detect_conflicts(panel_id=panel_id, stamp=actor.stamp(now))
        return drawn.no


def _check_witness(actor: Actor, witness_id: UUID, staff: set[UUID]) -> None:
    if witness_id == actor.user_id:
        raise Invalid(text("입회자는 추첨하는 사람과 다른 직원이어야 합니다."), field="witness_id")
    if witness_id not in staff:
        raise Invalid(text("이 사업의 직원 가운데에서 골라 주세요."), field="witness_id")


def field_of(session: Session, panel: Panel, field: ProgramField | None, now: datetime) -> Field:
    """Everybody of the pool, as the draw would take them now."""
    people, day = pool.list_all(session), day_in_kst(panel.meets_at)
    standings = pool.standings(session, panel, people, _conflicted(session, panel, people, now), now)
    whys = [(person, left_out(standings[person.user_id], field=field or "", day=day)) for person in people]
    return Field(
        tuple(person for person, why in whys if why is None), tuple((person, why) for person, why in whys if why)
    )


def _conflicted(session: Session, panel: Panel, people: Sequence[PoolMember], now: datetime) -> set[UUID]:
    """Who could judge nothing: something stands between him and every application."""
    application_ids = panels.list_case_ids(session, panel.id)
    day = day_in_kst(now)
    met: dict[UUID, set[UUID]] = {}
    for finding in find_among(
        facts.application_facts(session, application_ids), facts.reviewer_facts(session, people, on=day), on=day
    ):
        met.setdefault(finding.reviewer, set()).add(finding.application)
    return {user_id for user_id, found in met.items() if len(found) == len(application_ids)}


def _drawn(work: Work, panel: Panel, found: Field, seats: int, hands: _Hands) -> Draw:
    seed = secrets.token_hex(SEED_BYTES)
    lots = draw(seed, [Candidate(person.user_id) for person in found.candidates], {ANY_FIELD: seats})
    made = Draw(
        id=new_id(),
        panel_id=panel.id,
        no=len(panels.list_draws(work.session, panel.id)) + 1,
        seed=seed,
        candidates=[
            {"id": str(person.user_id), "name": person.user.name, "fields": person.fields}
            for person in found.candidates
        ],
        left_out=[
            {"id": str(person.user_id), "name": person.user.name, "why": why.value} for person, why in found.left_out
        ],
        drawn=[str(row.candidate) for row in lots.drawn],
        drawn_by=hands.drawn_by,
        witness_id=hands.witness_id,
        at=hands.at,
    )
    work.session.add(made)
    work.session.flush()
    return made


def _appoint(work: Work, drawn: Draw, taken: int, now: datetime) -> None:
    for no, user_id in enumerate(drawn.drawn, start=taken + 1):
        work.session.add(
            Appointment(panel_id=drawn.panel_id, user_id=UUID(user_id), draw_id=drawn.id, no=no, created_at=now)
        )
    work.session.flush()
