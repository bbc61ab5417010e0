"""Many presses at once, a deadline that moves, a database and a disk that refuse."""

from __future__ import annotations

import contextvars
import io
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from incubator.applications import queries
from incubator.applications.models import Application, ApplicationVersion, SubmissionAttempt
from incubator.applications.rules import new_key
from incubator.applications.usecases.save_section import save_section
from incubator.applications.usecases.start_application import start_application
from incubator.applications.usecases.submit_application import submit_application
from incubator.applications.usecases.unsubmit_application import unsubmit_application
from incubator.applications.usecases.withdraw_application import withdraw_application
from incubator.applications.workflow import ApplicationState
from incubator.core.errors import DomainError, RuleBroken, Unavailable
from incubator.core.text import text as words
from incubator.db.outbox import OutboxMessage
from incubator.db.session import db
from incubator.notifications.models import Notice
from incubator.ports import blobs
from tests.factories.accounts import a_user, an_actor
from tests.factories.applications import DECLARED, a_company, a_round, a_world
from tests.support.files import good_pdf

PARALLEL = 64


def together(app, acts):
    """Run all at once, each in a context of its own; the results or refusals in the order of the acts."""

    def run(act):
        def inside():
            with app.app_context():
                try:
                    return act()
                except DomainError as error:
                    return error
                finally:
                    db.session.remove()

        return contextvars.Context().run(inside)

    db.session.rollback()
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(run, acts))


def count(session, model):
    session.rollback()
    return session.scalar(select(func.count()).select_from(model))


def press(world, actor, key, revision, now):
    return lambda: submit_application(
        actor=actor,
        application_id=world.application_id,
        key=key,
        revision=revision,
        declared=DECLARED,
        received_at=now,
    )


def test_many_identical_presses_are_one_submission(app, session, clock, deliver):
    world = a_world().complete()
    actor, revision, key = world.actor(), world.application().answer_set.revision, new_key()

    answers = together(app, [press(world, actor, key, revision, clock.now)] * PARALLEL)
    deliver()

    assert len(set(answers)) == 1
    assert count(session, ApplicationVersion) == 1
    assert count(session, SubmissionAttempt) == 1
    told = session.scalars(select(Notice.title).where(Notice.user_id == world.representative_id)).all()
    assert len(told) == 1


def test_many_presses_with_keys_of_their_own_are_one_submission(app, session, clock):
    world = a_world().complete()
    actor, revision = world.actor(), world.application().answer_set.revision

    answers = together(app, [press(world, actor, new_key(), revision, clock.now) for _ in range(16)])

    kinds = Counter(type(answer) for answer in answers)
    assert (kinds[RuleBroken], len(answers) - kinds[RuleBroken]) == (15, 1)
    assert count(session, ApplicationVersion) == 1


def test_many_companies_at_once_get_numbers_without_gap(app, session, clock):
    round_id = a_round()
    worlds = [a_world(round_id=round_id, name=f"(주)기업{number}").complete() for number in range(8)]
    acts = [press(one, one.actor(), new_key(), one.application().answer_set.revision, clock.now) for one in worlds]

    answers = together(app, acts)

    assert sorted(answer.receipt_no[-4:] for answer in answers) == [f"{number:04}" for number in range(1, 9)]


def test_two_members_starting_at_once_share_one_draft(app, session, clock):
    founder = a_user("김하늘")
    founder_id = founder.id
    organisation_id, round_id, actor = a_company(founder), a_round(), an_actor(founder_id)

    def start():
        return start_application(
            actor=actor,
            round_id=round_id,
            organisation_id=organisation_id,
            self_check={},
            acknowledged=False,
            now=clock.now,
        )

    answers = together(app, [start] * 8)

    assert len({answer.application_id for answer in answers}) == 1
    assert sum(answer.is_new for answer in answers) == 1
    assert count(session, Application) == 1


