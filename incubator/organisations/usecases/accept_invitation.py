"""The invited person joins the company."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.usecases.grant_role import grant_role
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import policy, queries
from incubator.organisations.events import InvitationAccepted
from incubator.organisations.workflow import OrganisationState


def accept_invitation(*, actor: Actor, invitation_id: UUID, now: datetime) -> UUID:
    """Join with the role of the invitation; returns the company's id.

    The right to it is the actor's own proven address; the link of the mail leads to the same invitation.  Raises
    NotFound, Forbidden (another address), RuleBroken (too late, closed company), StepNotAllowed (accepted, withdrawn).
    """
    with unit_of_work() as work:
        invitation = queries.get_invitation(work.session, invitation_id)
        organisation = queries.get_for_change_by_any(work.session, invitation.organisation_id)
        policy.may_accept(actor, invitation).enforce()
        if organisation.state is OrganisationState.CLOSED:
            raise RuleBroken(text("닫힌 기업의 초대입니다."), how=text("초대하신 분께 확인해 주세요."))
        work.session.refresh(invitation)  # another press may have been faster while the company's lock was awaited
        invitation.accept(by=actor.user_id, at=now)
        if now >= invitation.expires_at:
            raise RuleBroken(
                text("초대의 기한이 지났습니다."),
                how=text("초대하신 분께 다시 초대해 달라고 해 주세요. 주소는 그대로입니다."),
            )
        stamp = actor.stamp(now)
        members = queries.list_members(work.session, organisation.id, now)
        if all(member.user_id != actor.user_id for member in members):
            grant_role(
                by=None,
                user_id=actor.user_id,
                role=invitation.role,
                organisation_id=organisation.id,
                starts_at=now,
                reason="invitation.accepted",
                now=now,
                stamp=stamp,
            )
        work.record(
            InvitationAccepted(
                stamp=stamp,
                organisation_id=organisation.id,
                invitation_id=invitation.id,
                user_id=actor.user_id,
                role=invitation.role,
            )
        )
        return organisation.id
