"""Invitations: sent, accepted by the invited address alone, withdrawn."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.accounts.roles import Role
from incubator.audit.models import AuditEntry
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken, StepNotAllowed
from incubator.db.outbox import OutboxMessage
from incubator.db.session import session_now
from incubator.notifications.models import Delivery, Notice
from incubator.organisations import queries
from incubator.organisations.models import Invitation
from incubator.organisations.usecases.accept_invitation import accept_invitation
from incubator.organisations.usecases.close_organisation import close_organisation
from incubator.organisations.usecases.invite_member import MOST_PENDING, invite_member
from incubator.organisations.usecases.withdraw_invitation import withdraw_invitation
from tests.factories.accounts import a_user, an_actor
from tests.factories.organisations import a_member, an_organisation

OWNER, EDITOR, VIEWER = Role.ORGANISATION_OWNER, Role.ORGANISATION_EDITOR, Role.ORGANISATION_VIEWER


@pytest.fixture
def company(app):
    owner = a_user("김주인").id
    return owner, an_organisation(owner, name="주식회사 한빛정밀", display_name="한빛정밀").id


def invite(company, clock, email="new@example.kr", role=EDITOR):
    owner, organisation_id = company
    return invite_member(
        actor=an_actor(owner, now=clock.now), organisation_id=organisation_id, email=email, role=role, now=clock.now
    )


def words_of(mail):
    return mail.get_body(("plain",)).get_content()


def titles(session, user_id):
    """What the inbox of the person has, read anew."""
    session.rollback()
    return list(session.scalars(select(Notice.title).where(Notice.user_id == user_id).order_by(Notice.id)))


def sent_token(deliver, mails):
    """The secret of the last mail."""
    deliver()
    return re.search(r"/invitations/([\w-]+)", words_of(mails()[-1])).group(1)


def accept(user_id, token, clock):
    invitation_id = queries.get_invitation_by_token(session_now(), token).id
    return accept_invitation(actor=an_actor(user_id, now=clock.now), invitation_id=invitation_id, now=clock.now)


def test_the_invited_person_joins_with_the_role(company, session, clock, deliver, mails):
    invite(company, clock, "new@example.kr")
    token = sent_token(deliver, mails)
    guest = a_user("이손님", email="New@Example.kr").id

    joined = accept(guest, token, clock)

    assert joined == company[1]
    assert an_actor(guest).may_edit_for(joined)
    assert queries.get_member(session, joined, guest, clock.now).role is EDITOR
    deliver()
    assert titles(session, company[0]) == ["한빛정밀에 새 구성원이 들어왔습니다"]


def test_the_mail_says_who_invites_whereto_and_goes_to_that_address_alone(company, clock, deliver, mails):
    invite(company, clock, "new@example.kr", VIEWER)
    deliver()

    (mail,) = mails()

    assert mail["To"] == "new@example.kr"
    assert mail["Subject"] == "한빛정밀의 구성원으로 초대합니다"
    assert "김주인" in words_of(mail)
    assert "기업 열람자" in words_of(mail)


def test_the_token_is_in_no_table(company, session, clock, deliver, mails):
    invite(company, clock)
    token = sent_token(deliver, mails)

    for model in (Delivery, Invitation, OutboxMessage, AuditEntry):
        for row in session.execute(select(model.__table__)):
            assert token not in str(row)


def test_another_address_is_refused(company, clock, deliver, mails):
    invite(company, clock)
    token = sent_token(deliver, mails)
    stranger = a_user(email="other@example.kr").id

    with pytest.raises(Forbidden, match=r"ne\*\*\*@example.kr"):
        accept(stranger, token, clock)

    assert not an_actor(stranger).is_member_of(company[1])


def test_an_invitation_works_once_and_for_seven_days(company, clock, deliver, mails):
    invite(company, clock)
    token = sent_token(deliver, mails)
    guest = a_user(email="new@example.kr").id
    clock.advance(days=7)
    with pytest.raises(RuleBroken, match="기한"):
        accept(guest, token, clock)

    clock.set(clock.now - timedelta(microseconds=1))
    accept(guest, token, clock)
    with pytest.raises(StepNotAllowed):
        accept(guest, token, clock)


def test_inviting_again_kills_the_older_link(company, session, clock, deliver, mails):
    first_id = invite(company, clock)
    older = sent_token(deliver, mails)
    clock.advance(minutes=1)
    second_id = invite(company, clock, "NEW@example.kr", VIEWER)
    newer = sent_token(deliver, mails)
    guest = a_user(email="new@example.kr").id

    with pytest.raises(NotFound):
        accept(guest, older, clock)
    accept(guest, newer, clock)

    assert (first_id, older != newer) == (second_id, True)
    assert queries.get_member(session, company[1], guest, clock.now).role is VIEWER


def test_a_withdrawn_or_closed_invitation_is_dead(company, clock, deliver, mails):
    owner, organisation_id = company
    invitation_id = invite(company, clock)
    token = sent_token(deliver, mails)
    guest = a_user(email="new@example.kr").id
    withdraw_invitation(
        actor=an_actor(owner), organisation_id=organisation_id, invitation_id=invitation_id, now=clock.now
    )
    with pytest.raises(StepNotAllowed):
        accept(guest, token, clock)

    invite(company, clock)
    token = sent_token(deliver, mails)
    close_organisation(actor=an_actor(owner), organisation_id=organisation_id, reason="폐업", now=clock.now)
    with pytest.raises(RuleBroken, match="닫힌"):
        accept(guest, token, clock)


def test_an_unknown_link_is_not_found(app, clock):
    with pytest.raises(NotFound):
        accept(a_user().id, "nothing", clock)


def test_only_an_owner_invites(company, clock):
    organisation_id = company[1]
    for role in (EDITOR, VIEWER):
        with pytest.raises(Forbidden):
            invite((a_member(organisation_id, role).id, organisation_id), clock)
    with pytest.raises(NotFound):
        invite((a_user().id, organisation_id), clock)


@pytest.mark.parametrize(
    "address", ["", "이메일", "a@b", "a@b.kr\nBcc: c@d.kr", "a b@c.kr", "a" * 250 + "@c.kr", "\x00@c.kr"]
)
def test_a_wrong_address_is_refused(company, clock, address):
    with pytest.raises(Invalid) as refused:
        invite(company, clock, address)

    assert refused.value.field == "email"


def test_a_member_is_not_invited_again_and_a_role_of_staff_is_none(company, clock):
    member = a_member(company[1])
    with pytest.raises(RuleBroken, match="이미 구성원"):
        invite(company, clock, member.email)
    with pytest.raises(Invalid):
        invite(company, clock, role=Role.ADMIN)


def test_invitations_have_a_limit(company, clock):
    for number in range(MOST_PENDING):
        invite(company, clock, f"guest{number}@example.kr")

    with pytest.raises(RuleBroken, match=str(MOST_PENDING)):
        invite(company, clock, "one-more@example.kr")


def test_an_open_invitation_waits_for_its_address(company, session, clock):
    _, organisation_id = company
    invite(company, clock, "new@example.kr")

    assert [item.id for _, item in queries.list_invitations_to(session, "NEW@example.kr", clock.now)] == [
        organisation_id
    ]
    assert queries.list_invitations_to(session, "other@example.kr", clock.now) == []
    clock.advance(days=7)
    assert queries.list_invitations_to(session, "new@example.kr", clock.now) == []


def test_a_company_withdraws_its_own_invitations_only(company, clock):
    invitation_id = invite(company, clock)
    other_owner = a_user().id
    other = an_organisation(other_owner).id

    with pytest.raises(NotFound):
        withdraw_invitation(
            actor=an_actor(other_owner), organisation_id=other, invitation_id=invitation_id, now=clock.now
        )
