from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.applications.events import ApplicationSubmitted
from incubator.applications.subscribers.applying import issue_and_send_receipt
from incubator.applications.usecases.remind_drafts import remind_drafts
from incubator.applications.usecases.unsubmit_application import unsubmit_application
from incubator.applications.usecases.withdraw_application import withdraw_application
from incubator.applications.workflow import ApplicationState
from incubator.core.events import Stamp
from incubator.db.outbox import OutboxMessage
from incubator.db.unit_of_work import unit_of_work
from incubator.documents.models import IssuedPaper
from incubator.documents.workflow import PaperState
from incubator.notifications.models import Notice
from incubator.programs.events import RoundCancelled, RoundClosed, RoundCorrected, RoundExtended
from incubator.programs.models import Round
from tests.factories.applications import a_world


@pytest.fixture
def world(app, clock):
    """Written, in a round of thirty days."""
    return a_world().complete()


def _papers(session):
    session.rollback()
    return list(session.scalars(select(IssuedPaper).order_by(IssuedPaper.id)))


def _titles(session, user_id):
    session.rollback()
    return list(session.scalars(select(Notice.title).where(Notice.user_id == user_id).order_by(Notice.id)))


def _record(fact):
    with unit_of_work(bookkeeping=True) as work:
        work.record(fact)


def _close(world, clock):
    closes_at = world.closes_at
    clock.set(closes_at + timedelta(minutes=1))
    with unit_of_work(bookkeeping=True) as work:
        found = work.session.get_one(Round, world.round_id)
        found.close(at=clock.now)
        work.record(
            RoundClosed(stamp=Stamp(at=clock.now), round_id=found.id, program_id=found.program_id, closes_at=closes_at)
        )


def test_a_submit_brings_paper_and_mail_with_the_receipt(world, session, deliver, mails):
    submission = world.submit()
    deliver()

    paper = _papers(session)[0]
    assert (paper.number, paper.code) == (submission.receipt_no, submission.verification_code)
    assert paper.holder_masked == "(주)바다정보 (김*늘)"
    assert paper.content["files"][0]["name"] == "사업계획서.pdf"
    sent = [
        mail for mail in mails() if submission.receipt_no in mail["Subject"] and "접수되었습니다" in mail["Subject"]
    ]
    assert len(sent) == 3
    enclosure = next(sent[0].iter_attachments())
    assert enclosure.get_filename() == f"접수증_{submission.receipt_no}.pdf"
    assert enclosure.get_content().startswith(b"%PDF")


def test_a_second_delivery_tells_nobody_again(world, session, app, deliver, clock):
    world.submit()
    deliver()
    message = session.scalars(select(OutboxMessage).where(OutboxMessage.event_name == "application.submitted")).first()
    before = _titles(session, world.viewer_id)

    issue_and_send_receipt(ApplicationSubmitted.from_payload(message.payload), clock.now)

    assert _titles(session, world.viewer_id) == before
    assert len(_papers(session)) == 1


def test_taking_back_revokes_the_paper_and_warns_everybody(world, session, deliver, clock):
    world.submit()
    deliver()
    unsubmit_application(actor=world.actor(), application_id=world.application_id, now=clock.now)
    deliver()

    assert [paper.state for paper in _papers(session)] == [PaperState.REVOKED]
    assert _titles(session, world.editor_id)[-1] == "[주의] 제출이 취소되어 지금은 접수되지 않은 상태입니다"


def test_no_paper_for_a_version_taken_back_before_the_worker_came(world, session, deliver, clock):
    world.submit()
    unsubmit_application(actor=world.actor(), application_id=world.application_id, now=clock.now)
    deliver()

    assert _papers(session) == []


def test_resubmitting_issues_a_new_paper_under_the_same_number(world, session, deliver, clock):
    world.submit()
    deliver()
    unsubmit_application(actor=world.actor(), application_id=world.application_id, now=clock.now)
    second = world.submit()
    deliver()

    assert [(paper.number, paper.state) for paper in _papers(session)] == [
        (second.receipt_no, PaperState.REVOKED),
        (second.receipt_no, PaperState.ISSUED),
    ]


def test_withdrawing_confirms_and_tells_the_owner_of_the_program(world, session, deliver, clock):
    submission = world.submit()
    withdraw_application(actor=world.actor(), application_id=world.application_id, reason="계획 변경", now=clock.now)
    deliver()

    owner_id = world.application().round.program.owner_id
    assert _titles(session, world.viewer_id)[-1] == "신청을 철회하셨습니다: 제3기 I-Gen 챌린지"
    assert _titles(session, owner_id)[-1] == f"접수 철회 {submission.receipt_no}: (주)바다정보"


def test_the_deadline_freezes_submitted_ones(world, session, deliver, clock):
    world.submit()
    _close(world, clock)
    deliver()

    assert world.application().state is ApplicationState.IN_REVIEW


def test_the_deadline_expires_drafts_with_notice_once(world, session, deliver, clock):
    _close(world, clock)
    deliver()
    deliver()

    assert world.application().state is ApplicationState.NOT_SUBMITTED
    assert _titles(session, world.editor_id) == ["제출하지 않은 채 접수가 마감되었습니다: 제3기 I-Gen 챌린지"]


def test_reminders_climb_the_ladder_once_each(world, session, deliver, clock):
    closes_at = world.closes_at
    told = []
    for moment in (timedelta(days=8), timedelta(days=7), timedelta(days=6), timedelta(days=3), timedelta(hours=2)):
        clock.set(closes_at - moment)
        told.append(remind_drafts(now=clock.now))
        told.append(remind_drafts(now=clock.now))
        deliver()

    assert told == [0, 0, 1, 0, 0, 0, 1, 0, 1, 0]
    assert len(_titles(session, world.viewer_id)) == 3


def test_no_reminder_for_what_is_submitted_before_it_is_sent(world, session, deliver, clock):
    clock.set(world.closes_at - timedelta(days=1))
    remind_drafts(now=clock.now)
    world.submit()
    deliver()

    assert [title for title in _titles(session, world.viewer_id) if "아직 제출" in title] == []


def _fact(world, clock, kind, **more):
    return kind(
        stamp=Stamp(at=clock.now),
        reason="시스템 장애",
        round_id=world.round_id,
        program_id=world.application().round.program_id,
        **more,
    )


def test_everybody_concerned_hears_of_an_extension(world, session, deliver, clock):
    until = world.closes_at + timedelta(days=2)
    _record(_fact(world, clock, RoundExtended, notice_no=2, closes_at_before=world.closes_at, closes_at=until))
    deliver()

    assert _titles(session, world.viewer_id) == ["접수 마감이 연장되었습니다: 제3기 I-Gen 챌린지"]


def test_draft_holders_hear_that_the_form_changed(world, session, deliver, clock, mails):
    _record(_fact(world, clock, RoundCorrected, notice_no=2, fields=("questionnaire_version_id",)))
    deliver()

    assert _titles(session, world.editor_id) == ["신청하신 공고가 정정되었습니다: 제3기 I-Gen 챌린지"]
    assert "새 양식으로 옮기기" in mails()[0].get_body(("plain",)).get_content()


def test_everybody_concerned_hears_of_a_cancellation(world, session, deliver, clock):
    world.submit()
    deliver()
    _record(_fact(world, clock, RoundCancelled, was_public=True))
    deliver()

    assert _titles(session, world.viewer_id)[-1] == "신청하신 공고가 취소되었습니다: 제3기 I-Gen 챌린지"
