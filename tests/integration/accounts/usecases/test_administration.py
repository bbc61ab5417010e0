"""Rights given and taken by the administrator: once, with a reason, and never the last one's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.accounts import queries
from incubator.accounts.models import RoleGrant, UserState
from incubator.accounts.roles import Role
from incubator.accounts.rules import ConsentWords, is_confirmed
from incubator.accounts.usecases.confirm_identity import confirm_identity
from incubator.accounts.usecases.edit_branch import edit_branch
from incubator.accounts.usecases.grant_role import grant_role
from incubator.accounts.usecases.invite_user import invite_user
from incubator.accounts.usecases.open_branch import open_branch
from incubator.accounts.usecases.open_session import open_session
from incubator.accounts.usecases.restore_user import restore_user
from incubator.accounts.usecases.revise_consent_text import revise_consent_text
from incubator.accounts.usecases.revoke_role import revoke_role
from incubator.accounts.usecases.send_password_link import send_password_link
from incubator.accounts.usecases.suspend_user import suspend_user
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken, Stale
from tests.factories.accounts import PASSWORD, a_branch, a_consent_text, a_grant, a_user, an_actor
from tests.factories.programs import a_program
from tests.support.at_once import at_once


def test_two_administrators_give_one_role_at_once_and_one_row_is_there(app, clock, session):
    person = a_user().id
    actors = [an_actor(a_user(role=Role.ADMIN)) for _ in range(4)]

    def give(actor):
        return lambda: grant_role(
            by=actor, user_id=person, role=Role.HEAD, starts_at=clock.now, reason="발령", now=clock.now
        )

    answers = at_once(app, *(give(actor) for actor in actors))

    session.rollback()
    rows = session.scalars(select(RoleGrant).where(RoleGrant.user_id == person)).all()
    assert [row.id for row in rows] == [answers[0]]
    assert set(answers) == {answers[0]}


def test_two_administrators_take_each_others_role_at_once_and_one_stays(app, clock, session):
    pair = [a_user(role=Role.ADMIN).id for _ in range(2)]
    grants = [queries.list_grants_of(session, [user_id])[0].id for user_id in pair]
    actors = [an_actor(user_id) for user_id in pair]

    def take(actor, grant_id):
        return lambda: revoke_role(by=actor, grant_id=grant_id, reason="정리", now=clock.now)

    answers = at_once(app, take(actors[0], grants[1]), take(actors[1], grants[0]))

    session.rollback()
    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", "RuleBroken"]
    assert len([user_id for user_id in pair if an_actor(user_id).has(Role.ADMIN)]) == 1


def test_the_last_administrator_keeps_the_role_and_is_not_suspended(app, clock, session):
    admin = a_user(role=Role.ADMIN).id
    grant_id = queries.list_grants_of(session, [admin])[0].id
    with pytest.raises(RuleBroken):
        revoke_role(by=an_actor(admin), grant_id=grant_id, reason="정리", now=clock.now)
    with pytest.raises(Forbidden):
        suspend_user(actor=an_actor(admin), user_id=admin, reason="정리", now=clock.now)

    second = an_actor(a_user(role=Role.ADMIN))
    revoke_role(by=second, grant_id=grant_id, reason="정리", now=clock.now)
    assert not an_actor(admin).has(Role.ADMIN)


def test_a_role_says_why_begins_now_and_ends_for_a_reviewer(app, clock):
    admin, person = an_actor(a_user(role=Role.ADMIN)), a_user().id
    wanted = {"by": admin, "user_id": person, "role": Role.HEAD, "starts_at": clock.now, "now": clock.now}
    for field, changes in (
        ("reason", {"reason": " "}),
        ("starts_on", {"reason": "발령", "starts_at": clock.now - timedelta(days=1)}),
        ("ends_on", {"reason": "위촉", "role": Role.REVIEWER}),
        ("place", {"reason": "발령", "role": Role.ADMIN, "branch_id": a_branch().id}),
        ("place", {"reason": "발령", "branch_id": a_branch().id, "program_id": a_program().id}),
    ):
        with pytest.raises(Invalid) as refused:
            grant_role(**wanted | changes)
        assert (field, list(refused.value.problems)) == (field, [field])


def test_the_same_role_with_another_end_is_refused_until_it_is_taken_back(app, clock, session):
    admin, person = an_actor(a_user(role=Role.ADMIN)), a_user().id
    wanted = {"by": admin, "user_id": person, "role": Role.AUDITOR, "starts_at": clock.now, "reason": "감사"}
    first = grant_role(**wanted, now=clock.now)
    until = clock.now + timedelta(days=30)
    with pytest.raises(RuleBroken):
        grant_role(**wanted, ends_at=until, now=clock.now)

    revoke_role(by=admin, grant_id=first, reason="기간을 정함", now=clock.now)
    grant_role(**wanted, ends_at=until, now=clock.now)

    assert [grant.ends_at for grant in queries.list_grants_in_force(session, person, clock.now)] == [until]


def test_nobody_gets_a_role_in_an_account_that_is_suspended(app, clock):
    admin, person = an_actor(a_user(role=Role.ADMIN)), a_user(state=UserState.SUSPENDED).id
    with pytest.raises(RuleBroken):
        grant_role(by=admin, user_id=person, role=Role.HEAD, starts_at=clock.now, reason="발령", now=clock.now)


def test_invite_user_binds_the_role_to_a_program_and_sends_one_link(app, clock, session, deliver, mails):
    admin, program_id = an_actor(a_user(role=Role.ADMIN)), a_program().id

    user_id = invite_user(
        by=admin, email="expert@example.kr", name="박평가", role=Role.REVIEWER, program_id=program_id,
        ends_at=clock.now + timedelta(days=10), reason="제3기 평가", now=clock.now,
    )  # fmt: skip
    deliver()

    (grant,) = queries.list_grants_of(session, [user_id])
    assert (grant.role, grant.program_id, grant.granted_by) == (Role.REVIEWER, program_id, admin.user_id)
    assert len([mail for mail in mails() if "/password/reset/" in mail.get_body(("plain",)).get_content()]) == 1


def test_invite_user_leaves_the_password_of_somebody_who_is_here_alone(app, clock, deliver, mails):
    admin = an_actor(a_user(role=Role.ADMIN))
    a_user(email="here@example.kr")

    invite_user(by=admin, email="here@example.kr", name="이여기", role=Role.MENTOR, reason="위촉", now=clock.now)
    deliver()

    assert [mail for mail in mails() if "/password/reset/" in mail.get_body(("plain",)).get_content()] == []


def test_invite_user_is_for_administrators_and_not_for_members_of_companies(app, clock):
    wanted = {"email": "new@example.kr", "name": "박새로", "reason": "발령", "now": clock.now}
    with pytest.raises(Forbidden):
        invite_user(by=an_actor(a_user(role=Role.HEAD)), role=Role.MANAGER, **wanted)
    with pytest.raises(Invalid):
        invite_user(by=an_actor(a_user(role=Role.ADMIN)), role=Role.ORGANISATION_OWNER, **wanted)


def test_confirm_identity_freshens_the_session_and_refuses_a_wrong_password(app, clock, session):
    admin_id = a_user(role=Role.ADMIN).id
    token = open_session(user_id=admin_id, address="127.0.0.1", agent="test", now=clock.now)
    clock.advance(minutes=11)
    actor = queries.find_signed_in(session, token, clock.now, None)[0]
    assert not is_confirmed(actor.authenticated_at, clock.now)
    with pytest.raises(Invalid):
        confirm_identity(actor=actor, password="", now=clock.now)
    with pytest.raises(Invalid):
        confirm_identity(actor=actor, password="아닌 비밀번호", now=clock.now)

    confirm_identity(actor=actor, password=PASSWORD, now=clock.now)

    session.rollback()
    assert queries.find_signed_in(session, token, clock.now, None)[0].authenticated_at == clock.now


def test_send_password_link_is_the_administrators_and_for_accounts_in_use(app, clock, deliver, mails):
    admin, person, gone = a_user(role=Role.ADMIN), a_user().id, a_user(state=UserState.SUSPENDED).id
    with pytest.raises(Forbidden):
        send_password_link(actor=an_actor(person), user_id=person, reason="분실", now=clock.now)
    with pytest.raises(RuleBroken):
        send_password_link(actor=an_actor(admin), user_id=gone, reason="분실", now=clock.now)

    send_password_link(actor=an_actor(admin), user_id=person, reason="분실", now=clock.now)
    deliver()

    assert len(mails()) == 1


def test_restoring_says_why(app, clock):
    admin, person = an_actor(a_user(role=Role.ADMIN)), a_user(state=UserState.SUSPENDED).id
    with pytest.raises(Invalid):
        restore_user(actor=admin, user_id=person, reason="", now=clock.now)


def test_a_branch_is_opened_once_and_edited_by_the_newest_version(app, clock, session):
    admin = an_actor(a_user(role=Role.ADMIN))
    branch_id = open_branch(actor=admin, code="east", name="동부센터", name_en="East", now=clock.now)
    with pytest.raises(RuleBroken):
        open_branch(actor=admin, code="east", name="또", name_en="", now=clock.now)
    with pytest.raises(Forbidden):
        open_branch(actor=an_actor(a_user()), code="north", name="북부", name_en="", now=clock.now)

    edit_branch(actor=admin, branch_id=branch_id, name="동부 센터", name_en="", version=1, now=clock.now)
    with pytest.raises(Stale) as refused:
        edit_branch(actor=admin, branch_id=branch_id, name="늦은 이름", name_en="", version=1, now=clock.now)

    assert refused.value.theirs == {"name": "동부 센터", "name_en": ""}
    assert queries.get_branch_by_code(session, "east").name == "동부 센터"


def test_a_consent_text_gets_a_new_version_and_the_old_one_stays(app, clock, session):
    officer = an_actor(a_user(role=Role.PRIVACY_OFFICER))
    first = a_consent_text("terms").id
    words = ConsentWords("terms", "이용약관", "", "고친 글", "", is_required=True)
    later = clock.now + timedelta(days=7)

    second = revise_consent_text(actor=officer, words=words, effective_at=later, seen_number=1, now=clock.now)

    assert [(text.number, text.id) for text in queries.list_consent_versions(session)] == [(2, second), (1, first)]
    assert queries.list_consent_texts_in_force(session, clock.now)[0].id == first
    for error, changes in (
        (Stale, {"seen_number": 1, "words": ConsentWords("terms", "이용약관", "", "다른 글", "", is_required=True)}),
        (RuleBroken, {}),
        (NotFound, {"words": ConsentWords("none", "제목", "", "글", "", is_required=False)}),
        (Invalid, {"words": ConsentWords("terms", "", "Terms", "", "", is_required=True)}),
        (Invalid, {"effective_at": clock.now - timedelta(days=1)}),
        (Forbidden, {"actor": an_actor(a_user(role=Role.MANAGER))}),
    ):
        wanted = {"actor": officer, "words": words, "effective_at": later, "seen_number": 2, "now": clock.now}
        with pytest.raises(error):
            revise_consent_text(**wanted | changes)


def test_two_versions_of_a_consent_text_at_once_give_one(app, clock, session):
    officers = [an_actor(a_user(role=Role.PRIVACY_OFFICER)) for _ in range(2)]
    a_consent_text("terms")

    def revise(actor, body):
        words = ConsentWords("terms", "이용약관", "", body, "", is_required=True)
        return lambda: revise_consent_text(
            actor=actor, words=words, effective_at=clock.now, seen_number=1, now=clock.now
        )

    answers = at_once(app, revise(officers[0], "하나"), revise(officers[1], "둘"))

    session.rollback()
    assert [isinstance(answer, Stale) for answer in answers].count(True) == 1
    assert [text.number for text in queries.list_consent_versions(session)] == [2, 1]


def test_a_grant_that_was_lost_is_found_for_the_person(app, clock, session):
    person = a_user().id
    a_grant(person, Role.MANAGER, ends_at=clock.now + timedelta(hours=1))
    since = clock.now
    clock.advance(hours=2)

    lost = queries.find_lost_grant(session, person, since, clock.now)

    assert lost is not None
    assert lost.role is Role.MANAGER
    assert queries.find_lost_grant(session, person, clock.now, clock.now) is None
