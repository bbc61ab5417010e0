"""Results in the trust world: a sheet that waits for its signatures, a confirmed decision, and one that was released."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from incubator.accounts.roles import Role
from incubator.applications.models import Application
from incubator.approvals.usecases.request_approval import Line
from incubator.approvals.usecases.sign_approval import sign_approval
from incubator.db.session import session_now
from incubator.reviews.usecases.confirm_decision import confirm_decision
from incubator.reviews.usecases.request_release import request_release
from incubator.web import clock
from tests.factories.accounts import a_grant
from tests.factories.reviews_results import ResultsWorld, a_results_round
from tests.trust.press import Press, button

BONUS = {"key": "b1", "label": "여성기업", "points": 3, "evidence": "확인서"}


def lay_out_results(things: dict[str, Any], people: dict[str, UUID], _apply: Any) -> None:
    signing = a_results_round(
        {"(주)갑": [800], "(주)을": [800]}, bonuses=[BONUS], bonus_cap=3, reviewers=[people["reviewer"]]
    )
    a_grant(people["manager"], Role.MANAGER, program_id=signing.program_id)
    things["computed_round_id"], things["stage_id"] = signing.round_id, signing.stage_id()
    things["computed_application_id"] = signing.applications["(주)갑"]
    things["computation_id"] = signing.compute()
    decided = a_results_round({"(주)병": [900]}, quota=1)
    a_grant(people["manager"], Role.MANAGER, program_id=decided.program_id)
    things["decided_round_id"] = decided.round_id
    _decide(decided, "(주)병")
    released = a_results_round({"(주)정": [900]}, quota=1)
    _decide(released, "(주)정")
    _release(released)
    things["released_round_id"] = released.round_id
    things["told_application_id"] = released.applications["(주)정"]
    company = session_now().get_one(Application, things["told_application_id"]).organisation_id
    a_grant(people["representative"], Role.ORGANISATION_OWNER, organisation_id=company)


def _decide(world: ResultsWorld, name: str) -> None:
    world.settle()
    world.propose(name)
    world.deliberate()
    decision = world.decision()
    confirm_decision(actor=world.actor("head"), decision_id=decision.id, seen=decision.sha256, now=clock.now())


def _release(world: ResultsWorld) -> None:
    approval_id = request_release(
        actor=world.actor(), decision_id=world.decision().id, line=Line(world.head_id), now=clock.now()
    )
    sign_approval(actor=world.actor("head"), approval_id=approval_id, now=clock.now())


REASON = {"reason": "까닭을 적습니다."}
PRESSES: Mapping[str, Press] = {
    "reviews.ask_release": Press("manager", "", {"opinion": "검토해 주세요."}),
    "reviews.compute": button("manager", pooling="pool_together", **REASON),
    "reviews.confirm": button("head"),
    "reviews.confirm_computation": button("head"),
    "reviews.deliberate": button("manager", minutes="회의록을 스무 자가 넘게 적어 둡니다."),
    "reviews.export_sheet": button("auditor", **REASON),
    "reviews.judge_bonuses": Press("manager"),
    "reviews.propose": button("manager", next_steps="협약 서류를 냅니다."),
    "reviews.settle": button("manager", kind="vote", minutes="위원회에서 의결함"),
    "reviews.sign_sheet_now": Press("reviewer"),
    "reviews.withdraw": button("manager", **REASON),
}
