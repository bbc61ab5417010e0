"""Invite somebody by mail to join a company."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.roles import LABELS as ROLE_LABELS
from incubator.accounts.roles import ORGANISATION_ROLES, Role
from incubator.accounts.rules import email_key, token_hash
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.core.typed import one_spelling
from incubator.db.unit_of_work import unit_of_work
from incubator.notifications.rules import SecretLink
from incubator.notifications.usecases.post_letter import post_letter
from incubator.organisations import policy, queries, rules
from incubator.organisations.events import InvitationSent
from incubator.organisations.models import Invitation, Organisation
from incubator.ports.keys import link_token

PURPOSE = "invitation"
LIVES = timedelta(days=7)
MOST_PENDING = 30


def invite_member(*, actor: Actor, organisation_id: UUID, email: str, role: Role, now: datetime) -> UUID:
    """Send a link that counts for seven days and for this address alone; returns the invitation's id.

    Inviting the same address again renews the link: the older one dies.  The answer does not tell whether the address
    has an account.  Raises NotFound, Forbidden, Invalid, RuleBroken.
    """
    address = one_spelling(email)
    if not rules.is_email(address):
        raise Invalid(text("전자우편 주소를 이름@기관.kr 모양으로 적어 주세요."), field="email")
    if role not in ORGANISATION_ROLES:
        raise Invalid(text("구성원의 역할을 골라 주세요."), field="role")
    key, link_id = email_key(address), new_id()
    with unit_of_work() as work:
        organisation = queries.get_for_change(work.session, actor, organisation_id)
        policy.may_manage_members(actor, organisation).enforce()
        if any(email_key(member.email) == key for member in queries.list_members(work.session, organisation.id, now)):
            raise RuleBroken(text("이미 구성원인 주소입니다. 아래 목록에서 역할을 바꾸실 수 있습니다."), field="email")
        pending = queries.list_pending_invitations(work.session, organisation.id)
        invitation = next((item for item in pending if item.email_key == key), None)
        if invitation is None:
            if len(pending) >= MOST_PENDING:
                raise RuleBroken(
                    text(
                        "기다리는 초대가 %(most)s건을 넘었습니다. 쓰지 않는 초대를 먼저 거둬 주세요.", most=MOST_PENDING
                    ),
                    field="email",
                )
            invitation = Invitation(organisation_id=organisation.id, email_key=key, created_at=now)
            work.session.add(invitation)
        invitation.send(
            email=address,
            role=role,
            token_hash=token_hash(link_token(PURPOSE, link_id)),
            by=actor.user_id,
            until=now + LIVES,
        )
        work.session.flush()
        _write_to(actor, organisation, invitation, link_id, now)
        work.record(
            InvitationSent(
                stamp=actor.stamp(now), organisation_id=organisation.id, invitation_id=invitation.id, role=role
            )
        )
        return invitation.id


def _write_to(actor: Actor, organisation: Organisation, invitation: Invitation, link_id: UUID, now: datetime) -> None:
    """The link is made when the mail leaves: neither the letter's row nor a fact holds it."""
    post_letter(
        recipient=invitation.email,
        locale=actor.locale,
        template="organisations/invitation",
        context={
            "organisation": organisation.display_name,
            "inviter": actor.name,
            "role": str(ROLE_LABELS[invitation.role]),
            "days": LIVES.days,
        },
        secret=SecretLink("/invitations/", PURPOSE, link_id),
        now=now,
    )