def test_saving_at_once_loses_nothing_that_was_acknowledged(app, session, clock):
    world = a_world()
    actor, editor = world.actor(), world.actor("editor")

    def save(number):
        return lambda: save_section(
            actor=actor if number % 2 else editor,
            application_id=world.application_id,
            changes={"story": [f"글 {number}"]},
            base={"story": 0},
            now=clock.now,
        )

    answers = together(app, [save(number) for number in range(16)])

    stored = world.application().answer_set
    assert sum(bool(answer.changed) for answer in answers) == 1
    assert sum(bool(answer.conflicts) for answer in answers) == 15
    assert stored.stamps["story"]["v"] == 1


def test_a_late_autosave_does_not_reach_what_was_submitted(app, session, clock):
    world = a_world().complete()
    actor, revision = world.actor(), world.application().answer_set.revision

    def save():
        return save_section(
            actor=actor, application_id=world.application_id, changes={"story": ["늦은 글"]}, base={"story": 1},
            now=clock.now,
        )  # fmt: skip

    together(app, [press(world, actor, new_key(), revision, clock.now), save])

    application = world.application()
    frozen = [version.snapshot["answers"]["story"] for version in queries.list_versions(session, application.id)]
    if application.state is ApplicationState.SUBMITTED:
        assert frozen == [application.answer_set.answers["story"]]
    else:
        assert (frozen, application.answer_set.answers["story"]) == ([], "늦은 글")


@pytest.mark.parametrize(
    "change", ["UPDATE application_versions SET sha256 = sha256", "DELETE FROM application_versions"]
)
def test_the_database_refuses_to_touch_what_was_handed_in(app, session, clock, change):
    a_world().complete().submit()

    with pytest.raises(DatabaseError, match="never changed"), db.engine.begin() as connection:
        connection.execute(text(change))


def test_a_failing_write_leaves_nothing_half(app, session, clock, monkeypatch):
    world = a_world().complete()

    def refuse(*_args, **_more):
        raise Unavailable(words("저장 공간이 부족합니다."))

    monkeypatch.setattr("incubator.applications.usecases.submit_application.take_receipt_serial", refuse)
    with pytest.raises(Unavailable):
        world.submit()

    assert world.application().state is ApplicationState.DRAFT
    assert count(session, ApplicationVersion) == 0
    assert world.application().round.receipt_serial == 0


def test_a_full_disk_takes_no_file_and_keeps_the_draft(app, session, clock, client_as, monkeypatch):
    world = a_world()
    client = client_as(world.representative_id)

    def full(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(blobs.os, "fsync", full)
    answer = client.post(
        f"/applications/{world.application_id}/files/plan_file",
        data={"file": (io.BytesIO(good_pdf()), "계획서.pdf")},
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 503
    assert answer.get_json()["error"]["how"]
    assert world.application().answer_set.answers == {}


def test_submitting_does_not_wait_for_the_mail_server(app, session, clock, deliver, monkeypatch):
    world = a_world().complete()

    def away(*_args, **_more):
        raise OSError("the mail server is away")

    monkeypatch.setattr("incubator.ports.mailbox.send", away)
    submission = world.submit()
    deliver()

    assert world.application().receipt_no == submission.receipt_no
    assert session.scalar(select(func.count()).select_from(OutboxMessage).where(OutboxMessage.error != "")) == 0


def test_withdrawn_and_applied_again_gets_a_new_number(app, session, clock):
    world = a_world().complete()
    first = world.submit()
    withdraw_application(actor=world.actor(), application_id=world.application_id, reason="", now=clock.now)
    again = start_application(
        actor=world.actor(),
        round_id=world.round_id,
        organisation_id=world.organisation_id,
        self_check={},
        acknowledged=False,
        now=clock.now,
    )
    second = replace(world, application_id=again.application_id).complete().submit()

    assert again.is_new
    assert (first.receipt_no[-4:], second.receipt_no[-4:], second.number) == ("0001", "0002", 1)


def test_unsubmit_is_refused_after_the_deadline(app, session, clock):
    world = a_world().complete()
    world.submit()
    clock.set(world.closes_at + timedelta(microseconds=1))

    with pytest.raises(RuleBroken):
        unsubmit_application(actor=world.actor(), application_id=world.application_id, now=clock.now)

    assert world.application().state is ApplicationState.SUBMITTED
