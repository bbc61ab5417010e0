"""Signing in: the throttle under pressure, the cost of a check, what the trail and the person learn."""

from __future__ import annotations

import contextvars
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher, extract_parameters
from sqlalchemy import func, select, update

from incubator.accounts import queries
from incubator.accounts.models import AttemptOutcome, SignInAttempt, User, UserSession
from incubator.accounts.usecases.forget_attempts import forget_attempts
from incubator.accounts.usecases.sign_in import sign_in
from incubator.core.errors import Invalid, TooMany
from incubator.db.session import db
from incubator.db.unit_of_work import unit_of_work
from incubator.ports import passwords
from tests.factories.accounts import PASSWORD, a_user


def enter(user, *, now, password=PASSWORD, address="10.0.0.1", agent="Firefox/1"):
    email = user if isinstance(user, str) else user.email
    return sign_in(email=email, password=password, address=address, agent=agent, now=now)


def fail(user, times, *, now, address="10.0.0.1"):
    for _ in range(times):
        with pytest.raises(Invalid):
            enter(user, now=now, password="틀린 비밀번호", address=address)


def test_a_stranger_who_keeps_failing_does_not_lock_the_owner_out_of_his_own_desk(app, clock):
    user = a_user()
    enter(user, now=clock.now, address="10.0.0.1")
    clock.advance(minutes=10)
    fail(user, 5, now=clock.now, address="10.6.6.6")

    with pytest.raises(TooMany):
        enter(user, now=clock.now, address="10.6.6.6")
    assert enter(user, now=clock.now, address="10.0.0.1")


def test_ten_failures_from_one_address_stop_it_for_every_account(app, clock):
    for _ in range(2):
        fail(a_user(), 5, now=clock.now)
    user = a_user()
    with pytest.raises(TooMany):
        enter(user, now=clock.now)
    assert enter(user, now=clock.now, address="10.0.0.2")


def test_tries_that_are_not_looked_at_do_not_prolong_the_wait(app, clock):
    user = a_user()
    fail(user, 5, now=clock.now)
    clock.advance(minutes=4)
    for _ in range(20):
        with pytest.raises(TooMany):
            enter(user, now=clock.now)
    clock.advance(minutes=1, seconds=1)
    assert enter(user, now=clock.now)


def test_many_tries_at_the_same_moment_are_not_looked_at_more_often_than_allowed(app, clock, session):
    email, now = a_user().email, clock.now
    start = threading.Barrier(12)

    def guess(_number):
        def run():
            with app.app_context():
                start.wait()
                try:
                    enter(email, now=now, password="틀린 비밀번호")
                except (Invalid, TooMany) as refusal:
                    return type(refusal).__name__
                finally:
                    db.session.remove()
                return "in"

        return contextvars.Context().run(run)

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(guess, range(12)))

    session.rollback()
    looked_at = session.scalar(
        select(func.count()).select_from(SignInAttempt).where(SignInAttempt.outcome == AttemptOutcome.FAILED)
    )
    assert answers.count("in") == 0
    assert looked_at == answers.count("Invalid") <= 5


def test_a_full_queue_refuses_without_counting(app, clock, session, monkeypatch):
    user = a_user()
    monkeypatch.setattr(passwords._Desk, "seats", threading.BoundedSemaphore(1))
    monkeypatch.setattr(passwords, "LONGEST_WAIT_SECONDS", 0)
    email, now = user.email, clock.now
    with passwords._Desk.seats:
        for _ in range(6):
            with pytest.raises(TooMany) as refused:
                enter(email, now=now)
            assert refused.value.retry_after == 2
    assert enter(email, now=now)


def test_the_stored_hash_is_argon2id_at_full_cost_and_a_weaker_one_is_renewed_at_the_next_sign_in(
    app, clock, session, monkeypatch
):
    user_id, email = (user := a_user()).id, user.email
    monkeypatch.setattr(passwords._Desk, "hasher", passwords.FULL)
    enter(email, now=clock.now)
    session.rollback()
    kept = extract_parameters(queries.get_user(session, user_id).password_hash)
    assert (kept.type.name, kept.memory_cost >= 19 * 1024, kept.time_cost, kept.parallelism) == ("ID", True, 2, 1)


def test_a_hash_of_an_unknown_kind_lets_nobody_in(app, clock):
    user = a_user()
    email = user.email
    with unit_of_work(bookkeeping=True) as work:
        work.session.execute(update(User).values(password_hash="plain text"))
    with pytest.raises(Invalid):
        enter(email, now=clock.now)


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda word: word[:-1], lambda word: word + " "])
def test_a_password_counts_letter_by_letter(app, clock, change):
    user_id, email = (user := a_user()).id, user.email
    password = "AbC 바람 나루터 xYz"
    with unit_of_work(bookkeeping=True) as work:
        queries.get_user_for_change(work.session, user_id).password_hash = PasswordHasher(1, 64, 1).hash(password)
    with pytest.raises(Invalid):
        enter(email, now=clock.now, password=change(password))
    assert enter(email, now=clock.now, password=password)


def test_the_reference_is_in_no_table(app, clock, session):
    opened = enter(a_user(), now=clock.now)
    (device,) = session.scalars(select(UserSession))
    assert opened.token not in str(vars(device))
    assert len(device.token_hash) == 64


def test_a_person_is_told_of_a_new_device_and_of_many_failures_before(app, clock, deliver, mails):
    email = a_user().email
    enter(email, now=clock.now, agent="Firefox/1")
    enter(email, now=clock.now, agent="Firefox/1")
    deliver()
    assert mails() == []

    enter(email, now=clock.now, agent="Chrome/9")
    clock.advance(minutes=1)
    fail(email, 3, now=clock.now)
    clock.advance(minutes=1)
    enter(email, now=clock.now, agent="Chrome/9")
    deliver()
    assert sorted(mail["Subject"] for mail in mails()) == [
        "새 기기에서 로그인했습니다",
        "여러 번 틀린 뒤 로그인했습니다",
    ]
    assert "3번 틀렸습니다" in "".join(mail.get_body(("plain",)).get_content() for mail in mails())


def test_attempts_are_forgotten_after_their_term(app, clock, session):
    fail(a_user(), 1, now=clock.now)
    for days, left in ((730, 1), (2, 0)):
        clock.advance(days=days)
        forget_attempts(now=clock.now)
        session.rollback()
        assert session.scalar(select(func.count()).select_from(SignInAttempt)) == left
