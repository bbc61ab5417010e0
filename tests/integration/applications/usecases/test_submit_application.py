from datetime import timedelta

import pytest
from sqlalchemy import func, select

from incubator.applications import queries
from incubator.applications.models import ApplicationVersion, SubmissionAttempt
from incubator.applications.rules import ReceptionClosed, Refusal, new_key, sha256_of
from incubator.applications.usecases.submit_application import submit_application
from incubator.applications.usecases.unsubmit_application import unsubmit_application
from incubator.applications.workflow import ApplicationState, AttemptOutcome
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken, Stale
from incubator.db.session import session_now
from incubator.programs.models import Round
from incubator.web import clock as web_clock
from tests.factories.applications import DECLARED, a_round, a_world

MICRO = timedelta(microseconds=1)


@pytest.fixture
def world(app, clock):
    return a_world().complete()


def _attempts(session):
    session.rollback()
    rows = session.scalars(select(SubmissionAttempt).order_by(SubmissionAttempt.id))
    return [(row.outcome, row.reason) for row in rows]


def _count(session, model):
    session.rollback()
    return session.scalar(select(func.count()).select_from(model))


def test_submit_gives_number_time_and_frozen_snapshot(world, session, clock):
    submission = world.submit()

    application = world.application()
    version = queries.get_version(session, world.application_id, 1)
    assert application.state is ApplicationState.SUBMITTED
    assert submission.receipt_no == application.receipt_no
    assert submission.receipt_no.endswith("-03-0001")
    assert (submission.number, submission.received_at) == (1, clock.now)
    assert version.snapshot["answers"]["story"] == "바닷물을 걸러 마실 물을 만듭니다."
    assert [file["name"] for file in version.snapshot["files"]] == ["사업계획서.pdf"]
    assert version.snapshot["organisation"]["name"] == "(주)바다정보"
    assert [item["key"] for item in version.snapshot["declarations"]] == ["truth", "integrity"]
    assert sha256_of(version.snapshot) == version.sha256 == submission.sha256
    assert _attempts(session) == [(AttemptOutcome.ACCEPTED, "")]


@pytest.mark.parametrize("moment", [-MICRO, timedelta(0)])
def test_submit_is_received_until_the_deadline_itself(world, clock, moment):
    clock.set(world.closes_at + moment)

    assert world.submit().received_at == clock.now


def test_submit_is_refused_one_microsecond_later(world, session, clock):
    clock.set(world.closes_at + MICRO)

    with pytest.raises(ReceptionClosed):
        world.submit()

    assert world.application().state is ApplicationState.DRAFT
    assert _count(session, ApplicationVersion) == 0
    assert _attempts(session) == [(AttemptOutcome.REFUSED, "closed")]
    assert session.get_one(Round, world.round_id).receipt_serial == 0


@pytest.mark.parametrize(("who", "error"), [("editor", Forbidden), ("viewer", Forbidden), ("manager", Forbidden)])
def test_submit_is_for_the_representative_alone(world, session, who, error):
    with pytest.raises(error):
        world.submit(who)

    assert _attempts(session) == [(AttemptOutcome.REFUSED, "not_representative")]


def test_submit_does_not_tell_a_stranger_that_it_exists(world, session):
    with pytest.raises(NotFound):
        world.submit("outsider")

    assert _attempts(session) == []


def test_submit_refuses_what_is_incomplete_and_says_how_much(app, clock, session):
    world = a_world()
    world.write(project_title=["제목만"])

    with pytest.raises(Invalid, match="3가지"):
        world.submit()

    assert _attempts(session) == [(AttemptOutcome.REFUSED, "incomplete")]


def test_submit_refuses_without_both_declarations(world, session):
    with pytest.raises(Invalid) as refused:
        world.submit(declared=("truth",))

    assert refused.value.field == "declared"
    assert _attempts(session) == [(AttemptOutcome.REFUSED, Refusal.NOT_DECLARED)]


def test_submit_refuses_when_a_colleague_wrote_meanwhile(world, session):
    seen = world.application().answer_set.revision
    world.write("editor", story=["동료가 고친 글"])

    with pytest.raises(Stale):
        world.submit(revision=seen)

    assert _attempts(session) == [(AttemptOutcome.REFUSED, "changed_meanwhile")]


def test_submit_again_with_the_same_key_is_the_same_answer(world, session):
    key = new_key()
    revision = world.application().answer_set.revision

    first = world.submit(key=key, revision=revision)
    second = world.submit(key=key, revision=revision)

    assert first == second
    assert _count(session, ApplicationVersion) == 1


def test_submit_again_with_the_same_key_and_another_content_is_refused(world):
    key = new_key()
    world.submit(key=key)

    with pytest.raises(Invalid, match="이미 쓴 제출 화면"):
        world.submit(key=key, revision=99)


def test_submit_again_with_another_key_is_refused_with_the_number(world):
    submission = world.submit()

    with pytest.raises(RuleBroken, match=submission.receipt_no):
        world.submit()


def test_an_old_page_does_not_answer_for_a_submission_taken_back(world, clock):
    key, revision = new_key(), world.application().answer_set.revision
    world.submit(key=key, revision=revision)
    unsubmit_application(actor=world.actor(), application_id=world.application_id, now=clock.now)

    with pytest.raises(Invalid, match="이미 쓴 제출 화면"):
        world.submit(key=key, revision=revision)

    assert world.application().state is ApplicationState.DRAFT


@pytest.mark.parametrize("key", ["", "short", "x" * 100, "가" * 20])
def test_submit_refuses_a_key_that_is_none(world, key):
    with pytest.raises(Invalid):
        world.submit(key=key)


def test_submit_again_after_taking_back_keeps_the_number(world, session, clock):
    first = world.submit()
    clock.advance(minutes=1)
    unsubmit_application(actor=world.actor(), application_id=world.application_id, now=clock.now)
    world.write(story=["고친 글"])

    second = world.submit()

    assert (second.receipt_no, second.number) == (first.receipt_no, 2)
    assert [(one.number, one.voided_at is None) for one in queries.list_versions(session, world.application_id)] == [
        (2, True),
        (1, False),
    ]
    assert world.application().first_submitted_at == first.received_at


def test_submit_again_after_taking_back_is_refused_after_the_deadline(world, session, clock):
    world.submit()
    unsubmit_application(actor=world.actor(), application_id=world.application_id, now=clock.now)
    clock.set(world.closes_at + MICRO)

    with pytest.raises(ReceptionClosed):
        world.submit()


def test_receipt_numbers_have_no_gap_after_refusals(app, clock, session):
    round_id = a_round()
    first, second, third = (a_world(round_id=round_id, name=name).complete() for name in ("가", "나", "다"))
    first.submit()
    with pytest.raises(Forbidden):
        second.submit("editor")
    closes_at = first.closes_at
    clock.set(closes_at + MICRO)
    with pytest.raises(ReceptionClosed):
        second.submit()
    clock.set(closes_at)

    numbers = [third.submit().receipt_no, second.submit().receipt_no]

    assert [number[-4:] for number in numbers] == ["0002", "0003"]


def test_submit_spends_few_statements(world, query_budget):
    wanted = {
        "actor": world.actor(),
        "application_id": world.application_id,
        "key": new_key(),
        "revision": world.application().answer_set.revision,
        "declared": DECLARED,
        "received_at": web_clock.now(),
    }

    queries.get_to_submit(
        session_now(), world.actor(), world.application_id
    )  # the page: call and form are on the shelf
    with query_budget(8):
        submission = submit_application(**wanted)

    assert submission.number == 1
