"""Presses that meet one another, a deadline that moves, and a server that is killed (quality.md RE-01, BL-03, 3.1).

A slice of the long storms: what has been acknowledged is stored once, whole, under a number without a gap.
"""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import timedelta
from functools import partial
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select, text

from incubator.accounts.usecases.open_session import open_session
from incubator.applications.models import Application, ApplicationVersion, SubmissionAttempt
from incubator.applications.rules import new_key, sha256_of
from incubator.applications.workflow import ApplicationState, AttemptOutcome
from incubator.audit.models import AuditEntry
from incubator.audit.usecases.seal_entries import seal_entries
from incubator.audit.usecases.verify_trail import verify_trail
from incubator.db.outbox import OutboxMessage
from incubator.db.session import db, session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.documents.models import IssuedPaper
from incubator.documents.usecases.reconcile_files import reconcile_files
from incubator.documents.workflow import PaperState
from incubator.programs.models import Round
from incubator.web import clock as house_clock
from tests.factories.accounts import a_user, an_actor
from tests.factories.applications import a_company, a_round, a_world
from tests.factories.approvals import extend as extend_round
from tests.trust.knocking import Door
from tests.trust.storming import right_now, serving, strike, together

CLIENTS = 8
WORKER_KILLS, POWER_CUTS = 18, 2
DECLARED = {"truth": "y", "integrity": "y"}


@pytest.fixture
def server(app, settings, tmp_path, deliver):
    """The production server on the test's database, with the test's clock."""
    deliver()
    db.session.rollback()
    with serving(settings, tmp_path) as running:
        yield running


def callers(app, server, user_ids):
    """A browser for each of these people, signed in."""
    found = []
    for user_id in user_ids:
        reference = open_session(user_id=user_id, address="127.0.0.1", agent="storm", now=house_clock.now())
        door = Door(app, SimpleNamespace(references={"one": reference}))
        found.append(server.caller(door.cookie("one"), door.token))
    db.session.rollback()
    return found


def drafts(count, **changes):
    """Complete applications of as many companies in one round, as (application, representative, state of the answers)."""
    round_id = a_round(**changes)
    found = []
    for number in range(count):
        world = a_world(round_id=round_id, name=f"(주)기업{number}").complete()
        found.append((world.application_id, world.representative_id, world.application().answer_set.revision))
    db.session.rollback()
    return round_id, found


def press_of(revision, key):
    return {"key": key, "revision": str(revision), **DECLARED}


def test_what_was_acknowledged_survives_every_kill(app, server, clock, deliver):
    round_id, prepared = drafts(CLIENTS * 3)
    people = callers(app, server, [person for _, person, _ in prepared])
    over = threading.Event()
    acknowledged: list[tuple[str, str]] = []

    def client(number):
        """Hand in, take back, hand in again … on three applications in turn, each press repeated until answered."""
        mine = [(prepared[index], people[index]) for index in range(number, len(prepared), CLIENTS)]
        while not over.is_set():
            for (application_id, _person, revision), caller in mine:
                hand_in(application_id, revision, caller)
                taken_back = caller.press(f"/applications/{application_id}/unsubmit", {})
                assert taken_back.status in (302, 409), taken_back  # 409: the press before died after its commit
        for (application_id, _person, revision), caller in mine:
            hand_in(application_id, revision, caller)
        return sum(caller.unanswered for _, caller in mine)

    def hand_in(application_id, revision, caller):
        key, path = new_key(), f"/applications/{application_id}"
        answer = caller.press(f"{path}/submit", press_of(revision, key))
        assert (answer.status, answer.location) == (302, f"{path}/receipt"), answer
        acknowledged.append((str(application_id), key))

    def storm():
        try:
            return strike(server, workers=WORKER_KILLS, everything=POWER_CUTS, seed=20160420)
        finally:
            over.set()

    *unanswered, kills = together([*(partial(client, n) for n in range(CLIENTS)), storm])

    assert kills == WORKER_KILLS + POWER_CUTS
    assert sum(unanswered) > 0, "the kills hit nobody: the storm proves nothing"
    assert len(acknowledged) == len(set(acknowledged)) >= len(prepared)
    stored = _accepted()
    assert set(acknowledged) <= set(stored)
    assert len(stored) == len(set(stored))
    assert set(stored) == set(acknowledged), "every press was repeated until it was answered"
    _is_whole(round_id, len(prepared), len(stored), deliver, clock.now)


