"""A round whose score sheets are locked: what the rooms of people and of scoring leave behind, made as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.applications.models import Application
from incubator.core.ids import new_id
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.models import Round
from incubator.programs.queries import get_whole_round
from incubator.programs.rules.scoring import BLANK_CRITERION, StageKind, blank_stage
from incubator.reviews.models import Appointment, Assignment, Computation, Decision, Panel, PanelCase, Score, ScoreSheet
from incubator.reviews.queries import computation as sheets
from incubator.reviews.queries.decisions import find_live
from incubator.reviews.rules.decided import Vote
from incubator.reviews.rules.stage_sheet import counted_people
from incubator.reviews.usecases.compute_stage import compute_stage
from incubator.reviews.usecases.confirm_stage import confirm_stage
from incubator.reviews.usecases.deliberate_decision import deliberate_decision
from incubator.reviews.usecases.propose_decision import Wanted, propose_decision
from incubator.reviews.usecases.sign_computation import sign_computation
from incubator.reviews.workflow import AppointmentState, PanelState, SheetState
from incubator.web import clock
from tests.factories.accounts import a_user, an_actor
from tests.factories.applications import a_round, a_world
from tests.factories.intake import shut
from tests.factories.programs import SCORING

Points = Sequence[int | Sequence[int] | None]
"""Each evaluator's total in tenths, or the tenths of each criterion; None: he did not judge it."""
MINUTES = "2026년 3월 2일 센터 회의실에서 선정안을 심의하고 원안대로 의결함."
FIVE = tuple((f"위원{number}", Vote.FOR) for number in range(1, 6))


def a_stage(key: str = "s1", *points: int, **values: Any) -> dict[str, Any]:
    """A stage with criteria of these points, in this order."""
    wanted = {"weight_percent": 100, "people": 5, "cut_percent": None} | values
    kind = wanted.pop("kind", StageKind.DOCUMENT)
    criteria = [
        {**BLANK_CRITERION, "key": f"{key}c{number}", "label": f"{key} 항목 {number}", "points": worth}
        for number, worth in enumerate(points or (100,), start=1)
    ]
    return blank_stage(kind, SCORING, key=key, criteria=criteria, **wanted)


@dataclass(frozen=True)
class ResultsWorld:
    """Ids only.  `applications` by company, `members` by company, `reviewers` by seat of the last stage's first panel."""

    round_id: UUID
    program_id: UUID
    manager_id: UUID
    head_id: UUID
    second_head_id: UUID
    auditor_id: UUID
    outsider_id: UUID
    applications: Mapping[str, UUID]
    members: Mapping[str, UUID]

    def actor(self, who: str = "manager") -> Actor:
        return an_actor(getattr(self, f"{who}_id"))

    def stage_id(self, key: str = "s1") -> UUID:
        session_now().rollback()
        return next(row.id for row in get_whole_round(session_now(), self.round_id).stage_rows if row.key == key)

    def sheet(self, key: str = "s1") -> Computation:
        session_now().rollback()
        found = sheets.find_in_force(session_now(), self.stage_id(key))
        assert found is not None
        return sheets.get_computation(session_now(), found.id)

    def decision(self) -> Decision:
        session_now().rollback()
        found = find_live(session_now(), self.round_id)
        assert found is not None
        return found

    def compute(self, key: str = "s1", **changes: Any) -> UUID:
        return compute_stage(actor=self.actor(), stage_id=self.stage_id(key), now=clock.now(), **changes)

    def signers(self, key: str = "s1") -> list[Appointment]:
        sheet = self.sheet(key)
        people = list(counted_people(sheets.sheet_in(sheet)))
        return sheets.list_appointments(session_now(), people)

    def sign(self, key: str = "s1", *, but: int = 0) -> None:
        """Everybody signs, but the last `but` of them."""
        sheet, people = self.sheet(key), self.signers(key)
        users = [row.user_id for row in people][: len(people) - but]
        computation_id, seen = sheet.id, sheet.sha256
        for user in users:
            sign_computation(actor=an_actor(user), computation_id=computation_id, seen=seen, now=clock.now())

    def confirm(self, key: str = "s1", who: str = "head") -> None:
        confirm_stage(actor=self.actor(who), computation_id=self.sheet(key).id, now=clock.now())

    def settle(self, key: str = "s1", **changes: Any) -> None:
        """Compute, sign and confirm."""
        self.compute(key, **changes)
        self.sign(key)
        self.confirm(key)

    def propose(self, *chosen: str, **changes: Any) -> UUID:
        wanted = Wanted(chosen=frozenset(self.applications[name] for name in chosen), **changes)
        return propose_decision(actor=self.actor(), round_id=self.round_id, wanted=wanted, now=clock.now())

    def deliberate(self) -> None:
        deliberate_decision(
            actor=self.actor(), decision_id=self.decision().id, minutes=MINUTES, votes=FIVE, now=clock.now()
        )


