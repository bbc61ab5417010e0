"""A round whose decision is released: two selected, two waiting, one below the floor."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.models import Outcome
from incubator.applications.queries.outcomes import find_outcome
from incubator.applications.usecases.accept_place import accept_place
from incubator.applications.usecases.forfeit_selection import forfeit_selection
from incubator.approvals.usecases.request_approval import Line
from incubator.approvals.usecases.sign_approval import sign_approval
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.models import Participation, Round
from incubator.programs.queries import get_round
from incubator.programs.queries.participations import list_of_organisation
from incubator.reviews.models import SelectionChange
from incubator.reviews.queries import following
from incubator.reviews.queries.following import get_result
from incubator.reviews.rules.waiting import Skip
from incubator.reviews.usecases.carry_change import carry_change
from incubator.reviews.usecases.confirm_decision import confirm_decision
from incubator.reviews.usecases.file_objection import file_objection
from incubator.reviews.usecases.propose_offer import propose_offer
from incubator.reviews.usecases.request_release import request_release
from incubator.web import clock
from tests.factories.accounts import an_actor
from tests.factories.reviews_results import ResultsWorld, a_results_round

POINTS = {"가": [900], "나": [850], "다": [800], "라": [700], "마": [500]}
STARTS_ON = date(2026, 4, 1)
FACTS = "발표 시간에 장비가 멈춰 질문을 받지 못했는데 그 항목이 0점으로 매겨졌습니다."
OTHERS = "다른위원하나\n다른위원둘"
WHY = "다른 사업에 참여하기로 했습니다."
ANSWER = "녹화를 다시 보고 질의응답 항목을 다시 매겼습니다."


def release(world: ResultsWorld, *chosen: str, **changes: Any) -> ResultsWorld:
    """Propose, deliberate, confirm, sign: everybody is told."""
    world.propose(*chosen, **changes)
    world.deliberate()
    decision = world.decision()
    confirm_decision(actor=world.actor("head"), decision_id=decision.id, seen=decision.sha256, now=clock.now())
    approval_id = request_release(
        actor=world.actor(), decision_id=world.decision().id, line=Line(world.head_id), now=clock.now()
    )
    sign_approval(actor=world.actor("head"), approval_id=approval_id, now=clock.now())
    return world


def a_released_round(**changes: Any) -> ResultsWorld:
    """가 and 나 are selected, 다 and 라 wait, 마 is below the floor; agreements start on 2026-04-01."""
    world = a_results_round(POINTS, **changes)
    with unit_of_work(bookkeeping=True) as work:
        work.session.get_one(Round, world.round_id).agreement_on = STARTS_ON
    world.settle()
    return release(world, "가", "나")


def owner(world: ResultsWorld, name: str) -> Actor:
    return an_actor(world.members[name])


def outcome(world: ResultsWorld, name: str) -> Outcome:
    session_now().rollback()
    found = find_outcome(session_now(), world.applications[name])
    assert found is not None
    return found


def participations(world: ResultsWorld, name: str) -> list[Participation]:
    session = session_now()
    session.rollback()
    company = get_result(session, world.applications[name]).application.organisation_id
    return [row for row, _ in list_of_organisation(session, company)]


def offer(world: ResultsWorld, name: str, **changes: Any) -> UUID:
    """Moved by the manager; nothing is offered yet."""
    wanted: dict[str, Any] = {"amount_won": None, "note": ""} | changes
    return propose_offer(actor=world.actor(), application_id=world.applications[name], now=clock.now(), **wanted)


def offered(world: ResultsWorld, name: str, **changes: Any) -> None:
    carry_change(actor=world.actor("head"), change_id=offer(world, name, **changes), now=clock.now())


def change(change_id: UUID) -> SelectionChange:
    session_now().rollback()
    return session_now().get_one(SelectionChange, change_id)


def an_objection(world: ResultsWorld, name: str = "마", facts: str = FACTS) -> UUID:
    return file_objection(
        actor=owner(world, name),
        application_id=world.applications[name],
        facts=facts,
        about_amount=False,
        now=clock.now(),
    )


def forfeit(world: ResultsWorld, name: str = "가", who: Actor | None = None, reason: str = WHY) -> None:
    forfeit_selection(
        actor=who or owner(world, name), application_id=world.applications[name], reason=reason, now=clock.now()
    )


def accept(world: ResultsWorld, name: str, who: Actor | None = None) -> None:
    accept_place(actor=who or owner(world, name), application_id=world.applications[name], now=clock.now())


def next_in_line_of(world: ResultsWorld) -> tuple[str | None, list[tuple[str, Skip]]]:
    """The company whose turn it is, and those passed over with why."""
    session = session_now()
    session.rollback()
    decision = following.get_released(session, world.round_id)
    results = following.list_results(session, world.round_id)
    (pool,) = set(following.pools_of(decision).values())
    found = following.next_of(session, get_round(session, world.round_id), decision, results, pool, clock.now())
    names = {one: name for name, one in world.applications.items()}
    turn = names[found.application] if found.application else None
    return turn, [(names[row.application], row.why) for row in found.skipped]
