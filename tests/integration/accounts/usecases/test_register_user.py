"""Signing up."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from incubator.accounts import queries
from incubator.accounts.models import User
from incubator.accounts.roles import Role
from incubator.accounts.rules import SHIPPED
from incubator.accounts.usecases.close_user import close_user
from incubator.accounts.usecases.invite_user import invite_user
from incubator.accounts.usecases.register_user import register_user
from incubator.core.errors import Invalid, RuleBroken, TooMany
from incubator.ports import passwords
from tests.factories.accounts import a_consent_text, a_grant, a_user, an_actor
from tests.factories.organisations import an_organisation

NEW = "진해만의 조용한 새벽 배"


def register(*, now, email="new@example.kr", texts=(), name="이바다", password=NEW, address="10.0.0.1"):
    register_user(
        name=name, email=email, password=password, consent_text_ids=texts, locale="ko", address=address, now=now
    )


def test_consents_are_kept_with_the_version_that_was_read(app, clock, session):
    terms = a_consent_text("terms", number=1).id
    register(texts=[terms], now=clock.now)
    user = queries.find_user_by_email(session, "new@example.kr")
    assert [row.consent_text_id for row in queries.list_consents_in_force(session, user.id)] == [terms]


def test_a_version_that_is_not_in_force_any_more_is_refused(app, clock):
    old = a_consent_text("terms", number=1).id
    a_consent_text("terms", number=2)
    with pytest.raises(Invalid):
        register(texts=[old], now=clock.now)


def test_a_required_consent_that_is_missing_is_named_and_an_optional_one_is_not_needed(app, clock):
    a_consent_text("terms")
    a_consent_text("news", is_required=False)
    with pytest.raises(Invalid) as refused:
        register(now=clock.now)
    assert set(refused.value.problems) == {"consent_terms"}


def test_an_unproven_account_is_taken_over_by_the_newer_sign_up(app, clock, session):
    register(now=clock.now, name="다른 사람", password="남이 먼저 정한 글귀들")
    clock.advance(minutes=1)
    register(now=clock.now, name="이바다")
    user = queries.find_user_by_email(session, "new@example.kr")
    assert user.name == "이바다"
    assert passwords.matches(user.password_hash, NEW)
    assert session.scalar(select(func.count()).select_from(User)) == 1


def test_nobody_floods_a_mailbox(app, clock, deliver, mails):
    for _ in range(9):
        register(now=clock.now)
        clock.advance(seconds=30)
    deliver()
    assert len(mails()) == 5


def test_one_address_cannot_ask_for_mails_without_end(app, clock):
    for number in range(100):
        register(now=clock.now, email=f"p{number}@example.kr")
    with pytest.raises(TooMany):
        register(now=clock.now, email="one.more@example.kr")


def test_an_invited_colleague_gets_a_role_and_a_link_and_no_password(app, clock, session, deliver, mails):
    user_id = invite_user(email="pm@centre.kr", name="박담당", role=Role.MANAGER, reason="인사 발령", now=clock.now)
    deliver()
    assert an_actor(user_id).has(Role.MANAGER)
    assert "/password/reset/" in mails()[0].get_body(("plain",)).get_content()
    assert queries.get_user(session, user_id).email_proven_at is None


def test_the_commands_of_the_operator(app, session, clock):
    runner = app.test_cli_runner()
    assert runner.invoke(args=["accounts", "publish-consents"]).exit_code == 0
    assert runner.invoke(args=["accounts", "publish-consents"]).exit_code == 0
    assert [row.number for row in queries.list_consent_texts_in_force(session, clock.now)] == [1] * len(SHIPPED)
    invited = runner.invoke(args=["accounts", "invite", "a@centre.kr", "관리자", "admin", "--reason", "설치"])
    assert invited.exit_code == 0, invited.output
    assert runner.invoke(args=["accounts", "invite", "no address", "x", "admin", "--reason", "설치"]).exit_code == 1


def test_a_fresh_installation_has_no_account(app, session):
    assert session.scalar(select(func.count()).select_from(User)) == 0


def test_the_only_owner_of_a_company_cannot_close_his_account_before_there_is_another(app, clock):
    owner_id, next_id = a_user().id, a_user().id
    company_id = an_organisation(owner_id).id
    with pytest.raises(RuleBroken):
        close_user(actor=an_actor(owner_id), now=clock.now)

    a_grant(next_id, Role.ORGANISATION_OWNER, organisation_id=company_id)
    close_user(actor=an_actor(owner_id), now=clock.now)
    assert an_actor(owner_id).grants == ()


def test_everything_that_is_wrong_is_said_at_once_each_beside_its_field(app, clock):
    a_consent_text("terms")
    with pytest.raises(Invalid) as refused:
        register(now=clock.now, name="", email="no address", password="12345678")
    assert set(refused.value.problems) == {"name", "email", "password", "consent_terms"}