def a_results_round(
    points: Mapping[str, Points],
    *,
    stages: Sequence[dict[str, Any]] | None = None,
    division_of: Mapping[str, str] | None = None,
    reviewers: Sequence[UUID] = (),
    **changes: Any,
) -> ResultsWorld:
    """A closed round; companies have eligible applications; the first stage's panel has locked these scores.

    `division_of`: the key of the division a company applied in.
    """
    wanted = {"stages": list(stages or [a_stage()]), "quota": 2, "waiting_list_length": 2, "eligibility": []} | changes
    divisions = wanted.pop("divisions", [])
    round_id = a_round(**wanted)
    applications: dict[str, UUID] = {}
    members: dict[str, UUID] = {}
    for name in points:
        world = a_world(name=name, round_id=round_id).complete()
        world.submit()
        applications[name], members[name] = world.application_id, world.representative_id
    shut(round_id)
    _find_eligible(round_id, applications, divisions, division_of or {})
    session = session_now()
    session.rollback()
    round_ = get_whole_round(session, round_id)
    program_id, first = round_.program_id, round_.stage_rows[0].key
    made = ResultsWorld(
        round_id=round_id,
        program_id=program_id,
        manager_id=a_user("박담당", role=Role.MANAGER, program_id=program_id).id,
        head_id=a_user("한결재", role=Role.HEAD, program_id=program_id).id,
        second_head_id=a_user("두결재", role=Role.HEAD, program_id=program_id).id,
        auditor_id=a_user("조감사", role=Role.AUDITOR, program_id=program_id).id,
        outsider_id=a_user("최남남").id,
        applications=applications,
        members=members,
    )
    a_locked_panel(made, first, points, reviewers=reviewers)
    return made


def _find_eligible(
    round_id: UUID, applications: Mapping[str, UUID], divisions: list[dict[str, Any]], division_of: Mapping[str, str]
) -> None:
    with unit_of_work(bookkeeping=True) as work:
        get_whole_round(work.session, round_id).divisions = divisions
        work.session.flush()
        ids = {row.key: row.id for row in get_whole_round(work.session, round_id).division_rows}
        for name, application_id in applications.items():
            application = work.session.get_one(Application, application_id)
            application.judge_eligible()
            application.released_at = clock.now()
            if name in division_of:
                application.division_id = ids[division_of[name]]


def a_locked_panel(
    world: ResultsWorld,
    stage_key: str,
    points: Mapping[str, Points],
    *,
    label: str = "1분과",
    state: PanelState = PanelState.LOCKED,
    absent: Sequence[str] = (),
    reviewers: Sequence[UUID] = (),
) -> UUID:
    """A panel of the stage with as many evaluators as the longest row of points, `reviewers` first; their sheets are locked."""
    now, stage_id = clock.now(), world.stage_id(stage_key)
    seats = max(len(row) for row in points.values())
    numbers = range(len(reviewers) + 1, seats + 1)
    people = [*reviewers, *(a_user(f"심사{label}{number}", role=Role.REVIEWER).id for number in numbers)]
    with unit_of_work(bookkeeping=True) as work:
        round_ = get_whole_round(work.session, world.round_id)
        stage = next(row for row in round_.stage_rows if row.id == stage_id)
        panel = Panel(
            id=new_id(),
            round_id=world.round_id,
            stage_id=stage_id,
            label=label,
            state=state,
            seats=seats,
            secretary_id=world.manager_id,
            meets_at=now,
            access_ends_at=now + timedelta(days=1),
            opened_at=now,
            locked_at=now if state is PanelState.LOCKED else None,
            created_at=now,
        )
        work.session.add(panel)
        work.session.flush()
        chairs = [_appointed(panel, person, number) for number, person in enumerate(people, start=1)]
        work.session.add_all(chairs)
        work.session.flush()
        for number, (name, row) in enumerate(points.items(), start=1):
            case = PanelCase(panel_id=panel.id, stage_id=stage_id, application_id=world.applications[name], no=number)
            case.absent_at = now if name in absent else None
            work.session.add(case)
            for chair, given in zip(chairs, row, strict=False):
                if given is not None:
                    _scored(work.session, world, chair, name, stage.criteria, given, state)
        return panel.id


def _appointed(panel: Panel, person: UUID, number: int) -> Appointment:
    return Appointment(
        id=new_id(),
        panel_id=panel.id,
        user_id=person,
        no=number,
        state=AppointmentState.SWORN,
        sworn_at=clock.now(),
        created_at=clock.now(),
    )


def _scored(
    session: Any, world: ResultsWorld, chair: Appointment, name: str, criteria: Any, given: Any, state: PanelState
) -> None:
    now = clock.now()
    assignment = Assignment(
        id=new_id(),
        appointment_id=chair.id,
        application_id=world.applications[name],
        assigned_by=world.manager_id,
        created_at=now,
    )
    locked = SheetState.LOCKED if state is PanelState.LOCKED else SheetState.SUBMITTED
    sheet = ScoreSheet(
        id=new_id(), assignment_id=assignment.id, state=locked, number=1, submitted_at=now, created_at=now
    )
    session.add(assignment)
    session.flush()
    session.add(sheet)
    session.flush()
    values = [given] if isinstance(given, int) else list(given)
    session.add_all(
        Score(sheet_id=sheet.id, criterion_id=criterion.id, tenths=tenths)
        for criterion, tenths in zip(criteria, values, strict=True)
    )


def change_score(world: ResultsWorld, name: str, seat: int, tenths: int) -> None:
    """As if a panel had been reopened and locked again with another score."""
    with unit_of_work(bookkeeping=True) as work:
        score = work.session.scalars(
            select(Score)
            .join(ScoreSheet, ScoreSheet.id == Score.sheet_id)
            .join(Assignment, Assignment.id == ScoreSheet.assignment_id)
            .join(Appointment, Appointment.id == Assignment.appointment_id)
            .where(Assignment.application_id == world.applications[name], Appointment.no == seat)
        ).one()
        score.tenths = tenths


def the_round(world: ResultsWorld) -> Round:
    session_now().rollback()
    return get_whole_round(session_now(), world.round_id)
