"""Extension, correction, cancellation and re-call by approval: what moves when, and what is refused meanwhile."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest

from incubator.approvals.queries import find_pending, get_approval
from incubator.approvals.rules import Act
from incubator.approvals.usecases.return_approval import return_approval
from incubator.core.dates import day_in_kst, kst
from incubator.core.errors import Invalid, RuleBroken, StepNotAllowed
from incubator.documents.queries import get_file
from incubator.programs import queries
from incubator.programs.usecases.attach_file_to_round import attach_file_to_round
from incubator.programs.usecases.cancel_planned_round import cancel_planned_round
from incubator.programs.usecases.correct_notice import correct_notice
from incubator.programs.usecases.recall_round import recall_round
from incubator.programs.usecases.request_attachment import request_attachment
from incubator.programs.usecases.request_cancellation import request_cancellation
from incubator.programs.usecases.request_correction import request_correction
from incubator.programs.usecases.request_extension import request_extension
from incubator.programs.workflow import NoticeKind, RoundState
from tests.factories.approvals import a_line, publish, sign
from tests.factories.programs import a_round
from tests.support.files import good_pdf

CLOSES, LATER = kst(2026, 3, 20, 18), kst(2026, 3, 25, 18)
REASON = "접수 서버 장애로 이틀 동안 접속이 어려웠습니다."


@pytest.fixture
def open_round(world):
    return a_round(world.program_id, closes_at=CLOSES, questionnaire_version_id=world.version_id).id


def ask_extension(world, clock, round_id, closes_at=LATER):
    line = a_line(round_id, clock.now)
    return request_extension(
        actor=world.acts, round_id=round_id, closes_at=closes_at, reason=REASON, line=line, now=clock.now
    )


def test_nothing_moves_before_it_is_decided(world, clock, session, open_round):
    asked = ask_extension(world, clock, open_round)

    before = queries.get_round(session, open_round).closes_at
    told = queries.list_notices(session, open_round)
    session.rollback()
    sign(asked, clock.now)

    assert (before, told) == (CLOSES, [])
    notice = queries.list_notices(session, open_round)[0]
    assert queries.get_round(session, open_round).closes_at == LATER
    assert (notice.approval_id, notice.published_by) == (asked, world.manager.id)


def test_an_extension_decided_after_the_deadline_is_too_late(world, clock, session, open_round):
    asked = ask_extension(world, clock, open_round)
    clock.set(CLOSES + timedelta(seconds=1))

    with pytest.raises(RuleBroken, match="이미 마감"):
        sign(asked, clock.now)

    assert queries.get_round(session, open_round).closes_at == CLOSES
    return_approval(
        actor=world.actor(world.head), approval_id=asked, reason="마감이 지나 재공고로 바꿉니다.", now=clock.now
    )
    assert find_pending(session, "round", open_round) is None


@pytest.mark.parametrize("closes_at", [CLOSES, CLOSES - timedelta(microseconds=1), kst(2020, 1, 1)])
def test_a_shorter_deadline_is_not_even_asked_for(world, clock, session, open_round, closes_at):
    with pytest.raises(Invalid) as refusal:
        ask_extension(world, clock, open_round, closes_at)

    assert refusal.value.field == "closes_at"
    assert find_pending(session, "round", open_round) is None


def test_while_something_is_decided_nothing_else_about_the_call_changes(world, clock, open_round):
    ask_extension(world, clock, open_round)
    line = a_line(open_round, clock.now)
    wanted = {"actor": world.acts, "round_id": open_round, "now": clock.now}

    with pytest.raises(RuleBroken, match="결재 중인 안"):
        request_cancellation(**wanted, reason=REASON, line=line)
    with pytest.raises(RuleBroken, match="결재 중인 안"):
        correct_notice(**wanted, changes={"contact_name": "가"}, reason=REASON)
    with pytest.raises(RuleBroken, match="결재 중인 안"):
        attach_file_to_round(**wanted, stream=None, filename="a.pdf", title="", reason=REASON)


def test_a_returned_correction_has_changed_nothing(world, clock, session):
    round_id = a_round(world.program_id, questionnaire_version_id=world.version_id, receipt_serial=3).id
    changes = {"support": "최대 3,000만 원", "agreement_on": day_in_kst(clock.now) + timedelta(days=90)}
    asked = request_correction(
        actor=world.acts,
        round_id=round_id,
        changes=changes,
        reason=REASON,
        line=a_line(round_id, clock.now),
        now=clock.now,
    )
    rows = {row["key"]: (row["before"], row["after"]) for row in get_approval(session, asked).document}
    session.rollback()
    return_approval(actor=world.actor(world.head), approval_id=asked, reason=REASON, now=clock.now)

    found = queries.get_round(session, round_id)
    assert rows == {"support": ("최대 2,000만 원", "최대 3,000만 원"), "agreement_on": ("", "2026. 5. 31.(일)")}
    assert (found.support, found.agreement_on) == ("최대 2,000만 원", None)
    again = request_correction(
        actor=world.acts,
        round_id=round_id,
        changes=changes,
        reason=REASON,
        line=a_line(round_id, clock.now),
        now=clock.now,
    )
    sign(again, clock.now)
    session.rollback()
    assert queries.get_round(session, round_id).agreement_on == changes["agreement_on"]
    assert get_approval(session, again).follows_id == asked


def test_a_public_call_is_cancelled_by_approval_only(world, clock, open_round):
    with pytest.raises(RuleBroken, match="이미 게시한"):
        cancel_planned_round(actor=world.acts, round_id=open_round, reason=REASON, now=clock.now)

    planned = a_round(world.program_id, state=RoundState.PLANNED).id
    with pytest.raises(RuleBroken, match="결재 없이"):
        request_cancellation(
            actor=world.acts, round_id=planned, reason=REASON, line=a_line(planned, clock.now), now=clock.now
        )


def test_a_call_that_ended_is_announced_again_with_all_dates_moved(world, clock, session, facts):
    announced = day_in_kst(clock.now) - timedelta(days=30)
    ended = a_round(
        world.program_id,
        state=RoundState.CLOSED,
        announced_on=announced,
        opens_at=kst(2026, 2, 2, 9),
        closes_at=kst(2026, 3, 1, 18),
        questionnaire_version_id=world.version_id,
        title="담수화 공모",
        receipt_serial=2,
    ).id

    again = recall_round(
        actor=world.acts,
        round_id=ended,
        announced_on=day_in_kst(clock.now),
        reason="신청이 두 건뿐입니다.",
        now=clock.now,
    )

    found = queries.get_round(session, again)
    assert (found.state, found.title, found.recalled_from_id) == (RoundState.PLANNED, "담수화 공모 (재공고)", ended)
    assert (found.opens_at, found.closes_at) == (kst(2026, 3, 4, 9), kst(2026, 3, 31, 18))
    assert (found.receipt_serial, found.round_no) == (0, queries.get_round(session, ended).round_no + 1)
    assert queries.find_recall_of(session, ended) is None
    session.rollback()
    with pytest.raises(RuleBroken, match="이미 재공고"):
        recall_round(actor=world.acts, round_id=ended, announced_on=day_in_kst(clock.now), reason=REASON, now=clock.now)
    publish(actor=world.acts, round_id=again, now=clock.now)
    session.rollback()
    assert queries.find_recall_of(session, ended).id == again
    assert [(item.kind, item.reason) for item in queries.list_notices(session, ended)] == [
        (NoticeKind.RECALL, "신청이 두 건뿐입니다.")
    ]
    assert facts()[:2] in (["round.planned", "round.recalled"], ["round.recalled", "round.planned"])


def test_what_still_runs_or_was_never_public_is_not_announced_again(world, clock, open_round):
    day = day_in_kst(clock.now)
    with pytest.raises(StepNotAllowed):
        recall_round(actor=world.acts, round_id=open_round, announced_on=day, reason=REASON, now=clock.now)
    never = a_round(world.program_id, state=RoundState.PLANNED).id
    cancel_planned_round(actor=world.acts, round_id=never, reason=REASON, now=clock.now)
    with pytest.raises(RuleBroken, match="게시한 적이 없는"):
        recall_round(actor=world.acts, round_id=never, announced_on=day, reason=REASON, now=clock.now)
    ended = a_round(world.program_id, state=RoundState.CLOSED).id
    with pytest.raises(Invalid):
        recall_round(
            actor=world.acts, round_id=ended, announced_on=day - timedelta(days=1), reason=REASON, now=clock.now
        )


def test_acts_have_the_words_of_the_inbox(world, clock, session, open_round):
    approval = get_approval(session, ask_extension(world, clock, open_round))

    assert (approval.act, approval.link) == (Act.EXTEND, f"/staff/rounds/{open_round}")
    assert [(row["before"], row["after"]) for row in approval.document] == [
        ("2026. 3. 20.(금) 18:00", "2026. 3. 25.(수) 18:00")
    ]


def ask_file(world, clock, round_id):
    return request_attachment(
        actor=world.acts,
        round_id=round_id,
        stream=BytesIO(good_pdf()),
        filename="질의응답.pdf",
        title="질의응답",
        reason="자주 묻는 것을 더합니다.",
        line=a_line(round_id, clock.now),
        now=clock.now,
    )


def test_a_file_is_put_beside_a_call_with_receipts_by_approval(world, clock, session):
    round_id = a_round(world.program_id, questionnaire_version_id=world.version_id, receipt_serial=1).id
    with pytest.raises(RuleBroken, match="결재가 필요합니다"):
        attach_file_to_round(
            actor=world.acts,
            round_id=round_id,
            stream=BytesIO(good_pdf()),
            filename="질의응답.pdf",
            title="",
            reason=REASON,
            now=clock.now,
        )

    returned = ask_file(world, clock, round_id)
    proposed = queries.find_proposed_file(session, round_id).id
    session.rollback()
    return_approval(actor=world.actor(world.head), approval_id=returned, reason=REASON, now=clock.now)
    let_go = get_file(session, proposed).expires_at
    asked = ask_file(world, clock, round_id)
    before = queries.list_attachments(session, round_id)
    session.rollback()
    sign(asked, clock.now)

    (held,) = queries.list_attachments(session, round_id)
    assert (before, held[0].title, held[1].name) == ([], "질의응답", "질의응답.pdf")
    assert let_go is not None
    assert queries.find_proposed_file(session, round_id) is None
    assert [row["field"] for row in queries.list_notices(session, round_id)[0].changes] == ["attachments"]