def _accepted():
    rows = session_now().execute(
        select(SubmissionAttempt.application_id, SubmissionAttempt.key).where(
            SubmissionAttempt.outcome == AttemptOutcome.ACCEPTED
        )
    )
    found = [(str(application_id), key) for application_id, key in rows]
    session_now().rollback()
    return found


def _is_whole(round_id, companies, presses, deliver, now):
    """Numbers without a gap; version, attempt, trail and message for each press; hashes, keys, files and chain right."""
    deliver()
    session = session_now()
    numbers = sorted(session.scalars(select(Application.receipt_no).where(Application.receipt_no.is_not(None))))
    assert [number[-4:] for number in numbers] == [f"{place:04}" for place in range(1, companies + 1)]
    assert session.get_one(Round, round_id).receipt_serial == companies
    versions = session.scalars(select(ApplicationVersion)).all()
    assert len(versions) == presses
    assert all(sha256_of(version.snapshot) == version.sha256 for version in versions)
    for application in session.scalars(select(Application)):
        mine = sorted(version.number for version in versions if version.application_id == application.id)
        assert mine == list(range(1, application.version_no + 1))
    told = select(func.count()).select_from(AuditEntry).where(AuditEntry.event_name == "application.submitted")
    sent = select(OutboxMessage.event_id).where(OutboxMessage.event_name == "application.submitted").distinct()
    assert session.scalar(told) == presses
    assert len(session.scalars(sent).all()) == presses
    assert sorted(session.scalars(select(IssuedPaper.number).where(IssuedPaper.state == PaperState.ISSUED))) == numbers
    session.rollback()
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    seal_entries(now=now)
    assert verify_trail().fault is None
    assert reconcile_files(now=now, sweep=False).agrees


def test_sixty_four_presses_of_one_button_are_one(app, server):
    _round, prepared = drafts(5)
    for application_id, person, revision in prepared:
        press, path = press_of(revision, new_key()), f"/applications/{application_id}/submit"
        browsers = callers(app, server, [person] * 64)
        answers = together([partial(one.press, path, press) for one in browsers])
        assert {(answer.status, answer.location.rpartition("/")[2]) for answer in answers} == {(302, "receipt")}
    session = session_now()
    assert session.scalar(select(func.count()).select_from(ApplicationVersion)) == 5
    assert session.scalar(select(func.count()).select_from(SubmissionAttempt)) == 5


def test_sixty_four_presses_with_keys_of_their_own_are_one_and_clean_refusals(app, server):
    _round, [(application_id, person, revision)] = drafts(1)
    browsers = callers(app, server, [person] * 64)
    path = f"/applications/{application_id}/submit"
    answers = together([partial(one.press, path, press_of(revision, new_key())) for one in browsers])
    assert sorted(answer.status for answer in answers) == [302] + [409] * 63


def test_two_members_who_begin_at_once_share_one_draft(app, server, clock):
    person = a_user("김하늘")
    founder, organisation_id = person.id, a_company(person)
    for _ in range(5):
        round_id = a_round()
        browsers = callers(app, server, [founder] * 8)
        fields = {"organisation_id": str(organisation_id), "act": "start", "acknowledged": "y"}
        answers = together([partial(one.press, f"/rounds/{round_id}/apply", fields) for one in browsers])
        assert {answer.status for answer in answers} == {302}
        assert len({answer.location for answer in answers}) == 1
    assert session_now().scalar(select(func.count()).select_from(Application)) == 5


