"""A panel that scores: applications found eligible, sworn reviewers, assignments, in one round.  Ids only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import select

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.applications.models import Application
from incubator.applications.usecases.attach_file import attach_file
from incubator.applications.workflow import ApplicationState
from incubator.core.ids import new_id
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.models import RoundStage
from incubator.programs.rules.scoring import BLANK_CRITERION, StageKind, blank_stage
from incubator.reviews.models import Appointment, Assignment, Conflict, Declaration, Panel, PanelCase, ScoreSheet
from incubator.reviews.queries import panel_day, sheets
from incubator.reviews.rules.desk import TypedSheet
from incubator.reviews.usecases.open_sheet import open_sheet
from incubator.reviews.usecases.save_scores import Saved, save_scores
from incubator.reviews.usecases.submit_sheet import submit_sheet
from incubator.reviews.workflow import AppointmentState, PanelState
from incubator.web import clock
from tests.factories.accounts import a_user, an_actor
from tests.factories.applications import World, a_round, a_world
from tests.factories.intake import shut
from tests.factories.programs import SCORING
from tests.support.files import good_pdf

COMMENT = "시장 분석이 구체적이고 팀의 실행 경험이 넉넉합니다. 양산 계획은 더 다듬어야 합니다."
POINTS = {"idea": "24", "market": "32", "team": "25"}
_labels = count(1)


def three_criteria(**changes: Any) -> list[dict[str, Any]]:
    """30 + 40 + 30 points; the market wants a reason."""
    rows = (("idea", "창의성", 30), ("market", "시장성", 40), ("team", "수행 역량", 30))
    criteria = [
        {**BLANK_CRITERION, "key": key, "label": label, "points": points, "needs_reason": key == "market"}
        for key, label, points in rows
    ]
    return [blank_stage(StageKind.DOCUMENT, SCORING, key="s1", weight_percent=100, criteria=criteria, **changes)]


@dataclass(frozen=True)
class PanelWorld:
    """`reviewers` and `applications` stand in the order in which they came; `assignments[(application, reviewer)]`."""

    round_id: UUID
    panel_id: UUID
    manager_id: UUID
    head_id: UUID
    auditor_id: UUID
    outsider_id: UUID
    representative_id: UUID
    reviewers: tuple[UUID, ...]
    appointments: tuple[UUID, ...]
    applications: tuple[UUID, ...]
    assignments: dict[tuple[int, int], UUID] = field(default_factory=dict)

    def actor(self, who: str = "manager") -> Actor:
        return an_actor(getattr(self, f"{who}_id"))

    def reviewer(self, no: int = 0) -> Actor:
        return an_actor(self.reviewers[no])

    def of(self, application: int = 0, reviewer: int = 0) -> UUID:
        return self.assignments[(application, reviewer)]

    def open(self, application: int = 0, reviewer: int = 0) -> None:
        open_sheet(
            actor=self.reviewer(reviewer), assignment_id=self.of(application, reviewer), now=clock.now(), route="test"
        )

    def assignment(self, application: int = 0, reviewer: int = 0) -> Assignment:
        session = session_now()
        session.rollback()
        return sheets.get_his(session, self.reviewer(reviewer), self.of(application, reviewer))

    def sheet(self, application: int = 0, reviewer: int = 0) -> ScoreSheet:
        session = session_now()
        session.rollback()
        return session.scalars(
            select(ScoreSheet).where(ScoreSheet.assignment_id == self.of(application, reviewer))
        ).one()

    def save(self, application: int = 0, reviewer: int = 0, seen: int | None = None, **changes: Any) -> Saved:
        wanted: dict[str, Any] = {"points": POINTS, "reasons": {"market": "수요처 확약서가 있음"}, "comment": COMMENT}
        return save_scores(
            actor=self.reviewer(reviewer),
            assignment_id=self.of(application, reviewer),
            typed=TypedSheet(**(wanted | changes)),
            seen=self.sheet(application, reviewer).version if seen is None else seen,
            now=clock.now(),
        )

    def submit(self, application: int = 0, reviewer: int = 0) -> None:
        submit_sheet(
            actor=self.reviewer(reviewer),
            assignment_id=self.of(application, reviewer),
            seen=self.sheet(application, reviewer).version,
            now=clock.now(),
        )

    def score(self, application: int = 0, reviewer: int = 0, **changes: Any) -> None:
        """Open, fill in and hand in."""
        self.open(application, reviewer)
        self.save(application, reviewer, **changes)
        self.submit(application, reviewer)

    def score_all(self) -> None:
        for application, reviewer in self.assignments:
            self.score(application, reviewer)

    def panel(self) -> Panel:
        session = session_now()
        session.rollback()
        return panel_day.get_panel(session, self.actor(), self.panel_id)[0]

    def hinder(self, application: int = 0, reviewer: int = 0) -> UUID:
        """A finding nobody has decided about."""
        return a_conflict(self.appointments[reviewer], self.applications[application])


def a_conflict(appointment_id: UUID, application_id: UUID) -> UUID:
    with unit_of_work(bookkeeping=True) as work:
        conflict = Conflict(
            id=new_id(),
            appointment_id=appointment_id,
            application_id=application_id,
            kind="exclusion",
            ground="same_employer",
            facts=[],
            created_at=clock.now(),
        )
        work.session.add(conflict)
        return conflict.id


def a_panel_world(
    *,
    applications: int = 3,
    reviewers: int = 3,
    assigned: bool = True,
    story: str = "바닷물을 걸러 마실 물을 만듭니다.",
    real_files: bool = False,
    **panel_changes: Any,
) -> PanelWorld:
    """Everybody is sworn and free for everything, and has everything unless not `assigned`."""
    round_id = a_round(stages=three_criteria())
    names = ("(주)바다정보", "푸른새벽 주식회사", "해양로봇(주)", "(주)돌고래", "산호랩")
    worlds = [_applied(a_world(round_id=round_id, name=names[no]), is_real=real_files) for no in range(applications)]
    for no, world in enumerate(worlds):
        world.write(project_title=[f"과제 {no + 1}호"], story=[story])
        world.submit()
    shut(round_id)
    head, auditor = a_user("한결재", role=Role.HEAD), a_user("조감사", role=Role.AUDITOR)
    people = [a_user(f"위원{no + 1}", role=None).id for no in range(reviewers)]
    ids = [world.application_id for world in worlds]
    panel_id, appointments = _panel(round_id, worlds[0].manager_id, people, ids, panel_changes)
    assignments = _assignments(appointments, ids, worlds[0].manager_id) if assigned else {}
    return PanelWorld(
        round_id=round_id,
        panel_id=panel_id,
        manager_id=worlds[0].manager_id,
        head_id=head.id,
        auditor_id=auditor.id,
        outsider_id=worlds[0].outsider_id,
        representative_id=worlds[0].representative_id,
        reviewers=tuple(people),
        appointments=tuple(appointments),
        applications=tuple(ids),
        assignments=assignments,
    )


def _applied(world: World, *, is_real: bool) -> World:
    """A file whose content is on the disk can be opened."""
    if not is_real:
        return world.complete()
    world.write()
    attach_file(
        actor=world.actor(),
        application_id=world.application_id,
        question_key="plan_file",
        stream=BytesIO(good_pdf(3)),
        filename="사업계획서.pdf",
        now=clock.now(),
    )
    return world


def _panel(
    round_id: UUID, secretary_id: UUID, people: list[UUID], ids: list[UUID], changes: dict[str, Any]
) -> tuple[UUID, list[UUID]]:
    now = clock.now()
    with unit_of_work(bookkeeping=True) as work:
        session = work.session
        for application in session.scalars(select(Application).where(Application.id.in_(ids))):
            application.state = ApplicationState.ELIGIBLE
        stage = session.scalars(select(RoundStage).where(RoundStage.round_id == round_id)).one()
        wanted: dict[str, Any] = {
            "label": f"{next(_labels)}조",
            "state": PanelState.SCORING,
            "opened_at": now,
            "seats": max(len(people), 1),
            "meets_at": now,
            "access_ends_at": now + timedelta(days=3),
        } | changes
        panel = Panel(
            id=new_id(), round_id=round_id, stage_id=stage.id, secretary_id=secretary_id, created_at=now, **wanted
        )
        session.add(panel)
        session.flush()
        appointments = [_appointment(session, panel.id, user_id, no, now) for no, user_id in enumerate(people, 1)]
        session.flush()
        for no, application_id in enumerate(ids, 1):
            session.add(
                PanelCase(id=new_id(), panel_id=panel.id, stage_id=stage.id, application_id=application_id, no=no)
            )
            for appointment_id in appointments:
                session.add(
                    Declaration(
                        id=new_id(), appointment_id=appointment_id, application_id=application_id, is_free=True, at=now
                    )
                )
        return panel.id, appointments


def _appointment(session: Any, panel_id: UUID, user_id: UUID, no: int, now: datetime) -> UUID:
    row = Appointment(
        id=new_id(),
        panel_id=panel_id,
        user_id=user_id,
        no=no,
        state=AppointmentState.SWORN,
        invited_at=now,
        reply_due_at=now + timedelta(days=3),
        answered_at=now,
        sworn_at=now,
        created_at=now,
    )
    session.add(row)
    return row.id


def _assignments(appointments: list[UUID], ids: list[UUID], by: UUID) -> dict[tuple[int, int], UUID]:
    found = {}
    with unit_of_work(bookkeeping=True) as work:
        for application_no, application_id in enumerate(ids):
            for reviewer_no, appointment_id in enumerate(appointments):
                row = Assignment(
                    id=new_id(),
                    appointment_id=appointment_id,
                    application_id=application_id,
                    assigned_by=by,
                    created_at=clock.now(),
                )
                work.session.add(row)
                found[(application_no, reviewer_no)] = row.id
    return found


def close_access(world: PanelWorld) -> None:
    """As if the days of the panel were over."""
    with unit_of_work(bookkeeping=True) as work:
        panel = work.session.get_one(Panel, world.panel_id)
        panel.meets_at, panel.access_ends_at = clock.now() - timedelta(days=2), clock.now()
