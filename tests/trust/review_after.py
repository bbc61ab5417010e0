"""What follows a release: one that was told, one that objected, one upheld, one offered, one selected, one to be revoked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from incubator.applications.models import Application, Outcome
from incubator.applications.workflow import ApplicationState, OutcomeState
from incubator.core.ids import new_id
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.models import Participation
from incubator.reviews.models import Decision, DecisionLine, Objection, SelectionChange
from incubator.reviews.workflow import DecisionState, ObjectionState, Standing
from incubator.web import clock
from tests.factories import programs
from tests.factories.applications import World
from tests.factories.intake import shut
from tests.trust.press import Press, button

FACTS = "발표 시간에 장비가 멈춰 질문을 받지 못했는데 그 항목이 0점으로 매겨졌습니다."
TOLD, OFFERED, UPHELD, CHOSEN = (
    {"application_id": f"after_{name}_id", "round_id": f"after_{name}_round_id"}
    for name in ("told", "offered", "upheld", "chosen")
)
THINGS: Mapping[str, Mapping[str, str]] = {
    **{f"reviews.{name}": TOLD for name in ("objection", "file_objection")},
    **{f"reviews.{name}": OFFERED for name in ("place", "accept_place", "forfeit_selection", "waiting")},
    **{f"reviews.{name}": UPHELD for name in ("offer", "propose_offer")},
    **{f"reviews.{name}": CHOSEN for name in ("revocation", "propose_revocation")},
    "reviews.objections": {"round_id": "after_filed_round_id"},
}
PRESSES: Mapping[str, Press] = {
    "reviews.accept_place": button("representative"),
    "reviews.answer_objection": Press(
        "head", "", {"step": "dismiss_objection", "members": "다른위원", "answer": "다시 보았으나 결과는 같습니다."}
    ),
    "reviews.carry_change": button("head"),
    "reviews.file_objection": Press("representative", "reviews.objection", {"facts": FACTS}),
    "reviews.forfeit_selection": Press("representative", "reviews.place", {"reason": "다른 사업을 합니다."}),
    "reviews.propose_offer": Press("manager", "reviews.offer", {"note": "이의신청이 인용되었습니다."}),
    "reviews.propose_revocation": Press(
        "manager",
        "reviews.revocation",
        {"ground": "revoked_forged", "note": "서류가 거짓이었습니다.", "hearing": "대표를 불러 들었습니다."},
    ),
    "reviews.refuse_change": Press("head", "reviews.change", {"reason": "근거가 모자랍니다."}),
}


def seat_what_follows(things: dict[str, Any], people: dict[str, UUID], apply: Callable[[str], World]) -> None:
    for name, standing, state in (
        ("told", Standing.NOT_SELECTED, OutcomeState.NOT_SELECTED),
        ("filed", Standing.NOT_SELECTED, OutcomeState.NOT_SELECTED),
        ("upheld", Standing.NOT_SELECTED, OutcomeState.NOT_SELECTED),
        ("offered", Standing.WAITLISTED, OutcomeState.OFFERED),
        ("chosen", Standing.SELECTED, OutcomeState.SELECTED),
        ("moved", Standing.SELECTED, OutcomeState.SELECTED),
    ):
        _handed_in(things, apply, name)
        _told(things, people, name, standing, state)
    things["objection_id"] = _objection(things, people, "filed", ObjectionState.FILED)
    _objection(things, people, "upheld", ObjectionState.UPHELD)
    things["change_id"] = _change(things, people)


def _handed_in(things: dict[str, Any], apply: Callable[[str], World], name: str) -> None:
    round_name = f"after_{name}_round_id"
    things[round_name] = programs.a_round(
        things["program_id"],
        closes_at=clock.now() + timedelta(days=30),
        questionnaire_version_id=things["version_id"],
        eligibility=[],
        agreement_on=clock.now().date(),
    ).id
    world = apply(round_name).complete()
    world.submit()
    shut(things[round_name])
    things[f"after_{name}_id"] = world.application_id


def _told(things: dict[str, Any], people: dict[str, UUID], name: str, standing: Standing, state: OutcomeState) -> None:
    now, application_id, round_id = clock.now(), things[f"after_{name}_id"], things[f"after_{name}_round_id"]
    waiting_no = 1 if standing is Standing.WAITLISTED else None
    with unit_of_work(bookkeeping=True) as work:
        application = work.session.get_one(Application, application_id)
        application.state = ApplicationState.ELIGIBLE
        application.released_at = now
        decision = Decision(
            id=new_id(),
            round_id=round_id,
            no=1,
            state=DecisionState.RELEASED,
            minutes="심의하고 원안대로 의결함.",
            sha256="0" * 64,
            proposed_by=things["owner_id"],
            deliberated_at=now,
            confirmed_by=people["head"],
            confirmed_at=now,
            released_by=people["head"],
            released_at=now,
            created_at=now,
        )
        work.session.add(decision)
        work.session.flush()
        things[f"after_{name}_line_id"] = new_id()
        work.session.add(
            DecisionLine(
                id=things[f"after_{name}_line_id"],
                decision_id=decision.id,
                application_id=application_id,
                no=1,
                standing=standing,
                rank=1,
                waiting_no=waiting_no,
            )
        )
        work.session.add(
            Outcome(
                application_id=application_id,
                round_id=round_id,
                state=state,
                waiting_no=waiting_no,
                announced_at=now,
                delivered_at=now,
                reply_due_at=now + timedelta(days=5) if state is OutcomeState.OFFERED else None,
                created_at=now,
            )
        )
        if state is OutcomeState.SELECTED:
            work.session.add(
                Participation(round_id=round_id, organisation_id=application.organisation_id, created_at=now)
            )


def _objection(things: dict[str, Any], people: dict[str, UUID], name: str, state: ObjectionState) -> UUID:
    now, is_open = clock.now(), state is ObjectionState.FILED
    with unit_of_work(bookkeeping=True) as work:
        filed = Objection(
            id=new_id(),
            line_id=things[f"after_{name}_line_id"],
            state=state,
            facts=FACTS,
            filed_by=people["representative"],
            filed_at=now,
            due_at=now + timedelta(days=30),
            answer="" if is_open else "다시 매겼습니다.",
            answered_by=None if is_open else people["head"],
            answered_at=None if is_open else now,
            created_at=now,
        )
        work.session.add(filed)
        return filed.id


def _change(things: dict[str, Any], people: dict[str, UUID]) -> UUID:
    now = clock.now()
    with unit_of_work(bookkeeping=True) as work:
        moved = SelectionChange(
            id=new_id(),
            round_id=things["after_moved_round_id"],
            application_id=things["after_moved_id"],
            kind="revocation",
            ground="revoked_forged",
            note="서류가 거짓이었습니다.",
            hearing="대표를 불러 들었습니다.",
            proposed_by=things["owner_id"],
            proposed_at=now,
            created_at=now,
        )
        work.session.add(moved)
        return moved.id