def test_no_acknowledged_edit_is_lost(app, server):
    """Eight writers change one answer six times each, each from the state he knows; a refusal brings the newer state."""
    world = a_world()
    world.write()
    session_now().rollback()
    people = callers(app, server, [world.representative_id, world.editor_id] * 4)
    path, edits = f"/applications/{world.application_id}/autosave", 6

    def writer(number, caller):
        known, refused, saved = 1, 0, 0
        while saved < edits:
            fields = {"section": "about", "a.story": f"{number}번 사람의 {saved}번째 글", "v.story": str(known)}
            fields |= {"tab": f"tab{number}", "n": str(saved + refused + 1)}
            answer = caller.press(path, fields)
            told = json.loads(answer.body)
            assert answer.status in (200, 409), answer
            known = int(told["versions"]["story"] if "story" in told.get("versions", {}) else _theirs(told))
            refused += answer.status == 409
            saved += answer.status == 200
        return refused

    refusals = together([partial(writer, n, one) for n, one in enumerate(people)])

    stamp = world.application().answer_set.stamps["story"]
    assert stamp["v"] == 1 + len(people) * edits
    assert sum(refusals) > 0, "nobody met anybody: the test proves nothing"


def _theirs(told):
    return told["conflicts"]["story"]["version"]


def test_every_decision_agrees_with_the_moment_it_was_received(app, settings, clock, tmp_path):
    """The real clock, eight clients across a deadline that is moved twice before it is reached."""
    clock.set(right_now())
    round_id, prepared = drafts(CLIENTS * 2, opens_at=right_now() - timedelta(days=1))
    manager = an_actor(a_user("박담당", role="manager").id)
    a_user("박센터장", role="head")
    with serving(replace(settings, test_clock=""), tmp_path) as server:
        people = callers(app, server, [person for _, person, _ in prepared])
        first, second, third = (right_now() + timedelta(seconds=after) for after in (6, 12, 18))
        with unit_of_work(bookkeeping=True) as work:
            work.session.get_one(Round, round_id).closes_at = first
        late = threading.Event()
        _wait_until(first - timedelta(seconds=2))

        def client(number):
            mine = [(prepared[index], people[index]) for index in range(number, len(prepared), CLIENTS)]
            while not late.is_set():
                for (application_id, _person, revision), caller in mine:
                    caller.press(f"/applications/{application_id}/submit", press_of(revision, new_key()))
                    caller.press(f"/applications/{application_id}/unsubmit", {})

        def mover():
            with app.app_context():
                for before, after in ((first, second), (second, third)):
                    _wait_until(before - timedelta(seconds=4))  # a busy machine takes its time over two signatures
                    extend_round(
                        actor=manager, round_id=round_id, closes_at=after, reason="접수가 몰려 늘립니다.",
                        now=right_now(),
                    )  # fmt: skip
                    db.session.remove()
            _wait_until(third + timedelta(seconds=1))
            late.set()

        together([*(partial(client, n) for n in range(CLIENTS)), mover])

    session = session_now()
    attempts = session.scalars(select(SubmissionAttempt)).all()
    wrong = [(one.at, one.outcome, one.reason) for one in attempts if not _agrees(one, third)]
    assert wrong == []
    outcomes = {one.outcome for one in attempts}
    assert outcomes == {AttemptOutcome.ACCEPTED, AttemptOutcome.REFUSED}
    for moment in (first, second):
        assert any(moment < one.at for one in attempts if one.outcome is AttemptOutcome.ACCEPTED)
    for application in session.scalars(select(Application)):
        assert application.state in (ApplicationState.DRAFT, ApplicationState.SUBMITTED)
        assert application.submitted_at is None or application.submitted_at <= third


def _agrees(attempt, deadline):
    """Received in time and taken, or late and refused; what is handed in already is refused whenever it comes."""
    if attempt.outcome is AttemptOutcome.ACCEPTED:
        return attempt.at <= deadline
    return attempt.at > deadline or "이미 제출" in attempt.reason


def _wait_until(moment):
    threading.Event().wait(max(0.0, (moment - right_now()).total_seconds()))
