"""A panel that scores in the trust world: the principal `reviewer` sits on it, with a sheet of his own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from incubator.applications.models import Application
from incubator.applications.workflow import ApplicationState
from incubator.core.ids import new_id
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.models import RoundStage
from incubator.reviews.models import Appointment, Assignment, Declaration, Panel, PanelCase
from incubator.reviews.rules.allotment import Wish
from incubator.reviews.usecases.open_sheet import open_sheet
from incubator.reviews.usecases.solve_assignment import solve_assignment
from incubator.reviews.workflow import AppointmentState, PanelState
from incubator.web import clock
from tests.factories import programs
from tests.factories.accounts import a_user, an_actor
from tests.factories.applications import World
from tests.factories.intake import shut


def lay_the_sheets(things: dict[str, Any], people: dict[str, UUID], apply: Callable[[str], World]) -> None:
    """Names end in `_scoring`, so that other rooms' panels stay theirs."""
    now = clock.now()
    things["scoring_round_id"] = programs.a_round(
        things["program_id"], closes_at=now + timedelta(days=30), questionnaire_version_id=things["version_id"]
    ).id
    world = apply("scoring_round_id").complete()
    world.submit()
    shut(things["scoring_round_id"])
    things["scored_application_id"] = world.application_id
    with unit_of_work(bookkeeping=True) as work:
        work.session.get_one(Application, world.application_id).state = ApplicationState.ELIGIBLE
        stage_id = work.session.scalars(
            select(RoundStage.id).where(RoundStage.round_id == things["scoring_round_id"])
        ).one()
        panel = Panel(
            id=new_id(),
            round_id=things["scoring_round_id"],
            stage_id=stage_id,
            label="채점조",
            state=PanelState.SCORING,
            opened_at=now,
            seats=2,
            secretary_id=people["manager"],
            meets_at=now,
            access_ends_at=now + timedelta(days=30),
            created_at=now,
        )
        work.session.add(panel)
        work.session.flush()
        case = PanelCase(id=new_id(), panel_id=panel.id, stage_id=stage_id, application_id=world.application_id, no=1)
        work.session.add(case)
        mine = _seat(work.session, panel.id, people["reviewer"], 1)
        second = _seat(work.session, panel.id, a_user("둘째위원", role=None).id, 2)
        work.session.flush()
        work.session.add(Declaration(appointment_id=mine, application_id=world.application_id, is_free=True, at=now))
        assignment = Assignment(
            id=new_id(),
            appointment_id=mine,
            application_id=world.application_id,
            assigned_by=people["manager"],
            created_at=now,
        )
        work.session.add(assignment)
        things |= {
            "scoring_panel_id": panel.id,
            "case_id": case.id,
            "assignment_id": assignment.id,
            "second_appointment_id": second,
        }
    open_sheet(actor=an_actor(people["reviewer"]), assignment_id=things["assignment_id"], now=now, route="test")
    things["assignment_run_id"] = solve_assignment(
        actor=an_actor(people["manager"]), panel_id=things["scoring_panel_id"], wish=Wish(2, 1, 7), now=now
    )


def _seat(session: Any, panel_id: UUID, user_id: UUID, no: int) -> UUID:
    now = clock.now()
    row = Appointment(
        id=new_id(),
        panel_id=panel_id,
        user_id=user_id,
        no=no,
        state=AppointmentState.SWORN,
        invited_at=now,
        reply_by=now + timedelta(days=3),
        answered_at=now,
        sworn_at=now,
        created_at=now,
    )
    session.add(row)
    return row.id
