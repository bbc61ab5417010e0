"""Correcting, extending and cancelling what is public."""

from __future__ import annotations

from datetime import timedelta

import pytest

from incubator.core.dates import kst
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken, Stale, StepNotAllowed
from incubator.programs import queries
from incubator.programs.usecases.cancel_planned_round import cancel_planned_round
from incubator.programs.usecases.close_due_rounds import close_due_rounds
from incubator.programs.usecases.correct_notice import correct_notice
from incubator.programs.workflow import NoticeKind, RoundState
from tests.factories.approvals import cancel as cancel_round
from tests.factories.approvals import correct as correct_by_approval
from tests.factories.approvals import extend as extend_round
from tests.factories.programs import STAGES, a_round

CLOSES = kst(2026, 3, 20, 18)
LATER = kst(2026, 3, 25, 18)
REASON = "접수 서버 장애로 이틀 동안 접속이 어려웠습니다."
TICK = timedelta(microseconds=1)


@pytest.fixture
def open_round(world):
    return a_round(
        world.program_id,
        closes_at=CLOSES,
        questionnaire_version_id=world.version_id,
        schedule=[
            {"label": "접수", "label_en": "", "starts": "2026-03-01T10:00:00+09:00", "ends": CLOSES.isoformat()},
            {"label": "발표", "label_en": "", "starts": "2026-04-01", "ends": None},
        ],
    ).id


def test_extend_moves_the_deadline_and_publishes_the_reason(world, clock, session, open_round, facts):
    extend_round(actor=world.acts, round_id=open_round, closes_at=LATER, reason=REASON, now=clock.now)

    found = queries.get_round(session, open_round)
    notice = queries.list_notices(session, open_round)[0]
    assert (found.state, found.closes_at) == (RoundState.OPEN, LATER)
    assert [row["ends"] for row in found.schedule] == [LATER.isoformat(), None]
    assert (notice.kind, notice.reason) == (NoticeKind.EXTENSION, REASON)
    assert [row["field"] for row in notice.changes] == ["closes_at"]
    assert facts() == ["round.approval_requested", "round.extended"]


def test_extend_is_possible_until_the_deadline_itself(world, clock, session, open_round):
    extend_round(actor=world.acts, round_id=open_round, closes_at=LATER, reason=REASON, now=CLOSES)

    with pytest.raises(RuleBroken, match="이미 마감"):
        extend_round(actor=world.acts, round_id=open_round, closes_at=LATER + TICK, reason=REASON, now=LATER + TICK)
    assert queries.get_round(session, open_round).closes_at == LATER


@pytest.mark.parametrize("closes_at", [CLOSES, CLOSES - TICK, kst(2020, 1, 1)])
def test_extend_never_shortens(world, clock, session, open_round, closes_at):
    with pytest.raises(Invalid) as refusal:
        extend_round(actor=world.acts, round_id=open_round, closes_at=closes_at, reason=REASON, now=clock.now)

    assert refusal.value.field == "closes_at"
    assert queries.get_round(session, open_round).closes_at == CLOSES


@pytest.mark.parametrize("reason", ["", "   ", "장애", "가" * 2001])
def test_extend_and_cancel_need_a_reason(world, clock, open_round, facts, reason):
    with pytest.raises(Invalid) as refusal:
        extend_round(actor=world.acts, round_id=open_round, closes_at=LATER, reason=reason, now=clock.now)
    with pytest.raises(Invalid):
        cancel_round(actor=world.acts, round_id=open_round, reason=reason, now=clock.now)

    assert refusal.value.field == "reason"
    assert facts() == []


def test_a_closed_round_cannot_be_extended(world, clock, session, open_round):
    clock.set(CLOSES + timedelta(minutes=1))
    close_due_rounds(clock.now)

    with pytest.raises(StepNotAllowed):
        extend_round(actor=world.acts, round_id=open_round, closes_at=LATER, reason=REASON, now=clock.now)


def test_correct_publishes_the_difference(world, clock, session, open_round, facts):
    number = correct_notice(
        actor=world.acts,
        round_id=open_round,
        changes={"support": "최대 3,000만 원", "title": "2026년 제1기 공모전"},
        reason="지원 금액을 바로잡습니다.",
        now=clock.now,
    )

    notice = queries.list_notices(session, open_round)[0]
    assert (number, notice.kind) == (1, NoticeKind.CORRECTION)
    assert notice.changes == [{"field": "support", "before": "최대 2,000만 원", "after": "최대 3,000만 원"}]
    assert queries.get_round(session, open_round).support == "최대 3,000만 원"
    assert facts() == ["round.corrected"]


