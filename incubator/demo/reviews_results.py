"""The end of a round in the demo: every stage computed, signed and confirmed, the committee's decision, its release."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from incubator.accounts.queries import actor_for, get_user
from incubator.approvals.usecases.request_approval import Line
from incubator.approvals.usecases.sign_approval import sign_approval
from incubator.db.session import session_now
from incubator.demo.story import Story
from incubator.programs.queries import get_whole_round
from incubator.reviews.queries import computation as sheets
from incubator.reviews.queries import decisions
from incubator.reviews.rules.decided import Vote
from incubator.reviews.rules.selection import propose
from incubator.reviews.rules.stage_sheet import counted_people
from incubator.reviews.usecases.compute_stage import compute_stage
from incubator.reviews.usecases.confirm_decision import confirm_decision
from incubator.reviews.usecases.confirm_stage import confirm_stage
from incubator.reviews.usecases.deliberate_decision import deliberate_decision
from incubator.reviews.usecases.propose_decision import Wanted, propose_decision
from incubator.reviews.usecases.request_release import request_release
from incubator.reviews.usecases.sign_computation import sign_computation

COMMITTEE = ("강운영", "남궁심의", "도의결", "류검토", "명참석")
MINUTES = (
    "센터 대회의실에서 운영위원회를 열어 위원 5명이 참석하였다. 담당자가 집계표와 선정안을 보고하였고, 위원들은 순위와 "
    "예산을 확인한 뒤 원안대로 의결하였다."
)
NEXT_STEPS = "발표 뒤 10일 안에 시상식 참석 여부와 상금을 받을 계좌를 담당자에게 알려 주세요."


def tell_results(story: Story, *, call: str, by: str, head: str, at: datetime) -> None:
    """Two days from the locked panels to the release; the panels of every stage are locked by then."""
    story.at(at, partial(_compute, story, call, by, head))
    story.at(at + timedelta(days=1), partial(_decide, story, call, by, head))
    story.at(at + timedelta(days=2), partial(_release, story, call, by, head))


def _compute(story: Story, call: str, by: str, head: str) -> None:
    session = session_now()
    stages = [
        stage.id
        for stage in get_whole_round(session, story.rounds[call]).stage_rows
        if sheets.find_in_force(session, stage.id) is None
    ]
    session.rollback()
    for stage_id in stages:
        settle_stage(story, stage_id, by, head)


def settle_stage(story: Story, stage_id: UUID, by: str, head: str) -> None:
    """Computed, signed by everybody it counts, confirmed."""
    session = session_now()
    computation_id = compute_stage(actor=story.actor(by), stage_id=stage_id, now=story.now)
    found = sheets.get_computation(session, computation_id)
    seen, people = found.sha256, list(counted_people(sheets.sheet_in(found)))
    for user_id in [row.user_id for row in sheets.list_appointments(session, people)]:
        actor = actor_for(session, get_user(session, user_id), story.now, address="203.0.113.7")
        session.rollback()
        sign_computation(actor=actor, computation_id=computation_id, seen=seen, now=story.now)
    confirm_stage(actor=story.actor(head), computation_id=computation_id, now=story.now)


def _decide(story: Story, call: str, by: str, head: str) -> None:
    """By rank, without a deviation."""
    session, round_id = session_now(), story.rounds[call]
    race = decisions.race_of(session, get_whole_round(session, round_id))
    chosen = propose(race.candidates, race.seats, waiting_length=0).selected
    session.rollback()
    wanted = Wanted(chosen=frozenset(chosen), shows_scores=True, next_steps=NEXT_STEPS)
    decision_id = propose_decision(actor=story.actor(by), round_id=round_id, wanted=wanted, now=story.now)
    votes = [(name, Vote.FOR) for name in COMMITTEE]
    deliberate_decision(actor=story.actor(by), decision_id=decision_id, minutes=MINUTES, votes=votes, now=story.now)
    seen = decisions.get_decision(session, decision_id).sha256
    confirm_decision(actor=story.actor(head), decision_id=decision_id, seen=seen, now=story.now)


def _release(story: Story, call: str, by: str, head: str) -> None:
    found = decisions.find_live(session_now(), story.rounds[call])
    if found is None:
        raise ValueError(f"{call} has no decision to release")
    line = Line(story.people[head])
    approval_id = request_release(actor=story.actor(by), decision_id=found.id, line=line, now=story.now)
    sign_approval(actor=story.actor(head), approval_id=approval_id, now=story.now)
