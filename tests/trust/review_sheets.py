"""A panel that scores in the trust world: the principal `reviewer` sits on it, with a sheet of his own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from incubator.applications.models import Application
from incubator.applications.workflow import ApplicationState
from incubator.core.ids import new_id
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.models import RoundStage
from incubator.reviews.models import Appointment, Assignment, Declaration, Panel, PanelCase, ScoreSheet
from incubator.reviews.rules.allotment import Wish
from incubator.reviews.usecases.open_sheet import open_sheet
from incubator.reviews.usecases.solve_assignment import solve_assignment
from incubator.reviews.workflow import AppointmentState, PanelState
from incubator.web import clock
from tests.factories import programs
from tests.factories.accounts import a_user, an_actor
from tests.factories.applications import World
from tests.factories.intake import shut
from tests.trust.press import Press, button

PRESSES: Mapping[str, Press] = {
    "reviews.assignment_add": Press(
        "manager",
        "reviews.assignment",
        {"application_id": "application_id", "appointment_id": "appointment_id"},
    ),
    "reviews.assignment_everybody": button("manager"),
    "reviews.assignment_publish": button("manager"),
    "reviews.assignment_solve": Press("manager", None, {"demand": "1", "most": "1", "seed": "7"}),
    "reviews.assignment_withdraw": button("manager", reason="일정이 맞지 않습니다."),
    "reviews.attendance": button("manager", what="came"),
    "reviews.panel_lock": button("manager"),
    "reviews.panel_reopen": button("head", reason="잘못 옮겨 적었습니다."),
    "reviews.presentation_absent": button("manager"),
    "reviews.presentation_call": button("manager"),
    "reviews.presentation_delay": Press("manager", None, {"minutes": "10"}),
    "reviews.presentation_draw": button("manager"),
    "reviews.recuse": button("reviewer", reason="대표자가 친척입니다."),
    "reviews.sheet_autosave": Press("reviewer", None, {"comment": "팀이 좋습니다.", "seen": "1"}),
    "reviews.sheet_reading": button("reviewer"),
    "reviews.sheet_return": button("manager", reason="의견을 더 적어 주세요."),
    "reviews.sheet_save": Press("reviewer", "reviews.sheet", {"comment": "팀이 좋습니다."}),
}
PANEL = {"panel_id": "scoring_panel_id", "appointment_id": "second_appointment_id", "run_id": "assignment_run_id"}
THINGS: Mapping[str, Mapping[str, str]] = {
    **{
        f"reviews.{name}": PANEL | {"sheet_id": "scoring_sheet_id"}
        for name in (
            "assignment", "assignment_add", "assignment_everybody", "assignment_publish", "assignment_solve",
            "assignment_withdraw", "attendance", "board", "panel_lock", "panel_reopen", "presentation_absent",
            "presentation_call", "presentation_delay", "presentation_draw", "scoring_queue", "sheet_return",
        )
    },
    "reviews.sheet_file": {"file_id": "scored_file_id"},
}  # fmt: skip
"""Which thing stands for a parameter at a door of this room."""


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
    things["scored_file_id"] = UUID(world.application().answer_set.answers["plan_file"][0]["file_id"])
    open_sheet(actor=an_actor(people["reviewer"]), assignment_id=things["assignment_id"], now=now, route="test")
    session = session_now()
    things["scoring_sheet_id"] = session.scalars(
        select(ScoreSheet.id).where(ScoreSheet.assignment_id == things["assignment_id"])
    ).one()
    session.rollback()
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
        reply_due_at=now + timedelta(days=3),
        answered_at=now,
        sworn_at=now,
        created_at=now,
    )
    session.add(row)
    return row.id