def test_correct_needs_a_difference_and_complete_items(world, clock, open_round):
    for changes in ({}, {"support": "최대 2,000만 원"}, {"support": ""}, {"stages": []}, {"contact_phone": "x"}):
        with pytest.raises(Invalid):
            correct_notice(actor=world.acts, round_id=open_round, changes=changes, reason="고칩니다.", now=clock.now)


def test_correct_does_not_touch_the_times(world, clock, open_round):
    for field in ("closes_at", "opens_at", "announced_on", "state"):
        with pytest.raises(RuleBroken):
            correct_notice(
                actor=world.acts, round_id=open_round, changes={field: None}, reason="고칩니다.", now=clock.now
            )


def test_a_correction_needs_approval_once_somebody_has_handed_in(world, clock, session, facts):
    round_id = a_round(world.program_id, questionnaire_version_id=world.version_id, receipt_serial=1).id
    changes = {"stages": STAGES, "contact_name": "새 담당"}
    wanted = {"actor": world.acts, "round_id": round_id, "changes": changes, "reason": "담당자가 바뀌었습니다."}

    with pytest.raises(RuleBroken, match="결재가 필요합니다"):
        correct_notice(**wanted, now=clock.now)
    correct_by_approval(**wanted, now=clock.now)

    notice = queries.list_notices(session, round_id)[0]
    assert queries.get_round(session, round_id).contact_name == "새 담당"
    assert [row["field"] for row in notice.changes] == ["contact_name"]
    assert notice.approval_id is not None
    assert facts() == ["round.approval_requested", "round.corrected"]


def test_what_people_are_judged_by_changes_only_while_all_can_hand_in_again(world, clock, session):
    stages = [{**STAGES[0], "label": "다른 기준"}]
    given = {"questionnaire_version_id": world.version_id, "receipt_serial": 1}
    early = a_round(world.program_id, closes_at=clock.now + timedelta(days=3), **given).id
    late = a_round(world.program_id, closes_at=clock.now + timedelta(days=3) - TICK, **given).id
    wanted = {"actor": world.acts, "changes": {"stages": stages}, "reason": "기준을 바로잡습니다."}

    with pytest.raises(RuleBroken, match="평가 기준"):
        correct_by_approval(**wanted, round_id=late, now=clock.now)
    correct_by_approval(**wanted, round_id=early, now=clock.now)

    assert [row["label"] for row in queries.get_whole_round(session, early).stages] == ["다른 기준"]


def test_correct_refuses_a_stale_page(world, clock, session, open_round):
    version = queries.get_round(session, open_round).version
    correct_notice(
        actor=world.acts, round_id=open_round, changes={"contact_name": "가"}, reason="고칩니다.", now=clock.now
    )

    with pytest.raises(Stale):
        correct_notice(
            actor=world.acts,
            round_id=open_round,
            changes={"contact_name": "나"},
            reason="고칩니다.",
            version=version,
            now=clock.now,
        )


def test_cancel_keeps_the_call_readable_with_its_reason(world, clock, session, open_round, facts):
    cancel_round(actor=world.acts, round_id=open_round, reason="예산이 줄었습니다.", now=clock.now)

    found = queries.get_public_round(session, open_round)
    assert (found.state, found.cancelled_at) == (RoundState.CANCELLED, clock.now)
    assert queries.list_notices(session, open_round)[0].kind is NoticeKind.CANCELLATION
    assert not found.is_open(clock.now)
    assert facts() == ["round.approval_requested", "round.cancelled"]
    with pytest.raises(StepNotAllowed):
        cancel_round(actor=world.acts, round_id=open_round, reason="한 번 더 취소", now=clock.now)


def test_cancelling_what_nobody_saw_publishes_nothing(world, clock, session):
    round_id = a_round(world.program_id, state=RoundState.PLANNED).id

    cancel_planned_round(actor=world.acts, round_id=round_id, reason="계획이 바뀌었습니다.", now=clock.now)

    assert queries.list_notices(session, round_id) == []
    with pytest.raises(NotFound):
        queries.get_public_round(session, round_id)


def test_only_managers_of_the_program_change_what_is_public(world, clock, session, open_round, facts):
    acts = {
        "extend": lambda actor: extend_round(
            actor=actor, round_id=open_round, closes_at=LATER, reason=REASON, now=clock.now
        ),
        "correct": lambda actor: correct_notice(
            actor=actor, round_id=open_round, changes={"title": "x"}, reason=REASON, now=clock.now
        ),
        "cancel": lambda actor: cancel_round(actor=actor, round_id=open_round, reason=REASON, now=clock.now),
    }

    for act in acts.values():
        for person, refusal in ((world.stranger, NotFound), (world.founder, NotFound), (world.head, Forbidden)):
            with pytest.raises(refusal):
                act(world.actor(person))
    assert facts() == []
