"""The pool, three panels and their people: one asked, one who accepted, one who is sworn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from incubator.core.ids import new_id
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.programs.models import RoundStage
from incubator.reviews.models import (
    Appointment,
    Challenge,
    Conflict,
    Declaration,
    Draw,
    Panel,
    PanelCase,
    PoolMember,
)
from incubator.reviews.rules.oaths import signed
from incubator.reviews.workflow import AppointmentState, PanelState
from incubator.web import clock
from tests.factories import programs
from tests.factories.applications import World
from tests.factories.reviews_people import a_pool_member, make_eligible
from tests.trust.press import Press, button

REASON = {"reason": "까닭을 적습니다."}
THINGS: Mapping[str, Mapping[str, str]] = {
    "reviews.panels": {"round_id": "review_round_id"},
    "reviews.new_panel": {"round_id": "review_round_id"},
    "reviews.challenge": {"application_id": "review_application_id"},
    "reviews.oaths": {"appointment_id": "accepted_appointment_id"},
    "reviews.declarations": {"appointment_id": "sworn_appointment_id"},
    "reviews.declare": {"appointment_id": "sworn_appointment_id"},
    "reviews.open_door": {"panel_id": "ready_panel_id"},
    "reviews.restore_reviewer_door": {"pool_member_id": "paused_member_id"},
}
OATHS = dict.fromkeys(("confidentiality", "integrity", "qualification", "contact"), "y")
PRESSES: Mapping[str, Press] = {
    "reviews.accept": button("reviewer"),
    "reviews.add_reviewer_door": Press(
        "manager", "", {"email": "fresh@judge.example", "name": "나새로", "fields": ["common"]}
    ),
    "reviews.cancel_door": Press("manager", "", REASON),
    "reviews.challenge": Press("editor", "", {"person": "아무개"} | REASON),
    "reviews.challenge_answer": Press("manager", "", REASON),
    "reviews.confirm_conflict_door": button("manager", **REASON),
    "reviews.decline": button("reviewer", **REASON),
    "reviews.declare": Press("reviewer", "reviews.declarations"),
    "reviews.dismiss_conflict_door": button("manager", **REASON),
    "reviews.dismiss_reviewer_door": button("manager", **REASON),
    "reviews.draw_door": Press("manager", "", {"field": "", "witness_id": "owner_id"}),
    "reviews.edit_panel_door": Press("manager", "", {"place": "3층"}),
    "reviews.edit_reviewer_door": Press("manager", "", {"employer": "다른연구소"}),
    "reviews.enter_conflict_door": button(
        "manager", **{"c-application_id": "review_application_id", "c-reason": "신청인이 알렸습니다."}
    ),
    "reviews.invite_door": button("manager"),
    "reviews.new_panel": Press("manager", "", {"label": "새 분과"}),
    "reviews.oaths": Press("reviewer", "", OATHS | {"signature": "signature"}),
    "reviews.open_door": Press("manager", "", REASON),
    "reviews.pause_reviewer_door": button("manager", **REASON),
    "reviews.remove_reviewer_door": button("manager", **REASON),
    "reviews.restore_reviewer_door": button("manager", **REASON),
    "reviews.set_cases_door": button("manager"),
    "reviews.waive_door": button("head", **REASON),
}


def seat_people(things: dict[str, Any], people: dict[str, UUID], apply: Callable[[str], World]) -> None:
    for name in ("review_round_id", "ready_round_id"):
        until = clock.now() + timedelta(days=30)
        made = programs.a_round(
            things["program_id"], closes_at=until, questionnaire_version_id=things["version_id"], eligibility=[]
        )
        things[name] = made.id
    for name in ("review", "ready"):
        world = apply(f"{name}_round_id").complete()
        world.submit()
        make_eligible(world.application_id)
        things[f"{name}_application_id"] = world.application_id
    for place in range(4):
        things["drawn_member_id"] = a_pool_member(f"위원{place}", email=f"judge{place}@naver.com")
    things["paused_member_id"] = a_pool_member("쉬는위원", email="resting@naver.com")
    with unit_of_work(bookkeeping=True) as work:
        _seat(work, things, people)


def _panel(work: Work, things: dict[str, Any], people: dict[str, UUID], name: str, label: str, seats: int) -> Panel:
    stage = work.session.scalars(select(RoundStage).where(RoundStage.round_id == things[f"{name}_round_id"])).one()
    stage.people = seats
    meets_at = clock.now() + timedelta(days=20)
    panel = Panel(
        id=new_id(), round_id=stage.round_id, stage_id=stage.id, label=label, state=PanelState.INVITING, seats=seats,
        secretary_id=people["manager"], meets_at=meets_at, access_ends_at=meets_at + timedelta(days=1),
        created_at=clock.now(),
    )  # fmt: skip
    work.session.add(panel)
    work.session.flush()
    return panel


def _case(work: Work, panel: Panel, application_id: UUID) -> None:
    work.session.add(PanelCase(panel_id=panel.id, stage_id=panel.stage_id, application_id=application_id, no=1))


def _appoint(work: Work, panel: Panel, user_id: UUID, no: int, state: AppointmentState) -> UUID:
    now, asked = clock.now(), state is not AppointmentState.DRAWN
    person = Appointment(
        id=new_id(), panel_id=panel.id, user_id=user_id, no=no, state=state, created_at=now,
        invited_at=now if asked else None, reply_due_at=now + timedelta(days=3) if asked else None,
    )  # fmt: skip
    if state is AppointmentState.SWORN:
        person.sworn_at, person.oaths = now, signed()
    work.session.add(person)
    work.session.flush()
    return person.id


def _seat(work: Work, things: dict[str, Any], people: dict[str, UUID]) -> None:
    now, reviewer = clock.now(), people["reviewer"]
    member = PoolMember(id=new_id(), user_id=reviewer, fields=["common"], added_by=people["manager"], created_at=now)
    work.session.add(member)
    work.session.get_one(PoolMember, things["paused_member_id"]).pause(reason="쉽니다.")
    drawn = work.session.get_one(PoolMember, things["drawn_member_id"]).user_id
    panel = _panel(work, things, people, "review", "1분과", 4)
    things["pool_member_id"], things["panel_id"] = member.id, panel.id
    _case(work, panel, things["review_application_id"])
    things["appointment_id"] = _appoint(work, panel, reviewer, 1, AppointmentState.INVITED)
    _appoint(work, panel, drawn, 2, AppointmentState.DRAWN)
    _papers(work, things, people, panel, reviewer)
    second = _panel(work, things, people, "review", "2분과", 4)
    things["accepted_appointment_id"] = _appoint(work, second, reviewer, 1, AppointmentState.ACCEPTED)
    ready = _panel(work, things, people, "ready", "작은 위원회", 1)
    _case(work, ready, things["ready_application_id"])
    things["ready_panel_id"] = ready.id
    sworn = things["sworn_appointment_id"] = _appoint(work, ready, reviewer, 1, AppointmentState.SWORN)
    work.session.add(
        Declaration(appointment_id=sworn, application_id=things["ready_application_id"], is_free=True, at=now)
    )


def _papers(work: Work, things: dict[str, Any], people: dict[str, UUID], panel: Panel, reviewer: UUID) -> None:
    """A draw, a conflict nobody has decided, a challenge nobody has answered."""
    now = clock.now()
    witness = things["owner_id"]
    work.session.add(
        Draw(
            panel_id=panel.id, no=1, seed="01", candidates=[{"id": str(reviewer), "name": "직원", "fields": []}],
            left_out=[], drawn=[str(reviewer)], drawn_by=people["manager"], witness_id=witness, at=now,
        )
    )  # fmt: skip
    things["conflict_id"], things["challenge_id"] = new_id(), new_id()
    work.session.add(
        Conflict(
            id=things["conflict_id"], appointment_id=things["appointment_id"],
            application_id=things["review_application_id"], kind="exclusion", ground="mail_domain", created_at=now,
            facts=[{"label": "likely", "reviewer": "reviewer@example.kr", "applicant": "owner@example.kr"}],
        )
    )  # fmt: skip
    work.session.add(
        Challenge(
            id=things["challenge_id"], application_id=things["review_application_id"], person="아무개", reason="까닭",
            filed_by=people["editor"], filed_at=now,
        )
    )  # fmt: skip
